"""How sure the matcher may be: scores of examples it had not seen, turned into probabilities.

A fifth of the examples is held back, the matcher trained on the rest and asked. Logistic regression of "was
it right" on what the score looked like gives the confidence (Platt 1999); no number is picked by hand.
Words that only the held-back examples have count as unknown, else the coverage would flatter.

What people ask beside the point has no examples. Its stand-ins are the same held-back sentences with the
weights of their own intent taken away: a question about something that the bot then does not know, which it
should not answer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.families import NOTHING, Candidate, Families
from bot.core.matching.features import Vector
from bot.core.matching.learning import Corpus, fit
from bot.core.matching.softmax import Matrix

FALSE_ANSWERS = 0.05  # of questions about what the bot does not know: as many as may get an answer all the same
MISSED = 0.03  # of questions that it does know: as many as may be taken for none
FOLDS = 5
_BUDGET = 800  # examples up to which five times training is still quick; above, one fold has mistakes enough
_RIDGE = 1.0  # the prior of the logistic regression: a small bot has few mistakes to learn from
_NEWTON_STEPS = 25


@dataclass(frozen=True, slots=True)
class Trial:
    """One held-back sentence's candidate: what it looked like, and whether it was right. `known` is False for stand-ins
    of what the bot does not know; `best` for the first of a sentence's candidates."""

    evidence: tuple[float, ...]
    right: bool
    known: bool
    best: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """Probability that a candidate is what was meant: logistic in the evidence. From `answer` on it is sure enough to
    be answered, from `offer` on likely enough to be offered."""

    coefficients: tuple[float, ...]
    answer: float
    offer: float

    def confidence(self, candidate: Candidate, coverage: float) -> float:
        """0 to 1."""
        values = (1.0, *evidence(candidate.score, candidate.lead, coverage))
        exponent = sum(c * v for c, v in zip(self.coefficients, values, strict=True))
        return 1 / (1 + exp(-min(30.0, max(-30.0, exponent))))


PLAIN = Calibration((-3.0, 1.0, 1.0, 0.0), 0.6, 0.2)  # trusts a clear lead, where there is nothing to learn from


def evidence(score: float, lead: float, coverage: float) -> tuple[float, ...]:
    """What the confidence rests on: how well the family fits what is known of the sentence, how far it leads."""
    return (score * coverage, lead * coverage, coverage)


def calibrate(corpus: Corpus, vectors: Sequence[Vector]) -> Calibration:
    """From trials to a calibration."""
    trials = list(held_back(corpus, vectors))
    if not any(trial.right for trial in trials):
        return PLAIN
    matrix = np.array([(1.0, *trial.evidence) for trial in trials])
    coefficients = _logistic(matrix, np.array([trial.right for trial in trials], float))
    confidence = 1 / (1 + np.exp(-np.clip(matrix @ coefficients, -30, 30)))
    right = np.array([trial.best and trial.right for trial in trials])
    beside = np.array([not trial.known for trial in trials])
    offer = float(np.quantile(confidence[right], MISSED)) if right.any() else PLAIN.offer
    answer = float(np.quantile(confidence[beside], 1 - FALSE_ANSWERS)) if beside.any() else PLAIN.answer
    return Calibration(tuple(coefficients.tolist()), max(answer, offer), offer)


def held_back(corpus: Corpus, vectors: Sequence[Vector]) -> Iterator[Trial]:
    """Trials of one fold, or of all five where the examples are few."""
    families = Families(corpus.intents)
    folds = _folds(corpus.targets)
    for fold in range(FOLDS if len(folds) <= _BUDGET else 1):
        kept, back = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        if len(back) == 0 or len(kept) < 2:
            continue
        matcher = fit(corpus.part(kept.tolist()), [vectors[row] for row in kept.tolist()])
        words = _Known(corpus, kept)
        for example in back.tolist():
            row = matcher.scores_of_tokens(corpus.tokens[example], vectors[example])
            yield from _trials(corpus, families, row, example, words)


def _trials(corpus: Corpus, families: Families, row: Matrix, example: int, words: "_Known") -> Iterator[Trial]:
    own = families.of[corpus.targets[example]]
    coverage = words.coverage(example, None)
    for place, candidate in enumerate(families.candidates(row)):
        right = candidate.family == families.names[own]
        yield Trial(evidence(candidate.score, candidate.lead, coverage), right, True, place == 0)
    without = np.where(families.of == own, np.float32(-9), row)
    coverage = words.coverage(example, own)
    for place, candidate in enumerate(families.candidates(without, 1)):
        told = (
            evidence(0.0, 0.0, coverage)
            if candidate.family == NOTHING
            else evidence(candidate.score, candidate.lead, coverage)
        )
        yield Trial(told, False, False, place == 0)


def _folds(targets: NDArray[np.int64]) -> NDArray[np.int64]:
    """Examples dealt out one by one within each intent; every intent is in every fold if it can be."""
    folds = np.empty(len(targets), np.int64)
    for target in np.unique(targets):
        members = np.flatnonzero(targets == target)
        folds[members] = np.arange(len(members)) % FOLDS
    return folds


class _Known:
    """Which stems the kept examples have, per family, so that a held-back sentence's coverage is an honest one."""

    def __init__(self, corpus: Corpus, kept: NDArray[np.int64]) -> None:
        self._corpus = corpus
        families = Families(corpus.intents)
        self._holders: dict[int, set[int]] = {}
        for example in kept:
            family = int(families.of[corpus.targets[example]])
            for token in corpus.tokens[example]:
                self._holders.setdefault(token.stem, set()).add(family)

    def coverage(self, example: int, without: int | None) -> float:
        """The share of known words when the examples of the family `without` are not there either."""
        tokens = self._corpus.tokens[example]
        known = sum(t.rarity for t in tokens if self._holders.get(t.stem, set()) - {without})
        return float(known / (sum(t.rarity for t in tokens) or 1.0))


def _logistic(matrix: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ridge logistic regression by Newton's method (iteratively reweighted least squares)."""
    coefficients = np.zeros(matrix.shape[1])
    prior = _RIDGE * np.eye(matrix.shape[1])
    for _ in range(_NEWTON_STEPS):
        probability = 1 / (1 + np.exp(-np.clip(matrix @ coefficients, -30, 30)))
        curvature = (matrix * (probability * (1 - probability))[:, None]).T @ matrix + prior
        gradient = matrix.T @ (right - probability) - prior @ coefficients
        coefficients = coefficients + np.linalg.solve(curvature, gradient)
    return coefficients
