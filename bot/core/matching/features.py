"""From words to numbers: four blocks of binary features, each weighted by rarity and brought to the same
length.

| block | what it sees | weight |
|---|---|---|
| stems | what is spoken of | 1 |
| stem bigrams, with both ends of the sentence | order: "job career" is not "career job" | 0.5 |
| unordered pairs of stems within three words | the same thing said the other way round | 0.5 |
| character 4-grams of `<word>` | inflection, compounds, slips the speller left | 0.8 |

Binary, since a short question says nothing by saying a word twice. Rarity is the smoothed inverse document
frequency of scikit-learn, ln((1 + n) / (1 + df)) + 1. Weights: Snips-like sets are flat in them within a
factor of two.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from math import log, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.spelling import Speller
from bot.core.matching.stems import Stemmer
from bot.core.matching.wordlist import Words

BLOCK_WEIGHTS = (1.0, 0.5, 0.5, 0.8)
GRAM = 4
WINDOW = 3
_SINGLES_HELP = 1000  # up to so many examples, pairs and 4-grams of one example are worth their memory
MAX_REMEMBERED = 8_000  # words; a stranger's stream of nonsense must not fill the memory

_NONE = -1  # a stem that no example has
_START, _END = -2, -3
_MANY = 1 << 20  # more stems than any examples have: two of them and what kind of pair it is make one number
_PAIR = _MANY * _MANY

Vector = tuple[list[int], NDArray[np.float32]]
Key = int | str


class Token(NamedTuple):
    """A word as the matcher takes it: corrected, its stem's number (−1 if unknown), its rarity, its 4-grams."""

    word: str
    stem: int
    rarity: float
    grams: tuple[int, ...]


class FeatureSpace:
    """All features of the examples, numbered. `vector` gives those of a sentence, of length 1 when none is unknown."""

    def __init__(self, sentences: Sequence[Sequence[str]], stemmer: Stemmer, english: Words = frozenset()) -> None:
        self.stemmer = stemmer
        self._tokens: dict[str, tuple[Token, ...]] = {}
        counts = Counter(word for words in sentences for word in words)
        self._speller = Speller(counts, english)
        self._stems: dict[str, int] = {}
        for word in counts:
            self._stems.setdefault(stemmer.stem(word), len(self._stems))
        self._known = counts
        self._number(sentences)

    def _number(self, sentences: Sequence[Sequence[str]]) -> None:
        """Give every feature a number and its rarity: stems, then all others that enough examples have."""
        stems_of = {word: self._stems[self.stemmer.stem(word)] for word in self._known}
        grams_of = {word: _grams(word) for word in self._known}
        stems_in: Counter[int] = Counter()
        keys_in: Counter[Key] = Counter()
        for words in sentences:
            stems = [stems_of[word] for word in words]
            stems_in.update(set(stems))
            grams = (gram for word in words for gram in grams_of[word])
            # dict and not set: the numbering must be the same in every process, and strings hash differently in each
            keys: Iterable[Key] = chain(_bigrams(stems), _pairs(stems), grams)
            keys_in.update(dict.fromkeys(keys).keys())
        least = 2 if len(sentences) > _SINGLES_HELP else 1
        kept = [key for key, count in keys_in.items() if count >= least]
        self._numbers = {key: len(stems_in) + place for place, key in enumerate(kept)}
        frequency = [stems_in[stem] for stem in range(len(stems_in))] + [keys_in[key] for key in kept]
        self.size = len(frequency)
        self.rarity = (np.log((1 + len(sentences)) / (1 + np.array(frequency))) + 1).astype(np.float32)
        squares = dict.fromkeys(frequency, 0.0)  # one float for all features of a frequency: there are few of these
        squares.update(zip(frequency, np.square(self.rarity).tolist(), strict=True))
        self._squares = [squares[count] for count in frequency]
        self._unknown_rarity = log(1 + len(sentences)) + 1

    @property
    def vocabulary(self) -> Collection[str]:
        """Every word of the examples."""
        return self._known

    def tokens(self, words: Iterable[str]) -> list[Token]:
        """The words, corrected and looked up; a misspelling may become two words."""
        return [token for word in words for token in self._looked_up(word)]

    def _looked_up(self, word: str) -> tuple[Token, ...]:
        found = self._tokens.get(word)
        if found is None:
            if len(self._tokens) >= MAX_REMEMBERED:
                self._tokens.clear()
            known = word in self._known or self.stemmer.stem(word) in self._stems
            meant = (word,) if known else self._speller.correct(word)
            found = self._tokens[word] = tuple(self._token(word) for word in meant)
        return found

    def _token(self, word: str) -> Token:
        stem = self._stems.get(self.stemmer.stem(word), _NONE)
        grams = (self._numbers.get(gram) for gram in _grams(word))
        rarity = self._unknown_rarity if stem == _NONE else float(self.rarity[stem])
        return Token(word, stem, rarity, tuple(gram for gram in grams if gram is not None))

    def vector(self, tokens: Sequence[Token]) -> Vector:
        """Numbers and values of the sentence's features. A value lacks one factor of rarity: weights carry it."""
        stems = [token.stem for token in tokens]
        find = self._numbers.get
        blocks: tuple[set[int | None], ...] = (
            {stem for stem in stems if stem != _NONE},
            {find(key) for key in _bigrams(stems)},
            {find(key) for key in _pairs(stems)},
            {gram for token in tokens for gram in token.grams},
        )
        numbers: list[int] = []
        values: list[float] = []
        total = 0.0
        for block, weight in zip(blocks, BLOCK_WEIGHTS, strict=True):
            known = [number for number in block if number is not None]
            if known:
                length = sqrt(sum([self._squares[number] for number in known]))
                numbers += known
                values += [weight / length] * len(known)
                total += weight * weight
        return numbers, np.array(values, np.float32) / np.float32(sqrt(total) or 1.0)

    def coverage(self, tokens: Sequence[Token]) -> float:
        """The share of the sentence, by rarity, that some example has a word for: 0 to 1.

        "The difference between a cat and a dog" has the frame of a known question around two unknown things.
        """
        total = sum([token.rarity for token in tokens])
        known = sum([token.rarity for token in tokens if token.stem != _NONE])
        return known / total if total else 0.0


def _bigrams(stems: Sequence[int]) -> list[int]:
    return [first * _MANY + second for first, second in zip([_START, *stems], [*stems, _END], strict=True)]


def _pairs(stems: Sequence[int]) -> list[int]:
    """Unordered pairs, which do not share keys with bigrams."""
    return [
        _PAIR + (first * _MANY + second if first < second else second * _MANY + first)
        for place, first in enumerate(stems)
        for second in stems[place + 1 : place + 1 + WINDOW]
    ]


def _grams(word: str) -> list[str]:
    marked = f"<{word}>"
    return list(dict.fromkeys(marked[start : start + GRAM] for start in range(max(1, len(marked) - GRAM + 1))))
