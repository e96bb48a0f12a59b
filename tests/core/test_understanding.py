"""From a message to a decision, on a small library's content."""

from dataclasses import replace

import pytest

from bot.core.entities import Occupations
from bot.core.languages import Languages
from bot.core.matching.calibration import calibrate
from bot.core.matching.families import NOTHING
from bot.core.matching.learning import fit, read
from bot.core.matching.stems import Stemmer
from bot.core.model import Decision, Intent, Kind, Occupation
from bot.core.phrases import Phrases
from bot.core.safety import Safety
from bot.core.sentences import MOST, sentences
from bot.core.understanding import Understander, Watch
from tests.core.matching.corpus import LANGUAGE, LIBRARY

OUT_OF_SCOPE = (
    "where is the train station",
    "what is the weather",
    "order a pizza",
    "book me a hotel room",
    "play music",
)
VIOLENCE = ("my boss hits me", "he hits me at work", "they beat me up", "my chef threw a pan at me", "he slapped me")
CRISIS = ("i feel hopeless", "i can not go on", "nobody needs me", "i see no way out", "everything is dark")
NOISE = ("asdf", "blah blah", "the moon is made of cheese", "my tooth hurts", "roses are red")
LIBRARIAN = Occupation("2622", "librarian", "Librarians", "Finds books.", (), (), "C", "degree", ())


def intent(id_: str, examples: tuple[str, ...], kind: Kind = Kind.ANSWER) -> Intent:
    return Intent(id_, id_, id_, examples, "default", kind=kind)


def understander(watch: Watch | None = None, violence: tuple[str, ...] = ()) -> Understander:
    intents = {id_: intent(id_, texts) for id_, texts in LIBRARY.items()}
    intents["elsewhere"] = intent("elsewhere", OUT_OF_SCOPE, Kind.OUT_OF_SCOPE)
    intents["crisis"] = replace(intent("crisis", CRISIS, Kind.SAFETY), response="crisis_despair")
    if violence:
        intents["crisis.abuse"] = replace(intent("crisis.abuse", violence, Kind.SAFETY), response="crisis_abuse")
    corpus = read({id_: each.examples for id_, each in intents.items()} | {NOTHING: NOISE}, LANGUAGE)
    vectors = corpus.vectors()
    return Understander(intents, fit(corpus, vectors), calibrate(corpus, vectors), watch)


@pytest.fixture(scope="module")
def plain() -> Understander:
    """Nothing but intents: no alarms, no languages, no occupations."""
    return understander()


@pytest.fixture(scope="module")
def watchful() -> Understander:
    languages = {
        "de": {"words": ["ich", "und", "ein", "buch", "wie", "die"]},
        "ru": {"letters": "а-яё"},
        "uk": {"letters": "іїєґ"},
    }
    return understander(
        Watch(
            Safety({"idioms": ["killing me"], "self_harm": ["kill|killing me|myself"]}),
            Languages.read(languages, frozenset({"die"})),
            Occupations([LIBRARIAN], Stemmer()),
            Phrases({"mine": ["my book"]}),
        )
    )


@pytest.mark.parametrize(
    ("text", "id_"),
    [("when do you open", "opening_hours"), ("how do i borrow a book??", "borrow"), ("helo", "greeting")],
)
def test_a_sure_guess_is_answered(plain: Understander, text: str, id_: str) -> None:
    understood = plain.understand(text)
    assert (understood.decision, understood.intent) == (Decision.ANSWER, id_)


def test_short_forms_in_capitals_are_written_out_unless_all_is_in_capitals() -> None:
    """ "IT" and "it" are two words, but who shouts means nothing by it."""
    told = understander(Watch(capitals={"OH": "opening hours"}))
    assert "opening hours" in told.understand("the OH please").why[0]
    assert "opening" not in told.understand("the oh please").why[0]
    assert "opening" not in told.understand("THE OH PLEASE").why[0]


