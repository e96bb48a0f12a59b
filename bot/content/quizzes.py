"""`responses/quizzes/*.yml` turned into quizzes: their shape here, what must fit together in `quiz_checks`."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from bot.content import quiz_checks
from bot.content.problems import Problem
from bot.content.remark_entries import RemarkEntry, remarks
from bot.content.schema import Label, Text, Written
from bot.content.validation import checked
from bot.content.yaml_nodes import Document
from bot.core.quiz import FINE, SITUATION, WORK, Axis, Band, Extra, Hints, Item, Option, Quiz

Short = Annotated[str, StringConstraints(pattern=f"^{quiz_checks.SHORT}$")]


class Scale(Written):
    """An option of the statements: how much it is like the person, 1 to 5. `hints` make a sentence lean to it."""

    value: Annotated[int, Field(ge=1, le=5)]
    label: Label
    words: list[Text] = Field(default_factory=list)
    hints: list[Text] = Field(default_factory=list)


class Pick(Written):
    """An option of a last question."""

    value: Short
    label: Label
    words: list[Text] = Field(default_factory=list)
    hints: list[Text] = Field(default_factory=list)


class HintsEntry(Written):
    """Phrases that make a sentence lean to a yes or a no to one statement."""

    agree: list[Text] = Field(default_factory=list)
    disagree: list[Text] = Field(default_factory=list)


class FeelingsEntry(Written):
    """Phrases about the work that speak for one side, whatever the statement."""

    career: list[Text] = Field(default_factory=list)
    job: list[Text] = Field(default_factory=list)


class AxisEntry(Written):
    """One axis: its two units of the article and its next steps."""

    id: Short
    name: Label
    about: Text
    career: Text
    job: Text
    step: Text
    steps: dict[str, Text] = Field(default_factory=dict)


class ItemEntry(Written):
    """One statement; its id is the key above it."""

    text: Text
    axis: Text
    key: Literal["career", "job"]
    explains: Text
    hints: HintsEntry = HintsEntry()


class Area(Written):
    """Pairs of levels that a band covers; a side left out may be on any level."""

    career: Text | None = None
    job: Text | None = None


class BandEntry(Written):
    """One kind of result."""

    id: Short
    name: Text
    says: Text
    where: Annotated[list[Area], Field(min_length=1)]
    step: Text
    unhappy: Text = ""


class FineEntry(Written):
    """The unscored statement."""

    text: Text
    explains: Text
    hints: HintsEntry = HintsEntry()


class LastEntry(Written):
    """A last question with options of its own; `asks_work` are those that lead to the question about the work."""

    text: Text
    explains: Text
    options: Annotated[list[Pick], Field(min_length=2)]
    asks_work: list[Short] = Field(default_factory=list)


class QuizFile(Written):
    """A whole file."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,24}$")]
    title: Text
    options: Annotated[list[Scale], Field(min_length=5, max_length=5)]
    axes: Annotated[list[AxisEntry], Field(min_length=1)]
    items: dict[str, ItemEntry]
    forms: Annotated[dict[str, list[Text]], Field(min_length=1)]
    levels: dict[str, float | int]
    bands: Annotated[list[BandEntry], Field(min_length=1)]
    fine: FineEntry
    situation: LastEntry
    work: LastEntry
    words: dict[str, list[Text]] = Field(default_factory=dict)
    feelings: FeelingsEntry = FeelingsEntry()
    remarks: dict[str, RemarkEntry] = Field(default_factory=dict)


def quizzes(documents: Iterable[Document], problems: list[Problem], units: Iterable[str] = ()) -> dict[str, Quiz]:
    """The quizzes by id. `units` are the ids of the article's units, if there are any to check against."""
    found: dict[str, Quiz] = {}
    for document in documents:
        quiz = read(document, problems, units)
        if quiz is not None and quiz.id in found:
            problems.append(document.problem(("id",), f'there is another quiz "{quiz.id}"', "give one another id"))
        elif quiz is not None:
            found[quiz.id] = quiz
    return found


def read(document: Document, problems: list[Problem], units: Iterable[str] = ()) -> Quiz | None:
    """The quiz of one file, or None when it cannot be used; everything wrong goes to `problems`."""
    entry = checked(QuizFile, document.value, document, (), problems)
    if entry is None:
        return None
    quiz = _quiz(entry)
    said = quiz_checks.problems(quiz, document, frozenset(units))
    problems.extend(said)
    return None if any(not problem.warning for problem in said) else quiz


def _quiz(entry: QuizFile) -> Quiz:
    options = tuple(_option(option) for option in entry.options)
    return Quiz(
        id=entry.id,
        title=entry.title,
        options=options,
        axes=tuple(_axis(axis) for axis in entry.axes),
        items=tuple(_item(id_, item) for id_, item in entry.items.items()),
        forms={name: tuple(ids) for name, ids in entry.forms.items()},
        levels=tuple(sorted(((name, float(start)) for name, start in entry.levels.items()), key=lambda pair: pair[1])),
        bands=tuple(_band(band, tuple(entry.levels)) for band in entry.bands),
        fine=Extra(FINE, entry.fine.text, entry.fine.explains, options, _hints(entry.fine.hints)),
        situation=_last(SITUATION, entry.situation),
        work=_last(WORK, entry.work),
        asks_work=tuple(entry.situation.asks_work),
        words={name: tuple(phrases) for name, phrases in entry.words.items()},
        feelings={"career": tuple(entry.feelings.career), "job": tuple(entry.feelings.job)},
        remarks=remarks(entry.remarks),
    )


def _option(entry: Scale | Pick) -> Option:
    return Option(entry.value, entry.label, tuple(entry.words), tuple(entry.hints))


def _hints(entry: HintsEntry) -> Hints:
    return Hints(tuple(entry.agree), tuple(entry.disagree))


def _axis(entry: AxisEntry) -> Axis:
    return Axis(entry.id, entry.name, entry.about, entry.career, entry.job, entry.step, entry.steps)


def _item(id_: str, entry: ItemEntry) -> Item:
    return Item(id_, entry.text, entry.axis, entry.key, entry.explains, _hints(entry.hints))


def _last(id_: str, entry: LastEntry) -> Extra:
    return Extra(id_, entry.text, entry.explains, tuple(_option(option) for option in entry.options))


def _band(entry: BandEntry, levels: tuple[str, ...]) -> Band:
    where = [pair for area in entry.where for pair in _pairs(area, levels)]
    return Band(entry.id, entry.name, entry.says, frozenset(where), entry.step, entry.unhappy)


def _pairs(area: Area, levels: tuple[str, ...]) -> list[tuple[str, str]]:
    careers: Mapping[bool, tuple[str, ...]] = {True: levels, False: (area.career or "",)}
    jobs: Mapping[bool, tuple[str, ...]] = {True: levels, False: (area.job or "",)}
    return [(career, job) for career in careers[area.career is None] for job in jobs[area.job is None]]
