"""What the matcher makes of sentences it has not seen."""

import numpy as np
import pytest

from bot.core.matching.families import NOTHING, Families
from bot.core.matching.learning import WARY, Language, fit, learn, read
from bot.core.matching.matcher import Matcher
from bot.core.matching.softmax import train
from tests.core.matching.corpus import LANGUAGE, LIBRARY


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return learn(LIBRARY, LANGUAGE)


def best(matcher: Matcher, text: str) -> str:
    return matcher.intents[int(matcher.scores(text).values.argmax())]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("at what time do you open?", "opening_hours"),
        ("WHATS YOUR OPENING HOURS", "opening_hours"),
        ("can i borow a bok", "borrow"),
        ("borrow a novel", "borrow"),
        ("renwe my lona", "borrow.renew"),
        ("what is the fine for overdue books", "fines"),
        ("get me a librarycard", "card"),
        ("hellooooo", "greeting"),
    ],
)
def test_unseen_sentences_find_their_intent(matcher: Matcher, text: str, intent: str) -> None:
    """Other words, other order, typos, capitals, elongations, a missing space."""
    assert best(matcher, text) == intent


def test_every_example_is_recognised(matcher: Matcher) -> None:
    """What an author wrote down is understood as written."""
    wrong = [text for intent, texts in LIBRARY.items() for text in texts if best(matcher, text) != intent]
    assert wrong == []


def test_learning_is_repeatable() -> None:
    """The same examples make the same weights, so a score can be explained tomorrow."""
    first, second = (learn(LIBRARY, LANGUAGE).scores("can i borrow a film").values for _ in range(2))
    assert first.tolist() == second.tolist()


def test_scores_of_nonsense_are_low(matcher: Matcher) -> None:
    """Nothing known is no coverage."""
    scores = matcher.scores("zxcv qwrt")
    assert (scores.coverage, float(scores.values.max()) < 1) == (0.0, True)


@pytest.mark.parametrize(
    "examples", [{"only": ("one sentence",)}, {"a": ("x",), "b": ("y",)}, {"a": ("hello",), "b": ("🙂",)}]
)
def test_the_smallest_contents_work(examples: dict[str, tuple[str, ...]]) -> None:
    """One intent, one word, an example without words."""
    assert best(learn(examples, Language()), next(iter(examples.values()))[0]) == next(iter(examples))


def test_training_raises_the_likelihood_of_the_right_intents() -> None:
    """After training, the examples' own intents are more probable than by chance."""
    corpus = read(LIBRARY, LANGUAGE)
    vectors = corpus.vectors()
    linear = train(corpus.space, vectors, corpus.targets, Families(corpus.intents).of)
    scores = np.array([linear.scores(vector) for vector in vectors])
    odds = np.exp(scores - scores.max(1, keepdims=True))
    right = (odds / odds.sum(1, keepdims=True))[np.arange(len(vectors)), corpus.targets]
    assert float(right.mean()) > 0.6


def test_relatives_learn_from_each_other() -> None:
    """An example of an intent speaks for the others of its family too, and for no stranger."""
    corpus = read(LIBRARY, LANGUAGE)
    vectors, vector = corpus.vectors(), corpus.space.vector(corpus.space.tokens(["extend", "my", "loan"]))
    families = Families(corpus.intents).of
    apart, shared = (
        train(corpus.space, vectors, corpus.targets, of).scores(vector)
        for of in (np.arange(len(corpus.intents)), families)
    )
    gain = dict(zip(corpus.intents, shared - apart, strict=True))
    assert max(gain, key=lambda id_: gain[id_]) == "borrow"


def test_in_doubt_a_message_means_nothing() -> None:
    """What is as near to noise as to an intent is held for noise, of which nobody can write enough."""
    doubtful = learn({"fruit": ("red apple", "green apple"), NOTHING: ("red brick", "green brick")}, LANGUAGE)
    fruit, nothing = doubtful.scores("red green").values
    assert nothing - fruit == pytest.approx(WARY, abs=0.01)


def test_a_family_gathers_its_members() -> None:
    """Two half-believed siblings outweigh a stranger that is a little better than either."""
    families = Families(("borrow", "borrow.renew", "fines"))
    first, second = families.candidates(np.array([2.0, 2.0, 2.3], np.float32), 2)
    assert (first.family, round(first.share, 2), second.family) == ("borrow", 0.5, "fines")
    assert first.lead == pytest.approx(-second.lead)


def test_no_evidence_is_no_score() -> None:
    """Many members without evidence are not worth more than one."""
    assert Families(("a", "a.x", "a.y", "b")).scores(np.array([-1.0, 0.0, 0.0, 0.5])).tolist() == pytest.approx(
        [0.0, 0.5]
    )


def test_many_examples_are_half_zeal() -> None:
    """Of the odds that nine examples have over one, half are taken away again."""
    many = ("pie", "juice", "tree", "jam", "cake", "tart", "seed", "skin", "peel")
    corpus = read({"apple": many, "pear": ("pear",)}, LANGUAGE)
    vectors = corpus.vectors()
    found = train(corpus.space, vectors, corpus.targets, Families(corpus.intents).of).bias
    apple, pear = fit(corpus, vectors).linear.bias - found
    assert pear - apple == pytest.approx(np.log(9) / 2)
