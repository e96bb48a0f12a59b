"""The engine decides: what a person does, and what the talk answers. Templates are named here, never worded."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.core import engine
from bot.core.career_check import CareerCheck
from bot.core.dialogue import Dialogue, occupation_of
from bot.core.direction import DirectionRun
from bot.core.guide import Step
from bot.core.knowledge import Knowledge
from bot.core.model import (
    Action,
    Choice,
    Commanded,
    Decision,
    Entity,
    Event,
    Intent,
    Kind,
    Refused,
    Said,
    Say,
    SentOther,
    Tapped,
    Understanding,
    Work,
)
from bot.core.own_work import OwnWork
from bot.core.profile import Profile, Settings
from bot.core.remarks import Remark, Remarks
from bot.core.scoring import score
from bot.core.turn import Turn
from tests.core.quizzes import CHECK, QUIZ, answers
from tests.core.worlds import DIRECTION, FOLLOW_UPS, INTENTS, PARTS, SENTENCES, Phrases, knowledge, sure

NOON = 1_790_000_000
NURSING = Entity("occupation", "nurse", "nurse")


@dataclass(frozen=True)
class OtherRun:
    id: str
    kind: str = "other"


class Other:
    """A guide that only starts and ends."""

    def start(self, profile: Profile, run_id: str, moment: int, options: Mapping[str, Any]) -> Step[OtherRun]:
        return Step(OtherRun(run_id), (Say("other"),))

    def move(self, run: OtherRun, action: Action, profile: Profile, moment: int) -> Step[OtherRun]:
        return Step(None, (Say("over"),))


OTHER = Other()


@dataclass
class Talk:
    """A talk that remembers; what it returns is (response, part) of each message."""

    world: Knowledge = field(default_factory=knowledge)
    dialogue: Dialogue = field(default_factory=Dialogue)
    profile: Profile = field(default_factory=Profile)
    last: Turn | None = None

    def does(self, event: Event) -> list[tuple[str, str]]:
        self.last = engine.respond(self.world, self.dialogue, self.profile, event, NOON)
        self.dialogue, self.profile = self.last.dialogue, self.last.profile
        return [(say.response, say.part) for say in self.last.says]

    def says(self, *texts: str) -> list[tuple[str, str]]:
        return [self.does(Said(text)) for text in texts][-1]

    def taps(self, verb: str, *args: str) -> list[tuple[str, str]]:
        return self.does(Tapped(Action(verb, args)))

    @property
    def buttons(self) -> list[str]:
        assert self.last
        return [str(choice.action) for say in self.last.says for row in say.choices for choice in row]


# ---------------------------------------------------------------- answers and follow-ups


def test_a_question_gets_its_answer_with_next_questions_parts_and_a_rating():
    talk = Talk()
    assert talk.says("what is a job") == [("define_job", "answer")]
    assert talk.buttons == [
        "ask:define_career", "part:why", "part:example", "part:more", "rate:define_job:up", "rate:define_job:down",
    ]  # fmt: skip


def test_parts_of_the_last_answer_can_be_asked_for():
    talk = Talk()
    for text, part in (("why?", "why"), ("An example", "example"), ("shorter", "short"), ("sources?", "source")):
        talk.says("what is a job")
        assert talk.says(text) == [("define_job", part)]


def test_a_part_that_the_answer_lacks_becomes_the_nearest_it_has():
    assert Talk().says("what is a career", "tell me more") == [("define_career", "why")]


def test_what_was_shown_is_not_shown_again_but_followed_by_what_is_left():
    talk = Talk()
    talk.says("what is a job")
    parts = [talk.says("tell me more") for _ in range(4)]
    assert parts == [
        [("define_job", "more")], [("define_job", "why")], [("define_job", "example")], [("that_is_all", "answer")],
    ]  # fmt: skip


def test_a_list_stays_at_hand_while_its_points_are_asked_for():
    assert Talk().says("points of a career", "the first one", "and the last one?") == [("career_traits.grow", "answer")]


def test_and_a_career_asks_the_same_about_the_career():
    assert Talk().says("what is a job", "and a career?") == [("define_career", "answer")]


def test_a_part_can_be_asked_for_with_its_subject():
    assert Talk().says("what is a career", "an example of a job") == [("define_job", "example")]


def test_what_about_another_occupation_asks_the_last_question_about_it():
    talk = Talk()
    talk.says("is nursing a career")
    assert talk.says("what about baking") == [("is_x_a_career", "answer")]
    assert talk.last and talk.last.says[0].data["occupation"]["name"] == "baker"


def test_one_stands_for_the_occupation_talked_about():
    sentences = SENTENCES | {"how do i become nurse": sure("is_x_a_career", entities=(NURSING,))}
    talk = Talk(knowledge(understander=Phrases(sentences)))
    talk.says("is nursing a career")
    assert talk.says("How do I become one?") == [("is_x_a_career", "answer")]
    assert talk.last and talk.last.says[0].data["occupation"]["name"] == "nurse"


def test_an_unsure_guess_said_with_it_is_about_the_topic():
    unsure = Understanding(Decision.OFFER, "define_job", 0.3, offered=("define_job", "define_career"))
    world = knowledge(understander=Phrases(SENTENCES | {"must it be paid": unsure, "must work be paid": unsure}))
    assert Talk(world).says("what is a job", "must it be paid") == [("define_job", "answer")]
    assert Talk(world).says("what is a job", "must work be paid") == [("offer", "answer")]
    assert Talk(world).says("what is a career", "must it be paid") == [("offer", "answer")]


def test_an_occupation_does_not_stick_to_the_next_question():
    sentences = SENTENCES | {"is raising kids a career": sure("is_x_a_career")}
    talk = Talk(knowledge(understander=Phrases(sentences)))
    talk.says("is nursing a career", "is raising kids a career")
    assert talk.last and talk.last.says[0].data["occupation"] is None


def test_ordinals_pick_from_what_was_listed():
    assert Talk().says("points of a career", "what is the second one?") == [("career_traits.grow", "answer")]
    assert Talk().says("points of a career", "the last one") == [("career_traits.grow", "answer")]
    assert Talk().says("points of a career", "the third") == [("fallback", "answer")]


def test_a_follow_up_with_nothing_before_it_says_so():
    assert Talk().says("why?") == [("nothing_to_follow", "answer")]


def test_a_bare_yes_takes_the_first_suggestion_and_a_bare_no_is_fine():
    assert Talk().says("what is a job", "yeah") == [("define_career", "answer")]
    assert Talk().says("what is a job", "no") == [("as_you_like", "answer")]


def test_the_same_question_twice_asks_for_another_wording():
    talk = Talk()
    talk.says("what is a job", "what is a job")
    assert talk.last and talk.last.says[0].wording == 1


def test_two_questions_in_one_message_are_both_answered_and_buttons_stand_under_the_last():
    talk = Talk()
    assert talk.says("what is a job and what is a career") == [("define_job", "answer"), ("define_career", "answer")]
    assert talk.last and talk.last.says[0].choices == ()


def test_another_language_is_met_in_kind():
    talk = Talk()
    assert talk.says("hola") == [("other_language", "answer")]
    assert talk.last and talk.last.says[0].data["language"] == "es"


# ---------------------------------------------------------------- did you mean


def test_an_offer_is_taken_by_number_by_yes_or_by_name():
    for text, response in (("2", "define_career"), ("yes", "define_job"), ("the last one", "define_career")):
        assert Talk().says("job or career", text) == [(response, "answer")]
    talk = Talk()
    talk.says("job or career")
    assert talk.taps("ask", "define_career") == [("define_career", "answer")]


def test_a_rejected_offer_is_remembered_for_the_next_sentence():
    talk = Talk()
    assert talk.says("job or career", "none") == [("offer_rejected", "answer")]
    assert talk.dialogue.rejected == ("define_job", "define_career")
    assert talk.says("what is a job") == [("fallback", "answer")]


def test_other_words_close_an_open_offer():
    assert Talk().says("job or career", "what is a career") == [("define_career", "answer")]


# ---------------------------------------------------------------- safety


def test_an_alarm_comes_before_everything_and_pauses_what_runs():
    talk = Talk()
    talk.says("guide me")
    assert talk.says("i want to die") == [("crisis_self_harm", "answer")]
    assert talk.buttons == []
    assert talk.dialogue.run and talk.dialogue.run.halted == "paused"


def test_the_safety_intent_offered_as_a_button_gets_the_safety_reply():
    talk = Talk()
    talk.says("guide me")
    assert talk.taps("ask", "crisis_support") == [("crisis_despair", "answer")]
    assert talk.dialogue.topic is None


# ---------------------------------------------------------------- guided conversations


def test_a_question_in_the_middle_is_answered_and_the_guide_asks_again():
    talk = Talk()
    talk.says("guide me")
    assert talk.says("what is a job") == [("define_job", "answer"), ("direction_good_at", "answer")]


def test_unclear_words_in_the_middle_are_asked_again_kindly():
    talk = Talk()
    talk.says("guide me")
    assert talk.says("blub") == [("direction_unclear", "answer"), ("direction_good_at", "answer")]


def test_another_guided_talk_shelves_the_first_which_comes_back_paused():
    talk = Talk(
        knowledge(guides={"direction": DIRECTION, "again": OTHER}, guide_verbs={"d": "direction", "o": "again"})
    )
    talk.says("guide me", "i care")
    talk.taps("start", "again")
    assert talk.dialogue.run
    assert talk.dialogue.run.kind == "other"
    talk.taps("o", talk.dialogue.run.id, "end")
    assert isinstance(talk.dialogue.run, DirectionRun)
    assert (talk.dialogue.run.halted, talk.dialogue.run.picked("good_at")) == ("paused", ("care",))


def test_starting_again_what_is_under_way_goes_on_instead_of_losing_it():
    talk = Talk()
    talk.says("guide me", "i care")
    assert talk.says("guide me") == [("direction_enjoy", "answer")]


def test_a_button_of_an_older_run_changes_nothing():
    talk = Talk()
    talk.says("guide me")
    before = talk.dialogue.run
    assert talk.taps("d", "99", "t", "good_at", "care")[0] == ("direction_stale", "answer")
    assert talk.dialogue.run == before
    assert Talk().taps("d", "1", "next", "good_at") == [("stale", "answer")]


# ---------------------------------------------------------------- everything else


def test_every_kind_of_event_gets_an_answer():
    for event, response in (
        (SentOther("sticker"), "unsupported"),
        (Refused("foreign"), "not_yours"),
        (Refused("stale"), "stale"),
        (Commanded("help"), "help"),
        (Commanded("start"), "start"),
        (Commanded("start", "ask-define_job"), "define_job"),
        (Commanded("start", "direction"), "direction_good_at"),
        (Commanded("start", "nonsense"), "start"),
        (Commanded("job"), "define_job"),
        (Commanded("cancel"), "cancelled"),
        (Tapped(Action("gone")), "stale"),
        (Tapped(Action("ask", ("gone",))), "stale"),
    ):
        assert Talk().does(event)[0][0] == response, event


def test_the_first_hello_shows_where_to_begin():
    talk = Talk(knowledge(welcome=(Choice("A direction", Action("start", ("direction",))),)))
    talk.does(Commanded("start"))
    assert talk.buttons == ["start:direction"]


def test_a_mistyped_command_names_the_nearest():
    talk = Talk()
    assert talk.does(Commanded("setings")) == [("unknown_command", "answer")]
    assert talk.last and talk.last.says[0].data == {"name": "setings", "close": "settings"}


def test_a_command_without_its_slash_counts_where_the_words_mean_nothing_else():
    assert Talk().says("Settings") == [("settings", "answer")]


def test_a_command_is_asked_for_in_words_that_say_nothing_else():
    asked = Remarks([Remark("settings", ("change my settings",), does="settings", beside=0)])
    talk = Talk(knowledge(asked=asked))
    assert talk.says("change my settings") == [("settings", "answer")]
    assert talk.says("change my settings at work") == [("fallback", "answer")]
    talk.says("guide me")
    assert talk.says("change my settings") == [("settings", "answer"), ("direction_good_at", "answer")]


def test_a_rating_is_counted_without_text_and_thanked_in_passing():
    talk = Talk()
    assert talk.taps("rate", "define_job", "down") == [("thanks_rating", "answer")]
    assert talk.last and talk.last.feedback == (("define_job", -1),) and talk.last.says[0].note


def test_settings_change_in_place():
    talk = Talk()
    talk.does(Commanded("settings"))
    assert talk.taps("set", "length", "short") == [("settings", "answer")]
    assert talk.profile.settings == Settings(length="short")
    assert talk.last and talk.last.says[0].edits


def test_forgetting_asks_once_and_then_forgets_everything():
    talk = Talk(profile=Profile(Settings(emoji=False)))
    talk.says("what is a job")
    assert talk.does(Commanded("forget")) == [("forget_sure", "answer")]
    assert talk.says("yes") == [("forgotten", "answer")]
    assert talk.last and talk.last.forget and (talk.dialogue, talk.profile) == (Dialogue(), Profile())


def test_an_old_delete_button_deletes_nothing():
    talk = Talk(profile=Profile(Settings(emoji=False)))
    assert talk.taps("forget", "yes") == [("stale", "answer")]
    assert talk.last and not talk.last.forget


def test_my_data_is_everything_that_is_kept():
    talk = Talk()
    talk.says("guide me")
    talk.does(Commanded("mydata"))
    assert talk.last and talk.last.says[0].document
    name, data = talk.last.says[0].document
    assert name == "my-data.json" and data["talk"]["run"]["kind"] == "direction"


def test_an_intent_that_content_no_longer_has_is_forgotten_quietly():
    talk = Talk()
    talk.says("what is a job")
    talk.world = knowledge(
        intents={"define_career": talk.world.intents["define_career"]}, understander=Phrases(SENTENCES)
    )
    assert talk.says("why?") == [("nothing_to_follow", "answer")]


def test_cancel_asks_before_it_stops_what_runs():
    talk = Talk()
    talk.says("guide me")
    assert talk.does(Commanded("cancel")) == [("direction_stop_confirm", "answer")]
    assert talk.says("yes") == [("direction_stopped", "answer")]


def test_a_question_that_a_follow_up_word_opens_is_still_a_question():
    world = knowledge(understander=Phrases(SENTENCES | {"why do people quit": sure("define_career")}))
    assert Talk(world).says("what is a job", "why do people quit") == [("define_career", "answer")]


# ---------------------------------------------------------------- what strangers did


def alarmed(**known: Understanding) -> Talk:
    """Somebody who said that they want to die, in a world that knows some sentences more."""
    sentences = {**SENTENCES, **{text.replace("_", " "): each for text, each in known.items()}}
    thanks = Intent("thanks", "thanks", "Thanks", ("thx",), "thanks", kind=Kind.SMALL_TALK, aside_to=("any",))
    sad = Intent("tired", "tired", "I am tired", ("tired",), "tired", sad=True)
    bot = Intent("about_me", "who are you", "Who are you?", ("who are you",), "about_me")
    intents = {**INTENTS, "thanks": thanks, "tired": sad, "about_me": bot}
    talk = Talk(knowledge(understander=Phrases(sentences), intents=intents))
    talk.says("i want to die")
    return talk


def test_with_an_alarm_on_unclear_words_get_a_person_and_no_menu_until_work_is_asked_about():
    talk = alarmed()
    assert talk.says("sorry, forget it") == [("crisis_self_harm", "after")]
    assert talk.says("why?") == [("crisis_self_harm", "after")]
    assert talk.last and talk.last.says[0].wording == 1
    assert talk.says("what is a job") == [("define_job", "answer")]
    assert talk.says("sorry, forget it") == [("fallback", "answer")]


def test_small_talk_is_no_way_out_of_an_alarm():
    talk = alarmed(lol=sure("thanks"))
    assert talk.says("lol") == [("crisis_self_harm", "here")]
    assert talk.dialogue.alarm == "self_harm"


def test_a_question_about_the_bot_is_no_way_out_of_an_alarm():
    assert alarmed(are_you_real=sure("about_me")).says("are you real") == [("crisis_self_harm", "after")]


def test_a_sad_thing_said_stays_with_the_alarm_and_a_question_about_it_is_answered():
    talk = alarmed(im_tired=sure("tired"), am_i_tired=sure("tired"))
    assert talk.says("im tired") == [("crisis_self_harm", "after")]
    assert talk.says("am i tired") == [("tired", "answer")]
    assert talk.dialogue.alarm is None


def test_a_question_about_the_trouble_itself_is_not_taken_for_one_about_the_bot():
    talk = alarmed(what_can_i_do_about_it=sure("define_job"))
    assert talk.says("what can i do about it") == [("crisis_self_harm", "next")]


def test_a_denial_ends_the_alarm():
    talk = alarmed()
    assert talk.says("i am fine") == [("crisis_self_harm", "fine")]
    assert talk.dialogue.alarm is None
    assert talk.says("sorry, forget it") == [("fallback", "answer")]


def test_a_means_at_hand_makes_despair_an_alarm_of_self_harm():
    talk = Talk()
    talk.taps("ask", "crisis_support")
    assert talk.dialogue.alarm == "despair"
    assert talk.says("i have pills") == [("crisis_self_harm", "means")]
    assert talk.dialogue.alarm == "self_harm"


def test_an_unsure_question_that_names_work_leads_on_from_all_but_the_gravest_alarm():
    vague = Understanding(Decision.OFFER, "define_job", 0.3, offered=("define_job", "define_career"))
    talk = Talk(knowledge(understander=Phrases({"what about my job": vague})))
    talk.taps("ask", "crisis_support")
    assert talk.says("what about my job") == [("offer", "answer")]
    assert alarmed(what_about_my_job=vague).says("what about my job") == [("crisis_self_harm", "after")]


def test_nobody_in_trouble_reads_the_same_lines_twice_in_a_row():
    talk = alarmed()
    assert talk.says("what can i do") == [("crisis_self_harm", "next")]
    assert talk.says("what can i do") == [("crisis_self_harm", "after")]
    assert talk.says("what can i do") == [("crisis_self_harm", "next")]


def test_what_is_only_told_ends_no_alarm_unless_it_is_about_work_beyond_doubt():
    unsure = replace(sure("define_job"), confidence=0.5)
    assert alarmed(i_am_a_nurse=unsure).says("i am a nurse") == [("crisis_self_harm", "after")]
    assert alarmed(i_want_a_job=sure("define_job")).says("i want a job") == [("define_job", "answer")]
    declined = Understanding(Decision.OUT_OF_SCOPE, "out_of_scope", 0.9)
    assert alarmed(my_wife_left=declined).says("my wife left") == [("crisis_self_harm", "after")]


def test_going_on_with_what_the_alarm_paused_ends_it():
    talk = Talk()
    talk.says("guide me", "i want to die", "go on")
    assert (talk.dialogue.alarm, talk.dialogue.run is None) == (None, False)


def test_an_occupation_named_after_a_definition_is_asked_about_itself():
    talk = Talk(knowledge(follow_ups=replace(FOLLOW_UPS, named="is_x_a_career")))
    assert talk.says("what is a job", "what about baking") == [("is_x_a_career", "answer")]
    assert talk.last and talk.last.says[0].data["occupation"]["name"] == "baker"


def test_an_occupation_that_is_one_is_asked_about():
    known = {**SENTENCES, "is a nurse one": Understanding(Decision.FALLBACK, None, 0.1, entities=(NURSING,))}
    talk = Talk(knowledge(understander=Phrases(known), follow_ups=replace(FOLLOW_UPS, named="is_x_a_career")))
    assert talk.says("what is a job", "is a nurse one") == [("is_x_a_career", "answer")]


def test_small_talk_is_never_offered():
    thanks = Intent("thanks", "thanks", "Thanks", ("thx",), "thanks", kind=Kind.SMALL_TALK)
    unsure = Understanding(Decision.OFFER, "thanks", 0.4, offered=("thanks", "define_job", "define_career"))
    alone = Understanding(Decision.OFFER, "thanks", 0.4, offered=("thanks", "define_job"))
    talk = Talk(
        knowledge(
            intents={**INTENTS, "thanks": thanks}, understander=Phrases({**SENTENCES, "hm": unsure, "hmm": alone})
        )
    )
    assert talk.says("hm") == [("offer", "answer")]
    assert talk.buttons == ["ask:define_job", "ask:define_career", "none"]
    assert talk.says("hmm") == [("fallback", "answer")]


def test_beside_an_unsure_answer_stand_the_other_things_it_may_have_been():
    """First among the next questions, and marked as what may have been meant."""
    unsure = Understanding(Decision.ANSWER, "define_job", 0.6, offered=("define_occupation", "gone"))
    talk = Talk(knowledge(understander=Phrases({"jobs?": unsure}), labels={"instead": "Or:"}))
    assert talk.says("jobs?") == [("define_job", "answer")]
    assert talk.buttons[:2] == ["ask:define_occupation", "ask:define_career"]
    assert talk.last and [row[0].label for row in talk.last.says[0].choices[:2]] == [
        "Or: What is an occupation?",
        "What is a career?",
    ]


def test_a_command_without_its_slash_works_inside_a_guided_talk():
    talk = Talk()
    talk.says("guide me")
    assert talk.says("settings")[0] == ("settings", "answer")


def test_an_unknown_command_that_means_something_in_words_is_taken_so():
    talk = Talk(knowledge(understander=Phrases({**SENTENCES, "career": sure("define_career")})))
    assert talk.does(Commanded("career")) == [("define_career", "answer")]
    talk.says("guide me")
    talk.taps("d", "1", "skip")
    assert talk.does(Commanded("back")) == [("direction_good_at", "answer")]  # and not /feedback, which is near
    assert talk.does(Commanded("stop")) == [("direction_stop_confirm", "answer")]
    assert Talk().does(Commanded("hlep")) == [("unknown_command", "answer")]


def test_a_follow_up_before_any_topic_is_never_refused_as_out_of_scope():
    vague = Understanding(Decision.OUT_OF_SCOPE, "out_of_scope", 0.9)
    assert Talk(knowledge(understander=Phrases({"an example": vague}))).says("an example") == [
        ("nothing_to_follow", "answer")
    ]


def test_an_unsure_question_about_an_occupation_is_answered_where_one_is_named():
    unsure = Understanding(Decision.OFFER, "is_x_a_career", 0.6, offered=("is_x_a_career", "define_career"))
    known = {"nurse a career?": replace(unsure, entities=(NURSING,)), "that a career?": unsure}
    talk = Talk(knowledge(understander=Phrases(known)))
    assert talk.says("that a career?") == [("offer", "answer")]
    assert talk.says("nurse a career?") == [("is_x_a_career", "answer")]


def test_why_after_a_guided_talk_is_about_that_talk():
    talk = Talk(knowledge(parts={"find_direction": frozenset({"why"})}))
    talk.says("guide me", "skip", "skip", "skip", "skip")
    talk.taps("d", "1", "look", "nurse")
    assert talk.says("by Friday I ask a nurse") == [("direction_done", "answer")]
    assert talk.says("why") == [("find_direction", "why")]


def test_what_can_only_be_declined_is_offered_where_it_is_likely():
    faint = Understanding(Decision.OFFER, "define_job", 0.4, offered=("define_job", "out_of_scope", "define_career"))
    likely = Understanding(Decision.OFFER, "out_of_scope", 0.6, offered=("out_of_scope", "define_job"))
    talk = Talk(knowledge(understander=Phrases({"hm": faint, "hmm": likely})))
    talk.says("hm")
    assert talk.buttons == ["ask:define_job", "ask:define_career", "none"]
    talk.says("hmm")
    assert talk.buttons == ["ask:out_of_scope", "ask:define_job", "none"]


# ---------------------------------------------------------------- said in passing, and what is on the screen

SAD = Intent(
    "sad", "sad", "I feel sad", ("sad",), "sad", ("define_career",), kind=Kind.SMALL_TALK, aside_to=("define_job",)
)
THANKS = Intent("thanks", "thanks", "Thanks", ("thanks",), "thanks", kind=Kind.SMALL_TALK, aside_to=("any",))


def passing(**changes: Any) -> Talk:
    sentences = {**SENTENCES, "so sad": sure("sad"), "thank you": sure("thanks")}
    given = {"intents": {**INTENTS, "sad": SAD, "thanks": THANKS}, "understander": Phrases(sentences)}
    return Talk(knowledge(**(given | changes)))


def test_an_aside_is_told_the_topic_and_leaves_it_on():
    talk = passing()
    talk.says("what is a job", "so sad")
    assert talk.last and talk.last.says[0].data["after"] == "define_job"
    assert talk.says("why") == [("define_job", "why")]


def test_without_its_topic_a_feeling_is_a_topic_itself():
    talk = passing()
    talk.says("what is a career", "so sad")
    assert talk.dialogue.topic and talk.dialogue.topic.intent == "sad"


def test_small_talk_offers_the_next_questions_of_the_topic():
    talk = passing()
    talk.says("what is a job", "thank you")
    assert talk.buttons == ["ask:define_career"]


def test_why_after_a_did_you_mean_asks_to_choose_first():
    talk = Talk()
    assert talk.says("job or career", "why") == [("offer_first", "answer")]
    assert talk.buttons == ["ask:define_job", "ask:define_career", "none"]
    assert talk.says("2") == [("define_career", "answer")]


def test_what_now_takes_the_next_step_of_the_topic_or_offers_to_go_on():
    follow_ups = replace(FOLLOW_UPS, parts={**FOLLOW_UPS.parts, "next": ("what now",)})
    parts = {"define_job": frozenset({"next"})}
    talk = Talk(knowledge(follow_ups=follow_ups, parts=parts))
    assert talk.says("what is a job", "what now") == [("define_job", "next")]
    assert talk.says("what is a career", "what now") == [("what_next", "answer")]


def test_a_typed_label_is_its_button_and_a_number_the_newest_ones():
    talk = Talk()
    assert talk.says("what is a job", "what is a career?") == [("define_career", "answer")]
    talk.does(Commanded("settings"))
    assert talk.buttons[1] == "set:length:short"
    assert talk.says("2") == [("settings", "answer")]
    assert talk.profile.settings.length == "short"


def test_a_page_in_the_middle_of_a_guided_talk_keeps_its_buttons_and_the_question_follows():
    talk = Talk()
    talk.says("guide me")
    assert talk.does(Commanded("settings")) == [("settings", "answer"), ("direction_good_at", "answer")]
    assert "set:length:short" in talk.buttons


def test_a_long_story_is_met_and_a_guided_talk_only_offered():
    story = "i work and " * 20 + "guide me"
    talk = Talk(knowledge(understander=Phrases({**SENTENCES, story: sure("find_direction")})))
    assert talk.says(story) == [("story", "answer")]
    assert (talk.buttons[0], talk.dialogue.run) == ("ask:find_direction", None)


def test_an_offer_remembers_the_occupation_it_is_about():
    bare = Understanding(
        Decision.OFFER, "is_x_a_career", 0.3, offered=("is_x_a_career", "define_job"), entities=(NURSING,)
    )
    talk = Talk(knowledge(understander=Phrases({"nurse": bare})))
    talk.says("nurse", "1")
    assert talk.last and talk.last.says[0].data["occupation"]["name"] == "nurse"


def test_a_guide_hears_small_talk_as_words_that_may_answer():
    heard = Understanding(Decision.ANSWER, "thanks", 0.9)
    talk = passing(understander=Phrases({**SENTENCES, "i love to care": heard, "thank you": sure("thanks")}))
    talk.says("guide me")
    assert talk.says("i love to care") == [("direction_heard", "answer"), ("direction_enjoy", "answer")]
    assert talk.says("thank you") == [("thanks", "answer"), ("direction_enjoy", "answer")]


def test_words_can_switch_from_one_guide_to_another_and_back():
    talk = Talk(
        knowledge(guides={"direction": DIRECTION, "check": CHECK}, guide_verbs={"d": "direction", "q": "check"})
    )
    talk.says("guide me")
    assert talk.says("check instead") == [("quiz_question", "answer")]
    assert talk.dialogue.shelved is not None
    assert talk.says("direction instead") == [("direction_good_at", "answer")]


def test_what_follows_a_guided_talk_is_about_its_result_until_the_talk_turns():
    talk = Talk(knowledge())
    talk.says("guide me", "skip", "skip", "skip", "skip")
    talk.taps("d", "1", "look", "nurse")
    talk.says("by Friday I ask a nurse")
    assert talk.dialogue.topic and talk.dialogue.topic.guide == "direction"
    assert talk.says("help me please") != [("direction_remark", "answer")]
    talk.says("what is a job")
    assert talk.dialogue.topic and talk.dialogue.topic.guide is None


def test_a_result_is_remembered_when_words_name_it_and_mean_nothing_else_for_sure():
    axes = (replace(QUIZ.axes[0], name="Growth"), *QUIZ.axes[1:])
    check = CareerCheck(replace(QUIZ, axes=axes))
    sentences = {**SENTENCES, "what is growth": sure("define_job")}
    world = knowledge(guides={"check": check}, guide_verbs={"q": "check"}, understander=Phrases(sentences))
    talk = Talk(world)
    talk.profile = replace(talk.profile, results=(score(QUIZ, "quick", answers("5241534232")),))
    assert talk.says("why is growth low") == [("fallback", "answer")]
    talk.dialogue = replace(talk.dialogue, ended="check")
    assert talk.says("why is growth low") == [("result_axis", "answer")]
    assert talk.says("what is a job", "what is growth") == [("define_job", "answer")]


def test_a_paused_guide_is_mentioned_once_to_who_comes_back_with_small_talk():
    talk = passing()
    talk.says("guide me", "pause")
    assert talk.says("thank you") == [("thanks", "answer"), ("direction_reminder", "answer")]
    assert talk.says("thank you") == [("thanks", "answer")]


def test_an_answer_in_the_middle_of_a_guide_knows_that_it_is():
    talk = Talk()
    talk.says("what is a job")
    assert talk.last and talk.last.says[0].data["guided"] is False
    talk.says("guide me", "what is a job")
    assert talk.last and talk.last.says[0].data["guided"] is True


def test_while_a_plan_is_made_it_is_about_the_occupation_of_the_plan():
    talk = Talk()
    talk.says("guide me", "skip", "skip", "skip", "skip")
    talk.taps("d", "1", "look", "baker")
    assert occupation_of(talk.dialogue) == "baker"
    talk.says("back")
    assert occupation_of(talk.dialogue) is None


def test_after_trouble_what_is_unclear_is_heard_out_and_a_question_is_not():
    unclear = {text: Understanding(Decision.FALLBACK, "define_career", 0.2) for text in ("it goes on", "is it so?")}
    world = knowledge(understander=Phrases({**SENTENCES, **unclear}), parts={"define_job": frozenset({"next"})})
    assert Talk(world).says("what is a job", "it goes on") == [("listening", "answer")]
    assert Talk(world).says("what is a job", "is it so?") == [("fallback", "answer")]
    assert Talk(world).says("what is a career", "it goes on") == [("fallback", "answer")]


# ---------------------------------------------------------------- reactions, and what a talk keeps in mind


def reacting(**changes: Any) -> Talk:
    parts = {**FOLLOW_UPS.parts, "hmm": ("hmm",), "verdict": ("so its a job",)}
    follow_ups = replace(FOLLOW_UPS, parts=parts, asks={"define_occupation": ("no idea",)}, polite=frozenset({"pls"}))
    given = {"follow_ups": follow_ups, "parts": {**PARTS, "react_hmm": frozenset()}}
    return Talk(knowledge(**(given | changes)))


def test_a_reaction_without_a_block_gets_its_page_with_and_without_a_topic():
    talk = reacting()
    assert talk.says("hmm") == [("react_hmm", "answer")]
    talk.says("what is a job")
    assert talk.says("hmm") == [("react_hmm", "answer")]
    assert talk.buttons == ["ask:define_career"]
    assert talk.says("why") == [("define_job", "why")]


def test_a_reaction_with_a_block_is_answered_by_the_topic():
    parts = {**PARTS, "react_hmm": frozenset(), "define_job": frozenset({"hmm", "verdict"})}
    assert reacting(parts=parts).says("what is a job", "hmm") == [("define_job", "hmm")]
    assert reacting(parts=parts).says("what is a job", "so its a job") == [("define_job", "verdict")]


def test_a_verdict_that_the_answer_lacks_leaves_the_word_to_a_sure_match():
    sentences = Phrases(SENTENCES | {"so its a job": sure("define_career")})
    assert reacting(understander=sentences).says("what is a job", "so its a job") == [("define_career", "answer")]


def test_a_whole_message_may_always_ask_the_same_and_politeness_changes_no_follow_up():
    assert reacting().says("no idea") == [("define_occupation", "answer")]
    assert reacting().says("what is a job", "shorter pls") == [("define_job", "short")]


def test_what_is_declined_leaves_the_occupation_talked_about():
    talk = Talk()
    talk.says("is nursing a career", "jobs near me")
    assert talk.dialogue.topic and (talk.dialogue.topic.intent, talk.dialogue.topic.occupation) == (
        "is_x_a_career", "nurse",
    )  # fmt: skip


def test_work_that_is_told_is_kept_and_its_question_offered_first():
    unsure = Understanding(Decision.FALLBACK, "define_career", 0.1, entities=(NURSING,), mine=True)
    telling = knowledge(understander=Phrases({"nights in a ward": unsure}), follow_ups=replace(FOLLOW_UPS, own="gone"))
    talk = Talk(replace(telling, follow_ups=replace(FOLLOW_UPS, own="define_job")))
    assert talk.says("nights in a ward") == [("define_job", "answer")]
    assert talk.dialogue.work == Work("nurse")
    wondering = Talk(replace(telling, understander=Phrases({"is it nice": replace(unsure, entities=())}),
                             follow_ups=replace(FOLLOW_UPS, own="define_job")))  # fmt: skip
    assert wondering.says("is it nice") == [("fallback", "answer")]
    assert wondering.buttons == ["ask:define_job", "ask:define_career"]


def test_what_one_wants_to_become_is_what_an_answer_is_about():
    both = (NURSING, Entity("occupation", "baker", "baker"))
    world = knowledge(
        understander=Phrases({"can a nurse become a baker": sure("is_x_a_career", entities=both)}),
        own_work=OwnWork.read({"toward": ["become"], "between": ["a"]}),
    )
    talk = Talk(world)
    talk.says("can a nurse become a baker")
    assert talk.last and talk.last.says[0].data["occupation"]["name"] == "baker"


def test_the_language_of_the_last_message_is_kept():
    talk = Talk()
    talk.says("hola")
    assert talk.dialogue.language == "es"
    talk.says("what is a job")
    assert talk.dialogue.language == "en"
