"""Replies to the question that an answer ended with, as the author declared them."""

from dataclasses import replace
from typing import Any

from bot.core.expecting import Expected
from bot.core.model import Decision, Entity, Understanding
from bot.core.phrases import Phrases as Finder
from bot.core.tally import Counting
from tests.core.test_engine import Talk
from tests.core.worlds import FOLLOW_UPS, PARTS, SENTENCES, Phrases, knowledge, sure

EXPECTED = Expected(
    hears=Finder({"people": ("the people",), "floor": ("#",), "find_direction": ("i like",), "is_x_a_career": ("it",)}),
    agreed="define_occupation",
    declined="later",
    anything="taken",
    counted="counted",
    questions=3,
)
BLOCKS = frozenset({"why", "people", "floor", "later", "taken", "counted"})
COUNTING = Counting(yes=frozenset({"yes"}), no=frozenset({"no"}))


def asked(expected: Expected = EXPECTED, known: dict[str, Understanding] | None = None, **changes: Any) -> Talk:
    """A talk in which the answer on jobs has just been given."""
    given: dict[str, Any] = {
        "replies": {"define_job": expected},
        "parts": {**PARTS, "define_job": BLOCKS},
        "follow_ups": replace(FOLLOW_UPS, counting=COUNTING, eager=("lets do that",)),
        "understander": Phrases({**SENTENCES, **(known or {})}),
    }
    talk = Talk(knowledge(**(given | changes)))
    talk.says("what is a job")
    return talk


def test_a_phrase_of_the_author_leads_to_a_block_and_the_topic_stays_on():
    talk = asked()
    assert talk.says("the people") == [("define_job", "people")]
    assert talk.buttons == ["ask:define_career"]
    assert talk.says("why") == [("define_job", "why")]


def test_a_number_is_written_as_a_hash():
    assert asked().says("about 2000") == [("define_job", "floor")]


def test_a_reply_is_heard_though_its_words_mean_something_else_too():
    known = {"the people": sure("define_career"), "the people who do what a career is made for": sure("define_career")}
    assert asked(known=known).says("the people") == [("define_job", "people")]
    assert asked(known=known).says("the people who do what a career is made for") == [("define_career", "answer")]


def test_yes_and_no_lead_where_the_author_says_and_only_right_after_the_question():
    assert asked().says("yes") == [("define_occupation", "answer")]
    assert asked().says("none") == [("define_job", "later")]
    assert asked().says("help", "none") == [("as_you_like", "answer")]


def test_without_a_target_an_eager_yes_takes_the_first_suggestion_whatever_it_was_taken_for():
    polite = {"lets do that": sure("define_occupation")}
    assert asked(Expected(), polite).says("lets do that") == [("define_career", "answer")]


def test_several_answers_are_counted_and_told():
    talk = asked()
    assert talk.says("yes yes no") == [("define_job", "counted")]
    assert talk.last and (talk.last.says[0].data["heard"]["yes"], talk.last.says[0].data["heard"]["no"]) == (2, 1)


def test_any_other_short_statement_is_taken_right_after_the_question():
    assert asked().says("the afternoons") == [("define_job", "taken")]
    assert asked().says("help", "the afternoons") == [("fallback", "answer")]


def test_what_is_a_question_long_a_no_or_likely_something_else_is_not_just_taken():
    likely = {"my mates": Understanding(Decision.OFFER, "define_career", 0.6, offered=("define_career", "define_job"))}
    for text, said in (("afternoons?", "fallback"), ("some of them " * 3, "fallback"), ("no effort", "fallback")):
        assert asked().says(text) == [(said, "answer")]
    assert asked(known=likely).says("my mates") == [("offer", "answer")]


def test_a_guided_talk_takes_the_reply_along_as_its_first_answer():
    assert asked().says("i like to cook") == [("direction_heard", "answer"), ("direction_enjoy", "answer")]
    assert asked().says("i like it so") == [("direction_good_at", "answer")]


def test_an_intent_that_needs_an_occupation_gets_that_of_the_talk():
    talk = asked(replace(EXPECTED, hears=Finder({"is_x_a_career": ("is it",)})), {
        "nursing": sure("define_job", entities=(Entity("occupation", "nurse", "nursing"),)),
    })  # fmt: skip
    talk.says("nursing")
    assert talk.says("is it") == [("is_x_a_career", "answer")]
    assert talk.last and talk.last.says[0].data["occupation"]["name"] == "nurse"


def test_a_family_answers_for_its_members():
    world = knowledge(replies={"career_traits": Expected(hears=Finder({"more": ("go on",)}))}, parts={
        "career_traits": frozenset({"more"}),
    })  # fmt: skip
    talk = Talk(world)
    talk.says("points of a career", "the first one")
    assert talk.says("go on") == [("career_traits", "more")]


def test_the_words_of_a_button_are_the_button():
    assert asked(replace(EXPECTED, hears=Finder({"people": ("what is",)}))).says("What is a career?") == [
        ("define_career", "answer")
    ]
