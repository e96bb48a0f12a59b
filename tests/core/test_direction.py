"""Find a direction: three questions and must-haves, by taps or words, to ideas and one dated plan."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.direction import DirectionRun
from bot.core.direction_words import Control, Denying, control, named
from bot.core.model import Action, Decision, Entity, Occupation, Understanding
from bot.core.occupations import FEWEST, MOST, Wanted, ideas
from bot.core.profile import Plan, Profile
from tests.core.worlds import BAKER, DIRECTION, FOLLOW_UPS, NURSE

MOMENT = 1_790_000_000  # 2026-09-21
UNSURE = Understanding(Decision.FALLBACK, None, 0.0)


class Walk:
    """One person's walk; says or taps, and remembers."""

    def __init__(self) -> None:
        self.profile = Profile()
        self.step = DIRECTION.start(self.profile, "1", MOMENT, {})

    @property
    def run(self) -> DirectionRun:
        assert self.step.run is not None
        return self.step.run

    def taps(self, *args: str) -> list[str]:
        self.step = DIRECTION.move(self.run, Action("d", ("1", *args)), self.profile, MOMENT)
        self.profile = self.step.profile or self.profile
        return [say.response for say in self.step.says]

    def says(self, text: str) -> list[str]:
        action = DIRECTION.read(self.run, text, UNSURE)
        assert action is not None, f"{text!r} was not read"
        self.step = DIRECTION.move(self.run, action, self.profile, MOMENT)
        self.profile = self.step.profile or self.profile
        return [say.response for say in self.step.says]


def test_a_whole_walk_by_taps_ends_in_a_dated_plan():
    walk = Walk()
    walk.taps("t", "good_at", "care")
    assert walk.taps("next", "good_at") == ["direction_enjoy"]
    walk.taps("t", "enjoy", "help")
    assert walk.taps("next", "enjoy") == ["direction_interests"]
    walk.taps("t", "interests", "S")
    assert walk.taps("next", "interests") == ["direction_must_haves"]
    assert walk.taps("next", "must_haves") == ["direction_results"]
    first = walk.step.says[0].data["ideas"][0]
    assert (first["name"], first["good_at"], first["enjoy"], first["role"]) == ("nurse", ["caring"], [], "close")
    assert walk.taps("look", "nurse") == ["direction_plan"]
    assert walk.says("By Friday I ask my neighbour, who is a nurse") == ["direction_done"]
    assert walk.profile.plans == (Plan("2026-09-21", "By Friday I ask my neighbour, who is a nurse", "nurse"),)
    assert walk.step.run is None


def test_own_words_answer_a_question_and_go_on():
    walk = Walk()
    assert walk.says("I like to cook and I care for my gran") == ["direction_heard", "direction_enjoy"]
    assert walk.run.picked("good_at") == ("cook", "care")


def test_a_second_tap_takes_a_pick_back():
    walk = Walk()
    walk.taps("t", "good_at", "care")
    walk.taps("t", "good_at", "care")
    assert walk.run.picked("good_at") == ()


def test_going_on_without_a_pick_asks_for_one_and_skip_does_not():
    walk = Walk()
    assert walk.taps("next", "good_at") == ["direction_pick_one", "direction_good_at"]  # with its buttons
    assert walk.taps("skip", "good_at") == ["direction_enjoy"]


def test_back_returns_with_what_was_picked():
    walk = Walk()
    walk.taps("t", "good_at", "care")
    walk.taps("next", "good_at")
    assert walk.taps("back", "enjoy") == ["direction_good_at"]
    assert walk.run.picked("good_at") == ("care",)


@pytest.mark.parametrize(
    "args",
    [("t", "enjoy", "help"), ("next", "enjoy"), ("t", "good_at", "gone"), ("look", "nurse"), ("end",), ("what",), ()],
)
def test_a_move_that_does_not_fit_changes_nothing_and_says_where_we_are(args):
    walk = Walk()
    before = walk.run
    assert walk.taps(*args) == ["direction_stale", "direction_good_at"]
    assert walk.run == before


def test_other_ideas_can_be_asked_for_and_come_round_again():
    more = tuple(replace(row, name=f"{row.name} again") for row in ROWS)
    known = replace(DIRECTION.direction, occupations={row.name: row for row in (*ROWS, *more)})
    direction = replace(DIRECTION, direction=known)
    run, batches = DirectionRun("1", at="results"), []
    for _ in range(4):
        step = direction.move(run, Action("d", ("1", "other")), Profile(), MOMENT)
        assert step.run is not None
        run = step.run
        batches.append({idea["name"] for idea in step.says[0].data["ideas"]})
    assert not batches[0] & batches[1]
    assert batches[3] == batches[0]


