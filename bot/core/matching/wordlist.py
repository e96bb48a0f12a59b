"""Forty thousand words of which one only asks whether a word is among them: kept as hashes, 8 bytes a word, not 100."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from typing import Protocol


class Words(Protocol):
    """Anything that knows its words: a `WordList`, a set."""

    def __contains__(self, word: object, /) -> bool: ...

    def __len__(self) -> int: ...


class WordList:
    """Of 40,000 words in 2⁶⁴ hashes, one word in 10¹⁴ that is not in the list would pass for one that is."""

    def __init__(self, words: Iterable[str]) -> None:
        self._hashes = array("q", sorted(map(hash, frozenset(words))))

    def __contains__(self, word: object, /) -> bool:
        sought = hash(word)
        place = bisect_left(self._hashes, sought)
        return place < len(self._hashes) and self._hashes[place] == sought

    def __len__(self) -> int:
        return len(self._hashes)
