"""The talk makes some unsure guesses sure: own work, a feeling, small talk; and no other."""

from dataclasses import replace

import pytest

from bot.core.dialogue import Dialogue, Topic
from bot.core.model import Decision, Entity, Intent, Kind, Understanding
from bot.core.phrases import Phrases as Finder
from bot.core.settling import settled
from tests.core.worlds import FOLLOW_UPS, INTENTS, knowledge

NURSE = (Entity("occupation", "nurse", "nurse"),)
FEELING = Intent("sad", "sad", "I feel sad", ("sad",), "sad", kind=Kind.SMALL_TALK, aside_to=("define_job",))
THANKS = Intent("thanks", "thanks", "Thanks", ("thanks",), "thanks", kind=Kind.SMALL_TALK, aside_to=("any",))
WORLD = knowledge(
    intents={**INTENTS, "sad": FEELING, "thanks": THANKS},
    follow_ups=replace(FOLLOW_UPS, own="define_job", signs={"lol": "thanks", "👍": "thanks"}),
)
TROUBLE = Dialogue(topic=Topic("define_job", "define_job"))


def meant(text: str, heard: Understanding, dialogue: Dialogue = Dialogue()) -> tuple[str, str | None]:  # noqa: B008 - frozen
    after = settled(WORLD, dialogue, text, heard)
    return after.decision.value, after.intent


def guess(intent: str | None, confidence: float, **more: object) -> Understanding:
    return Understanding(Decision.OFFER, intent, confidence, **more)  # type: ignore[arg-type]  # any of its fields


def test_who_tells_of_their_work_and_asks_nothing_is_met_by_their_work():
    heard = guess("career_traits", 0.3, mine=True, entities=NURSE)
    assert meant("im a nurse", heard) == ("answer", "define_job")
    assert meant("im a nurse and today the bus was late again", heard) == ("answer", "define_job")
    assert meant("im a nurse and is that late every day", heard) == ("offer", "career_traits")


def test_work_told_beside_something_likely_is_asked_back_about_unless_it_is_a_trouble_nobody_named():
    likely = guess("career_traits", 0.5, mine=True, entities=NURSE)
    assert meant("im a nurse and today the bus was late again", likely) == ("offer", "career_traits")
    trouble = replace(WORLD.intents["career_traits"], sad=True)
    world = replace(WORLD, intents={**WORLD.intents, "career_traits": trouble})
    after = settled(world, Dialogue(), "im a nurse and today the bus was late again", likely)
    assert (after.decision, after.intent) == (Decision.ANSWER, "define_job")


def test_where_work_is_named_what_needs_it_is_meant_among_what_may_be_asked():
    heard = guess("define_career", 0.6, offered=("define_career", "is_x_a_career"), entities=NURSE)
    assert meant("is nurse a career", heard) == ("answer", "is_x_a_career")
    assert meant("is that a career", replace(heard, entities=())) == ("offer", "define_career")


def test_work_named_in_a_long_story_is_named_in_passing():
    heard = guess("define_job", 0.3, mine=True, entities=NURSE)
    assert meant("im a nurse, what is that", heard) == ("answer", "define_job")
    assert meant("im a nurse " + "and so on " * 10, heard) == ("offer", "define_job")


@pytest.mark.parametrize(
    ("text", "confidence", "dialogue", "decision"),
    [
        ("so sad", 0.66, Dialogue(), "answer"),
        ("so sad", 0.64, Dialogue(), "offer"),
        ("so sad", 0.47, TROUBLE, "answer"),  # after trouble, asking back would hurt
        ("is it sad?", 0.55, TROUBLE, "offer"),
        ("so sad " * 6, 0.55, TROUBLE, "offer"),
    ],
)
def test_a_bare_feeling_is_met_where_it_is_likely(text, confidence, dialogue, decision):
    assert meant(text, guess("sad", confidence), dialogue) == (decision, "sad")


def test_a_sad_word_makes_a_feeling_likely_enough():
    world = replace(WORLD, sad=Finder({"sad": ("lost",)}))
    for text, decision in (("so lost", Decision.ANSWER), ("so so", Decision.OFFER)):
        heard = guess("sad", 0.5, words=tuple(text.split()))
        assert settled(world, Dialogue(), text, heard).decision is decision


def test_small_talk_is_answered_where_it_is_likelier_than_not():
    assert meant("thx a bunch", guess("thanks", 0.5)) == ("answer", "thanks")
    assert meant("thx a bunch", guess("thanks", 0.4)) == ("offer", "thanks")


def test_signs_say_what_they_say_alone_only():
    nothing = Understanding(Decision.FALLBACK, None, 0.0)
    assert meant("LOL", nothing) == ("answer", "thanks")
    assert meant("👍👍", nothing) == ("answer", "thanks")
    assert meant("lol what", nothing) == ("fallback", None)


def test_what_is_sure_or_in_another_language_stays_as_it_is():
    sure = Understanding(Decision.ANSWER, "define_career", 0.9, mine=True, entities=NURSE)
    foreign = Understanding(Decision.FALLBACK, None, 0.0, language="de", mine=True, entities=NURSE)
    assert (meant("im a nurse", sure), meant("im a nurse", foreign)) == (
        ("answer", "define_career"),
        ("fallback", None),
    )