def test_the_ideas_are_told_at_length_only_once():
    walk = Walk()
    for stage in ("good_at", "enjoy", "interests", "must_haves"):
        walk.taps("skip", stage)
    assert [say.response for say in walk.step.says] == ["direction_results"]
    assert [say.response for say in DIRECTION.ask(walk.run)] == ["direction_choose"]
    assert walk.says("skip") == ["direction_done"]


def test_stopping_asks_first_and_can_be_taken_back():
    walk = Walk()
    walk.taps("t", "good_at", "care")
    assert walk.says("stop") == ["direction_stop_confirm"]
    assert walk.says("no") == ["direction_good_at"]
    assert walk.run.picked("good_at") == ("care",)
    walk.says("stop")
    assert walk.says("yes") == ["direction_stopped"]
    assert walk.step.run is None


def test_a_paused_walk_keeps_quiet_until_it_goes_on():
    walk = Walk()
    assert walk.says("pause") == ["direction_paused"]
    assert DIRECTION.ask(walk.run) == ()
    assert DIRECTION.read(walk.run, "I can cook", UNSURE) is None
    assert walk.says("go on") == ["direction_good_at"]


def test_a_question_is_never_taken_for_an_answer():
    walk = Walk()
    assert DIRECTION.read(walk.run, "what does care mean", UNSURE) is None
    assert DIRECTION.read(walk.run, "can I cook for a living?", UNSURE) is None


# ---------------------------------------------------------------- words

DENYING = Denying(frozenset({"not", "no", "never"}), frozenset({"but"}))


def names(text, words):
    return tuple(each.id for each in named(text, words, DENYING) if not each.denied)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I'm good at cooking", ("cook",)),
        ("caring for people, and food", ("care", "cook")),
        ("definitely not cooking", ()),
        ("I cannot say", ()),
    ],
)
def test_own_words_name_picks_in_any_form_but_not_when_denied(text, found):
    assert names(text, {"care": ("care",), "cook": ("cook", "food")}) == found


def test_a_word_of_one_pick_is_not_the_like_word_of_another():
    assert names("caring and numbers", {"care": ("caring",), "check": ("careful", "numbers")}) == ("care", "check")
    assert names("caring", {"care": ("caring",), "check": ("careful",)}) == ("care",)


def test_a_word_in_ing_is_not_named_by_one_without():
    assert names("i like trains", {"teach": ("training",), "trains": ("train",)}) == ("trains",)
    assert names("training", {"teach": ("train",)}) == ("teach",)


def test_of_phrases_that_overlap_the_longest_counts():
    words = {"make": ("make",), "perform": ("make people laugh",), "help": ("people",)}
    assert names("I make people laugh", words) == ("perform",)


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("not people", ("help",)),
        ("i never liked working with people", ()),
        ("no kids but people are fine", ("kids",)),
        ("no degree and people", ()),
    ],
)
def test_what_is_denied_is_told_apart(text, denied):
    """A "no" reaches three words, not over a "but", and not out of a phrase of its own."""
    words = {"help": ("people",), "kids": ("kids",), "no-degree": ("no degree",)}
    found = named(text, words, DENYING)
    assert tuple(each.id for each in found if each.denied) == denied


def test_control_words_are_the_whole_message_and_forgive_a_slip():
    words = {"resume": ("continue",), "stop": ("stop",)}
    assert control("Contineu!", words) is Control.RESUME
    assert control("stop", words) is Control.STOP
    assert control("I never stop cooking", words) is None


# ---------------------------------------------------------------- ideas


def row(code: str, name: str, verbs: str, interests: str, tags: str = "") -> Occupation:
    return Occupation(code, name, name, name, (), tuple(verbs.split()), interests, "", (), tuple(tags.split()))


ROWS = tuple(
    row(f"{major}{minor}11", f"{verb} {major}{minor}", verb, letters, tags)
    for major, verb, letters in (
        ("2", "teach", "SAE"),
        ("5", "care", "SRC"),
        ("7", "fix", "RIC"),
        ("9", "clean", "RCE"),
    )
    for minor, tags in (("1", "remote"), ("2", "outdoors"), ("3", ""))
)


