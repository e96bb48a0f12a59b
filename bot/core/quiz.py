"""The nouns of a guided quiz: what an author writes (a `Quiz`) and where one person stands in it (a `QuizRun`).

Answers are kept by item id and in the order given, never by position, and the present question is not stored at all: it
is the first one of the sequence that has no answer. So an author may reorder, reword, add or remove items while people
are in the middle, and the run needs no repair but forgetting answers to what is gone (`settled`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal

from bot.core.remarks import Remarks

FINE, SITUATION, WORK = "fine", "situation", "work"  # the unscored last questions, by their reserved ids

Side = Literal["career", "job"]
Value = int | str | None  # an option's value; None is a skip


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer: its value, what its button says, other words that people type for it, and `hints`: phrases
    that make a longer sentence lean to it."""

    value: int | str
    label: str
    words: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hints:
    """Phrases that make a sentence lean to a yes or a no to one statement."""

    agree: tuple[str, ...] = ()
    disagree: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One scored statement. `key` is the side that agreeing speaks for; `explains` says what it means."""

    id: str
    text: str
    axis: str
    key: Side
    explains: str
    hints: Hints = Hints()


@dataclass(frozen=True, slots=True)
class Extra:
    """An unscored question at the end."""

    id: str
    text: str
    explains: str
    options: tuple[Option, ...]
    hints: Hints = Hints()


@dataclass(frozen=True, slots=True)
class Axis:
    """One career point joined with one job point, by the ids of the article's units.

    `about` says what the axis asks; `step` is a next step for anyone, `steps` one for each band's id.
    """

    id: str
    name: str
    about: str
    career: str
    job: str
    step: str
    steps: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Band:
    """A kind of result. `where` holds the (career level, job level) pairs that it covers; `unhappy` is what it says
    instead of `says` to who is not fine with the work as it is."""

    id: str
    name: str
    says: str
    where: frozenset[tuple[str, str]]
    step: str
    unhappy: str = ""


@dataclass(frozen=True, slots=True)
class Quiz:
    """A quiz as its author wrote it, proven by the loader.

    `forms` maps a form's name to its item ids in order; `levels` a level's name to the mean it starts at, lowest first;
    `words` the name of a move (or "question", "filler") to what people type for it. `asks_work` are the situations in
    which the person is asked which work the answers were about. `feelings` are phrases about the work that speak for
    one side, whatever the statement; `remarks` is what people say about the quiz itself.
    """

    id: str
    title: str
    options: tuple[Option, ...]
    axes: tuple[Axis, ...]
    items: tuple[Item, ...]
    forms: Mapping[str, tuple[str, ...]]
    levels: tuple[tuple[str, float], ...]
    bands: tuple[Band, ...]
    fine: Extra
    situation: Extra
    work: Extra
    asks_work: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    feelings: Mapping[Side, tuple[str, ...]] = field(default_factory=dict)
    remarks: Remarks = field(default_factory=Remarks)

    def item(self, item_id: str) -> Item | None:
        return next((item for item in self.items if item.id == item_id), None)

    def last_question(self, step: str) -> Extra | None:
        return {FINE: self.fine, SITUATION: self.situation, WORK: self.work}.get(step)

    def is_scaled(self, step: str) -> bool:
        """Whether the question is answered by the scale: each statement, and the unscored one."""
        return step == FINE or self.item(step) is not None

    def form(self, name: str) -> tuple[Item, ...]:
        """The items of a form in order; of the first form when there is none of that name (any more)."""
        known = {item.id: item for item in self.items}
        return tuple(known[item_id] for item_id in self.ids(name))

    def ids(self, name: str) -> tuple[str, ...]:
        """The ids of a form's items in order."""
        return self.forms.get(name) or next(iter(self.forms.values()))

    def asked(self, step: str) -> tuple[Option, ...]:
        """The options of the question with this id."""
        extra = self.last_question(step)
        return extra.options if extra else self.options


class State(StrEnum):
    """Where a run stands; `quiz_moves.TABLE` says how it gets from one to another."""

    ASKING = "asking"
    NAMING = "naming"  # "which work is this about?"
    PAUSED = "paused"
    STOPPING = "stopping"  # "stop, really?"
    RESTARTING = "restarting"  # "start over, really?"
    SKIPPED = "skipped"  # nearly all was skipped: "go through them again, or stop?"
    FINISHED = "finished"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class QuizRun:
    """One person's walk through a quiz.

    `subject` is the work that it is about: "current", "offer", "last", "planned" or a name that the person typed.
    `again` are the items that were skipped and are asked once more, after the others. `maybe` are the answers to the
    present question that the person's last words leaned to, and that wait for a yes. `started` is in Unix seconds.
    """

    id: str
    quiz: str
    form: str
    subject: str = "current"
    state: State = State.ASKING
    answers: tuple[tuple[str, int | str | None], ...] = ()
    again: tuple[str, ...] = ()
    maybe: tuple[int, ...] = ()
    started: int = 0
    kind: Literal["quiz"] = "quiz"

    def answer(self, step: str) -> Value:
        return dict(self.answers).get(step)


def sequence(quiz: Quiz, run: QuizRun) -> tuple[str, ...]:
    """The ids of all questions of the run, in the order they are asked."""
    items = quiz.ids(run.form)
    first = [item_id for item_id in items if item_id not in run.again]
    last = [item_id for item_id in items if item_id in run.again]
    if run.again and is_blank(quiz, run):
        return (*first, *last)
    work = [WORK] if run.answer(SITUATION) in quiz.asks_work else []
    return (*first, *last, FINE, SITUATION, *work)


def is_blank(quiz: Quiz, run: QuizRun) -> bool:
    """Whether every statement was skipped."""
    answers = scored(quiz, run)
    return len(answers) == len(quiz.ids(run.form)) and not any(answers.values())


def current(quiz: Quiz, run: QuizRun) -> str | None:
    """The id of the present question, or None when all are answered or skipped."""
    done = dict(run.answers)
    return next((step for step in sequence(quiz, run) if step not in done), None)


def scored(quiz: Quiz, run: QuizRun) -> dict[str, int | None]:
    """The answers to the form's statements, by item id; skipped ones are None."""
    ids = quiz.ids(run.form)
    return {step: value if isinstance(value, int) else None for step, value in run.answers if step in ids}


def settled(quiz: Quiz, run: QuizRun) -> QuizRun:
    """The run without answers to questions or options that the author has taken away meanwhile."""
    form = run.form if run.form in quiz.forms else next(iter(quiz.forms))
    run = run if form == run.form else replace(run, form=form)
    steps = {*quiz.ids(form), FINE, SITUATION, WORK}
    kept = tuple(pair for pair in run.answers if pair[0] in steps and _stands(quiz, *pair))
    return run if kept == run.answers else replace(run, answers=kept)


def _stands(quiz: Quiz, step: str, value: Value) -> bool:
    return value is None or any(option.value == value for option in quiz.asked(step))
