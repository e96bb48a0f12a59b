"""Learning: from the authors' examples to a matcher."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.families import NOTHING, Families
from bot.core.matching.features import FeatureSpace, Token, Vector
from bot.core.matching.matcher import Matcher
from bot.core.matching.similarity import sorted_words
from bot.core.matching.softmax import Linear, train
from bot.core.matching.stems import Stemmer
from bot.core.matching.wordlist import Words
from bot.core.matching.words import WordReader

WARY = 1.5  # log-odds for meaning nothing: nobody can write enough examples of what is beside the point


@dataclass(frozen=True, slots=True)
class Language:
    """The words that help with any content; each may be empty. `families` are synonyms, `english` is a general list of
    right words, `chat` maps chat spelling to words."""

    chat: Mapping[str, str] = field(default_factory=dict)
    families: tuple[tuple[str, ...], ...] = ()
    english: Words = frozenset()


@dataclass(frozen=True, slots=True)
class Corpus:
    """The examples, read and grouped by intent: row i of everything is example i."""

    reader: WordReader
    space: FeatureSpace
    intents: tuple[str, ...]
    targets: NDArray[np.int64]
    tokens: tuple[tuple[Token, ...], ...]

    def vectors(self) -> list[Vector]:
        """The features of each example, to learn from."""
        return [self.space.vector(tokens) for tokens in self.tokens]

    def part(self, rows: Sequence[int]) -> "Corpus":
        """Some of the examples, with the numbers of all; for trials on the rest."""
        return replace(self, targets=self.targets[list(rows)], tokens=tuple(self.tokens[row] for row in rows))


def read(examples: Mapping[str, Iterable[str]], language: Language) -> Corpus:
    """Turn intent → examples into numbers. Examples without a word in them are left out, and so are repetitions."""
    reader = WordReader(language.chat)
    intents = tuple(examples)
    rows = [(place, reader.words(text)) for place, intent in enumerate(intents) for text in examples[intent]]
    rows = list({(place, *words): (place, words) for place, words in rows if words}.values())
    stemmer = Stemmer(language.families)
    space = FeatureSpace([words for _, words in rows], stemmer, language.english)
    tokens = tuple(tuple(space.tokens(words)) for _, words in rows)
    return Corpus(reader, space, intents, np.array([place for place, _ in rows], np.int64), tokens)


def fit(corpus: Corpus, vectors: Sequence[Vector]) -> Matcher:
    """Train on all examples of a corpus; `vectors` are theirs."""
    linear = train(corpus.space, vectors, corpus.targets, Families(corpus.intents).of)
    nothing = np.array([WARY if intent == NOTHING else 0 for intent in corpus.intents], np.float32)
    return matcher(corpus, replace(linear, bias=linear.bias + nothing))


def matcher(corpus: Corpus, linear: Linear) -> Matcher:
    """The matcher that a corpus and its weights make."""
    starts = np.searchsorted(corpus.targets, np.arange(len(corpus.intents) + 1)).tolist()
    sentences = tuple(map(sorted_words, corpus.tokens))
    return Matcher(corpus.reader, corpus.space, corpus.intents, sentences, tuple(starts), linear, frozenset(sentences))


def learn(examples: Mapping[str, Sequence[str]], language: Language | None = None) -> Matcher:
    """The whole way, without calibration."""
    corpus = read(examples, language or Language())
    return fit(corpus, corpus.vectors())
