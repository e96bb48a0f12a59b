"""Many words or sentences of which one only asks whether one is among them: kept as hashes, 8 bytes each, not 100."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from hashlib import blake2b
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.int64]


class Words(Protocol):
    """Anything that knows its words: a `WordList`, a set."""

    def __contains__(self, word: object, /) -> bool: ...

    def __len__(self) -> int: ...


class WordList:
    """Of 40,000 words in 2⁶⁴ hashes, one word in 10¹⁴ that is not in the list would pass for one that is."""

    def __init__(self, words: Iterable[str]) -> None:
        self._hashes = _array(np.unique(np.fromiter(map(hash, words), np.int64)))

    def __contains__(self, word: object, /) -> bool:
        return _holds(self._hashes, hash(word))

    def __len__(self) -> int:
        return len(self._hashes)


class Imprints:
    """The same by hashes that are alike in every process, so that they can be kept in a file."""

    def __init__(self, hashes: Hashes) -> None:
        self._hashes = _array(hashes)

    def __contains__(self, text: object, /) -> bool:
        return isinstance(text, str) and _holds(self._hashes, _imprint(text))

    def __len__(self) -> int:
        return len(self._hashes)


def imprints(texts: Iterable[str]) -> Hashes:
    """The hashes of some texts, for `Imprints`."""
    return np.unique(np.fromiter(map(_imprint, texts), np.int64))


def _imprint(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(errors="replace"), digest_size=8).digest(), signed=True)


def _array(hashes: Hashes) -> "array[int]":
    """As an array of Python's, in which one number is found twice as fast."""
    return array("q", hashes.tobytes())


def _holds(hashes: "array[int]", sought: int) -> bool:
    place = bisect_left(hashes, sought)
    return place < len(hashes) and hashes[place] == sought
