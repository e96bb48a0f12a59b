"""How well messages are understood: each one's outcome, and what the outcomes add up to."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.content.phrases import OFF_TOPIC, Phrase
from bot.core.model import Decision, Understanding

_NO_ANSWER = frozenset({Decision.FALLBACK, Decision.OUT_OF_SCOPE})
_BANDS = 10


class Outcome(StrEnum):
    """What became of a message, from the person's side."""

    RIGHT = "answered right"
    OFFERED = "offered among others"
    BESIDE = "answered wrong, right one beside"
    WRONG = "answered wrong"
    MISSED = "offered only wrong ones"
    PASSED = "not understood"


@dataclass(frozen=True, slots=True)
class Result:
    """A phrase, and what was made of it."""

    phrase: Phrase
    understood: Understanding

    @property
    def off_topic(self) -> bool:
        return self.phrase.intent == OFF_TOPIC

    @property
    def guess(self) -> str:
        """The family that was held likeliest; empty for none."""
        return _family(self.understood.intent)

    @property
    def outcome(self) -> Outcome:
        """An off-topic message is right when it is answered by nothing that the bot knows about."""
        right = self.phrase.families
        decision = self.understood.decision
        if self.off_topic:
            return Outcome.WRONG if decision is Decision.ANSWER else Outcome.RIGHT
        offered = any(_family(id_) in right for id_ in self.understood.offered)
        if decision is Decision.OFFER:
            return Outcome.OFFERED if offered else Outcome.MISSED
        if decision is Decision.FALLBACK:
            return Outcome.PASSED
        said = (self.understood, self.understood.also)
        if any(each and _family(each.intent) in right for each in said):
            return Outcome.RIGHT
        return Outcome.BESIDE if offered else Outcome.WRONG


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one top-level intent, over best guesses; `count` is how many phrases it has."""

    intent: str
    count: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Band:
    """How often guesses of like confidence were right."""

    low: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a set of results adds up to; shares are of 1."""

    results: tuple[Result, ...]

    @property
    def on_topic(self) -> tuple[Result, ...]:
        return tuple(result for result in self.results if not result.off_topic)

    @property
    def off_topic(self) -> tuple[Result, ...]:
        return tuple(result for result in self.results if result.off_topic)

    @property
    def understood(self) -> float:
        """The share of on-topic phrases answered right, or offered: first, or beside another answer."""
        return sum(map(self.share, (Outcome.RIGHT, Outcome.OFFERED, Outcome.BESIDE)))

    @property
    def best_guess(self) -> float:
        """The share whose likeliest intent is right, whatever was decided."""
        return _mean(result.guess in result.phrase.families for result in self.on_topic)

    @property
    def false_answers(self) -> float:
        """The share of off-topic phrases that got an answer."""
        return _mean(result.outcome is Outcome.WRONG for result in self.off_topic)

    def share(self, outcome: Outcome) -> float:
        """The share of on-topic phrases with an outcome."""
        return _mean(result.outcome is outcome for result in self.on_topic)

    def scores(self) -> tuple[Score, ...]:
        """By intent, the worst first. A guess that a phrase allows too counts for the intent it was written for."""
        pairs = [(_wanted(result), result.guess) for result in self.on_topic]
        wanted, guessed = Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs)
        hits = Counter(want for want, guess in pairs if want == guess)
        found = (
            Score(intent, count, hits[intent] / (guessed[intent] or 1), hits[intent] / count)
            for intent, count in wanted.items()
        )
        return tuple(sorted(found, key=lambda score: (score.f1, score.intent)))

    def confusions(self) -> tuple[tuple[str, str, tuple[Result, ...]], ...]:
        """(wanted, guessed, results), the most frequent first."""
        wrong = [result for result in self.on_topic if result.guess not in result.phrase.families]
        groups: dict[tuple[str, str], list[Result]] = {}
        for result in wrong:
            groups.setdefault((_family(result.phrase.intent), result.guess), []).append(result)
        ranked = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
        return tuple((want, guess, tuple(results)) for (want, guess), results in ranked)

    def calibration(self) -> tuple[Band, ...]:
        """Confidence in tenths against how often it was right; well calibrated when both columns agree."""
        rated = [(r.understood.confidence, r.guess in r.phrase.families) for r in self.results if r.guess]
        bands = [[pair for pair in rated if min(int(pair[0] * _BANDS), _BANDS - 1) == band] for band in range(_BANDS)]
        return tuple(
            Band(place / _BANDS, len(band), _mean(c for c, _ in band), _mean(right for _, right in band))
            for place, band in enumerate(bands)
            if band
        )

    def matrix(self) -> tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]:
        """Intents, and how often each row's was taken for each column's; the last column is "nothing"."""
        pairs = Counter((_wanted(result), result.guess) for result in self.on_topic)
        names = tuple(sorted({name for pair in pairs for name in pair if name}))
        return names, tuple(tuple(pairs[row, column] for column in (*names, "")) for row in names)


def _family(id_: str | None) -> str:
    return (id_ or "").partition(".")[0]


def _wanted(result: Result) -> str:
    return result.guess if result.guess in result.phrase.families else _family(result.phrase.intent)


def _mean(values: Iterable[float]) -> float:
    found: Sequence[float] = [float(value) for value in values]
    return sum(found) / len(found) if found else 0.0
