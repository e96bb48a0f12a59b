"""What the examples consist of, counted once: words, stems, and the pairs and 4-grams that are worth a feature.

Features are numbered: stems first, then the pairs, then the 4-grams. A pair of stems is one integer, so that all pairs
of a sentence are found in one sorted array.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.stems import Stemmer

GRAM = 4
WINDOW = 3
FIRST_UNORDERED = 1 << 40  # bigrams are smaller
_SINGLES_HELP = 1000  # examples up to which a pair or 4-gram of one example is worth its memory
_PAIRS_HELP = 10_000  # examples up to which one of two examples is
_SELDOM = 2000  # of so many examples beyond these, one more must have it

_START, _END = -2, -3
_MANY = 1 << 20  # more stems than any examples have: two of them make one number


@dataclass(frozen=True, slots=True)
class Inventory:
    """`words` says how often each occurs, `counts` (features) how many of all `examples` have a feature."""

    words: Mapping[str, int]
    stems: tuple[str, ...]
    pairs: NDArray[np.int64]  # sorted
    grams: tuple[str, ...]
    counts: NDArray[np.int32]
    examples: int


def taken(sentences: Sequence[Sequence[str]], stemmer: Stemmer) -> Inventory:
    """The inventory of some sentences, each a row of words."""
    words = Counter(chain.from_iterable(sentences))
    stem_of = {word: stemmer.stem(word) for word in words}
    numbers = {stem: number for number, stem in enumerate(dict.fromkeys(stem_of.values()))}
    number_of = {word: numbers[stem] for word, stem in stem_of.items()}
    grams_of = {word: grams(word) for word in words}
    stems_in, pairs_in, grams_in = Counter[int](), Counter[int](), Counter[str]()
    for sentence in sentences:
        stems = [number_of[word] for word in sentence]
        stems_in.update(set(stems))
        pairs_in.update({*bigrams(stems), *unordered(stems)})
        # dict and not set: the numbering must be the same in every process, and strings hash differently in each
        grams_in.update(dict.fromkeys(gram for word in sentence for gram in grams_of[word]).keys())
    rare = max(0, len(sentences) - _PAIRS_HELP) // _SELDOM
    least = max(2, rare) if len(sentences) > _SINGLES_HELP else 1
    pairs = sorted(pair for pair, count in pairs_in.items() if count >= least)
    kept = [gram for gram, count in grams_in.items() if count >= least]
    counts = chain(
        (stems_in[stem] for stem in range(len(numbers))),
        (pairs_in[pair] for pair in pairs),
        (grams_in[gram] for gram in kept),
    )
    return Inventory(
        words=words,
        stems=tuple(numbers),
        pairs=np.array(pairs, np.int64),
        grams=tuple(kept),
        counts=np.fromiter(counts, np.int32),
        examples=len(sentences),
    )


def bigrams(stems: Sequence[int]) -> list[int]:
    """Neighbours, with both ends of the sentence: "job career" is not "career job"."""
    return [first * _MANY + second for first, second in zip([_START, *stems], [*stems, _END], strict=True)]


def unordered(stems: Sequence[int]) -> list[int]:
    """Any two stems within three words, whichever comes first."""
    return [
        FIRST_UNORDERED + (first * _MANY + second if first < second else second * _MANY + first)
        for place, first in enumerate(stems)
        for second in stems[place + 1 : place + 1 + WINDOW]
    ]


def grams(word: str) -> list[str]:
    """The 4-grams of a word with its ends marked, or the marked word where it is shorter."""
    marked = f"<{word}>"
    return list(dict.fromkeys(marked[start : start + GRAM] for start in range(max(1, len(marked) - GRAM + 1))))
