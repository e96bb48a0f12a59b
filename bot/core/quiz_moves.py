"""The moves of a quiz run as a table: which move is possible in which state, and where it leads.

A move that is not in the table, or whose own condition does not hold (an answer to another question than the present
one, an unknown value), is refused: `moved` hands back None and nothing changes. Three steps are automatic: a run that
is asking and has no question left is finished, one that was nearly all skipped asks whether to go on, and one that is
to start over with nothing to lose does so.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum

from bot.core import quiz_effects
from bot.core.quiz import Quiz, QuizRun, State, current, settled

Effect = Callable[[Quiz, QuizRun, tuple[str, ...]], QuizRun | None]


class Move(StrEnum):
    """What a person can do, by the word that stands for it in a button: `q:<run>:<move>:…`."""

    ANSWER = "a"  # :<item>:<value>
    SKIP = "skip"  # :<item>
    BACK = "back"  # :<item that is left>
    EXPLAIN = "m"  # :<item>
    FORM = "form"  # :<name>, before the first answer
    NAME = "name"  # asks which work this is about
    CALL = "call"  # :<subject>
    PAUSE = "pause"
    RESUME = "resume"
    RESTART = "restart"
    RESTART_YES = "anew"
    STOP = "stop"
    STOP_YES = "end"
    MAYBE = "maybe"  # :<item>:<value>…, answers that words lean to
    CHANGE = "change"  # :<item>:<value>, another answer to the question before
    REMARK = "say"  # :<remark>


_HALTED = (State.NAMING, State.PAUSED, State.STOPPING, State.RESTARTING, State.SKIPPED)  # where no statement is asked

TABLE: Mapping[tuple[State, Move], State] = {
    (State.ASKING, Move.ANSWER): State.ASKING,
    (State.ASKING, Move.SKIP): State.ASKING,
    (State.ASKING, Move.BACK): State.ASKING,
    (State.ASKING, Move.MAYBE): State.ASKING,
    (State.ASKING, Move.CHANGE): State.ASKING,
    (State.ASKING, Move.EXPLAIN): State.ASKING,
    (State.ASKING, Move.FORM): State.ASKING,
    (State.ASKING, Move.NAME): State.NAMING,
    (State.ASKING, Move.CALL): State.ASKING,
    (State.ASKING, Move.PAUSE): State.PAUSED,
    (State.ASKING, Move.RESUME): State.ASKING,
    (State.ASKING, Move.STOP): State.STOPPING,
    (State.NAMING, Move.CALL): State.ASKING,
    (State.NAMING, Move.BACK): State.ASKING,
    (State.NAMING, Move.PAUSE): State.PAUSED,
    (State.NAMING, Move.STOP): State.STOPPING,
    (State.PAUSED, Move.STOP): State.STOPPING,
    (State.STOPPING, Move.STOP_YES): State.STOPPED,
    (State.STOPPING, Move.PAUSE): State.PAUSED,
    (State.RESTARTING, Move.RESTART_YES): State.ASKING,
    (State.RESTARTING, Move.PAUSE): State.PAUSED,
    (State.RESTARTING, Move.STOP): State.STOPPING,
    (State.SKIPPED, Move.STOP_YES): State.STOPPED,
    (State.SKIPPED, Move.PAUSE): State.PAUSED,
    **{(state, Move.RESUME): State.ASKING for state in _HALTED},
    **{(state, Move.ANSWER): State.ASKING for state in _HALTED},
    **{(state, Move.RESTART): State.RESTARTING for state in (State.ASKING, *_HALTED) if state is not State.RESTARTING},
    **{(state, Move.REMARK): state for state in (State.ASKING, *_HALTED)},
}


def moved(quiz: Quiz, run: QuizRun, move: Move, args: tuple[str, ...]) -> QuizRun | None:
    """The run after a move, or None when the move does not fit where the run is."""
    run = settled(quiz, run)
    target = TABLE.get((run.state, move))
    changed = _EFFECTS[move](quiz, run, args) if move in _EFFECTS else run
    if target is None or changed is None:
        return None
    maybe = changed.maybe if move is Move.MAYBE else ()
    return _arrived(quiz, replace(changed, state=target, maybe=maybe))


def _arrived(quiz: Quiz, run: QuizRun) -> QuizRun:
    """The run after the steps that nobody has to make."""
    if run.state is State.RESTARTING and not run.answers:
        return replace(quiz_effects.anew(quiz, run), state=State.ASKING)
    if run.state is not State.ASKING:
        return run
    run = quiz_effects.asked_again(quiz, run)
    done = run.state is State.ASKING and current(quiz, run) is None
    return replace(run, state=State.FINISHED) if done else run


_EFFECTS: Mapping[Move, Effect] = {
    Move.ANSWER: quiz_effects.answer,
    Move.SKIP: quiz_effects.skip,
    Move.BACK: quiz_effects.back,
    Move.EXPLAIN: quiz_effects.explain,
    Move.FORM: quiz_effects.form,
    Move.CALL: quiz_effects.call,
    Move.MAYBE: quiz_effects.maybe,
    Move.CHANGE: quiz_effects.change,
    Move.REMARK: quiz_effects.remark,
    Move.RESTART_YES: quiz_effects.anew,
}
