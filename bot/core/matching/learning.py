"""Learning: from the authors' examples to a matcher."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.families import NOTHING, Families
from bot.core.matching.features import FeatureSpace, Token, Vector
from bot.core.matching.inventory import Inventory, taken
from bot.core.matching.matcher import MOST_COMPARED, Matcher
from bot.core.matching.similarity import sorted_words
from bot.core.matching.softmax import Linear, Matrix, train
from bot.core.matching.stems import Stemmer
from bot.core.matching.wordlist import Hashes, Imprints, Words, imprints
from bot.core.matching.words import WordReader

WARY = 1.5  # log-odds for meaning nothing: nobody can write enough examples of what is beside the point
EVEN = np.float32(0.5)  # of the log-odds that a family owes to its number of examples: half is need, half zeal


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


@dataclass(frozen=True, slots=True)
class Lesson:
    """All of a matcher that takes time to find, as plain values. `compared` are the sorted words of at most so many
    examples of each intent, `known` the imprints of those of all."""

    intents: tuple[str, ...]
    inventory: Inventory
    compared: tuple[tuple[str, ...], ...]
    known: Hashes
    linear: Linear


def read(examples: Mapping[str, Iterable[str]], language: Language) -> Corpus:
    """Turn intent → examples into numbers. Examples without a word in them are left out, and so are repetitions."""
    reader = WordReader(language.chat)
    intents = tuple(examples)
    rows = [(place, reader.words(text)) for place, intent in enumerate(intents) for text in examples[intent]]
    rows = list({(place, *words): (place, words) for place, words in rows if words}.values())
    stemmer = Stemmer(language.families)
    space = FeatureSpace(taken([words for _, words in rows], stemmer), stemmer, language.english)
    tokens = tuple(tuple(space.tokens(words)) for _, words in rows)
    return Corpus(reader, space, intents, np.array([place for place, _ in rows], np.int64), tokens)


def fit(corpus: Corpus, vectors: Sequence[Vector]) -> Matcher:
    """Train on all examples of a corpus; `vectors` are theirs."""
    return _matcher(study(corpus, vectors), corpus.reader, corpus.space)


def learn(examples: Mapping[str, Sequence[str]], language: Language | None = None) -> Matcher:
    """The whole way, without calibration."""
    corpus = read(examples, language or Language())
    return fit(corpus, corpus.vectors())


def taught(lesson: Lesson, language: Language) -> Matcher:
    """The matcher that learned a lesson, without learning."""
    space = FeatureSpace(lesson.inventory, Stemmer(language.families), language.english)
    return _matcher(lesson, WordReader(language.chat), space)


def study(corpus: Corpus, vectors: Sequence[Vector]) -> Lesson:
    """What `fit` finds, for `taught` to make the same matcher of another time."""
    families = Families(corpus.intents)
    linear = train(corpus.space, vectors, corpus.targets, families.of)
    bias = linear.bias + _leaning(families, corpus)
    sentences = tuple(map(sorted_words, corpus.tokens))
    starts = np.searchsorted(corpus.targets, np.arange(len(corpus.intents) + 1)).tolist()
    compared = tuple(sentences[start : min(end, start + MOST_COMPARED)] for start, end in pairwise(starts))
    linear = replace(linear, bias=bias)
    return Lesson(corpus.intents, corpus.space.inventory, compared, imprints(sentences), linear)


def _leaning(families: Families, corpus: Corpus) -> Matrix:
    """What is added to each intent's score: less for a family with many examples (logit adjustment, Menon et al. 2021),
    more for meaning nothing."""
    nothing = np.array([intent == NOTHING for intent in corpus.intents])
    written = np.bincount(families.of[corpus.targets], minlength=len(families.names))[families.of]
    zeal = np.log(np.maximum(written, 1), dtype=np.float32)
    usual = zeal[~nothing].mean() if not nothing.all() else np.float32(0)
    leaning: Matrix = np.where(nothing, np.float32(WARY), EVEN * (usual - zeal))
    return leaning


def _matcher(lesson: Lesson, reader: WordReader, space: FeatureSpace) -> Matcher:
    return Matcher(reader, space, lesson.intents, lesson.compared, lesson.linear, Imprints(lesson.known))
