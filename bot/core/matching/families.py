"""Intents that stand below one another compete as classes but are sure as a family.

`career_traits.keep` and `career_traits.grow` may each be half believed where "something of `career_traits`"
is certain; then the family speaks, and asking "did you mean keep or grow?" would be a question about our
filing.
"""

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

NOTHING = ""  # the intent of messages that mean nothing to the bot: it competes, and its win is no answer


class Candidate(NamedTuple):
    """A family that may be meant: its best member's place, the member's share within it, the family's score, and the
    lead of that score over the best other family's."""

    family: str
    member: int
    share: float
    score: float
    lead: float


class Families:
    """Which places in the matcher's order belong together."""

    def __init__(self, intents: Sequence[str]) -> None:
        names = [intent.partition(".")[0] for intent in intents]
        self.names = tuple(dict.fromkeys(names))
        numbers = {name: number for number, name in enumerate(self.names)}
        self.of = np.array([numbers[name] for name in names], np.int64)
        self._order = np.argsort(self.of, kind="stable")
        self._starts = np.searchsorted(self.of[self._order], np.arange(len(self.names)))
        self._members = [np.flatnonzero(self.of == number).tolist() for number in range(len(self.names))]

    def scores(self, values: Matrix) -> Matrix:
        """(… × families) from (… × intents): ln(1 + Σ (eᶻ − 1)₊), which is z for a lone member above zero.

        A plain log-sum-exp would give a family of five ln 5 for no evidence at all.
        """
        evidence = np.expm1(np.clip(values, 0, 60))[..., self._order]
        scores: Matrix = np.log1p(np.add.reduceat(evidence, self._starts, axis=-1))
        return scores

    def candidates(self, values: Matrix, most: int = 3) -> list[Candidate]:
        """The best families, best first."""
        scores = self.scores(values).tolist()
        best = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)[: most + 1]
        rivals = [scores[family] for family in best[:2]]
        own = values.tolist()
        return [self._candidate(family, own, scores[family], rivals) for family in best[:most]]

    def _candidate(self, family: int, values: list[float], score: float, rivals: list[float]) -> Candidate:
        members = self._members[family]
        within = [values[member] for member in members]
        top = max(within)
        share = 1 / sum([exp(value - top) for value in within])
        rival = rivals[score == rivals[0]] if len(rivals) > 1 else 0.0
        return Candidate(self.names[family], members[within.index(top)], share, score, score - rival)
