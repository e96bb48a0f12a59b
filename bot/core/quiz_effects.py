"""What each move does to a quiz run: the run after it, or None where the move does not fit the present question.

Each takes the quiz, the run and the move's arguments, and knows nothing of states; those are `quiz_moves.TABLE`'s.
"""

from dataclasses import replace

from bot.core.quiz import WORK, Quiz, QuizRun, State, Value, current, scored
from bot.core.scoring import lacks

SUBJECTS = ("current", "offer", "last", "planned")
SUBJECT_LENGTH = 40  # characters of a name that a person gives


def answer(quiz: Quiz, run: QuizRun, args: tuple[str, ...]) -> QuizRun | None:
    """Add the answer to the present question; an answer to any other is refused, so a double tap cannot count."""
    if len(args) != 2 or args[0] != current(quiz, run):
        return None
    found = next((option.value for option in quiz.asked(args[0]) if str(option.value) == args[1]), None)
    return None if found is None else _added(run, args[0], found)


def skip(quiz: Quiz, run: QuizRun, args: tuple[str, ...]) -> QuizRun | None:
    return _added(run, args[0], None) if args == (current(quiz, run),) else None


def _added(run: QuizRun, step: str, value: Value) -> QuizRun:
    subject = str(value) if step == WORK and value is not None and run.subject == "current" else run.subject
    return replace(run, answers=(*run.answers, (step, value)), subject=subject)


def back(quiz: Quiz, run: QuizRun, args: tuple[str, ...]) -> QuizRun | None:
    """Take the last given answer away; from "which work?" just return to the question."""
    if args != (current(quiz, run),):
        return None
    if run.state is State.NAMING:
        return run
    return replace(run, answers=run.answers[:-1]) if run.answers else None


def explain(quiz: Quiz, run: QuizRun, args: tuple[str, ...]) -> QuizRun | None:
    return run if args == (current(quiz, run),) else None


def form(quiz: Quiz, run: QuizRun, args: tuple[str, ...]) -> QuizRun | None:
    fits = len(args) == 1 and args[0] in quiz.forms and not run.answers
    return replace(run, form=args[0]) if fits else None


def call(quiz: Quiz, run: QuizRun, args: tuple[str, ...]) -> QuizRun | None:
    name = subject(":".join(args))
    return replace(run, subject=name) if name else None


def subject(text: str) -> str | None:
    """A subject's key or the name of a work, on one line, short enough; None when it is neither."""
    name = " ".join(text.split())
    return name if 0 < len(name) <= SUBJECT_LENGTH else None


def maybe(quiz: Quiz, run: QuizRun, args: tuple[str, ...]) -> QuizRun | None:
    """Words that lean to answers of the present statement: they are kept, not counted."""
    values = tuple(
        option.value for option in quiz.options if isinstance(option.value, int) and str(option.value) in args
    )
    fits = args[:1] == (current(quiz, run),) and len(values) == len(args) - 1 > 0 and quiz.is_scaled(args[0])
    return replace(run, maybe=values) if fits else None


def change(quiz: Quiz, run: QuizRun, args: tuple[str, ...]) -> QuizRun | None:
    """Another answer to the question that was answered last."""
    if len(args) != 2 or not run.answers or run.answers[-1][0] != args[0]:
        return None
    found = next((option.value for option in quiz.asked(args[0]) if str(option.value) == args[1]), None)
    return None if found is None else _added(replace(run, answers=run.answers[:-1]), args[0], found)


def remark(quiz: Quiz, run: QuizRun, args: tuple[str, ...]) -> QuizRun | None:
    return run if len(args) == 1 and any(remark.id == args[0] for remark in quiz.remarks) else None


def anew(quiz: Quiz, run: QuizRun, args: tuple[str, ...] = ()) -> QuizRun:
    """From the beginning under a new id, so that buttons of the first attempt no longer count."""
    stem, _, attempt = run.id.partition("-")
    return replace(run, id=f"{stem}-{int(attempt or '1') + 1}", answers=(), again=())


def asked_again(quiz: Quiz, run: QuizRun) -> QuizRun:
    """Once all statements had their turn and too few were answered, the skipped ones come once more; where that is most
    of them, only if the person likes."""
    answers = scored(quiz, run)
    items = quiz.ids(run.form)
    skipped = tuple(item for item in items if answers.get(item) is None)
    if run.again or len(answers) < len(items) or not skipped or not lacks(quiz, run.form, answers):
        return run
    kept = tuple(pair for pair in run.answers if pair[0] not in skipped)
    state = State.SKIPPED if 2 * len(skipped) > len(items) else run.state
    return replace(run, again=skipped, answers=kept, state=state)
