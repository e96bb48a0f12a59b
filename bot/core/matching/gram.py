"""The kernel: how alike every two examples are, as features and as whole sentences.

The dot products of frequent features come from one dense product (BLAS, symmetric), those of rare ones by walking the
short lists of examples that share them; one way alone is several times slower. Features of a single example only touch
the diagonal.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.features import FeatureSpace, Vector
from bot.core.matching.similarity import similarities

SIMILARITY_WEIGHT = np.float32(0.5)
_DENSE_SHARE = 0.02  # a feature of more than this share of the examples is frequent
_ROWS = 256

Matrix = NDArray[np.float32]


def gram(space: FeatureSpace, vectors: Sequence[Vector], sentences: Sequence[str]) -> Matrix:
    """The (examples × examples) kernel: features' dot product + 0.5 · similarity."""
    kernel = _frequent(space, vectors)
    _add_rare(kernel, space, vectors)
    for top in range(0, len(sentences), _ROWS):
        rows = similarities(sentences[top : top + _ROWS], sentences[top:])
        rows *= SIMILARITY_WEIGHT
        kernel[top : top + _ROWS, top:] += rows
        kernel[top + _ROWS :, top : top + _ROWS] += rows[:, _ROWS:].T
    return kernel


def _limit(vectors: Sequence[Vector]) -> float:
    return max(4.0, _DENSE_SHARE * len(vectors))


def _frequent(space: FeatureSpace, vectors: Sequence[Vector]) -> Matrix:
    frequent = np.flatnonzero(space.frequency > _limit(vectors))
    column = np.full(space.size, -1)
    column[frequent] = np.arange(len(frequent))
    dense = np.zeros((len(vectors), len(frequent)), np.float32)
    for row, (numbers, values) in enumerate(vectors):
        columns = column[numbers]
        here = columns >= 0
        dense[row, columns[here]] = (values * space.rarity[numbers])[here]
    return dense @ dense.T


def _add_rare(kernel: Matrix, space: FeatureSpace, vectors: Sequence[Vector]) -> None:
    """Per feature, the outer product of its column, over the examples that have it."""
    rows = np.repeat(np.arange(len(vectors)), [len(numbers) for numbers, _ in vectors])
    columns = np.array([number for numbers, _ in vectors for number in numbers], np.int64)
    values = np.concatenate([values for _, values in vectors]) * space.rarity[columns]
    order = np.argsort(columns, kind="stable")
    rows, columns, values = rows[order], columns[order], values[order]
    starts = np.concatenate([[0], np.cumsum(np.bincount(columns, minlength=space.size))])
    for frequency in range(1, int(_limit(vectors)) + 1):
        _add_outer(kernel, rows, values, starts[np.flatnonzero(space.frequency == frequency)], frequency)


def _add_outer(kernel: Matrix, rows: NDArray[np.int64], values: Matrix, starts: NDArray[np.int64], size: int) -> None:
    """The outer products of all features that have exactly `size` examples, at once, one offset pair at a time."""
    for first in range(size):
        for second in range(size):
            flat = rows[starts + first] * len(kernel) + rows[starts + second]
            np.add.at(kernel.reshape(-1), flat, values[starts + first] * values[starts + second])
