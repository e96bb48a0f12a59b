"""How sure the matcher may be: scores of examples it had not seen, turned into probabilities.

Some examples are held back, the matcher is trained on the rest and asked. Logistic regression of "was it right"
on what the score looked like gives the confidence (Platt 1999); no number is picked by hand. Words that only the
held-back examples have count as unknown, else the coverage would flatter.

What people ask beside the point has no examples. Its stand-ins are the examples of a fifth of the families, which
are kept from the matcher altogether: to it they are questions about something that it does not know. Held-back noise
is asked as well. Both only lower the confidence; the thresholds are set on what it then says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.families import NOTHING, Candidate, Families
from bot.core.matching.features import Vector
from bot.core.matching.learning import Corpus, fit
from bot.core.matching.matcher import Matcher

ANSWERED = 0.57  # probability from which to answer: a wrong answer costs a third more than a needless question
MISSED = 0.04  # of questions that it does know: as many as may be taken for none
FOLDS = 5
_BUDGET = 800  # examples up to which all folds are quick
_FEW_FOLDS = 1  # has mistakes enough where there are more
_RIDGE = 1.0  # the prior of the logistic regression: a small bot has few mistakes to learn from
_NEWTON_STEPS = 25


@dataclass(frozen=True, slots=True)
class Trial:
    """One held-back sentence's candidate: what it looked like, and whether it was right. `best` is True for the first
    of a sentence's candidates."""

    evidence: tuple[float, ...]
    right: bool
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


PLAIN = Calibration((-3.0, 1.0, 1.0, 0.0), ANSWERED, 0.2)  # trusts a clear lead, where there is nothing to learn from


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
    offer = float(np.quantile(confidence[right], MISSED)) if right.any() else PLAIN.offer
    return Calibration(tuple(coefficients.tolist()), max(ANSWERED, offer), offer)


def held_back(corpus: Corpus, vectors: Sequence[Vector]) -> Iterator[Trial]:
    """Trials of one fold, or of all five where the examples are few. A fold is a fifth of each family's examples,
    which are asked, and a fifth of the families, which are unknown."""
    families = Families(corpus.intents)
    of = families.of[corpus.targets]
    folds = _folds(corpus.targets)
    hidden = np.array([number % FOLDS if name != NOTHING else -1 for number, name in enumerate(families.names)])[of]
    for fold in range(FOLDS if len(folds) <= _BUDGET else _FEW_FOLDS):
        kept = np.flatnonzero((folds != fold) & (hidden != fold)).tolist()
        asked = np.flatnonzero((folds == fold) & (hidden != fold)).tolist()
        unknown = np.flatnonzero((folds == fold) & (hidden == fold)).tolist()
        if kept:
            matcher = fit(corpus.part(kept), [vectors[row] for row in kept])
            asking = _Asking(corpus, vectors, matcher, families, kept)
            for row in asked:
                yield from asking.trials(row, families.names[of[row]])
            for row in unknown:
                yield from asking.trials(row, None)


class _Asking:
    """Asks a matcher of a part of the examples about the others."""

    def __init__(
        self,
        corpus: Corpus,
        vectors: Sequence[Vector],
        matcher: Matcher,
        families: Families,
        kept: Sequence[int],
    ) -> None:
        self._corpus = corpus
        self._vectors = vectors
        self._matcher = matcher
        self._families = families
        self._stems = {token.stem for row in kept for token in corpus.tokens[row]}

    def trials(self, row: int, family: str | None) -> Iterator[Trial]:
        """The candidates for one example; None for a family that the matcher does not know."""
        tokens = self._corpus.tokens[row]
        scores = self._matcher.scores_of_tokens(tokens, self._vectors[row])
        total = sum([token.rarity for token in tokens])
        coverage = sum([token.rarity for token in tokens if token.stem in self._stems]) / total
        named = [each for each in self._families.candidates(scores, 4) if each.family != NOTHING]
        for place, candidate in enumerate(named[: 3 if family is not None else 1]):
            seen = evidence(candidate.score, candidate.lead, coverage)
            yield Trial(seen, candidate.family == family, place == 0)


def _folds(targets: NDArray[np.int64]) -> NDArray[np.int64]:
    """Examples dealt out one by one within each intent; every intent is in every fold if it can be."""
    folds = np.empty(len(targets), np.int64)
    for target in np.unique(targets):
        members = np.flatnonzero(targets == target)
        folds[members] = np.arange(len(members)) % FOLDS
    return folds


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