def test_work_that_is_named_makes_a_question_its_familys() -> None:
    """ "Do you have a librarian" is not about borrowing from afar, which has nothing to do with any work."""
    intents = {
        "borrow": intent("borrow", LIBRARY["borrow"]),
        "borrow.afar": replace(intent("borrow.afar", ("send me a book by mail", "mail me books")), unless="occupation"),
        "greeting": intent("greeting", LIBRARY["greeting"]),
    }
    corpus = read({id_: each.examples for id_, each in intents.items()} | {NOTHING: NOISE}, LANGUAGE)
    vectors = corpus.vectors()
    watch = Watch(occupations=Occupations([LIBRARIAN], Stemmer()))
    told = Understander(intents, fit(corpus, vectors), calibrate(corpus, vectors), watch)
    assert told.understand("send me a book by mail").intent == "borrow.afar"
    assert told.understand("send me a book by mail librarian").intent == "borrow"


def test_a_kind_settles_the_decision(plain: Understander) -> None:
    """What is out of scope gets an honest no, and what matches despair by example is a matter of safety."""
    assert plain.understand("what is the weather").decision is Decision.OUT_OF_SCOPE
    crisis = plain.understand("i feel hopeless")
    assert (crisis.decision, crisis.intent, crisis.alert) == (Decision.SAFETY, "crisis", "despair")


def test_a_crisis_raises_the_alarm_that_it_is_answered_with() -> None:
    """Violence is not met as despair."""
    found = understander(violence=VIOLENCE).understand("my boss slapped me")
    assert (found.decision, found.intent, found.alert) == (Decision.SAFETY, "crisis.abuse", "abuse")


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂", "?!?!", "qwrtz plkjh", "asdf", "\u0000\ud83d"])
def test_what_means_nothing_falls_back(plain: Understander, text: str) -> None:
    """No words, no known words, or words the author called noise."""
    assert plain.understand(text).decision is Decision.FALLBACK


def test_an_unsure_guess_is_offered(plain: Understander) -> None:
    """Between likely things the person chooses, at most three, each of another family."""
    understood = plain.understand("late film")
    families = {id_.partition(".")[0] for id_ in understood.offered}
    assert understood.decision is Decision.OFFER
    assert "borrow" in families
    assert 2 <= len(families) == len(understood.offered) <= 3


def test_beside_an_unsure_answer_stands_what_else_it_may_be(plain: Understander) -> None:
    """It is answered at once, and put right by one tap; a sure answer stands alone."""
    unsure, sure = plain.understand("pay for a film"), plain.understand("what do i pay")
    assert (unsure.decision, unsure.intent, unsure.offered) == (Decision.ANSWER, "fines", ("borrow",))
    assert (sure.decision, sure.intent, sure.offered) == (Decision.ANSWER, "fines", ())


def test_between_near_equals_the_person_chooses(plain: Understander) -> None:
    """Each would be likely enough alone: a card may be renewed like a loan, or got anew."""
    understood = plain.understand("renew my card")
    assert understood.confidence > 0.6
    assert (understood.decision, understood.offered[:2]) == (Decision.OFFER, ("card", "borrow.renew"))


def test_what_was_turned_down_is_not_guessed_again(plain: Understander) -> None:
    """After "none of these" the next sentence is not taken for them."""
    text = "how do i borrow a book"
    rejected = frozenset({"borrow", "borrow.renew"})
    again = plain.understand(text, rejected)
    named = {again.intent, *again.offered, *(guess.intent for guess in again.runners_up)}
    assert rejected & named == set()


def test_despair_in_one_sentence_is_heard(plain: Understander) -> None:
    """Whatever else the message asks."""
    understood = plain.understand("How do i borrow a book? Everything is dark. I see no way out.")
    assert (understood.decision, understood.alert) == (Decision.SAFETY, "despair")


def test_two_questions_are_both_heard(plain: Understander) -> None:
    """The second stands in `also`."""
    understood = plain.understand("When do you open? And how do i get a library card?")
    also = understood.also.intent if understood.also else None
    assert {understood.intent, also} == {"opening_hours", "card"}


def test_a_greeting_before_a_question_is_only_polite(plain: Understander) -> None:
    """Without a full stop between, the question is answered."""
    assert plain.understand("hey i want to renew my book").intent == "borrow.renew"


