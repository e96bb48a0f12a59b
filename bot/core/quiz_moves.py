"""The moves of a quiz run as a table: which move is possible in which state, and where it leads.

A move that is not in the table, or whose own condition does not hold (an answer to another question than the present
one, an unknown value), is refused: `moved` hands back None and nothing changes. There is one automatic step: a run that
is asking and has no question left is finished.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum

from bot.core.quiz import WORK, Quiz, QuizRun, State, Value, current, scored, settled
from bot.core.scoring import lacks

SUBJECTS = ("current", "offer", "last", "planned")
SUBJECT_LENGTH = 40  # characters of a name that a person gives


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
    STOP = "stop"
    STOP_YES = "end"


TABLE: Mapping[tuple[State, Move], State] = {
    (State.ASKING, Move.ANSWER): State.ASKING,
    (State.ASKING, Move.SKIP): State.ASKING,
    (State.ASKING, Move.BACK): State.ASKING,
    (State.ASKING, Move.EXPLAIN): State.ASKING,
    (State.ASKING, Move.FORM): State.ASKING,
    (State.ASKING, Move.NAME): State.NAMING,
    (State.ASKING, Move.CALL): State.ASKING,
    (State.ASKING, Move.PAUSE): State.PAUSED,
    (State.ASKING, Move.RESUME): State.ASKING,
    (State.ASKING, Move.RESTART): State.ASKING,
    (State.ASKING, Move.STOP): State.STOPPING,
    (State.NAMING, Move.CALL): State.ASKING,
    (State.NAMING, Move.BACK): State.ASKING,
    (State.NAMING, Move.RESUME): State.ASKING,
    (State.NAMING, Move.ANSWER): State.ASKING,
    (State.NAMING, Move.PAUSE): State.PAUSED,
    (State.NAMING, Move.RESTART): State.ASKING,
    (State.NAMING, Move.STOP): State.STOPPING,
    (State.PAUSED, Move.RESUME): State.ASKING,
    (State.PAUSED, Move.ANSWER): State.ASKING,
    (State.PAUSED, Move.RESTART): State.ASKING,
    (State.PAUSED, Move.STOP): State.STOPPING,
    (State.STOPPING, Move.STOP_YES): State.STOPPED,
    (State.STOPPING, Move.RESUME): State.ASKING,
    (State.STOPPING, Move.ANSWER): State.ASKING,
    (State.STOPPING, Move.PAUSE): State.PAUSED,
    (State.STOPPING, Move.RESTART): State.ASKING,
}


def moved(quiz: Quiz, run: QuizRun, move: Move, args: tuple[str, ...]) -> QuizRun | None:
    """The run after a move, or None when the move does not fit where the run is."""
    run = settled(quiz, run)
    target = TABLE.get((run.state, move))
    changed = None if target is None else _EFFECTS.get(move, _unchanged)(quiz, run, args)
    if target is None or changed is None:
        return None
    return finished(quiz, replace(changed, state=target))


def finished(quiz: Quiz, run: QuizRun) -> QuizRun:
    """The run, and finished if it is asking with nothing left to ask."""
    run = _asked_again(quiz, run)
    done = run.state is State.ASKING and current(quiz, run) is None
    return replace(run, state=State.FINISHED) if done else run


def _unchanged(quiz: Quiz, run: QuizRun, args: tuple[str, ...]) -> QuizRun | None:
    return run


def _answer(quiz: Quiz, run: QuizRun, args: tuple[str, ...]) -> QuizRun | None:
    """Add the answer to the present question; an answer to any other is refused, so a double tap cannot count."""
    if len(args) != 2 or args[0] != current(quiz, run):
        return None
    found = next((option.value for option in quiz.asked(args[0]) if str(option.value) == args[1]), None)
    return None if found is None else _added(run, args[0], found)


def _skip(quiz: Quiz, run: QuizRun, args: tuple[str, ...]) -> QuizRun | None:
    return _added(run, args[0], None) if args == (current(quiz, run),) else None


def _added(run: QuizRun, step: str, value: Value) -> QuizRun:
    subject = str(value) if step == WORK and value is not None and run.subject == "current" else run.subject
    return replace(run, answers=(*run.answers, (step, value)), subject=subject)


def _back(quiz: Quiz, run: QuizRun, args: tuple[str, ...]) -> QuizRun | None:
    """Take the last given answer away; from "which work?" just return to the question."""
    if args != (current(quiz, run),):
        return None
    if run.state is State.NAMING:
        return run
    return replace(run, answers=run.answers[:-1]) if run.answers else None


def _explain(quiz: Quiz, run: QuizRun, args: tuple[str, ...]) -> QuizRun | None:
    return run if args == (current(quiz, run),) else None


def _form(quiz: Quiz, run: QuizRun, args: tuple[str, ...]) -> QuizRun | None:
    fits = len(args) == 1 and args[0] in quiz.forms and not run.answers
    return replace(run, form=args[0]) if fits else None


def _call(quiz: Quiz, run: QuizRun, args: tuple[str, ...]) -> QuizRun | None:
    name = subject(":".join(args))
    return replace(run, subject=name) if name else None


def subject(text: str) -> str | None:
    """A subject's key or the name of a work, on one line, short enough; None when it is neither."""
    name = " ".join(text.split())
    return name if 0 < len(name) <= SUBJECT_LENGTH else None


def _restart(quiz: Quiz, run: QuizRun, args: tuple[str, ...]) -> QuizRun | None:
    """From the beginning under a new id, so that buttons of the first attempt no longer count."""
    stem, _, attempt = run.id.partition("-")
    return replace(run, id=f"{stem}-{int(attempt or '1') + 1}", answers=(), again=())


def _asked_again(quiz: Quiz, run: QuizRun) -> QuizRun:
    """Once all statements had their turn and too few were answered, the skipped ones come once more."""
    answers = scored(quiz, run)
    items = quiz.ids(run.form)
    skipped = tuple(item for item in items if answers.get(item) is None)
    if run.again or len(answers) < len(items) or not skipped or not lacks(quiz, run.form, answers):
        return run
    kept = tuple(pair for pair in run.answers if pair[0] not in skipped)
    return replace(run, again=skipped, answers=kept)


_EFFECTS: Mapping[Move, Callable[[Quiz, QuizRun, tuple[str, ...]], QuizRun | None]] = {
    Move.ANSWER: _answer,
    Move.SKIP: _skip,
    Move.BACK: _back,
    Move.EXPLAIN: _explain,
    Move.FORM: _form,
    Move.CALL: _call,
    Move.RESTART: _restart,
}
