"""What a quiz says while it runs: each question with its data and buttons, never words of its own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.core.bars import bar
from bot.core.model import Action, Choice, Say
from bot.core.quiz import SITUATION, WORK, Quiz, QuizRun, State, current, scored
from bot.core.quiz_actions import action
from bot.core.quiz_effects import SUBJECTS
from bot.core.quiz_moves import Move

Rows = tuple[tuple[Choice, ...], ...]
Labels = Mapping[str, str]
KINDS = (*SUBJECTS, "shared")


def where(quiz: Quiz, labels: Labels, run: QuizRun, note: str = "", edits: bool = False) -> Say:
    """What there is to say in the run's present state: the question, or the pause, or "stop, really?"."""
    state = State.PAUSED if current(quiz, run) is None else run.state
    if state is State.ASKING:
        return asked(quiz, labels, run, note=note, edits=edits)
    response, rows = _BESIDE[state]
    data = {**progress(quiz, labels, run), "note": note}
    return Say(response, data, rows(labels, run), edits=edits, asks=state is State.NAMING)


def asked(quiz: Quiz, labels: Labels, run: QuizRun, note: str = "", edits: bool = False) -> Say:
    """The present question, or what the last words leaned to, for a yes or a no."""
    if not run.maybe:
        return question(quiz, labels, run, note=note, edits=edits)
    meant = [option for option in quiz.options if option.value in run.maybe]
    say = question(quiz, labels, run, "quiz_confirm", note, edits)
    told = [{"value": option.value, "label": option.label} for option in meant]
    yes = (Choice(label(labels, "note_it"), _answers(run, current(quiz, run) or "", str(meant[0].value))),)
    options, rest = say.choices[: len(quiz.options)], say.choices[len(quiz.options) :]  # "3" must stay the third button
    rows = (*options, *((yes,) if len(meant) == 1 else ()), *rest)
    return replace(say, data={**say.data, "maybe": told}, choices=rows)


def question(quiz: Quiz, labels: Labels, run: QuizRun, response: str = "", note: str = "", edits: bool = False) -> Say:
    """The present question, with its buttons. `note` is "first", "again", "resumed", "named", "changed", "earliest",
    "stale" or ""."""
    step = current(quiz, run) or SITUATION
    usual = "quiz_situation" if step in (SITUATION, WORK) else "quiz_question"
    again = run.again.index(step) + 1 if step in run.again else 0
    data = {
        **progress(quiz, labels, run),
        **_told(quiz, step),
        **({"number": again, "total": len(run.again)} if again else {}),
        "again": bool(again),
        "note": note or ("again" if again == 1 else ""),
    }
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


def _subject_rows(labels: Labels, run: QuizRun) -> Rows:
    kinds = [Choice(subject_name(labels, key), action(run, Move.CALL, key)) for key in SUBJECTS]
    back = Choice(label(labels, "back"), action(run, Move.RESUME))
    return (tuple(kinds[:2]), tuple(kinds[2:]), (back,))


def _paused_rows(labels: Labels, run: QuizRun) -> Rows:
    return _rows(labels, run, ((Move.RESUME, "resume"),), ((Move.RESTART, "restart"), (Move.STOP, "stop")))


def _stop_rows(labels: Labels, run: QuizRun) -> Rows:
    return _rows(labels, run, ((Move.RESUME, "go_on"),), ((Move.STOP_YES, "end"), (Move.PAUSE, "pause_instead")))


def _restart_rows(labels: Labels, run: QuizRun) -> Rows:
    return _rows(labels, run, ((Move.RESUME, "go_on"),), ((Move.RESTART_YES, "anew"),))


def _skipped_rows(labels: Labels, run: QuizRun) -> Rows:
    elsewhere = Choice(label(labels, "direction"), Action("start", ("direction",)))
    return (*_rows(labels, run, ((Move.RESUME, "through"),), ((Move.STOP_YES, "stop_here"),)), (elsewhere,))


def _rows(labels: Labels, run: QuizRun, *rows: Iterable[tuple[Move, str]]) -> Rows:
    return tuple(tuple(Choice(label(labels, key), action(run, move)) for move, key in row) for row in rows)


_BESIDE: Mapping[State, tuple[str, Callable[[Labels, QuizRun], Rows]]] = {
    State.PAUSED: ("quiz_paused", _paused_rows),
    State.STOPPING: ("quiz_stop_confirm", _stop_rows),
    State.RESTARTING: ("quiz_restart_confirm", _restart_rows),
    State.SKIPPED: ("quiz_skipped", _skipped_rows),
    State.NAMING: ("quiz_subject", _subject_rows),
}
