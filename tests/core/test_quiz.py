"""The career check as a talk: every move, every refusal, and what happens when its author edits it meanwhile."""

from dataclasses import replace

import pytest
from pydantic import TypeAdapter

from bot.core.career_check import CareerCheck
from bot.core.guide import Step
from bot.core.model import Action, Decision, Entity, Say, Understanding
from bot.core.profile import Profile, Settings
from bot.core.quiz import QuizRun, State, current, settled
from bot.core.quiz_moves import TABLE, Move
from tests.core.quizzes import CHECK, FULL, QUICK, QUIZ, UNSURE, run, tap

NOON = 1_780_000_000  # 28 May 2026


def moved(now: QuizRun, action: str, check: CareerCheck = CHECK) -> Step[QuizRun]:
    return check.move(now, tap(action), Profile(), NOON)


def stays(now: QuizRun, action: str) -> Say:
    """Make a move that must change nothing; what is said."""
    step = moved(now, action)
    assert step.run == now
    assert step.profile is None
    return step.says[0]


def typed(now: QuizRun, text: str, understood: Understanding = UNSURE) -> str | None:
    action = CHECK.read(now, text, understood)
    return None if action is None else str(action)


# ---------------------------------------------------------------- starting


def test_the_quick_form_starts_by_default() -> None:
    step = CHECK.start(Profile(), "7", NOON, {})
    assert step.run == QuizRun("7", "check", "quick", started=NOON)
    say = step.says[0]
    assert (say.response, say.data["note"], say.data["number"], say.data["total"]) == ("quiz_question", "first", 1, 10)


def test_form_and_work_can_be_chosen_at_the_start() -> None:
    step = CHECK.start(Profile(), "7", NOON, {"form": "full", "subject": "  the bakery "})
    assert step.run == QuizRun("7", "check", "full", "the bakery", started=NOON)


def test_the_setting_decides_where_nothing_else_does() -> None:
    profile = Profile(Settings(form="full"))
    assert CHECK.start(profile, "7", NOON, {"form": "huge"}).run == QuizRun("7", "check", "full", started=NOON)


def test_the_form_can_be_changed_before_the_first_answer_only() -> None:
    assert moved(run(), "q:7:form:full").run == replace(run(), form="full")
    assert stays(run("4"), "q:7:form:full").response == "quiz_stale"


# ---------------------------------------------------------------- answering


def test_an_answer_leads_to_the_next_question_in_the_same_message() -> None:
    step = moved(run(), "q:7:a:ac1:4")
    assert step.run == run("4")
    assert (step.says[0].response, step.says[0].data["text"], step.says[0].edits) == (
        "quiz_question", "Statement bj1.", True
    )  # fmt: skip


def test_a_question_shows_options_and_what_else_one_can_do() -> None:
    rows = CHECK.ask(run("44"))[0].choices
    actions = [[str(choice.action) for choice in row] for row in rows]
    assert actions == [
        ["q:7:a:cc1:1"], ["q:7:a:cc1:2"], ["q:7:a:cc1:3"], ["q:7:a:cc1:4"], ["q:7:a:cc1:5"],
        ["q:7:back:cc1", "q:7:skip:cc1", "q:7:m:cc1", "q:7:pause"],
    ]  # fmt: skip


def test_skip_keeps_the_question_as_skipped() -> None:
    assert moved(run("4"), "q:7:skip:bj1").run == run("4-")


def test_back_takes_the_last_answer_away() -> None:
    assert moved(run("42"), "q:7:back:cc1").run == run("4")
    assert moved(run("4" * 10, ("fine", 4)), "q:7:back:situation").run == run("4" * 10)


def test_back_at_the_first_question_changes_nothing_and_says_so() -> None:
    say = stays(run(), "q:7:back:ac1")
    assert (say.response, say.data["note"]) == ("quiz_question", "earliest")


def test_the_last_answer_can_be_changed() -> None:
    step = moved(run("42"), "q:7:change:bj1:5")
    assert (step.run, step.says[0].data["note"], step.says[0].data["text"]) == (run("45"), "changed", "Statement cc1.")
    for action in ("q:7:change:ac1:5", "q:7:change:bj1:9", "q:7:change:bj1"):
        stays(run("42"), action)


def test_a_double_tap_counts_once_and_shows_the_question_again() -> None:
    say = stays(run("4"), "q:7:a:ac1:4")
    assert (say.response, say.data["text"], say.data["note"]) == ("quiz_question", "Statement bj1.", "")


