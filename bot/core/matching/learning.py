"""Learning: from the authors' examples to a matcher, and, on parts held back, to how sure it may be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.features import FeatureSpace, Token, Vector
from bot.core.matching.gram import SIMILARITY_WEIGHT, gram
from bot.core.matching.matcher import Matcher, Weights
from bot.core.matching.primal import train_primal
from bot.core.matching.similarity import sorted_words
from bot.core.matching.softmax import Matrix, Trained, train
from bot.core.matching.stems import Stemmer
from bot.core.matching.words import WordReader

MAX_KERNEL = 8000  # examples; above, the kernel takes more memory and time than the primal way


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
    """Turn intent → examples into numbers. Examples without a word in them are left out."""
    reader = WordReader(language.chat)
    intents = tuple(examples)
    rows = [(place, reader.words(text)) for place, intent in enumerate(intents) for text in examples[intent]]
    rows = [(place, words) for place, words in rows if words]
    space = FeatureSpace([words for _, words in rows], Stemmer(language.families), language.english)
    tokens = tuple(tuple(space.tokens(words)) for _, words in rows)
    vectors = tuple(space.vector(sentence) for sentence in tokens)
    targets = np.array([place for place, _ in rows], np.int64)
    return Corpus(reader, space, intents, targets, tokens, vectors, tuple(map(sorted_words, tokens)))


def kernel_of(corpus: Corpus) -> Matrix | None:
    """The examples' kernel, or None when there are too many for one."""
    if len(corpus.sentences) > MAX_KERNEL:
        return None
    return gram(corpus.space, corpus.vectors, corpus.sentences)


def fit(corpus: Corpus, kernel: Matrix | None) -> Matcher:
    """Train on all examples."""
    if kernel is None:
        features, bias = train_primal(corpus.space, corpus.vectors, corpus.targets, len(corpus.intents))
        return _matcher(corpus, Weights(features, bias, None))
    return restored(corpus, train(kernel, corpus.targets, len(corpus.intents)))


def restored(corpus: Corpus, trained: Trained) -> Matcher:
    """The matcher that trained weights make: weights of examples gathered into weights of features."""
    features = np.zeros((corpus.space.size, len(corpus.intents)), np.float32)
    for (numbers, values), weights in zip(corpus.vectors, trained.weights, strict=True):
        features[numbers] += values[:, None] * weights
    features *= np.square(corpus.space.rarity)[:, None]
    sentences = np.ascontiguousarray(trained.weights * SIMILARITY_WEIGHT)
    return _matcher(corpus, Weights(features, trained.bias, sentences), trained)


def learn(examples: Mapping[str, Sequence[str]], language: Language | None = None) -> Matcher:
    """The whole way, without calibration."""
    corpus = read(examples, language or Language())
    return fit(corpus, kernel_of(corpus))


def _matcher(corpus: Corpus, weights: Weights, trained: Trained | None = None) -> Matcher:
    starts = np.searchsorted(corpus.targets, np.arange(len(corpus.intents)))
    return Matcher(corpus.reader, corpus.space, corpus.intents, corpus.sentences, starts, weights, trained)
