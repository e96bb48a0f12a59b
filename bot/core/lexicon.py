"""Short phrases and what each stands for, found exactly or with a slip of the finger."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process

T = TypeVar("T")
ALIKE = 88  # rapidfuzz ratio for a misspelt phrase: one wrong letter in eight
SHORTEST = 4  # letters; one wrong letter in a shorter word is another word
LONGER = 1.3  # times as long as a phrase nothing is alike any more: 2 × 1 ÷ (1 + 1.3) < 88 %
LATEST = 512  # words are looked up again and again


class Lexicon(Generic[T]):
    """Phrases with their meanings; of two meanings of a phrase the first counts."""

    def __init__(self, meanings: Iterable[tuple[str, T]]) -> None:
        self._meanings: dict[str, T] = {}
        for phrase, meaning in meanings:
            self._meanings.setdefault(phrase, meaning)
        self._phrases = tuple(self._meanings)
        self._longest = LONGER * max(map(len, self._phrases), default=0)
        self._near = lru_cache(LATEST)(self._nearest)

    def exactly(self, said: str) -> T | None:
        """What the phrase stands for, as it is written."""
        return self._meanings.get(said)

    def find(self, said: str) -> T | None:
        """What the phrase stands for, misspelt or not; None when it is none."""
        if said in self._meanings or not SHORTEST <= len(said) < self._longest:
            return self._meanings.get(said)
        near = self._near(said)
        return None if near is None else self._meanings[near]

    def _nearest(self, said: str) -> str | None:
        near = process.extractOne(said, self._phrases, scorer=fuzz.ratio, score_cutoff=ALIKE)
        return near[0] if near else None
