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

from collections.abc import Collection, Iterable, Sequence
from math import log, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.inventory import FIRST_UNORDERED, Inventory, bigrams, grams, unordered
from bot.core.matching.spelling import Speller
from bot.core.matching.stems import Stemmer
from bot.core.matching.wordlist import Words

BLOCK_WEIGHTS = (1.0, 0.5, 0.5, 0.8)
MAX_REMEMBERED = 2_000  # words; a stranger's stream of nonsense must not fill the memory

_NONE = -1  # a stem that no example has
_BEYOND = np.array([np.iinfo(np.int64).max])  # after the last pair, so that every search ends within

Vector = tuple[NDArray[np.int32], NDArray[np.float32]]


class Token(NamedTuple):
    """A word as the matcher takes it: corrected, its stem's number (−1 if unknown), its rarity, its 4-grams."""

    word: str
    stem: int
    rarity: float
    grams: tuple[int, ...]


class FeatureSpace:
    """All features of the examples. `vector` gives those of a sentence, of length 1 when none is unknown."""

    def __init__(self, inventory: Inventory, stemmer: Stemmer, english: Words = frozenset()) -> None:
        self.inventory = inventory
        self.stemmer = stemmer
        self._speller = Speller(inventory.words, english)
        self._tokens: dict[str, tuple[Token, ...]] = {}
        self._stems = {stem: number for number, stem in enumerate(inventory.stems)}
        self._pairs = np.concatenate((inventory.pairs, _BEYOND))
        self._first_pair = len(inventory.stems)
        self._first_unordered = self._first_pair + int(np.searchsorted(inventory.pairs, FIRST_UNORDERED))
        first_gram = self._first_pair + len(inventory.pairs)
        self._grams = {gram: number for number, gram in enumerate(inventory.grams, first_gram)}
        self.size = len(inventory.counts)
        self.rarity = (np.log((1 + inventory.examples) / (1 + inventory.counts)) + 1).astype(np.float32)
        self._squares = _shared(np.square(self.rarity).tolist())
        self._unknown_rarity = log(1 + inventory.examples) + 1

    @property
    def vocabulary(self) -> Collection[str]:
        """Every word of the examples."""
        return self.inventory.words

    def tokens(self, words: Iterable[str]) -> list[Token]:
        """The words, corrected and looked up; a misspelling may become two words."""
        return [token for word in words for token in self._looked_up(word)]

    def _looked_up(self, word: str) -> tuple[Token, ...]:
        found = self._tokens.get(word)
        if found is None:
            if len(self._tokens) >= MAX_REMEMBERED:
                self._tokens.clear()
            known = word in self.inventory.words or self.stemmer.stem(word) in self._stems
            meant = (word,) if known else self._speller.corrected(word)
            found = self._tokens[word] = tuple(self._token(word) for word in meant)
        return found

    def _token(self, word: str) -> Token:
        stem = self._stems.get(self.stemmer.stem(word), _NONE)
        numbers = (self._grams.get(gram) for gram in grams(word))
        rarity = self._unknown_rarity if stem == _NONE else float(self.rarity[stem])
        return Token(word, stem, rarity, tuple(number for number in numbers if number is not None))

    def vector(self, tokens: Sequence[Token]) -> Vector:
        """Numbers and values of the sentence's features. A value lacks one factor of rarity: weights carry it."""
        stems = [token.stem for token in tokens]
        pairs = self._found(bigrams(stems) + unordered(stems))
        blocks = (
            {stem for stem in stems if stem != _NONE},
            [pair for pair in pairs if pair < self._first_unordered],
            [pair for pair in pairs if pair >= self._first_unordered],
            {gram for token in tokens for gram in token.grams},
        )
        numbers: list[int] = []
        values: list[float] = []
        total = 0.0
        for block, weight in zip(blocks, BLOCK_WEIGHTS, strict=True):
            if block:
                length = sqrt(sum([self._squares[number] for number in block]))
                numbers += block
                values += [weight / length] * len(block)
                total += weight * weight
        return np.array(numbers, np.int32), np.array(values, np.float32) / np.float32(sqrt(total) or 1.0)

    def _found(self, pairs: list[int]) -> set[int]:
        """The numbers of those pairs that examples have."""
        keys = np.array(pairs)
        places = self._pairs.searchsorted(keys)
        return set((places[self._pairs[places] == keys] + self._first_pair).tolist())

    def coverage(self, tokens: Sequence[Token]) -> float:
        """The share of the sentence, by rarity, that some example has a word for: 0 to 1.

        "The difference between a cat and a dog" has the frame of a known question around two unknown things.
        """
        total = sum([token.rarity for token in tokens])
        known = sum([token.rarity for token in tokens if token.stem != _NONE])
        return known / total if total else 0.0


def _shared(values: list[float]) -> list[float]:
    """The same numbers, equal ones one object: features are many and their frequencies few."""
    one: dict[float, float] = {}
    return [one.setdefault(value, value) for value in values]