def test_what_is_both_done_well_and_enjoyed_comes_first_and_another_field_comes_last():
    found = ideas(ROWS, Wanted(good_at=("fix",), enjoy=("fix",), interests=("R",)))
    assert found[0].occupation.verbs == ("fix",)
    assert found[0].role == "close"
    assert found[-1].role == "wild_card"
    assert found[-1].occupation.code[0] not in {idea.occupation.code[0] for idea in found[:-1]}


def test_must_haves_leave_rows_out_while_enough_remain_and_say_what_is_missed_when_not():
    """Behind those that fit, and before those that share nothing with the person."""
    cook = row("5120", "cook", "cook", "R", "no-degree")
    found = ideas((NURSE, BAKER, cook), Wanted(good_at=("care", "cook"), must_haves=("no-degree",)))
    assert {(each.occupation.name, each.misses) for each in found[:2]} == {("baker", ()), ("cook", ())}
    assert (found[2].occupation.name, found[2].misses) == ("nurse", ("no-degree",))
    assert ideas((NURSE, BAKER), Wanted(good_at=("care",), must_haves=("no-degree",)))[0].occupation.name == "nurse"


def test_what_was_said_outweighs_all_letters():
    """A verb counts more than three letters, a topic more than a verb, and what is to be avoided more than either."""
    said, letters, about = (
        row("2111", "said", "teach", "I"),
        row("5111", "letters", "fix", "RIC"),
        row("7111", "about", "", "A"),
    )
    about = replace(about, topics=("trains",))
    wanted = Wanted(good_at=("teach",), interests=("R", "I", "C"), topics=("trains",))
    order = [each.occupation.name for each in ideas((letters, said, about), wanted)]
    assert order == ["about", "said", "letters"]
    away = replace(wanted, avoided=("teach", "trains"))
    assert ideas((letters, said, about), away)[0].occupation.name == "letters"


PICKS = st.lists(st.sampled_from(["teach", "care", "fix", "clean"]), max_size=3, unique=True).map(tuple)
LETTERS = st.lists(st.sampled_from("RIASEC"), max_size=3, unique=True).map(tuple)
TAGS = st.lists(st.sampled_from(["remote", "outdoors", "pay"]), max_size=2, unique=True).map(tuple)


@given(PICKS, PICKS, LETTERS, TAGS)
@settings(max_examples=200, deadline=None)
def test_there_are_always_five_to_seven_different_ideas(good_at, enjoy, interests, must_haves):
    found = ideas(ROWS, Wanted(good_at, enjoy, interests, must_haves))
    names = [idea.occupation.name for idea in found]
    assert FEWEST <= len(names) == len(set(names)) <= MOST
    assert [idea.role for idea in found].count("close") == 1
    assert [idea.role for idea in found].count("wild_card") == 1


# ---------------------------------------------------------------- own words, remarks, plans


def at_results() -> Walk:
    walk = Walk()
    for stage in ("good_at", "enjoy", "interests", "must_haves"):
        walk.taps("skip", stage)
    return walk


def at_plan() -> Walk:
    walk = at_results()
    walk.taps("look", "nurse")
    return walk


def test_words_that_tell_the_talk_what_to_do_win_over_picks_and_plans():
    walk = Walk()
    assert DIRECTION.read(walk.run, "the check instead please", UNSURE) == Action("start", ("check",))
    planning = at_plan()
    assert planning.says("other ideas") == ["direction_results"]
    planning = at_plan()
    assert planning.says("none of these fit") == ["direction_results"]
    assert planning.profile.plans == ()


def test_what_there_is_only_at_the_end_is_said_to_come_later():
    walk = Walk()
    for text in ("make a plan", "why this one", "none of these fit"):
        assert walk.says(text) == ["direction_later", "direction_good_at"]
    assert walk.run.picks == ()


def test_a_remark_is_answered_over_the_same_question():
    walk = Walk()
    assert walk.says("help me") == ["direction_remark", "direction_good_at"]
    assert walk.run.at == "good_at"


def test_why_tells_what_an_idea_shares_with_what_was_said():
    walk = Walk()
    walk.says("I care for people")
    for stage in ("enjoy", "interests", "must_haves"):
        walk.taps("skip", stage)
    walk.taps("look", "nurse")
    assert walk.says("why this one") == ["direction_why", "direction_plan_again"]
    told = walk.step.says[0].data
    assert (told["name"], told["good_at"], told["topics"]) == ("nurse", ["caring"], ["people"])


def test_more_about_an_idea_is_told_in_other_words():
    assert Walk().taps("more") == ["direction_later", "direction_good_at"]
    assert at_plan().taps("more") == ["direction_more", "direction_plan_again"]
    assert at_results().taps("more") == ["direction_choose"]


