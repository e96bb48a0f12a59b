"""What outcomes add up to, and the command that prints it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import cli
from bot.content.evaluation import Evaluation, Outcome, Result
from bot.content.phrases import Phrase, held_out
from bot.content.problems import ContentError
from bot.core.model import Decision, Understanding
from tests.content.folders import write

INTENTS = """
    open:
      examples: [when do you open, what are your opening hours, are you open today, when do you close]
    borrow:
      examples: [can i borrow a book, how do i borrow a film, borrowing books, lend me a book]
    fine:
      examples: [how much is the fine, do i have to pay for late books, overdue fees, why must i pay]
"""


def result(
    intent: str, decision: Decision, guess: str | None, offered: tuple[str, ...] = (), sure: float = 0.9
) -> Result:
    return Result(Phrase("…", intent), Understanding(decision, guess, sure, offered=offered))


RESULTS = (
    result("a", Decision.ANSWER, "a.fine"),
    result("a", Decision.ANSWER, "b", sure=0.5),
    result("a", Decision.OFFER, "b", ("b", "a.x"), sure=0.3),
    result("b", Decision.OFFER, "a", ("a", "c"), sure=0.3),
    result("b", Decision.FALLBACK, None, sure=0.0),
    result("b", Decision.OUT_OF_SCOPE, "c"),
    result("off_topic", Decision.ANSWER, "a"),
    result("off_topic", Decision.OUT_OF_SCOPE, "c"),
    result("off_topic", Decision.OFFER, "a", ("a", "b")),
    result("off_topic", Decision.FALLBACK, None),
)


def test_outcomes() -> None:
    """A sibling is right; an offer is right when one of its choices is; off topic only an answer is wrong."""
    assert [each.outcome for each in RESULTS] == [
        Outcome.RIGHT,
        Outcome.WRONG,
        Outcome.OFFERED,
        Outcome.MISSED,
        Outcome.PASSED,
        Outcome.WRONG,
        Outcome.WRONG,
        Outcome.RIGHT,
        Outcome.RIGHT,
        Outcome.RIGHT,
    ]


def test_shares() -> None:
    """Understood is answered right or offered; off-topic messages count apart."""
    evaluation = Evaluation(RESULTS)
    assert (round(evaluation.understood, 3), evaluation.false_answers) == (0.333, 0.25)
    assert round(evaluation.best_guess, 3) == 0.167


def test_scores_of_intents() -> None:
    """Precision over what was guessed, recall over what was meant."""
    scores = {
        score.intent: (score.count, score.precision, round(score.recall, 3)) for score in Evaluation(RESULTS).scores()
    }
    assert scores == {"a": (3, 0.5, 0.333), "b": (3, 0.0, 0.0)}


def test_the_worst_confusion_comes_first() -> None:
    """Most frequent first, with its sentences."""
    (first, *_) = Evaluation(RESULTS).confusions()
    assert (first[0], first[1], len(first[2])) == ("a", "b", 2)


def test_calibration_compares_confidence_with_truth() -> None:
    """Two guesses of 0.3, both wrong: confident a third of the time, right never."""
    bands = {
        band.low: (band.count, round(band.confidence, 2), band.right) for band in Evaluation(RESULTS).calibration()
    }
    assert bands[0.3] == (2, 0.3, 0.0)


def test_beside_a_wrong_answer_the_right_one_may_stand() -> None:
    """That is neither right nor lost: one tap away, like an offer, so it counts as understood."""
    beside = result("b", Decision.ANSWER, "a", ("c", "b.x"), sure=0.6)
    assert beside.outcome is Outcome.BESIDE
    assert Evaluation((beside, RESULTS[1])).understood == 1 / 2


def test_a_second_right_intent_may_be_named() -> None:
    """`also` makes another intent right too."""
    phrase = Phrase("…", "a", frozenset({"c.d"}))
    assert Result(phrase, Understanding(Decision.ANSWER, "c", 0.9)).outcome is Outcome.RIGHT


def test_phrases_are_read(tmp_path: Path) -> None:
    """Plain text, or text with other right intents."""
    folder = write(tmp_path, {"x.yml": "open:\n  - is it open\n  - {text: pay or borrow, also: [fine]}\n"})
    assert held_out(folder) == (Phrase("is it open", "open"), Phrase("pay or borrow", "open", frozenset({"fine"})))


@pytest.mark.parametrize("text", ["- a\n- b\n", "open:\n  - [no]\n"])
def test_malformed_phrases_are_named(tmp_path: Path, text: str) -> None:
    """The file is named, and what to write instead."""
    with pytest.raises(ContentError, match=r"x\.yml"):
        held_out(write(tmp_path, {"x.yml": text}))


@pytest.fixture
def library(tmp_path: Path) -> Path:
    files = {
        "intents/library.yml": INTENTS,
        "responses/default.j2": "Ask at the desk.",
        "tests/phrases/library.yml": "open: [when are you open]\nborrow: [borrow books]\nfine: [pay the fine]\n",
        "tests/phrases/off_topic.yml": "off_topic: [zxcvb qwrt]\n",
    }
    return write(tmp_path, files)


def run(*arguments: str) -> tuple[int, str]:
    """The exit code and what was printed."""
    ran = CliRunner().invoke(cli, arguments, standalone_mode=False)
    return int(ran.return_value or 0), ran.output


def test_the_command_reports(library: Path) -> None:
    """Held-out phrases and folds, each with shares, intents, confusions and calibration."""
    code, said = run("--content", str(library), "evaluate")
    wanted = ("held-out phrases: 3, and 1 off topic", "understood", "precision", "confusions", "confidence")
    assert (code, [each for each in (*wanted, "held back from what was learned") if each not in said]) == (0, [])


def test_fail_under_fails(library: Path) -> None:
    """CI stops when understanding got worse; 0 lets everything pass."""
    write(library, {"tests/phrases/library.yml": "fine: [when do you open]\n"})
    strict, lenient = (
        run("--content", str(library), "evaluate", "--no-folds", "--fail-under", share)[0] for share in ("90", "0")
    )
    assert (strict, lenient) == (1, 0)


def test_a_picture_is_drawn(library: Path, tmp_path: Path) -> None:
    """The confusion matrix as PNG."""
    picture = tmp_path / "confusions.png"
    run("--content", str(library), "evaluate", "--no-folds", "--plot", str(picture))
    assert picture.read_bytes().startswith(b"\x89PNG")
