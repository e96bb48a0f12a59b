"""The same regression for many examples: weights per feature and intent, batch by batch.

A kernel of 15,000 examples would take 900 MB. Here only the features are learned, by stochastic gradient with one step
size per feature that shrinks with the gradients it has seen (Adagrad, Duchi 2011: rare features keep large steps); the
likeness of whole sentences is added later, over the few best intents only.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.features import FeatureSpace, Vector

Matrix = NDArray[np.float32]

EPOCHS = 12
BATCH = 256
_RATE = 0.05
_SHARPNESS = np.float32(6)  # a sentence's features have length 1: without it the softmax could hardly grow sure
_FIRST_GRADIENT = 1e-3
_SEED = 0  # of the order of batches only; a fixed one makes learning repeatable


def train_primal(
    space: FeatureSpace, vectors: Sequence[Vector], targets: NDArray[np.int64], classes: int, epochs: int = EPOCHS
) -> tuple[Matrix, Matrix]:
    """(features × intents) weights for values without their second factor of rarity, and the bias per intent."""
    weights = np.zeros((space.size, classes), np.float32)
    seen = np.full((space.size, 1), _FIRST_GRADIENT, np.float32)
    bias = np.zeros(classes, np.float32)
    order = np.random.default_rng(_SEED)
    for epoch in range(epochs):
        rate = np.float32(_RATE * (1 - epoch / epochs))
        shuffled = order.permutation(len(vectors))
        for start in range(0, len(vectors), BATCH):
            batch = shuffled[start : start + BATCH]
            features, dense = _dense(space, [vectors[row] for row in batch])
            error = _error(_SHARPNESS * (dense @ weights[features]) + bias, targets[batch])
            gradient = dense.T @ error
            seen[features] += np.square(gradient).mean(1, keepdims=True)
            weights[features] -= rate * gradient / np.sqrt(seen[features])
    return weights * (_SHARPNESS * space.rarity[:, None]), bias


def _dense(space: FeatureSpace, vectors: Sequence[Vector]) -> tuple[NDArray[np.int64], Matrix]:
    """The features that a batch has, and the (examples × these features) matrix of it."""
    numbers = np.concatenate([np.asarray(numbers, np.int64) for numbers, _ in vectors])
    rows = np.repeat(np.arange(len(vectors)), [len(numbers) for numbers, _ in vectors])
    features, columns = np.unique(numbers, return_inverse=True)
    dense = np.zeros((len(vectors), len(features)), np.float32)
    dense[rows, columns] = np.concatenate([values for _, values in vectors]) * space.rarity[numbers]
    return features, dense


def _error(scores: Matrix, targets: NDArray[np.int64]) -> Matrix:
    """How much too probable each intent is held."""
    scores -= scores.max(1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(1, keepdims=True)
    scores[np.arange(len(targets)), targets] -= 1
    return scores