def test_a_double_back_goes_back_once() -> None:
    once = moved(run("424"), "q:7:back:dj1").run
    assert once == run("42")
    stays(run("42"), "q:7:back:dj1")


STALE = [
    "q:7:a:ac1:5", "q:7:a:ej1:5", "q:7:a:gone:5", "q:7:a:bj1:6", "q:7:a:bj1:0", "q:7:a:bj1", "q:7:a", "q:7:skip:ac1",
    "q:6:a:bj1:4", "q:7-2:a:bj1:4", "q:7:end", "q:7:call:", "q:7:call:" + "x" * 41, "q:7:fly", "q:7", "q", "q:7:m:ac1",
    "q:7:back", "q:7:a:bj1:4:4", "q::::::",
]  # fmt: skip


@pytest.mark.parametrize("action", STALE)
def test_a_move_that_does_not_fit_says_where_the_run_is(action: str) -> None:
    say = stays(run("4"), action)
    assert (say.response, say.data["text"], say.data["number"]) == ("quiz_stale", "Statement bj1.", 2)


def test_what_a_statement_means_is_explained_in_place() -> None:
    step = moved(run("4"), "q:7:m:bj1")
    assert (step.run, step.says[0].response, step.says[0].data["explains"]) == (
        run("4"), "quiz_explain", "What bj1 means."
    )  # fmt: skip
    assert step.says[0].choices == CHECK.ask(run("4"))[0].choices


# ---------------------------------------------------------------- pausing and stopping


def test_a_paused_run_keeps_its_place_and_asks_nothing() -> None:
    paused = moved(run("42"), "q:7:pause").run
    assert paused == run("42", state=State.PAUSED)
    assert CHECK.ask(paused) == ()
    assert CHECK.unclear(paused, "hello") == ()
    resumed = moved(paused, "q:7:resume")
    assert (resumed.run, resumed.says[0].data["note"]) == (run("42"), "resumed")


def test_tapping_an_answer_while_paused_goes_on() -> None:
    assert moved(run("42", state=State.PAUSED), "q:7:a:cc1:5").run == run("425")


def test_stop_asks_first() -> None:
    asked = moved(run("42"), "q:7:stop")
    assert (asked.run, asked.says[0].response) == (run("42", state=State.STOPPING), "quiz_stop_confirm")
    over = moved(run("42", state=State.STOPPING), "q:7:end")
    assert (over.run, over.profile, over.says[0].response) == (None, None, "quiz_stopped")
    assert moved(run("42", state=State.STOPPING), "q:7:resume").run == run("42")


def test_restart_asks_first_and_loses_nothing_until_then() -> None:
    asked = moved(run("42", state=State.PAUSED), "q:7:restart")
    assert (asked.run, asked.says[0].response) == (run("42", state=State.RESTARTING), "quiz_restart_confirm")
    assert moved(run("42", state=State.RESTARTING), "q:7:resume").run == run("42")


def test_restart_forgets_the_answers_and_the_old_buttons() -> None:
    again = moved(run("42", state=State.RESTARTING), "q:7:anew").run
    assert again == run(id="7-2")
    assert moved(again, "q:7:a:ac1:4").run == again


def test_a_restart_with_nothing_to_lose_asks_nothing() -> None:
    assert moved(run(id="7-2"), "q:7-2:restart").run == run(id="7-3")


def test_the_work_can_be_named_at_any_time() -> None:
    naming = moved(run("4"), "q:7:name").run
    assert naming == run("4", state=State.NAMING)
    say = CHECK.ask(naming)[0]
    assert (say.response, say.asks) == ("quiz_subject", True)
    assert moved(naming, "q:7:call:offer").run == run("4", subject="offer")
    action = CHECK.read(naming, "Night shift: the bakery", UNSURE)
    assert action is not None
    named = CHECK.move(naming, action, Profile(), NOON)
    assert named.run == run("4", subject="Night shift: the bakery")


# ---------------------------------------------------------------- the end

TEN = "5241534232"


def test_the_unscored_questions_come_last() -> None:
    fine = CHECK.ask(run(TEN))[0]
    situation = CHECK.ask(run(TEN, ("fine", 4)))[0]
    assert (fine.response, fine.data["stage"]) == ("quiz_question", "fine")
    assert (situation.response, situation.data["stage"]) == ("quiz_situation", "situation")


