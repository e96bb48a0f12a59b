"""The learned matcher: a sentence goes in, a score for every intent comes out, in some hundred microseconds."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np

from bot.core.matching.features import FeatureSpace, Token, Vector
from bot.core.matching.similarity import similarities, sorted_words
from bot.core.matching.softmax import Linear, Matrix
from bot.core.matching.wordlist import Words
from bot.core.matching.words import WordReader

# The best intents by features are compared with the sentence as wholes; the best likeness counts so much log-odds.
# Comparing with all, as a part of the kernel, gained nothing over this and cost a comparison with every example.
COMPARED_INTENTS = 3
NEAREST_WEIGHT = np.float32(4)
MOST_COMPARED = 100  # examples of one intent that are compared: more cost time and memory and find no more


class Scores(NamedTuple):
    """`values` per intent, in the matcher's order; `coverage` is the share of the sentence that examples know."""

    values: Matrix
    coverage: float
    tokens: Sequence[Token]


@dataclass(frozen=True, slots=True)
class Matcher:
    """`compared` are the sorted words of each intent's examples, at most so many; `known` are those of all."""

    reader: WordReader
    space: FeatureSpace
    intents: tuple[str, ...]
    compared: tuple[tuple[str, ...], ...]
    linear: Linear
    known: Words

    def scores(self, text: str) -> Scores:
        """How well each intent fits the text."""
        return self.scores_of(self.reader.words(text))

    def scores_of(self, words: Sequence[str]) -> Scores:
        """The same for words that were read already."""
        tokens = self.space.tokens(words)
        if not tokens:
            return Scores(self.linear.bias.copy(), 0.0, tokens)
        values = self.scores_of_tokens(tokens, self.space.vector(tokens))
        return Scores(values, self.space.coverage(tokens), tokens)

    def scores_of_tokens(self, tokens: Sequence[Token], vector: Vector) -> Matrix:
        """The same for tokens and their vector."""
        scores = self.linear.scores(vector)
        self._compare(scores, sorted_words(tokens))
        return scores

    def is_example(self, words: Sequence[str]) -> bool:
        """Whether an example consists of just these words."""
        return sorted_words(self.space.tokens(words)) in self.known

    def _compare(self, scores: Matrix, query: str) -> None:
        best = np.argsort(scores)[-COMPARED_INTENTS:].tolist()
        groups = [(intent, self.compared[intent]) for intent in best]
        alike = similarities([query], list(chain.from_iterable(group for _, group in groups)))[0]
        start = 0
        for intent, group in groups:
            if group:
                scores[intent] += NEAREST_WEIGHT * alike[start : start + len(group)].max()
            start += len(group)