def test_a_topic_answers_a_question_and_is_kept_for_the_ideas():
    walk = Walk()
    assert walk.says("cakes") == ["direction_heard", "direction_enjoy"]
    assert (walk.run.picked("good_at"), walk.run.picked("topics")) == ((), ("bread",))


def test_must_haves_are_noted_wherever_they_are_said():
    walk = Walk()
    assert walk.says("no degree please") == ["direction_heard", "direction_good_at"]
    assert walk.run.picked("must_haves") == ("no-degree",)
    assert walk.says("I cook, and no degree") == ["direction_heard", "direction_enjoy"]
    results = at_results()
    assert results.says("no degree") == ["direction_heard", "direction_results"]


def test_what_is_denied_is_avoided_until_it_is_wanted():
    walk = Walk()
    assert walk.says("not cooking") == ["direction_heard", "direction_good_at"]
    assert walk.run.picked("avoided") == ("cook",)
    walk.says("well, food after all")
    assert (walk.run.picked("good_at"), walk.run.picked("avoided")) == (("cook",), ())


def test_a_wish_at_the_ideas_brings_new_ones():
    walk = at_results()
    assert walk.says("something with cakes") == ["direction_heard", "direction_results"]
    assert (walk.run.picked("wishes"), walk.run.picked("topics")) == (("bread",), ("bread",))
    assert walk.step.says[1].data["ideas"][0]["name"] == "baker"


def test_picks_can_be_named_by_their_places():
    walk = with_follow_ups()
    action = walk.read(DirectionRun("1"), "the first and the last", UNSURE)
    assert action == Action("d", ("1", "add", "good_at=care", "good_at=cook"))


def with_follow_ups():
    return replace(DIRECTION, follow_ups=FOLLOW_UPS)


def test_a_plan_names_its_day_or_is_asked_for_it_once():
    walk = at_plan()
    assert walk.says("I ask my aunt") == ["direction_when"]
    assert walk.run.draft == "I ask my aunt"
    assert walk.says("on friday") == ["direction_done"]
    assert walk.profile.plans == (Plan("2026-09-21", "I ask my aunt, on friday", "nurse"),)


def test_a_plan_without_a_day_is_kept_by_a_skip():
    walk = at_plan()
    walk.says("I ask my aunt")
    assert walk.says("skip") == ["direction_done"]
    assert [plan.text for plan in walk.profile.plans] == ["I ask my aunt"]


def test_a_whole_plan_in_answer_to_the_day_replaces_the_first():
    walk = at_plan()
    walk.says("I ask my aunt")
    walk.says("By Friday I ask my uncle instead")
    assert [plan.text for plan in walk.profile.plans] == ["By Friday I ask my uncle instead"]


def test_back_forgets_the_draft():
    walk = at_plan()
    walk.says("I ask my aunt")
    assert walk.says("back") == ["direction_results"]
    assert walk.run.draft == ""


def test_what_the_matcher_is_sure_of_is_no_plan_unless_it_names_a_day():
    walk = at_plan()
    sure = Understanding(Decision.ANSWER, "thanks", 0.9)
    assert DIRECTION.read(walk.run, "thanks a lot", sure) is None
    assert DIRECTION.read(walk.run, "I call them tomorrow", sure) == Action("d", ("1", "plan", "I call them tomorrow"))
    assert DIRECTION.read(walk.run, "nice", UNSURE) is None
    assert DIRECTION.read(walk.run, "I will", UNSURE) is None


def test_another_line_of_work_can_be_looked_at_from_the_plan():
    walk = at_plan()
    named_ = Understanding(Decision.FALLBACK, None, 0.0, entities=(Entity("occupation", "baker", "baker"),))
    assert DIRECTION.read(walk.run, "baker", named_) == Action("d", ("1", "look", "baker"))


def test_after_the_plan_one_may_ask_for_it():
    assert DIRECTION.after(Profile(), "my plans please", "topic") == Action("results")
    assert DIRECTION.after(Profile(), "my plans please", "earlier") is None
    assert DIRECTION.after(Profile(), "make a plan", "topic") is None


def test_a_plan_is_not_made_of_tell_me_more():
    walk = at_plan()
    leaning = with_follow_ups()
    assert leaning.read(walk.run, "tell me more", UNSURE) is None
    assert leaning.read(walk.run, "Ask my aunt by Sunday", UNSURE) is not None
