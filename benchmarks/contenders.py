"""The matchers that are compared: ours, rapidfuzz's own scorers, and the usual linear classifier of scikit-learn."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from rapidfuzz import fuzz, process

from bot.core.matching.learning import Language, learn

Pairs = Sequence[tuple[str, str]]


class Contender(Protocol):
    """Learns from (text, intent) pairs, then guesses an intent with a score; more is surer."""

    name: str

    def learn(self, pairs: Pairs) -> None: ...

    def guess(self, text: str) -> tuple[str, float]: ...


class Ours:
    """The bot's matcher, with its chat spelling and English words but without synonyms: those are for its own subject.
    The names of the intents are examples, as the `about` lines of an author would be."""

    name = "this bot"

    def __init__(self, language: Language) -> None:
        self._language = language

    def learn(self, pairs: Pairs) -> None:
        examples: dict[str, list[str]] = {}
        for text, intent in pairs:
            examples.setdefault(intent, [intent.replace("_", " ")]).append(text)
        self._matcher = learn(examples, self._language)

    def guess(self, text: str) -> tuple[str, float]:
        scores = self._matcher.scores(text)
        best = int(scores.values.argmax())
        return self._matcher.intents[best], max(0.0, float(scores.values[best])) * scores.coverage


class Fuzzy:
    """`process.extractOne` over all examples, the usual way to match with rapidfuzz."""

    def __init__(self, scorer: Callable[..., float]) -> None:
        self.name = f"rapidfuzz {scorer.__name__}"
        self._scorer = scorer

    def learn(self, pairs: Pairs) -> None:
        self._texts = [text.lower() for text, _ in pairs]
        self._intents = [intent for _, intent in pairs]

    def guess(self, text: str) -> tuple[str, float]:
        _, score, place = process.extractOne(text.lower(), self._texts, scorer=self._scorer)
        return self._intents[place], score


class LinearSVC:
    """TF-IDF of words and word pairs, and of character 2- to 5-grams, into a linear support vector machine."""

    name = "TF-IDF + LinearSVC"

    def learn(self, pairs: Pairs) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.pipeline import make_pipeline, make_union
        from sklearn.svm import LinearSVC as Svc

        words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
        letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
        self._model: Any = make_pipeline(make_union(words, letters), Svc())
        self._model.fit([text for text, _ in pairs], [intent for _, intent in pairs])

    def guess(self, text: str) -> tuple[str, float]:
        scores = self._model.decision_function([text])[0]
        best = int(scores.argmax())
        return str(self._model.classes_[best]), float(scores[best])


def contenders(language: Language) -> list[Contender]:
    """Ours first."""
    scorers = (fuzz.WRatio, fuzz.ratio, fuzz.token_sort_ratio, fuzz.token_set_ratio)
    return [Ours(language), *(Fuzzy(scorer) for scorer in scorers), LinearSVC()]
