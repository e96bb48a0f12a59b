"""`responses/direction.yml` turned into the guide that finds a direction."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from bot.content.problems import Problem
from bot.content.schema import Label, Text, Written
from bot.content.validation import checked
from bot.content.yaml_nodes import Document
from bot.core.direction import PICKING, Direction, Pick
from bot.core.model import Occupation
from bot.core.occupations import UNKNOWN_MUST_HAVES


class PickEntry(Written):
    """Something to pick: what its button says, what people type for it, how a reason names it."""

    id: Text
    label: Label
    words: list[Text] = Field(default=[])
    reason: Text | None = None


class DirectionFile(Written):
    """The whole file."""

    most: Annotated[int, Field(ge=1, le=5)] = 3
    picks: dict[str, list[PickEntry]]
    words: dict[str, list[Text]]


def direction(
    document: Document, occupations: Mapping[str, Occupation], labels: Mapping[str, str], problems: list[Problem]
) -> Direction | None:
    """The guide, or None when the file is broken; verbs and tags that no occupation has are said."""
    entry = checked(DirectionFile, document.value, document, (), problems)
    if entry is None:
        return None
    both = entry.picks.get("verbs", [])
    picks = {"good_at": both, "enjoy": both} | entry.picks
    _check_known(document, entry, occupations, problems)
    return Direction(
        picks={stage: tuple(_pick(pick) for pick in picks.get(stage, ())) for stage in PICKING},
        words={name: tuple(phrases) for name, phrases in entry.words.items()},
        occupations=occupations,
        labels=labels,
        most=entry.most,
    )


def _pick(entry: PickEntry) -> Pick:
    return Pick(entry.id, entry.label, tuple(entry.words), entry.reason or entry.label.lower())


def _check_known(
    document: Document, entry: DirectionFile, occupations: Mapping[str, Occupation], problems: list[Problem]
) -> None:
    verbs = {verb for row in occupations.values() for verb in row.verbs}
    tags = {tag for row in occupations.values() for tag in row.tags} | UNKNOWN_MUST_HAVES
    for stage, known in (("verbs", verbs), ("interests", set("RIASEC")), ("must_haves", tags)):
        for place, pick in enumerate(entry.picks.get(stage, ())):
            if pick.id not in known:
                what = f"no occupation has {pick.id}"
                try_ = "use one of " + ", ".join(sorted(known))
                problems.append(document.problem(("picks", stage, place, "id"), what, try_))
