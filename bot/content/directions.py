"""`responses/direction.yml` turned into what "find a direction" knows: picks, topics, remarks and words."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from bot.content.nearest import did_you_mean
from bot.content.problems import Problem
from bot.content.remark_entries import RemarkEntry, remarks, written
from bot.content.remark_entries import problems as remark_problems
from bot.content.schema import Label, Text, Written
from bot.content.validation import checked
from bot.content.yaml_nodes import Document
from bot.core.direction import PICKING, Direction, Pick
from bot.core.model import Occupation

MOVES = ("skip", "back", "pause", "restart", "stop", "other", "why", "more", "plan")  # what a remark may do


class PickEntry(Written):
    """Something to pick: what its button says, what people type for it, how a reason names it; a must-have is `untold`
    where no occupation can have it."""

    id: Text
    label: Label
    words: list[Text] = Field(default=[])
    reason: Text | None = None
    untold: bool = False


class TopicEntry(Written):
    """Something people speak of: the words for it, and the occupations it leads to."""

    id: Text
    words: Annotated[list[Text], Field(min_length=1)]
    work: Annotated[list[Text], Field(min_length=1)]


class DirectionFile(Written):
    """The whole file."""

    most: Annotated[int, Field(ge=1, le=5)] = 3
    picks: dict[str, list[PickEntry]]
    topics: list[TopicEntry] = Field(default=[])
    remarks: dict[str, RemarkEntry] = Field(default_factory=dict)
    words: dict[str, list[Text]]


def direction(document: Document, occupations: Mapping[str, Occupation], problems: list[Problem]) -> Direction | None:
    """What the file says, or None when it is broken; verbs, tags and occupations that are nowhere are said."""
    entry = checked(DirectionFile, document.value, document, (), problems)
    if entry is None:
        return None
    both = entry.picks.get("verbs", [])
    picks = {"good_at": both, "enjoy": both} | entry.picks
    found = Direction(
        picks={stage: tuple(_pick(pick) for pick in picks.get(stage, ())) for stage in PICKING},
        words={name: tuple(phrases) for name, phrases in entry.words.items()},
        occupations={name: replace(row, topics=_topics(entry, name)) for name, row in occupations.items()},
        topics={topic.id: tuple(topic.words) for topic in entry.topics},
        remarks=remarks(entry.remarks),
        most=entry.most,
    )
    problems.extend(_problems(document, entry, found))
    return found


def _pick(entry: PickEntry) -> Pick:
    return Pick(entry.id, entry.label, tuple(entry.words), entry.reason or entry.label.lower(), entry.untold)


def _topics(entry: DirectionFile, name: str) -> tuple[str, ...]:
    return tuple(topic.id for topic in entry.topics if name in topic.work)


def _problems(document: Document, entry: DirectionFile, found: Direction) -> Iterator[Problem]:
    yield from _unknown_picks(document, entry, found.occupations)
    yield from _unknown_work(document, entry, found.occupations)
    yield from remark_problems(found.remarks, document, MOVES, ())
    yield from written(found.words.get("days", ()), document, ("words", "days"))


def _unknown_picks(
    document: Document, entry: DirectionFile, occupations: Mapping[str, Occupation]
) -> Iterator[Problem]:
    verbs = {verb for row in occupations.values() for verb in row.verbs}
    tags = {tag for row in occupations.values() for tag in row.tags}
    for stage, known in (("verbs", verbs), ("interests", set("RIASEC")), ("must_haves", tags)):
        for place, pick in enumerate(entry.picks.get(stage, ())):
            if pick.id not in known and not pick.untold:
                what = f"no occupation has {pick.id}"
                yield document.problem(("picks", stage, place, "id"), what, "use one of " + ", ".join(sorted(known)))


def _unknown_work(document: Document, entry: DirectionFile, occupations: Mapping[str, Occupation]) -> Iterator[Problem]:
    for place, topic in enumerate(entry.topics):
        for at, name in enumerate(topic.work):
            if name not in occupations:
                try_ = did_you_mean(name, occupations, "use a name of occupations.yml")
                yield document.problem(("topics", place, "work", at), f'there is no occupation "{name}"', try_)
