"""The nouns of "find a direction": what an author lets people pick and say, and where one person's walk stands.

What are you good at, what do you enjoy, where do the two meet, what must the work give you; then ideas, and one plan.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from bot.core.model import Action, Occupation
from bot.core.remarks import Remarks

STAGES = ("good_at", "enjoy", "interests", "must_haves", "results", "plan")
NEXT = dict(pairwise(STAGES))
BEFORE = {later: stage for stage, later in NEXT.items()}
PICKING = STAGES[:4]
TOPICS, WISHES, AVOIDED = "topics", "wishes", "avoided"  # what own words named besides the picks of a stage


@dataclass(frozen=True, slots=True)
class Pick:
    """Something to pick: its id, what its button says, the words it is recognised by, and how a reason names it. A
    must-have is `untold` where the table of occupations holds nothing of the kind, such as pay."""

    id: str
    label: str
    words: tuple[str, ...] = ()
    reason: str = ""
    untold: bool = False


@dataclass(frozen=True, slots=True)
class DirectionRun:
    """One person's walk: where it is, what was picked at each stage, and which occupation the plan is about.

    `picks` also holds what own words named besides: topics ("trains"), wishes at the ideas ("something creative"), and
    what to avoid ("cant do people"). `draft` is a plan that still waits for its day.
    """

    id: str
    at: str = STAGES[0]
    picks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    occupation: str | None = None
    batch: int = 0  # how often other ideas were asked for
    halted: Literal["", "paused", "stopping"] = ""
    draft: str = ""
    kind: Literal["direction"] = "direction"

    def picked(self, stage: str) -> tuple[str, ...]:
        """The ids picked at `stage`."""
        return dict(self.picks).get(stage, ())

    def picking(self, stage: str, ids: tuple[str, ...]) -> "DirectionRun":
        """The walk with these ids picked at `stage`."""
        others = tuple(pair for pair in self.picks if pair[0] != stage)
        return replace(self, picks=(*others, (stage, ids)))


@dataclass(frozen=True, slots=True, eq=False)  # told apart by what it is, as ideas are remembered for it
class Direction:
    """What an author writes for it, proven by the loader. `most` is how many picks a stage takes; `topics` maps what
    people speak of ("children") to the words for it; `remarks` is what they say about the questions themselves."""

    picks: Mapping[str, tuple[Pick, ...]]
    words: Mapping[str, tuple[str, ...]]
    occupations: Mapping[str, Occupation]
    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remarks: Remarks = field(default_factory=Remarks)
    most: int = 3

    def labels(self, stage: str, ids: tuple[str, ...]) -> list[str]:
        """What the buttons of these picks say."""
        names = {pick.id: pick.label for pick in self.picks.get(stage, ())}
        return [names[id_] for id_ in ids if id_ in names]


def action(run: DirectionRun, *args: str) -> Action:
    """What a button for a move of this walk does."""
    return Action("d", (run.id, *args))