def test_the_last_answer_brings_the_result_and_keeps_it() -> None:
    step = moved(run(TEN, ("fine", 4)), "q:7:a:situation:employed")
    assert step.run is None
    assert step.profile is not None
    (result,) = step.profile.results
    assert (result.career, result.job, result.band, result.day) == (4.2, 2.0, "career", "2026-05-28")
    assert (result.fine, result.situation, result.subject) == (4, "employed", "current")
    assert dict(result.answers) == {item: int(sign) for item, sign in zip(QUICK, TEN, strict=True)}
    assert [say.response for say in step.says] == ["quiz_result", "quiz_chart"]


def test_between_jobs_asks_which_work_was_meant_or_offers_a_direction() -> None:
    step = moved(run(TEN, ("fine", 4)), "q:7:a:situation:between")
    say = step.says[0]
    assert (say.response, say.data["stage"]) == ("quiz_situation", "work")
    assert Action("start", ("direction",)) in [choice.action for row in say.choices for choice in row]
    assert step.run is not None
    done = moved(step.run, "q:7:a:work:planned")
    assert done.profile is not None
    assert done.profile.results[0].subject == "planned"


def test_a_name_that_was_given_is_not_replaced() -> None:
    now = run(TEN, ("fine", 4), ("situation", "student"), subject="bakery")
    done = moved(now, "q:7:a:work:last")
    assert done.profile is not None
    assert done.profile.results[0].subject == "bakery"


def test_skipped_statements_are_asked_once_more_when_too_few_are_left() -> None:
    """Quick: both statements of an axis are needed."""
    step = moved(run("-24153423"), "q:7:a:ej1:2")
    assert step.run is not None
    assert (step.run.again, current(QUIZ, step.run)) == (("ac1",), "ac1")
    assert [step.says[0].data[name] for name in ("note", "number", "total")] == ["again", 1, 1]
    assert moved(step.run, "q:7:back:ac1").run == replace(step.run, answers=step.run.answers[:-1])
    skipped = moved(step.run, "q:7:skip:ac1").run
    assert skipped is not None
    assert current(QUIZ, skipped) == "fine"


def test_skipping_nearly_everything_asks_once_whether_to_go_on() -> None:
    step = moved(run("-5-------"), "q:7:skip:ej1")
    assert step.run is not None
    assert (step.run.state, step.says[0].response) == (State.SKIPPED, "quiz_skipped")
    assert moved(step.run, "q:7:end").run is None
    again = moved(step.run, "q:7:resume").run
    assert again is not None
    assert (again.state, current(QUIZ, again)) == (State.ASKING, "ac1")
    assert [typed(step.run, text) for text in ("stop", "start over", "continue", "3")] == [
        "q:7:end", "q:7:resume", "q:7:resume", None
    ]  # fmt: skip


def test_skipping_everything_twice_ends_in_a_result_that_says_what_it_lacks() -> None:
    """Without the last questions: there is nothing that they could put in a light."""
    now: QuizRun | None = run()
    moves = []
    while now is not None:
        moves.append("resume" if now.state is State.SKIPPED else f"skip:{current(QUIZ, now)}")
        step = moved(now, f"q:7:{moves[-1]}")
        now = step.run
    assert len(moves) == 21
    assert step.profile is not None
    assert step.profile.results[0].lacks == ("career", "job", "a", "b", "c", "d", "e")
    assert step.says[0].data["band"] is None
    assert step.says[1].chart is None


# ---------------------------------------------------------------- typed words

