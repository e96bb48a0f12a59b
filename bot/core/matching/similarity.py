"""How alike two sentences are as wholes: rapidfuzz's ratio of their sorted words, to the fourth power.

Sorting makes word order harmless, as in `token_sort_ratio`; examples are sorted once and for all, which is
6 to 10 times faster. The fourth power keeps near-identical sentences and lets the chance likeness of any
two English sentences vanish: 0.5 becomes 0.06. Worth two points, three at two typos.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from bot.core.matching.features import Token


def sorted_words(tokens: Sequence[Token]) -> str:
    """The sentence as it is compared."""
    return " ".join(sorted([token.word for token in tokens]))


def similarities(queries: Sequence[str], sentences: Sequence[str]) -> NDArray[np.float32]:
    """A (queries × sentences) matrix of likeness, 0 to 1."""
    found: NDArray[np.float32] = process.cdist(queries, sentences, scorer=fuzz.ratio, dtype=np.float32)
    found *= np.float32(0.01)
    np.square(found, out=found)
    np.square(found, out=found)
    return found
