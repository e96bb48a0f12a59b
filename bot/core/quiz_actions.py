"""Moves by the names that authors know them by ("stop"), and which of them words may ask for where a run stands."""

from collections.abc import Mapping

from bot.core.model import Action
from bot.core.quiz import QuizRun, State
from bot.core.quiz_moves import Move

NAMED: Mapping[State, tuple[str, ...]] = {
    State.ASKING: ("skip", "back", "explain", "pause", "restart", "stop", "resume", "name"),
    State.NAMING: ("back", "skip", "pause", "restart", "stop", "resume"),
    State.PAUSED: ("resume", "restart", "stop"),
    State.STOPPING: ("yes", "no", "stop", "resume", "pause", "restart"),
    State.RESTARTING: ("yes", "no", "stop", "resume", "pause", "restart"),
    State.SKIPPED: ("resume", "restart", "stop", "pause"),
}
_STEPPED = {"skip": Move.SKIP, "back": Move.BACK, "explain": Move.EXPLAIN}
_PLAIN = {
    "pause": Move.PAUSE,
    "restart": Move.RESTART,
    "resume": Move.RESUME,
    "stop": Move.STOP,
    "name": Move.NAME,
    "no": Move.RESUME,
    "yes": Move.STOP_YES,
}
_INSTEAD = {  # what a name means in one state only
    (State.STOPPING, "stop"): Move.STOP_YES,
    (State.SKIPPED, "stop"): Move.STOP_YES,
    (State.SKIPPED, "restart"): Move.RESUME,
    (State.RESTARTING, "yes"): Move.RESTART_YES,
    (State.RESTARTING, "restart"): Move.RESTART_YES,
    (State.NAMING, "skip"): Move.RESUME,
}


def action(run: QuizRun, move: Move, *args: str) -> Action:
    """What a button for a move of this run does."""
    return Action("q", (run.id, move.value, *args))


def named(run: QuizRun, name: str, step: str | None) -> Action | None:
    """The move of that name where the run is, at the question `step`; None when it cannot be made there."""
    if name not in NAMED.get(run.state, ()):
        return None
    instead = _INSTEAD.get((run.state, name))
    if instead is None and name in _STEPPED:
        return action(run, _STEPPED[name], step) if step else None
    return action(run, instead or _PLAIN[name])