TYPED = [
    ("2", "q:7:a:bj1:2"), ("5/5", "q:7:a:bj1:5"), ("Somewhat!", "q:7:a:bj1:3"), ("mostly lol", "q:7:a:bj1:4"),
    ("2 not much", "q:7:a:bj1:2"), ("very mush", "q:7:a:bj1:5"), ("skip", "q:7:skip:bj1"), ("back", "q:7:back:bj1"),
    ("go back one please", "q:7:back:bj1"), ("stop", "q:7:stop"), ("pause", "q:7:pause"), ("?", "q:7:m:bj1"),
    ("What does this mean?", "q:7:m:bj1"), ("start over", "q:7:restart"), ("another job", "q:7:name"),
    ("mostly, I fought hard for it", "q:7:a:bj1:4"),
    ("what is a career?", None), ("mostly, what is a job?", None), ("mostly, whats a job", None), ("7", None),
    ("mostly not much", None), ("5/10", "q:7:maybe:bj1:3"), ("", None), ("🤖", None), ("0", None), ("2 or 5", None),
    ("2 or 3", "q:7:maybe:bj1:2:3"), ("between 3 and 2", "q:7:maybe:bj1:2:3"), ("3.5", "q:7:maybe:bj1:3:4"),
    ("I needed money badly", "q:7:maybe:bj1:4"), ("well I never needed money", "q:7:maybe:bj1:2"),
    ("needed money, what is a job", None), ("needed money?", None), ("no what is a job", None),
    ("is needed money an answer", None),
    ("I used to think so", "q:7:maybe:bj1:2"), ("I love it there", "q:7:maybe:bj1:2"),
    ("I hate it there", "q:7:maybe:bj1:4"), ("how many more", "q:7:say:left"), ("who wrote this?", "q:7:say:wrote"),
    ("i have had enough", "q:7:stop"), ("can i change my answer to 2", "q:7:change:ac1:2"), ("i lied", "q:7:back:bj1"),
    ("direction instead", "start:direction"), ("is it a career", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "action"), TYPED)
def test_typed_words_count_as_taps(text: str, action: str | None) -> None:
    assert typed(run("4"), text) == action


def test_a_question_the_matcher_is_sure_of_is_no_answer() -> None:
    sure = Understanding(Decision.ANSWER, "define_job", 0.95)
    assert typed(run("4"), "mostly, jobs and careers", sure) is None
    assert typed(run("4"), "mostly", sure) == "q:7:a:bj1:4"


def test_what_means_something_else_for_sure_leans_only_in_the_words_of_the_statement() -> None:
    """What the matcher is not quite sure of leans by the statement's own hints, but by no others."""
    sure, fair = (Understanding(Decision.ANSWER, "define_job", confidence) for confidence in (0.9, 0.6))
    assert typed(run("4"), "I needed money badly", sure) is None
    assert typed(run("4"), "I needed money badly", fair) == "q:7:maybe:bj1:4"
    assert typed(run("4"), "I used to think so", fair) is None
    items = tuple(replace(item, text="It rarely pays.") if item.id == "bj1" else item for item in QUIZ.items)
    check = CareerCheck(replace(QUIZ, items=items))
    assert str(check.read(run("4"), "rarely, I needed money", sure)) == "q:7:maybe:bj1:4"


def test_a_leaning_is_asked_back_and_counts_only_after_a_yes() -> None:
    step = moved(run("4"), "q:7:maybe:bj1:2")
    assert step.run == run("4", maybe=(2,))
    say = step.says[0]
    assert (say.response, [each["value"] for each in say.data["maybe"]]) == ("quiz_confirm", [2])
    assert str(say.choices[5][0].action) == "q:7:a:bj1:2"  # under the five, so that "3" stays the third button
    assert typed(step.run, "yes") == "q:7:a:bj1:2"
    assert typed(step.run, "no") == "q:7:resume"
    assert typed(step.run, "5") == "q:7:a:bj1:5"


def test_two_leanings_wait_for_one_of_them() -> None:
    now = moved(run("4"), "q:7:maybe:bj1:2:3").run
    assert now == run("4", maybe=(2, 3))
    assert typed(now, "yes") is None


def test_any_move_forgets_the_leaning() -> None:
    for action in ("q:7:m:bj1", "q:7:back:bj1", "q:7:skip:bj1", "q:7:resume", "q:7:pause", "q:7:say:left"):
        after = moved(run("4", maybe=(2,)), action).run
        assert after is not None
        assert after.maybe == ()


def test_a_leaning_that_does_not_fit_is_refused() -> None:
    for action in ("q:7:maybe:ac1:2", "q:7:maybe:bj1:9", "q:7:maybe:bj1", "q:7:maybe:bj1:2:2"):
        stays(run("4"), action)
    stays(run(TEN, ("fine", 4)), "q:7:maybe:situation:2")


def test_what_one_feels_about_the_work_leans_by_the_side_of_the_statement() -> None:
    """Loving it speaks against "Money is the main reason" and for "I picked it"."""
    assert (typed(run("4"), "oh I love it"), typed(run("42"), "oh I love it")) == (
        "q:7:maybe:bj1:2", "q:7:maybe:cc1:4"
    )  # fmt: skip


