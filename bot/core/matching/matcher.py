"""The learned matcher: a sentence goes in, a score for every intent comes out, in some hundred microseconds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.features import FeatureSpace, Token
from bot.core.matching.similarity import similarities, sorted_words
from bot.core.matching.softmax import Trained
from bot.core.matching.words import WordReader

Matrix = NDArray[np.float32]

_COMPARED_INTENTS = 10


class Scores(NamedTuple):
    """`values` per intent, in the matcher's order; `coverage` is the share of the sentence that examples know."""

    values: Matrix
    coverage: float
    tokens: Sequence[Token]


@dataclass(frozen=True, slots=True)
class Weights:
    """What learning found. `features` is (features × intents), `bias` (intents).

    Either `sentences` is (examples × intents) and every example is compared with a new sentence, or it is None and
    only those of the best intents are, each intent's best likeness counting `NEAREST_WEIGHT`.
    """

    features: Matrix
    bias: Matrix
    sentences: Matrix | None


NEAREST_WEIGHT = np.float32(5)


@dataclass(frozen=True, slots=True)
class Matcher:
    """`examples` are the sorted words of each example, grouped by intent; `starts` is where each intent's begin."""

    reader: WordReader
    space: FeatureSpace
    intents: tuple[str, ...]
    examples: tuple[str, ...]
    starts: NDArray[np.int64]
    weights: Weights
    trained: Trained | None = None  # what a cache may keep instead of learning again

    def scores(self, text: str) -> Scores:
        """How well each intent fits the text."""
        return self.scores_of(self.reader.words(text))

    def scores_of(self, words: Sequence[str]) -> Scores:
        """The same for words that were read already."""
        tokens = self.space.tokens(words)
        if not tokens:
            return Scores(self.weights.bias.copy(), 0.0, tokens)
        numbers, values = self.space.vector(tokens)
        scores = self.weights.bias + values @ self.weights.features[numbers]
        return Scores(self._compared(scores, sorted_words(tokens)), self.space.coverage(tokens), tokens)

    def _compared(self, scores: Matrix, query: str) -> Matrix:
        if self.weights.sentences is not None:
            scores += similarities([query], self.examples)[0] @ self.weights.sentences
            return scores
        best = np.argsort(scores)[-_COMPARED_INTENTS:]
        ends = np.append(self.starts[1:], len(self.examples))
        groups = [self.examples[self.starts[intent] : ends[intent]] for intent in best]
        alike = similarities([query], [example for group in groups for example in group])[0]
        offsets = np.cumsum([0, *(len(group) for group in groups[:-1])])
        scores[best] += NEAREST_WEIGHT * np.maximum.reduceat(alike, offsets)
        return scores
