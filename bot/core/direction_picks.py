"""The moves while somebody picks: a pick by tap or in own words, on to the next question, past it, or back."""

from dataclasses import replace

from bot.core.direction import AVOIDED, BEFORE, NEXT, PICKING, TOPICS, WISHES, DirectionRun
from bot.core.direction_says import Wording
from bot.core.direction_steps import Args, Person, arrived, done, kept, stale
from bot.core.guide import Step
from bot.core.model import Say

TOPICS_KEPT = 6


def toggle(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
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
    return arrived(wording, run.picking(stage, (*kept, *added)), edits=True)


def _noted(wording: Wording, run: DirectionRun, note: Say) -> Step[DirectionRun]:
    """A word in passing over the question as it stands, whose buttons must not be lost to it."""
    return Step(run, (note, replace(wording.shown(run), edits=True)))


def add(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
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


def further(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    if run.at not in PICKING or args[:1] not in ((), (run.at,)):
        return stale(wording, run)
    if not run.picked(run.at) and run.at != "must_haves":
        return _noted(wording, run, Say("direction_pick_one", {}, note=True))
    return arrived(wording, replace(run, at=NEXT[run.at]), edits=True)


def skip(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    """Past a question with nothing picked; at the plan without a plan, or with the one that has no day."""
    if run.at not in PICKING:
        return kept(run, run.draft, person) if run.draft else done(None)
    if args[:1] not in ((), (run.at,)):
        return stale(wording, run)
    return arrived(wording, replace(run.picking(run.at, ()), at=NEXT[run.at]), edits=True)


def back(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    if args[:1] not in ((), (run.at,)):
        return stale(wording, run)
    return arrived(wording, replace(run, at=BEFORE.get(run.at, run.at), draft=""), edits=True)
