"""What the moves of a search for a direction share: who moves, and the steps that change little or nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.core.direction import PICKING, DirectionRun
from bot.core.direction_says import Wording
from bot.core.guide import Step
from bot.core.model import Say
from bot.core.profile import Plan, Profile

PLANS_KEPT = 10

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


def arrived(wording: Wording, run: DirectionRun, edits: bool) -> Step[DirectionRun]:
    return Step(run, (replace(wording.shown(run), edits=edits),))


def later(wording: Wording, run: DirectionRun) -> Step[DirectionRun]:
    """What there is only once the questions are answered."""
    return Step(run, (Say("direction_later", {"left": len(PICKING) - PICKING.index(run.at)}), wording.again(run)))


def kept(run: DirectionRun, text: str, person: Person) -> Step[DirectionRun]:
    plan = Plan(datetime.fromtimestamp(person.moment, UTC).date().isoformat(), text, run.occupation)
    profile = replace(person.profile, plans=(*person.profile.plans, plan)[-PLANS_KEPT:])
    return replace(done(plan), profile=profile)


def done(plan: Plan | None) -> Step[DirectionRun]:
    data = {"plan": plan.text if plan else None, "day": plan.day if plan else None}
    return Step(None, (Say("direction_done", data),))
