"""The moves of a search for a direction as a table, and those that start, stop and answer in between.

`MOVES` says which move there is while the walk goes on, is paused or is about to be stopped; whatever is not there
changes nothing. Each move takes the wording, the run, its arguments and the person, and gives the next step.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.core import direction_picks, direction_plans
from bot.core.direction import DirectionRun
from bot.core.direction_says import Wording
from bot.core.direction_steps import Args, Move, Person, arrived, stale
from bot.core.guide import Step
from bot.core.model import Say


def _resume(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    run = replace(run, halted="")
    return Step(run, (wording.again(run),))


def _stop(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    run = replace(run, halted="stopping")
    return Step(run, (wording.sure(run),))


def _end(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    return Step(None, (Say("direction_stopped", edits=True),))


def _restart(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    return arrived(wording, DirectionRun(run.id), edits=False)


def _pause(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    run = replace(run, halted="paused")
    return Step(run, (wording.paused(run),))


def _say(wording: Wording, run: DirectionRun, args: Args, person: Person) -> Step[DirectionRun]:
    """The words that answer a remark, and the present question again."""
    remark = next((each for each in wording.direction.remarks if args == (each.id,)), None)
    if remark is None:
        return stale(wording, run)
    return Step(run, (Say("direction_remark", {"says": remark.says}), wording.again(run)))


# (how the run is halted, what the person does) → the move; whatever is not here changes nothing
MOVES: Mapping[tuple[str, str], Move] = {
    ("", "t"): direction_picks.toggle,
    ("", "add"): direction_picks.add,
    ("", "next"): direction_picks.further,
    ("", "skip"): direction_picks.skip,
    ("", "back"): direction_picks.back,
    ("", "other"): direction_plans.other,
    ("", "why"): direction_plans.why,
    ("", "more"): direction_plans.more,
    ("", "look"): direction_plans.look,
    ("", "plan"): direction_plans.plan,
    ("", "draft"): direction_plans.draft,
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