def test_a_last_question_counts_for_nothing_so_a_hint_answers_it() -> None:
    assert typed(run(TEN, ("fine", 4)), "I lost my old job in May") == "q:7:a:situation:between"


def test_a_remark_is_answered_over_the_same_question() -> None:
    step = moved(run("42"), "q:7:say:left")
    say = step.says[0]
    assert (step.run, say.response, say.data["says"], say.data["text"]) == (
        run("42"), "quiz_remark", "8 of 10 left, 2 done", "Statement cc1."
    )  # fmt: skip
    assert say.choices == CHECK.ask(run("42"))[0].choices
    stays(run("42"), "q:7:say:gone")


def test_a_paused_run_answers_remarks_too() -> None:
    step = moved(run("42", state=State.PAUSED), "q:7:say:wrote")
    assert (step.run, step.says[0].data["text"]) == (run("42", state=State.PAUSED), "")


def test_own_work_names_what_the_statements_are_about_once() -> None:
    mine = Understanding(Decision.ANSWER, "own", 0.9, entities=(Entity("occupation", "nurse", "nurse"),), mine=True)
    assert typed(run("4"), "im a nurse", mine) == "q:7:call:nurse"
    assert typed(run("4", subject="baker"), "im a nurse", mine) is None
    assert typed(run("4"), "im a nurse and I went to a school far away from home", mine) is None


def test_the_kind_of_work_can_be_said_before_the_first_answer() -> None:
    assert typed(run(), "an offer") == "q:7:call:offer"
    assert typed(run("4"), "an offer") is None


def test_an_alarm_is_never_an_answer() -> None:
    alarm = Understanding(Decision.SAFETY, "crisis_support", 1.0, alert="despair")
    assert typed(run("4"), "not at all", alarm) is None


def test_words_mean_what_fits_the_state() -> None:
    stopping, paused, naming = (run("4", state=state) for state in (State.STOPPING, State.PAUSED, State.NAMING))
    assert typed(stopping, "yes") == "q:7:end"
    assert typed(stopping, "stop") == "q:7:end"
    assert typed(stopping, "no") == "q:7:resume"
    assert typed(stopping, "3") is None
    assert typed(paused, "continue") == "q:7:resume"
    assert typed(paused, "3") is None
    assert typed(naming, "my job") == "q:7:call:current"
    assert typed(naming, "what is a job") is None
    assert typed(naming, "x" * 41) is None
    assert typed(naming, "skip") == "q:7:resume"


def test_last_questions_take_words_too() -> None:
    now = run(TEN, ("fine", 4))
    assert typed(now, "employd") == "q:7:a:situation:employed"
    assert typed(now, "between jobs") == "q:7:a:situation:between"


def test_unclear_words_bring_the_question_again_with_its_options() -> None:
    say = CHECK.unclear(run("4"), "banana")[0]
    assert (say.response, say.choices) == ("quiz_unclear", CHECK.ask(run("4"))[0].choices)


# ---------------------------------------------------------------- what follows a result


def after(text: str) -> Action | tuple[Say, ...] | None:
    done = moved(run(TEN, ("fine", 4)), "q:7:a:situation:employed")
    assert done.profile is not None
    return CHECK.after(done.profile, text, "topic")


def test_a_question_after_the_result_is_answered_from_it() -> None:
    said = after("so is it a career then")
    assert isinstance(said, tuple)
    assert (said[0].response, said[0].data["leads"], said[0].data["career"]["mean"]) == (
        "result_verdict",
        "career",
        4.2,
    )


def test_an_axis_that_is_named_is_told_with_the_answers_on_it() -> None:
    """Axis names are two words here, so the quiz gets a shorter one."""
    axes = (replace(QUIZ.axes[0], name="Growth"), *QUIZ.axes[1:])
    check = CareerCheck(replace(QUIZ, axes=axes))
    done = moved(run(TEN, ("fine", 4)), "q:7:a:situation:employed", check)
    assert done.profile is not None
    for text in ("growth?", "why is growth so low"):
        said = check.after(done.profile, text, "earlier")
        assert isinstance(said, tuple)
        assert (said[0].response, said[0].data["axis"]["name"]) == ("result_axis", "Growth")
        assert [each["text"] for each in said[0].data["axis"]["said"]] == ["Statement ac1.", "Statement aj1."]
    assert check.after(done.profile, "growth of plants", "topic") is None