@pytest.mark.parametrize("elsewhere", ["the library", "i hate librarians", "many librarians"])
def test_a_bare_occupation_is_asked_back(elsewhere: str) -> None:
    """ "librarian" alone may ask for anything that is said about occupations, whatever else has such words."""
    intents = {
        id_: Intent(id_, id_, id_, examples, "default", needs="occupation")
        for id_, examples in {
            "what_it_does": ("what does a cook do", "describe the work of a baker", "tasks of a clerk"),
            "how_to_become": ("how do i become a cook", "training as a baker", "the way to be a clerk"),
        }.items()
    }
    intents["elsewhere"] = intent("elsewhere", (elsewhere, "something else"))
    corpus = read({id_: each.examples for id_, each in intents.items()}, LANGUAGE)
    vectors = corpus.vectors()
    watch = Watch(occupations=Occupations([LIBRARIAN], Stemmer()))
    understood = Understander(intents, fit(corpus, vectors), calibrate(corpus, vectors), watch).understand("librarians")
    assert (understood.decision, understood.offered) == (Decision.OFFER, ("what_it_does", "how_to_become"))


def test_one_question_is_one(plain: Understander) -> None:
    """The same thing said twice is no second question."""
    assert plain.understand("when do you open. what are your opening hours").also is None


def test_confidence_is_a_probability_and_says_why(plain: Understander) -> None:
    """`explain` shows the steps."""
    understood = plain.understand("when do you opne")
    assert 0 < understood.confidence <= 1
    assert any("open" in line for line in understood.why)


def test_negation_is_not_the_same(plain: Understander) -> None:
    """`not` counts as a word and with its neighbours."""
    wanted, unwanted = (plain.understand(text).intent for text in ("i want a card please", "dont want a card"))
    assert (wanted, unwanted) == ("card", "leave")


def test_safety_comes_first(watchful: Understander) -> None:
    """Before any question in the same message."""
    understood = watchful.understand("when do you open? i am killing myself")
    assert (understood.decision, understood.intent, understood.alert) == (Decision.SAFETY, "crisis", "self_harm")


def test_an_idiom_is_no_alarm(watchful: Understander) -> None:
    assert watchful.understand("this queue is killing me").decision is not Decision.SAFETY


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("wie borge ich ein buch", "de"),
        ("когда вы открыты", "ru"),
        ("коли ви відчинені, їй цікаво", "uk"),
        ("when do you open", "en"),
        ("die", "en"),
        ("how do i borrow a buch", "en"),
    ],
)
def test_other_languages_are_recognised(watchful: Understander, text: str, language: str) -> None:
    """By everyday words or by script; words that are English too prove nothing."""
    understood = watchful.understand(text)
    assert understood.language == language
    assert (understood.decision is Decision.FALLBACK) or language == "en"


@pytest.mark.parametrize(
    ("text", "language"), [("soy camarero", "de"), ("ich ein buch", "de"), ("when do you open", "en"), ("", "en")]
)
def test_the_language_of_the_message_before_is_kept_until_half_of_one_is_english(
    watchful: Understander, text: str, language: str
) -> None:
    assert watchful.understand(text, language="de").language == language


def test_what_a_message_says_besides_is_told_with_alarms_too(watchful: Understander) -> None:
    """Its words, and the occupations that it names."""
    understood = watchful.understand("my book as a librarian is killing myself")
    assert (understood.decision, understood.named, understood.mine) == (Decision.SAFETY, ("librarian",), True)
    assert understood.words[-2:] == ("killing", "myself")


def test_entities_and_whose_they_are(watchful: Understander) -> None:
    """An occupation is spotted, and whether it is one's own."""
    understood = watchful.understand("can i renew my book as a librarian")
    assert ([entity.id for entity in understood.entities], understood.mine) == (["librarian"], True)


@pytest.mark.parametrize("text", ["word " * 900, "jooooob" * 580, "a" * 4096, "é" * 4096, "? " * 2000, "🙂" * 2000])
def test_a_rant_is_read_in_bounded_time(watchful: Understander, text: str) -> None:
    """Whatever fills 4,096 characters, an answer comes."""
    assert watchful.understand(text).decision in Decision


def test_sentences_of_a_message() -> None:
    """Ends of sentences and "and what" divide; single words are no question; of a long message both ends stay."""
    assert sentences("Hello. What is a job and what is a career? ok") == ("What is a job", "what is a career")
    assert len(sentences(". ".join(f"sentence number {n}" for n in range(40)))) == MOST
