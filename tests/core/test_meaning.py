"""What a message means in a talk: without its polite words, with its "it" for the occupation talked about."""

from dataclasses import replace

from bot.core.dialogue import Dialogue, Topic
from bot.core.meaning import meant
from bot.core.model import Decision, Entity, Intent, Kind, Understanding, Work
from bot.core.own_work import OwnWork
from tests.core.worlds import FOLLOW_UPS, INTENTS, SENTENCES, Phrases, knowledge, sure

THANKS = Intent("thanks", "thanks", "Thanks", ("thanks",), "thanks", kind=Kind.SMALL_TALK, aside_to=("any",))
NURSE = Entity("occupation", "nurse", "nurse")
NURSING = Dialogue(topic=Topic("is_x_a_career", "is_x_a_career", "nurse"))


def heard(text: str, known: dict[str, Understanding], dialogue: Dialogue = Dialogue()) -> Understanding:  # noqa: B008 - frozen
    world = knowledge(
        intents={**INTENTS, "thanks": THANKS},
        understander=Phrases(known),
        follow_ups=replace(FOLLOW_UPS, refers=frozenset({"it"})),
    )
    return meant(world, dialogue, text)


def test_small_talk_beside_a_question_is_left_out():
    known = {
        "thank you. what is a job": sure("thanks", also=sure("define_job")),
        "what is a job. thank you": sure("define_job", also=sure("thanks")),
    }
    assert [(heard(text, known).intent, heard(text, known).also) for text in known] == [("define_job", None)] * 2


def test_what_else_a_polite_message_says_is_heard():
    known = {
        "thank you. i clean, job or what": sure("thanks"),
        "thank you": sure("thanks"),
        "i clean, job or what": sure("define_job"),
    }
    assert heard("thank you. i clean, job or what", known).intent == "define_job"


def test_only_small_talk_stays_small_talk():
    known = {"thank you. so nice": sure("thanks"), "thank you": sure("thanks"), "so nice": sure("thanks")}
    assert heard("thank you. so nice", known).intent == "thanks"


def test_an_it_is_the_occupation_talked_about():
    known = {"how do i learn nurse": sure("is_x_a_career", entities=(NURSE,))}
    assert heard("how do i learn it", known, NURSING).entities == (NURSE,)


OWN = {
    "own_work": OwnWork.read({"asks": ["is|was it a career"], "past": ["retired"]}),
    "follow_ups": replace(FOLLOW_UPS, own="define_job", own_past="define_career"),
}


def of_own(text: str, dialogue: Dialogue, **known: Understanding) -> tuple[str | None, bool]:
    understood = meant(knowledge(understander=Phrases({**SENTENCES, **known}), **OWN), dialogue, text)
    return understood.intent, understood.mine


def test_a_question_about_it_is_about_the_work_told_before():
    assert of_own("is it a career", Dialogue(work=Work("nurse"))) == ("define_job", True)
    assert of_own("is it a career", Dialogue(work=Work("nurse"), topic=NURSING.topic)) == ("define_job", True)
    assert of_own("is it a career", Dialogue()) == (None, False)


def test_it_is_no_own_work_where_other_work_is_talked_about():
    other = Dialogue(work=Work("baker"), topic=NURSING.topic)
    assert of_own("is it a career", other)[0] is None


def test_work_that_is_over_is_asked_about_as_such():
    assert of_own("was it a career", Dialogue(work=Work("nurse", past=True))) == ("define_career", True)
    retired = replace(SENTENCES["what is a job"], mine=True)
    assert of_own("what is a job", Dialogue(work=Work("nurse", past=True)), **{"what is a job": retired})[0] == (
        "define_career"
    )


def test_a_message_keeps_its_own_words_and_whether_it_asks():
    understood = meant(knowledge(), NURSING, "how do i learn it")
    assert (understood.words, understood.question) == (("how", "do", "i", "learn", "it"), True)


def test_a_short_question_with_an_it_that_says_nothing_of_work_is_about_the_occupation_too():
    known = {"how long does it take": Understanding(Decision.OFFER, "is_x_a_career", 0.4)}
    understood = heard("how long does it take", known, NURSING)
    assert (understood.decision, [each.id for each in understood.entities]) == (Decision.ANSWER, ["nurse"])