def test_when_the_talk_has_turned_a_remark_must_name_the_check() -> None:
    done = moved(run(TEN, ("fine", 4)), "q:7:a:situation:employed")
    assert done.profile is not None
    quiz = replace(QUIZ, words={**QUIZ.words, "check": ("test",)})
    said = [
        CareerCheck(quiz).after(done.profile, text, "earlier") for text in ("is it a career", "test is it a career")
    ]
    assert (said[0], isinstance(said[1], tuple)) == (None, True)


def test_what_a_remark_does_or_says_after_the_result() -> None:
    assert after("once more please") == Action("start", ("check",))
    said = after("who wrote this")
    assert isinstance(said, tuple)
    assert (said[0].response, said[0].data["says"]) == ("result_remark", "People did.")


def test_without_a_result_or_about_something_else_nothing_follows() -> None:
    assert CHECK.after(Profile(), "is it a career", "topic") is None
    assert after("what is a job") is None
    assert after("how many more") is None


# ---------------------------------------------------------------- the author edits meanwhile


def edited(quick: tuple[str, ...]) -> CareerCheck:
    return CareerCheck(replace(QUIZ, forms={"quick": quick, "full": FULL}))


def test_a_removed_statement_loses_its_answer_and_nothing_else() -> None:
    check = edited(tuple(item for item in QUICK if item != "bj1"))
    assert settled(check.quiz, run("423")).answers == (("ac1", 4), ("cc1", 3))
    assert check.ask(run("423"))[0].data["text"] == "Statement dj1."


def test_when_the_present_statement_is_removed_the_next_one_is_asked() -> None:
    check = edited(tuple(item for item in QUICK if item != "bj1"))
    assert check.ask(run("4"))[0].data["text"] == "Statement cc1."
    assert moved(run("4"), "q:7:a:bj1:5", check).run == run("4")


def test_reordered_statements_keep_their_answers() -> None:
    check = edited(tuple(reversed(QUICK)))
    assert check.ask(run("42"))[0].data["text"] == "Statement ej1."
    assert moved(run("42"), "q:7:a:ej1:1", check).run == replace(run("42"), answers=(*run("42").answers, ("ej1", 1)))


def test_a_new_statement_is_asked_even_at_the_end() -> None:
    check = edited((*QUICK, "ac2"))
    assert check.ask(run(TEN, ("fine", 4)))[0].data["text"] == "Statement ac2."


def test_a_form_that_is_gone_becomes_the_first_one() -> None:
    check = CareerCheck(replace(QUIZ, forms={"quick": QUICK}))
    now = run("42", form="full")
    assert check.ask(now)[0].data["total"] == 10
    assert moved(now, "q:7:a:cc1:5", check).run == run("425")


def test_an_option_that_is_gone_is_asked_again() -> None:
    now = run(TEN, ("fine", 4), ("situation", "retired"))
    assert CHECK.ask(now)[0].data["stage"] == "situation"


def test_a_run_with_nothing_left_to_ask_finishes_on_resume() -> None:
    """ "student" was taken off `asks_work` while the person looked at that question."""
    check = CareerCheck(replace(QUIZ, asks_work=()))
    now = run(TEN, ("fine", 4), ("situation", "student"))
    assert check.ask(now)[0].response == "quiz_paused"
    assert moved(now, "q:7:resume", check).run is None


# ---------------------------------------------------------------- shape


def test_a_run_survives_being_written_as_json() -> None:
    adapter = TypeAdapter(QuizRun)
    now = run("42-", ("situation", "student"), state=State.PAUSED, again=("cc1",), maybe=(2,), subject="Bäckerei")
    assert adapter.validate_json(adapter.dump_json(now)) == now


def test_every_button_is_short_ascii() -> None:
    longest = run(TEN, id="ffff-99")
    others = (State.STOPPING, State.RESTARTING, State.SKIPPED, State.NAMING)
    says = [say for state in others for say in CHECK.ask(replace(longest, state=state))]
    says += [*CHECK.ask(longest), *CHECK.ask(replace(longest, maybe=(2,))), *CHECK.ask(run())]
    texts = [str(choice.action) for say in says for row in say.choices for choice in row]
    assert all(text.isascii() and len(text) <= 40 for text in texts)


def test_the_table_names_every_move_and_leaves_every_state() -> None:
    assert {move for _, move in TABLE} == set(Move)
    assert {state for state, _ in TABLE} == set(State) - {State.FINISHED, State.STOPPED}
