"""A word nobody knows is taken for the known word it is most likely a misspelling of.

Distance is optimal string alignment (Damerau's four slips: a letter wrong, missing, too many, two swapped),
with as many slips as a word of that length bears. The first letter is seldom mistyped (Yannakoudakis &
Fawthrop 1983), and a frequent word is a likelier meaning than a rare one; hence the rank. Worth 6 to 12
points at two typos a sentence.

A slip changes at most two of the letters that a word has, so most words are ruled out by their sets of letters, all
at once (Navarro 2001 calls it filtering); only what is left is measured.
"""

from collections.abc import Mapping
from functools import lru_cache
from math import inf, log

import numpy as np
from rapidfuzz.distance import OSA

from bot.core.matching.wordlist import Words

_SLIPS = (0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3)  # by length of the word, the last for all longer ones
_FIRST_LETTER = 0.5
_PER_LOG_COUNT = 0.02
_SHORTEST_PART = 2  # "myjob" is "my job"
_LONGEST_PART = 14
_LETTERS = frozenset("ai")  # the words of one letter
_LONGEST = 32  # longer than any word one mistypes: not worth a search
_Row = tuple[float, tuple[str, ...]]  # log-likelihood, the words
_NO_ROW: _Row = (-inf, ())
_REMEMBERED = 1024  # words: people mistype the same ones again and again


class Speller:
    """Corrects towards the words of the examples. `counts` says how often each occurs; `english` are words that are
    right although no example has them, so that a "nurse" does not become a "nose"."""

    def __init__(self, counts: Mapping[str, int], english: Words = frozenset()) -> None:
        self._counts = counts
        self._english = english
        self._total = sum(counts.values())
        self._words = sorted((word for word in counts if len(word) > 2 and not word.isdigit()), key=len)
        lengths = [len(word) for word in self._words]
        self._starts = np.searchsorted(lengths, np.arange(_LONGEST + 5)).tolist()  # of each length in `_words`
        self._letters = np.array([_letters(word) for word in self._words], np.uint32)
        self.correct = lru_cache(_REMEMBERED)(self.corrected)

    def corrected(self, word: str) -> tuple[str, ...]:
        """The word or words meant; the word itself when it is right or nothing is near. `correct` does the same and
        remembers, for who asks about every word of every message."""
        if word in self._counts or word in self._english or word.isdigit() or len(word) > _LONGEST:
            return (word,)
        near = self._nearest(word)
        return (near,) if near else self._parted(word) or (word,)

    def _nearest(self, word: str) -> str | None:
        slips = _SLIPS[min(len(word), 12)]
        near = [(self._unlikelihood(word, known, distance), known) for known, distance in self._within(word, slips)]
        return min(near)[1] if near else None

    def _within(self, word: str, slips: int) -> list[tuple[str, int]]:
        """The known words that are so few slips away, and how many."""
        if not slips:
            return []
        start, end = self._starts[len(word) - slips], self._starts[len(word) + slips + 1]
        differing = np.bitwise_count(self._letters[start:end] ^ np.uint32(_letters(word)))
        places = np.flatnonzero(differing <= 2 * slips).tolist()
        measured = [
            (known := self._words[start + place], OSA.distance(word, known, score_cutoff=slips)) for place in places
        ]
        return [(known, distance) for known, distance in measured if distance <= slips]

    def _unlikelihood(self, word: str, known: str, distance: float) -> float:
        other_start = _FIRST_LETTER if word[0] != known[0] else 0.0
        return distance + other_start - _PER_LOG_COUNT * log(self._counts[known])

    def _parted(self, word: str) -> tuple[str, ...] | None:
        """The likeliest row of known words that makes up the word: "whatisajob" is "what is a job".

        The best row up to each letter that one ends at (Viterbi), by the words' shares of all words."""
        best: dict[int, _Row] = {0: (0.0, ())}
        for start in range(len(word)):
            if start in best:
                for end in range(start + 1, min(len(word), start + _LONGEST_PART) + 1):
                    if self._is_part(part := word[start:end]):
                        best[end] = max(self._longer(best[start], part), best.get(end, _NO_ROW))
        return best[len(word)][1] if len(word) in best else None

    def _is_part(self, part: str) -> bool:
        return part in self._counts and (len(part) >= _SHORTEST_PART or part in _LETTERS)

    def _longer(self, row: _Row, part: str) -> _Row:
        return row[0] + log(self._counts[part] / self._total), (*row[1], part)


def _letters(word: str) -> int:
    """The set of a word's letters, a bit each; letters beyond a to z share bits, which only weakens the filter."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits
