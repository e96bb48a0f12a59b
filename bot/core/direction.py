"""Find a direction: the article's three questions, led to occupations worth a look."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class DirectionRun:
    """One person's walk through "find a direction"."""

    id: str
    at: str
    picks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    kind: Literal["direction"] = "direction"
