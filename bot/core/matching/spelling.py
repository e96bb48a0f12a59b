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
_LONGEST_PART = 14
_LETTERS = frozenset("ai")  # the words of one letter
_LONGEST = 32  # longer than any word one mistypes: not worth a search


class Speller:
    """Corrects towards the words of the examples. `counts` says how often each occurs; `english` are words that are
    right although no example has them, so that a "nurse" does not become a "nose"."""

    def __init__(self, counts: Mapping[str, int], english: Collection[str] = frozenset()) -> None:
        self._counts = counts
        self._english = english
        self._total = sum(counts.values())
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

    def _parted(self, word: str) -> tuple[str, ...] | None:
        """The likeliest row of known words that makes up the word: "whatisajob" is "what is a job".

        The best row up to each letter, one after another (Viterbi), by the words' shares of all words."""
        best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ())]
        for end in range(1, len(word) + 1):
            rows = [self._longer(best[start], word[start:end]) for start in range(max(0, end - _LONGEST_PART), end)]
            best.append(max([row for row in rows if row], default=None))
        found = best[-1]
        return found[1] if found else None

    def _longer(self, row: tuple[float, tuple[str, ...]] | None, part: str) -> tuple[float, tuple[str, ...]] | None:
        count = self._counts.get(part, 0)
        if row is None or not count or (len(part) < _SHORTEST_PART and part not in _LETTERS):
            return None
        return row[0] + log(count / self._total), (*row[1], part)
