"""A word nobody knows is taken for the known word it is most likely a misspelling of.

Distance is optimal string alignment (Damerau's four slips: a letter wrong, missing, too many, two swapped),
with as many slips as a word of that length bears. The first letter is seldom mistyped (Yannakoudakis &
Fawthrop 1983), and a frequent word is a likelier meaning than a rare one; hence the rank. Worth 6 to 12
points at two typos a sentence.
"""

from collections.abc import Collection, Mapping
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SLIPS = (0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3)  # by length of the word, the last for all longer ones
_FIRST_LETTER = 0.5
_PER_LOG_COUNT = 0.02
_SHORTEST_PART = 2  # "myjob" is "my job"
_LONGEST = 32  # longer than any word one mistypes: not worth a search


class Speller:
    """Corrects towards the words of the examples. `counts` says how often each occurs; `english` are words that are
    right although no example has them, so that a "nurse" does not become a "nose"."""

    def __init__(self, counts: Mapping[str, int], english: Collection[str] = frozenset()) -> None:
        self._counts = counts
        self._english = english
        self._by_length: dict[int, list[str]] = {}
        for word in counts:
            if len(word) > 2 and not word.isdigit():
                self._by_length.setdefault(len(word), []).append(word)

    def correct(self, word: str) -> tuple[str, ...]:
        """The word or words meant; the word itself when it is right or nothing is near."""
        if word in self._counts or word in self._english or word.isdigit() or len(word) > _LONGEST:
            return (word,)
        near = self._nearest(word)
        return (near,) if near else self._parted(word) or (word,)

    def _nearest(self, word: str) -> str | None:
        slips = _SLIPS[min(len(word), 12)]
        candidates: list[tuple[float, str]] = []
        for length in range(len(word) - slips, len(word) + slips + 1) if slips else ():
            bucket = self._by_length.get(length, ())
            for known, distance, _ in process.extract(word, bucket, scorer=OSA.distance, score_cutoff=slips, limit=6):
                candidates.append((self._unlikelihood(word, known, distance), known))
        return min(candidates)[1] if candidates else None

    def _unlikelihood(self, word: str, known: str, distance: float) -> float:
        other_start = _FIRST_LETTER if word[0] != known[0] else 0.0
        return distance + other_start - _PER_LOG_COUNT * log(self._counts[known])

    def _parted(self, word: str) -> tuple[str, str] | None:
        cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        parts = ((word[:cut], word[cut:]) for cut in cuts)
        both = [pair for pair in parts if pair[0] in self._counts and pair[1] in self._counts]
        return max(both, key=lambda pair: self._counts[pair[0]] * self._counts[pair[1]], default=None)
