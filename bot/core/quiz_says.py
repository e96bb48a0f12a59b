"""What a quiz says while it runs: each question with its data and buttons, never words of its own."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.core.bars import bar
from bot.core.model import Action, Choice, Say
from bot.core.quiz import SITUATION, WORK, Quiz, QuizRun, State, current, scored
from bot.core.quiz_moves import SUBJECTS, Move
from bot.core.quiz_reading import action

Rows = tuple[tuple[Choice, ...], ...]
Labels = Mapping[str, str]
KINDS = (*SUBJECTS, "shared")


def where(quiz: Quiz, labels: Labels, run: QuizRun, note: str = "", edits: bool = False) -> Say:
    """What there is to say in the run's present state: the question, or the pause, or "stop, really?"."""
    if run.state is State.PAUSED or current(quiz, run) is None:
        return Say("quiz_paused", progress(quiz, labels, run), _paused_rows(labels, run), edits=edits)
    if run.state is State.STOPPING:
        return Say("quiz_stop_confirm", progress(quiz, labels, run), _stop_rows(labels, run), edits=edits)
    if run.state is State.NAMING:
        data = {**progress(quiz, labels, run), "note": note}
        return Say("quiz_subject", data, _subject_rows(quiz, labels, run), edits=edits, asks=True)
    return question(quiz, labels, run, note=note, edits=edits)


def question(quiz: Quiz, labels: Labels, run: QuizRun, response: str = "", note: str = "", edits: bool = False) -> Say:
    """The present question, with its buttons. `note` is "first", "again", "resumed", "named", "stale" or ""."""
    step = current(quiz, run) or SITUATION
    usual = "quiz_situation" if step in (SITUATION, WORK) else "quiz_question"
    again = "again" if step in run.again and not note else note
    data = {**progress(quiz, labels, run), **_told(quiz, step), "note": again}
    return Say(response or usual, data, question_rows(quiz, labels, run, step), edits=edits)


def progress(quiz: Quiz, labels: Labels, run: QuizRun) -> dict[str, Any]:
    """How far the run is: `number` of `total` counts statements; the last questions come after."""
    done, total = len(scored(quiz, run)), len(quiz.ids(run.form))
    return {
        "title": quiz.title,
        "number": min(done + 1, total),
        "done": done,
        "total": total,
        "bar": bar(done, total),
        "form": run.form,
        "subject": subject_name(labels, run.subject),
    }


def subject_name(labels: Labels, subject: str) -> str:
    """The words for a subject: the author's for one of the four kinds, else the name the person gave."""
    return labels.get(f"subject_{subject}", subject) if subject in KINDS else subject


def label(labels: Labels, key: str) -> str:
    """The words of a button; the key itself where the author wrote none."""
    return labels.get(f"quiz_{key}", f"quiz_{key}")


def _told(quiz: Quiz, step: str) -> dict[str, Any]:
    asked = quiz.item(step) or quiz.last_question(step) or quiz.fine
    return {"text": asked.text, "explains": asked.explains, "stage": "item" if quiz.item(step) else step}


def question_rows(quiz: Quiz, labels: Labels, run: QuizRun, step: str) -> Rows:
    """The options one below the other, then what else one can do; before the first answer also form and subject."""
    options = quiz.asked(step)
    numbered = all(isinstance(option.value, int) for option in options)
    return (
        *(
            (Choice(f"{o.value} · {o.label}" if numbered else o.label, _answers(run, step, str(o.value))),)
            for o in options
        ),
        *(((Choice(label(labels, "direction"), Action("start", ("direction",))),),) if step == WORK else ()),
        _controls(labels, run, step),
        *(() if run.answers else (_openers(quiz, labels, run),)),
    )


def _answers(run: QuizRun, step: str, value: str) -> Action:
    return action(run, Move.ANSWER, step, value)


def _controls(labels: Labels, run: QuizRun, step: str) -> tuple[Choice, ...]:
    back = [(Move.BACK, "back", step)] if run.answers else []
    steps = [*back, (Move.SKIP, "skip", step), (Move.EXPLAIN, "explain", step)]
    pause = Choice(label(labels, "pause"), action(run, Move.PAUSE))
    return (*(Choice(label(labels, key), action(run, move, at)) for move, key, at in steps), pause)


def _openers(quiz: Quiz, labels: Labels, run: QuizRun) -> tuple[Choice, ...]:
    others = (name for name in quiz.forms if name != run.form)
    forms = (Choice(label(labels, f"form_{name}"), action(run, Move.FORM, name)) for name in others)
    return (Choice(label(labels, "name"), action(run, Move.NAME)), *forms)


def _subject_rows(quiz: Quiz, labels: Labels, run: QuizRun) -> Rows:
    kinds = [Choice(subject_name(labels, key), action(run, Move.CALL, key)) for key in SUBJECTS]
    back = Choice(label(labels, "back"), action(run, Move.RESUME))
    return (tuple(kinds[:2]), tuple(kinds[2:]), (back,))


def _paused_rows(labels: Labels, run: QuizRun) -> Rows:
    return _rows(labels, run, ((Move.RESUME, "resume"),), ((Move.RESTART, "restart"), (Move.STOP, "stop")))


def _stop_rows(labels: Labels, run: QuizRun) -> Rows:
    return _rows(labels, run, ((Move.RESUME, "go_on"),), ((Move.STOP_YES, "end"), (Move.PAUSE, "pause_instead")))


def _rows(labels: Labels, run: QuizRun, *rows: Iterable[tuple[Move, str]]) -> Rows:
    return tuple(tuple(Choice(label(labels, key), action(run, move)) for move, key in row) for row in rows)
