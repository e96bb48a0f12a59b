"""Short phrases and what each stands for, found exactly or with a slip of the finger."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process

T = TypeVar("T")
ALIKE = 88  # rapidfuzz ratio for a misspelt phrase: one wrong letter in eight
SHORTEST = 4  # letters; one wrong letter in a shorter word is another word


class Lexicon(Generic[T]):
    """Phrases with their meanings; of two meanings of a phrase the first counts."""

    def __init__(self, meanings: Iterable[tuple[str, T]]) -> None:
        self._meanings: dict[str, T] = {}
        for phrase, meaning in meanings:
            self._meanings.setdefault(phrase, meaning)
        self._phrases = tuple(self._meanings)

    def exactly(self, said: str) -> T | None:
        """What the phrase stands for, as it is written."""
        return self._meanings.get(said)

    def find(self, said: str) -> T | None:
        """What the phrase stands for, misspelt or not; None when it is none."""
        if said in self._meanings or len(said) < SHORTEST:
            return self._meanings.get(said)
        near = process.extractOne(said, self._phrases, scorer=fuzz.ratio, score_cutoff=ALIKE)
        return self._meanings[near[0]] if near else None
