"""Learning: from the authors' examples to a matcher."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.features import FeatureSpace, Token, Vector
from bot.core.matching.matcher import Matcher
from bot.core.matching.similarity import sorted_words
from bot.core.matching.softmax import Linear, Matrix, gathered, train
from bot.core.matching.stems import Stemmer
from bot.core.matching.words import WordReader


@dataclass(frozen=True, slots=True)
class Language:
    """The words that help with any content; each may be empty. `families` are synonyms, `english` is a general list of
    right words, `chat` maps chat spelling to words."""

    chat: Mapping[str, str] = field(default_factory=dict)
    families: tuple[tuple[str, ...], ...] = ()
    english: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Corpus:
    """The examples, read and grouped by intent: row i of everything is example i."""

    reader: WordReader
    space: FeatureSpace
    intents: tuple[str, ...]
    targets: NDArray[np.int64]
    tokens: tuple[tuple[Token, ...], ...]
    vectors: tuple[Vector, ...]
    sentences: tuple[str, ...]


def read(examples: Mapping[str, Iterable[str]], language: Language) -> Corpus:
    """Turn intent → examples into numbers. Examples without a word in them are left out, and so are repetitions."""
    reader = WordReader(language.chat)
    intents = tuple(examples)
    rows = [(place, reader.words(text)) for place, intent in enumerate(intents) for text in examples[intent]]
    rows = list({(place, *words): (place, words) for place, words in rows if words}.values())
    space = FeatureSpace([words for _, words in rows], Stemmer(language.families), language.english)
    tokens = tuple(tuple(space.tokens(words)) for _, words in rows)
    vectors = tuple(space.vector(sentence) for sentence in tokens)
    targets = np.array([place for place, _ in rows], np.int64)
    return Corpus(reader, space, intents, targets, tokens, vectors, tuple(map(sorted_words, tokens)))


def part(corpus: Corpus, rows: Sequence[int]) -> Corpus:
    """Some of the examples, with the numbers of all; for trials on the rest."""
    pick = [(corpus.tokens[row], corpus.vectors[row], corpus.sentences[row]) for row in rows]
    tokens, vectors, sentences = (tuple(column) for column in zip(*pick, strict=True))
    return replace(corpus, targets=corpus.targets[list(rows)], tokens=tokens, vectors=vectors, sentences=sentences)


def fit(corpus: Corpus) -> Matcher:
    """Train on all examples."""
    return _matcher(corpus, train(corpus.space, corpus.vectors, corpus.targets, len(corpus.intents)))


def restored(corpus: Corpus, examples: Matrix) -> Matcher:
    """The matcher that weights of examples make which were learned before."""
    return _matcher(corpus, gathered(corpus.space, corpus.vectors, examples))


def learn(examples: Mapping[str, Sequence[str]], language: Language | None = None) -> Matcher:
    """The whole way, without calibration."""
    return fit(read(examples, language or Language()))


def _matcher(corpus: Corpus, linear: Linear) -> Matcher:
    starts = np.searchsorted(corpus.targets, np.arange(len(corpus.intents) + 1)).tolist()
    return Matcher(corpus.reader, corpus.space, corpus.intents, corpus.sentences, tuple(starts), linear)
