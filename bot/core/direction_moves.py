"""The moves of a search for a direction: what a person can do where, and what comes of it.

`MOVES` says which move there is while the walk goes on, is paused or is about to be stopped; whatever is not there
changes nothing. Each move takes the wording, the run, its arguments and the person, and gives the next step.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.core.direction import AVOIDED, BEFORE, NEXT, PICKING, TOPICS, WISHES, DirectionRun
from bot.core.direction_says import Wording
from bot.core.guide import Step
from bot.core.model import Say
from bot.core.profile import Plan, Profile

PLANS_KEPT = 10
PLAN_LENGTH = 300  # characters
TOPICS_KEPT = 6
WHOLE = 4  # words; a longer answer to "by which day?" is the whole plan again

Args = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Who moves, and when (Unix seconds)."""

    profile: Profile
    moment: int


Move = Callable[[Wording, DirectionRun, Args, Person], Step[DirectionRun]]


def stale(wording: Wording, run: DirectionRun) -> Step[DirectionRun]:
    """A move that does not fit: nothing changes, and the person is told where the walk is."""
    match run.halted:
        case "stopping":
            shown = wording.sure(run)
        case "paused":
            shown = wording.paused(run)
        case _:
            shown = wording.again(run)
    return Step(run, (Say("direction_stale"), shown))


def _at(wording: Wording, run: DirectionRun, edits: bool) -> Step[DirectionRun]:
    return Step(run, (replace(wording.shown(run), edits=edits),))


# ---------------------------------------------------------------- going on, stopping, coming back


