"""The moves among the ideas: other ones, why one came up, a closer look, and the plan that it leads to."""

from dataclasses import replace

from bot.core.direction import PICKING, DirectionRun
from bot.core.direction_says import Wording
from bot.core.direction_steps import Args, Person, arrived, kept, later, stale
from bot.core.guide import Step

PLAN_LENGTH = 300  # characters
WHOLE = 4  # words; a longer answer to "by which day?" is the whole plan again


def other(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    if run.at in PICKING:
        return later(wording, run)
    return arrived(wording, replace(run, at="results", batch=run.batch + 1, draft=""), edits=False)


def why(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    if run.at in PICKING:
        return later(wording, run)
    return Step(run, (*wording.why(run), wording.again(run)))


def more(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    """What else there is to know of the idea looked at."""
    if run.at in PICKING:
        return later(wording, run)
    told = (wording.more(run),) if run.at == "plan" else ()
    return Step(run, (*told, wording.again(run)))


def look(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    """A closer look at one idea, or at what the person thought of; others named along with it come after "back"."""
    named = [name for name in args if name in wording.direction.occupations]
    if run.at not in ("results", "plan") or not named:
        return stale(wording, run)
    run = replace(run, at="plan", occupation=named[0], draft="")
    return Step(run, (wording.plan(run, later=tuple(named[1:])),))


def plan(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    """A plan in the person's words; without any, what it takes to make one."""
    text = ":".join(args)[:PLAN_LENGTH]
    if run.at in PICKING:
        return later(wording, run)
    if run.at != "plan" or not text:
        return Step(run, (wording.again(run),))
    joined = f"{run.draft}, {text}" if run.draft and len(text.split()) <= WHOLE else text
    return kept(run, joined[:PLAN_LENGTH], person)


def draft(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    """A plan without a day: it is asked for, once."""
    text = ":".join(args)[:PLAN_LENGTH]
    if run.at != "plan" or not text:
        return stale(wording, run)
    run = replace(run, draft=text)
    return Step(run, (wording.plan(run),))
