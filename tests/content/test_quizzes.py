"""Quizzes as authors write them: the shipped one fits together, and every way it might not is said with its line."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from bot.content.folders import shipped
from bot.content.loader import load
from bot.content.problems import Problem
from bot.content.quizzes import read
from bot.content.yaml_nodes import Document
from bot.core.career_check import CareerCheck
from bot.core.model import Decision, Understanding
from bot.core.quiz import Quiz, QuizRun, State
from bot.core.sharing import _check

FILE = shipped() / "responses" / "quizzes" / "career_check.yml"
TEXT = FILE.read_text("utf-8")
UNITS = frozenset(
    f"{kind}-{name}"
    for kind, names in {
        "career": ("framework", "choose", "build", "keep", "grow"),
        "job": ("bills", "role", "temporary", "not-built", "money"),
    }.items()
    for name in names
)


def problems(text: str) -> list[Problem]:
    found: list[Problem] = []
    read(Document("q.yml", text), found, UNITS)
    return found


def shipped_quiz() -> Quiz:
    quiz = read(Document("q.yml", TEXT), [], UNITS)
    assert quiz is not None
    return quiz


QUIZ = shipped_quiz()


def changed(old: str, new: str) -> str:
    assert TEXT.count(old) >= 1, old
    return TEXT.replace(old, new, 1)


def test_the_shipped_quiz_fits_together() -> None:
    assert problems(TEXT) == []
    assert {name: len(ids) for name, ids in QUIZ.forms.items()} == {"quick": 10, "full": 20}


def test_the_loader_brings_it() -> None:
    assert load(Path(shipped())).quizzes["career_check"] == QUIZ


BROKEN_REMARKS: list[tuple[str, str, str, str]] = [
    ("    does: change\n", "    does: chnage\n", "remarks.change.does", 'nothing is called "chnage"'),
    ("    shows: verdict\n", "    shows: verdikt\n", "remarks.verdict.shows", 'nothing to show called "verdikt"'),
    ("    when: after\n    shows: good", "    when: always\n    shows: good", "remarks.good.shows", "no result"),
    ("    when: during\n    does: stop", "    when: always\n    does: stop", "remarks.unwilling.does", "none to make"),
    ("{left} of {total}", "{lefft} of {total}", "remarks.left.says", 'no number "lefft"'),
    ("    shows: sting\n", "    shows: sting\n    says: Oh.\n", "remarks.sting", "leads to says and shows"),
    ("      - too close", "      - Too close", "remarks.close.asked[1]", '"Too" is never read like that'),
    ("      - says who", "      - says? who?", "remarks.why.asked[7]", "no word that must be there"),
    ("  sting:\n", "  a_sting:\n", "remarks.a_sting", "no id that travels"),
    ("disagree: [no|not hurry|rush,", "disagree: [didn't hurry,", "items.fast.hints.disagree[0]", "never read"),
]  # fmt: skip
BROKEN: list[tuple[str, str, str, str]] = [
    ("    axis: building\n    key: c", "    axis: bulding\n    key: c", "items.skills.axis", 'no axis "bulding"'),
    ("    key: job\n", "    key: jobb\n", "items.bills.key", "expected 'career' or 'job'"),
    ("quick: [skills, bills,", "quick: [skils, bills,", "forms.quick[0]", 'no statement "skils"'),
    ("quick: [skills, bills,", "quick: [bills, bills,", "forms.quick[1]", "asked twice"),
    ("quick: [skills, bills,", "quick: [bills, skills,", "forms.quick[0]", "speaks for a job"),
    ("quick: [skills, bills, road, role,", "quick: [skills, bills, chose, role,", "forms.quick[6]", "asked twice"),
    ("years, money]", "years]", "forms.quick", "job statements on growth"),
    ("better, fornow, chose,", "better, pay, chose,", "forms.quick", "0 job statements on direction"),
    ("quick: [skills, bills, road, role, better, fornow, chose,",
     "quick: [skills, bills, chose, role, better, fornow, road,",
     "forms.quick[2]", "both on choice"),
    ("middle: 3, high: 3.5", "middle: 3, high: 3", "levels", "levels start at 1, 3, 3"),
    ("low: 1, middle", "low: 2, middle", "levels", "levels start at 2"),
    ("{career: high, job: low}", "{career: hihg, job: low}", "bands[0].where", 'no level "hihg"'),
    ("      - {career: low, job: low}\n", "      - {career: low, job: middle}\n", "bands",
     "change and mixed both cover"),
    ("      - {career: low, job: low}\n", "      - {career: high, job: high}\n", "bands",
     "no band covers career low with job low"),
    ("      mixed: Name the next role", "      mixd: Name the next role", "axes[0].steps.mixd", 'no band "mixd"'),
    ("asks_work: [between, student]", "asks_work: [between, students]", "situation.asks_work[1]",
     'no situation "students"'),
    ("  skip: [n/a,", "  skipp: [n/a,", "words.skipp", 'nothing is called "skipp"'),
    ("  pause: [pause,", "  pause: [kinda,", "words.pause[0]", "also an answer: Somewhat like me"),
    ("      - kinda\n", "      - agree\n", "options", '"agree" stands for 3 and for 4'),
    ("    job: job-temporary", "    job: job-bills", "axes[0].job", '"job-bills" stands on 2 axes'),
    ("    job: job-temporary", "    job: job-temporal", "axes[0].job", 'no unit "job-temporal"'),
    ("Money is the main reason I do this work.", "Remuneration considerations predominantly necessitate participation.",
     "items.money.text", "school grade"),
    ("  skills:\n    text", "  fine:\n    text", "items.fine", "id of a last question"),
    ("    label: Mostly like me", "    label: yes", "options[3].label", "expected text, found true"),
    ("title: Career check", "titel: Career check", "titel", 'unknown key "titel"'),
    ("  skills:\n    text", "  skills_and_more:\n    text", "items.skills_and_more", "too long for a button"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "path", "what"), [*BROKEN, *BROKEN_REMARKS])
def test_what_does_not_fit_is_said_with_its_place(old: str, new: str, path: str, what: str) -> None:
    found = problems(changed(old, new))
    match = [problem for problem in found if problem.path == path and what in problem.what]
    assert match, "\n".join(map(str, found))
    line = match[0].line
    assert _place(path) in changed(old, new).splitlines()[line - 1]
    assert match[0].try_


def _place(path: str) -> str:
    """What the line of a path says: its last key, or for a place in a list nothing sure."""
    last = path.rsplit(".", 1)[-1]
    return "" if last.endswith("]") else last


def test_a_broken_quiz_is_no_quiz() -> None:
    assert read(Document("q.yml", changed("asks_work: [between", "asks_work: [betwixt")), [], UNITS) is None


def test_without_an_article_no_units_are_asked_for() -> None:
    found: list[Problem] = []
    assert read(Document("q.yml", TEXT), found) is not None
    assert found == []


def test_a_statement_in_no_form_is_only_a_warning() -> None:
    extra = "items:\n  spare:\n    {text: I like it., axis: growth, key: career, explains: It is nice.}\n"
    found = problems(changed("items:\n", extra))
    assert [(problem.path, problem.warning) for problem in found] == [("items.spare", True)]


def test_codes_can_tell_the_forms_and_bands_apart() -> None:
    for names in (list(QUIZ.forms), [band.id for band in QUIZ.bands]):
        assert len({_check(name) for name in names}) == len(names)


# ---------------------------------------------------------------- the words people type

CHECK = CareerCheck(QUIZ)
RUN = QuizRun("1", "career_check", "quick", answers=(("skills", 4),))
SITUATION = QuizRun("1", "career_check", "quick", answers=(*((item.id, 4) for item in QUIZ.form("quick")), ("fine", 4)))
UNSURE = Understanding(Decision.FALLBACK, None, 0.0)

ANSWERS = {
    1: ("strongly disagree", "Not at all like me", "1", "not at all!!", "no way", "definitely not", "Strongly disagre",
        "absolutely not lol", "never", "no, definitely not", "totally disagree", "1/5", "one"),
    2: ("2", "not really lol", "disagree", "nah", "Nope.", "not much", "not really tbh", "i dont think so", "no",
        "NO", "I disagree", "kinda disagree", "not so much", "a little bit i guess", "hardly", "👎", "nooo"),
    3: ("meh", "kinda", "sort of", "maybe", "so-so", "it depends", "3", "3/5", "yes and no", "50/50", "somewhat",
        "in between i guess", "sometimes", "Somewhat like me", "somewaht", "🤷"),
    4: ("agree", "kinda agree", "yes", "yeah", "yep", "4", "i agree", "yes i think so", "mostly", "mostly like me",
        "like me",
        "that's me", "sure", "4 - mostly like me", "tend to agree", "agree, i like it here",
        "yes because i studied it", "👍"),
    5: ("very much", "yes definitely", "5/5", "strongly agree", "STRONGLY AGREE", "totally", "absolutely!", "100%",
        "for sure", "very much like me", "5", "five", "yesss definitely", "oh definitely", "strongy agree", "💯"),
}  # fmt: skip
NEITHER = (
    "what is a career?", "no, what's a calling?", "no whats a calling", "is nursing a career", "tell me about jobs",
    "7",
    "6/5", "11/10", "yes no", "not", "agree to disagree", "i hate my boss", "nothing", "k", "5 years ago",
    "2 kids",
    "my job pays well but i am bored", "yes but actually no", "how do i choose", "banana", "...", "10", "-3",
    "I have 3 jobs", "what's the difference", "am i too old", "not sure", "yes, what is a job",
    "i agree with my boss that i should quit",
)  # fmt: skip
MOVES = {
    "q:1:skip:bills": ("skip", "Skip this one", "pass", "next", "rather not say"),
    "q:1:back:bills": ("back", "go back one", "Go back please", "previous question", "oops", "undo"),
    "q:1:m:bills": ("what does this mean?", "What do you mean", "huh?", "i don't understand", "explain please", "?"),
    "q:1:pause": ("pause", "later", "take a break", "brb"),
    "q:1:restart": ("start over", "restart please", "begin again"),
    "q:1:stop": ("stop", "quit", "cancel", "I want to stop", "enough", "exit"),
    "q:1:resume": ("continue", "where was i", "go on"),
}
SITUATIONS = {
    "employed": ("I am employed", "full time", "employee"),
    "self": ("freelancer", "self-employed", "I'm self employed"),
    "between": ("unemployed", "between jobs", "looking for work", "i got laid off in may"),
    "student": ("student", "studying", "uni", "im doing an apprenticeship"),
    "care": ("stay at home mom", "I care for family or home", "i look after my kids", "im raising three kids"),
}  # fmt: skip


@pytest.mark.parametrize(("value", "text"), [(value, text) for value, texts in ANSWERS.items() for text in texts])
def test_words_are_read_as_answers(value: int, text: str) -> None:
    assert str(CHECK.read(RUN, text, UNSURE)) == f"q:1:a:bills:{value}"


LEANINGS = {
    (1, 2): ("1 or 2", "between 1 and 2", "somewhere between one and two", "1.5", "1-2"),
    (3, 4): ("3 or 4", "3.5", "maybe a 4"), (4, 5): ("four or five", "a 4 or a 5"),
    (1,): ("never in my life", "no way jose", "0%"),
    (2,): (
        "not anymore with the new boss", "no i was lucky", "well I chose it for the fun of it", "i love it",
        "money was not the main reason",
    ),
    (3,): ("it depends on my boss really", "its complicated", "50%", "5 out of 10"),
    (4,): (
        "i suppose", "prolly", "80%", "7/10", "yeah but only for the money", "yes i had to feed my kids",
        "I really needed the money", "rent was due", "i hate it here",
    ),
    (5,): ("10/10", "100 percent of it", "definitely back then"),
}  # fmt: skip
REMARKS = {
    "q:1:say:left": ("how many more", "how many questions are left?", "how long does this take", "is it long?"),
    "q:1:say:wrote": ("who wrote this test", "who made these questions?", "where does this test come from"),
    "q:1:say:trust": ("is this scientific", "how accurate is this?", "can i trust this", "is it validated?"),
    "q:1:say:saved": ("are these answers saved", "do you save my answers?", "what happens with my answers"),
    "q:1:say:boss": ("can my boss see this", "who can see this?", "is this anonymous?", "do you sell my data"),
    "q:1:say:judging": ("are you judging me", "is there a right answer?"),
    "q:1:say:point": ("whats the point of these questions", "what is this for?", "what do i get from this"),
    "q:1:say:silly": ("that question is stupid", "stupid question", "this doesnt apply to me"),
    "q:1:m:bills": ("i don't understand this question", "what does that mean for me", "im confused"),
    "q:1:stop": ("i dont want to do this", "i dont want to do this anymore", "can we stop", "had enough of this"),
    "q:1:change:skills:4": ("can i change my answer to 4", "i meant 4", "the last one should be a 4", "make that a 4"),
    "q:1:back:bills": ("i lied on the last one", "i pressed the wrong button"),
    "q:1:name": ("what work", "im unemployed", "i dont work"),
    "q:1:a:bills:4": ("same as before", "same again", "4ish", "about 4"), "q:1:skip:bills": ("no clue", "cant say"),
    "start:direction": ("can we find a direction instead",),
    "results": ("show my results",),
}  # fmt: skip


@pytest.mark.parametrize(("values", "text"), [(values, text) for values, texts in LEANINGS.items() for text in texts])
def test_what_leans_to_an_answer_is_asked_back(values: tuple[int, ...], text: str) -> None:
    assert str(CHECK.read(RUN, text, UNSURE)) == ":".join(("q:1:maybe:bills", *map(str, values)))


@pytest.mark.parametrize(("action", "text"), [(action, text) for action, texts in REMARKS.items() for text in texts])
def test_remarks_on_the_check_itself(action: str, text: str) -> None:
    assert str(CHECK.read(RUN, text, UNSURE)) == action


@pytest.mark.parametrize("text", NEITHER)
def test_what_is_no_answer_is_not_counted(text: str) -> None:
    assert CHECK.read(RUN, text, UNSURE) is None


@pytest.mark.parametrize(("action", "text"), [(action, text) for action, texts in MOVES.items() for text in texts])
def test_words_are_read_as_moves(action: str, text: str) -> None:
    assert str(CHECK.read(RUN, text, UNSURE)) == action


@pytest.mark.parametrize(("value", "text"), [(value, text) for value, texts in SITUATIONS.items() for text in texts])
def test_words_are_read_as_situations(value: str, text: str) -> None:
    assert str(CHECK.read(SITUATION, text, UNSURE)) == f"q:1:a:situation:{value}"


def test_no_held_out_question_counts_as_an_answer() -> None:
    """Even where the matcher understood nothing, the most that comes of it is a question. Small talk ("I agree") may be
    an answer to the check too."""
    phrases = Path(__file__).parents[1] / "phrases"
    files = [yaml.safe_load(path.read_text("utf-8")) for path in sorted(phrases.glob("*.yml"))]
    asked = [
        text
        for file in files
        for intent, texts in file.items()
        if intent.partition(".")[0] not in ("greeting", "thanks_bye", "bot_help")
        for text in texts
    ]
    assert len(asked) > 500
    moves = {str(text): CHECK.read(RUN, str(text), UNSURE) for text in asked}
    changing = {text: str(move) for text, move in moves.items() if move and move.args[1] not in ("maybe", "m", "say")}
    assert changing == {}


def test_stopping_takes_yes_and_no() -> None:
    stopping = QuizRun("1", "career_check", "quick", state=State.STOPPING)
    read_: Callable[[str], str] = lambda text: str(CHECK.read(stopping, text, UNSURE))  # noqa: E731 - shorter in a table
    assert [read_(text) for text in ("yes", "Yes, stop", "no", "never mind", "keep going", "pause")] == [
        "q:1:end", "q:1:end", "q:1:resume", "q:1:resume", "q:1:resume", "q:1:pause"
    ]  # fmt: skip