def _resume(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    run = replace(run, halted="")
    return Step(run, (wording.again(run),))


def _stop(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    run = replace(run, halted="stopping")
    return Step(run, (wording.sure(run),))


def _end(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    return Step(None, (Say("direction_stopped", edits=True),))


def _restart(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    return _at(wording, DirectionRun(run.id), edits=False)


def _pause(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    run = replace(run, halted="paused")
    return Step(run, (wording.paused(run),))


def _say(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    """The words that answer a remark, and the present question again."""
    remark = next((each for each in wording.direction.remarks if args == (each.id,)), None)
    if remark is None:
        return stale(wording, run)
    return Step(run, (Say("direction_remark", {"says": remark.says}), wording.again(run)))


# ---------------------------------------------------------------- picks


def _toggle(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    """A tap takes a pick back or adds it; a tap on another stage's old button changes nothing."""
    stage, *ids = args or ("",)
    most = wording.direction.most
    if stage != run.at or not {pick.id for pick in wording.direction.picks.get(stage, ())}.issuperset(ids):
        return stale(wording, run)
    now = run.picked(stage)
    kept = tuple(id_ for id_ in now if id_ not in ids)
    added = tuple(id_ for id_ in ids if id_ not in now)
    if len(kept) + len(added) > most:
        return _noted(wording, run, Say("direction_enough", {"most": most}, note=True))
    return _at(wording, run.picking(stage, (*kept, *added)), edits=True)


def _noted(wording: Wording, run: DirectionRun, note: Say) -> Step[DirectionRun]:
    """A word in passing over the question as it stands, whose buttons must not be lost to it."""
    return Step(run, (note, replace(wording.shown(run), edits=True)))


def _add(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    """What own words named is added (`kind=id`). Who has answered the question goes on; who only named must-haves or
    what to avoid is asked it again, and at the ideas there are new ones."""
    stage, named = run.at, [(kind, id_) for kind, is_, id_ in (arg.partition("=") for arg in args) if is_]
    if stage not in (*PICKING, "results") or not named:
        return stale(wording, run)
    for kind, id_ in named:
        run = _with(wording, run, kind, id_)
    answered = stage in PICKING and any(kind in (stage, TOPICS) for kind, _ in named)
    later = replace(run, at=NEXT[stage] if answered else stage, batch=0)
    return Step(later, (wording.heard(run, stage, named), wording.shown(later)))


def _with(wording: Wording, run: DirectionRun, kind: str, id_: str) -> DirectionRun:
    """The run with one thing more of a kind; what is wanted is no longer avoided, and the other way round."""
    if kind in PICKING and id_ not in {pick.id for pick in wording.direction.picks[kind]}:
        return run
    now = tuple(dict.fromkeys((*run.picked(kind), id_)))
    run = run.picking(kind, now[: wording.direction.most] if kind in PICKING else now[-TOPICS_KEPT:])
    against = {AVOIDED: (*PICKING[:2], TOPICS, WISHES), "good_at": (AVOIDED,), "enjoy": (AVOIDED,), TOPICS: (AVOIDED,)}
    for other in against.get(kind, ()):
        run = run.picking(other, tuple(each for each in run.picked(other) if each != id_)) if run.picked(other) else run
    return run


def _next(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    if run.at not in PICKING or args[:1] not in ((), (run.at,)):
        return stale(wording, run)
    if not run.picked(run.at) and run.at != "must_haves":
        return _noted(wording, run, Say("direction_pick_one", {}, note=True))
    return _at(wording, replace(run, at=NEXT[run.at]), edits=True)


def _skip(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    """Past a question with nothing picked; at the plan without a plan, or with the one that has no day."""
    if run.at not in PICKING:
        return _kept(run, run.draft, person) if run.draft else _done(None)
    if args[:1] not in ((), (run.at,)):
        return stale(wording, run)
    return _at(wording, replace(run.picking(run.at, ()), at=NEXT[run.at]), edits=True)


def _back(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    if args[:1] not in ((), (run.at,)):
        return stale(wording, run)
    return _at(wording, replace(run, at=BEFORE.get(run.at, run.at), draft=""), edits=True)


# ---------------------------------------------------------------- ideas and the plan


def _other(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    if run.at in PICKING:
        return _later(wording, run)
    return _at(wording, replace(run, at="results", batch=run.batch + 1, draft=""), edits=False)


def _later(wording: Wording, run: DirectionRun) -> Step[DirectionRun]:
    """What there is only once the questions are answered."""
    return Step(run, (Say("direction_later", {"left": len(PICKING) - PICKING.index(run.at)}), wording.again(run)))


def _why(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    if run.at in PICKING:
        return _later(wording, run)
    return Step(run, (*wording.why(run), wording.again(run)))


def _more(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    """What else there is to know of the idea looked at."""
    if run.at in PICKING:
        return _later(wording, run)
    told = (wording.more(run),) if run.at == "plan" else ()
    return Step(run, (*told, wording.again(run)))


def _look(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    """A closer look at one idea, or at what the person thought of; others named along with it come after "back"."""
    named = [name for name in args if name in wording.direction.occupations]
    if run.at not in ("results", "plan") or not named:
        return stale(wording, run)
    run = replace(run, at="plan", occupation=named[0], draft="")
    return Step(run, (wording.plan(run, later=tuple(named[1:])),))


def _plan(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    """A plan in the person's words; without any, what it takes to make one."""
    text = ":".join(args)[:PLAN_LENGTH]
    if run.at in PICKING:
        return _later(wording, run)
    if run.at != "plan" or not text:
        return Step(run, (wording.again(run),))
    joined = f"{run.draft}, {text}" if run.draft and len(text.split()) <= WHOLE else text
    return _kept(run, joined[:PLAN_LENGTH], person)


def _draft(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    """A plan without a day: it is asked for, once."""
    text = ":".join(args)[:PLAN_LENGTH]
    if run.at != "plan" or not text:
        return stale(wording, run)
    run = replace(run, draft=text)
    return Step(run, (wording.plan(run),))


def _kept(run: DirectionRun, text: str, person: Person) -> Step[DirectionRun]:
    plan = Plan(datetime.fromtimestamp(person.moment, UTC).date().isoformat(), text, run.occupation)
    kept = replace(person.profile, plans=(*person.profile.plans, plan)[-PLANS_KEPT:])
    return replace(_done(plan), profile=kept)


def _done(plan: Plan | None) -> Step[DirectionRun]:
    data = {"plan": plan.text if plan else None, "day": plan.day if plan else None}
    return Step(None, (Say("direction_done", data),))


# (how the run is halted, what the person does) → the move; whatever is not here changes nothing
MOVES: Mapping[tuple[str, str], Move] = {
    ("", "t"): _toggle,
    ("", "add"): _add,
    ("", "next"): _next,
    ("", "skip"): _skip,
    ("", "back"): _back,
    ("", "other"): _other,
    ("", "why"): _why,
    ("", "more"): _more,
    ("", "look"): _look,
    ("", "plan"): _plan,
    ("", "draft"): _draft,
    ("", "say"): _say,
    ("", "pause"): _pause,
    ("", "stop"): _stop,
    ("paused", "stop"): _stop,
    ("", "resume"): _resume,
    ("paused", "resume"): _resume,
    ("stopping", "resume"): _resume,
    ("", "restart"): _restart,
    ("paused", "restart"): _restart,
    ("stopping", "end"): _end,
}
