"""From a message to an `Understanding`: alarms, language, the matcher's guess, and what to do with it.

Answer when the guess is right more likely than not by a margin; offer two or three while one of them probably is; else
say that it was not understood. Confidence is a calibrated probability, so these rules hold for any content.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.core.entities import Occupations
from bot.core.languages import ENGLISH, Languages
from bot.core.matching.calibration import Calibration
from bot.core.matching.families import Candidate, Families
from bot.core.matching.matcher import Matcher, Scores
from bot.core.model import Decision, Entity, Guess, Intent, Kind, Understanding
from bot.core.phrases import Phrases
from bot.core.safety import Safety
from bot.core.sentences import sentences

NOTHING = ""  # the class of messages that mean nothing to the bot: it competes, and its win is a fallback

# A wrong answer costs a reader more than a needless "did you mean", which costs one tap: about one to two.
ANSWER_AT = 0.6
OFFER_AT = 0.15
OFFERED = 3
_RUNNERS_UP = 3


@dataclass(frozen=True, slots=True)
class Watch:
    """What is looked for besides the intents: alarms, other languages, occupations, talk of one's own work."""

    safety: Safety = field(default_factory=lambda: Safety({}))
    languages: Languages = field(default_factory=Languages)
    occupations: Occupations | None = None
    mine: Phrases = field(default_factory=lambda: Phrases({}))


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a message: a part of it, and the candidates with their confidence."""

    text: str
    scores: Scores
    candidates: tuple[tuple[Candidate, float], ...]

    @property
    def confidence(self) -> float:
        return self.candidates[0][1] if self.candidates else 0.0


class Understander:
    """Understands messages; holds nothing about who said them."""

    def __init__(
        self, intents: Mapping[str, Intent], matcher: Matcher, calibration: Calibration, watch: Watch | None = None
    ) -> None:
        self._intents = intents
        self._matcher = matcher
        self._calibration = calibration
        self._families = Families(matcher.intents)
        self._watch = watch or Watch()

    def understand(self, text: str, rejected: frozenset[str] = frozenset()) -> Understanding:
        """What a message means. `rejected` are intents that the person just said it was not."""
        words = self._matcher.reader.words(text)
        alert = self._watch.safety.alert(words)
        if alert:
            return self._alarm(alert)
        language = self._watch.languages.of(text, words, self._matcher.space.vocabulary)
        if not words or language != ENGLISH:
            why = f"the message is in another language: {language}" if words or language != ENGLISH else "no words"
            return Understanding(Decision.FALLBACK, None, 0.0, language=language, why=(why,))
        return self._matched(text, rejected, words)

    def _alarm(self, alert: str) -> Understanding:
        safe = next((intent.id for intent in self._intents.values() if intent.kind is Kind.SAFETY), None)
        return Understanding(Decision.SAFETY, safe, 1.0, alert=alert, why=(f"a phrase raises an alarm: {alert}",))

    def _matched(self, text: str, rejected: frozenset[str], words: list[str]) -> Understanding:
        readings = self._readings(text, rejected)
        taken = max(readings, key=lambda reading: reading.confidence)
        entities = self._watch.occupations.spot(words) if self._watch.occupations else ()
        mine = self._watch.mine.found(words) is not None
        understood = replace(self._decided(taken), entities=entities, mine=mine)
        return replace(understood, also=self._second(readings[1:], understood, entities))

    def _readings(self, text: str, rejected: frozenset[str]) -> list[Reading]:
        """The whole message, then its sentences if it has several."""
        parts = sentences(text)
        return [self._reading(part, rejected) for part in (text, *(parts if len(parts) > 1 else ()))]

    def _reading(self, text: str, rejected: frozenset[str]) -> Reading:
        scores = self._matcher.scores(text)
        if not scores.tokens:
            return Reading(text, scores, ())
        values = scores.values
        turned_down = [place for place, id_ in enumerate(self._matcher.intents) if id_ in rejected]
        values[turned_down] = -9
        found = self._families.candidates(values, _RUNNERS_UP + 1)
        weighed = [(each, self._calibration.confidence(each, scores.coverage)) for each in found if each.score > 0]
        return Reading(text, scores, tuple(weighed))

    # ------------------------------------------------------------ deciding

    def _decided(self, reading: Reading) -> Understanding:
        ids = [(self._id(candidate), confidence) for candidate, confidence in reading.candidates]
        guesses = tuple(Guess(id_, confidence) for id_, confidence in ids if id_ != NOTHING)
        why = self._why(reading)
        if not guesses or ids[0][0] == NOTHING:
            return Understanding(Decision.FALLBACK, None, 0.0, guesses[:_RUNNERS_UP], why=why)
        best, *others = guesses
        decision, offered = self._decision(best, guesses)
        return Understanding(
            decision,
            best.intent,
            best.confidence,
            tuple(others[:_RUNNERS_UP]),
            offered,
            alert="despair" if decision is Decision.SAFETY else None,
            why=(*why, f"{decision}: {best.intent} at {best.confidence:.2f}"),
        )

    def _decision(self, best: Guess, guesses: tuple[Guess, ...]) -> tuple[Decision, tuple[str, ...]]:
        if best.confidence >= ANSWER_AT:
            return _BY_KIND[self._intents[best.intent].kind], ()
        if best.confidence < OFFER_AT:
            return Decision.FALLBACK, ()
        return Decision.OFFER, tuple(guess.intent for guess in guesses[:OFFERED])

    def _id(self, candidate: Candidate) -> str:
        """The member meant, or the family itself where no member is likelier than all others together."""
        member = self._matcher.intents[candidate.member]
        sure = candidate.share > 0.5 or candidate.family not in self._intents
        return member if sure else candidate.family

    def _second(
        self, parts: list[Reading], first: Understanding, entities: tuple[Entity, ...]
    ) -> Understanding | None:
        """Another question in the same message that would be answered by itself."""
        sure = [self._decided(part) for part in parts if part.confidence >= ANSWER_AT]
        families = [(each.intent or "").partition(".")[0] for each in sure]
        own = (first.intent or "").partition(".")[0]
        if first.decision is not Decision.ANSWER or own not in families:
            return None
        others = [each for each, family in zip(sure, families, strict=True) if family != own]
        answers = [each for each in others if each.decision is Decision.ANSWER]
        return replace(answers[0], entities=entities) if answers else None

    def _why(self, reading: Reading) -> tuple[str, ...]:
        tokens = " ".join(token.word if token.stem >= 0 else f"[{token.word}]" for token in reading.scores.tokens)
        best = ", ".join(
            f"{self._id(candidate) or 'nothing'} {candidate.score:.1f} → {confidence:.2f}"
            for candidate, confidence in reading.candidates
        )
        return (f"read as: {tokens}", f"known: {reading.scores.coverage:.0%} of it", f"families: {best}")


_BY_KIND = {
    Kind.ANSWER: Decision.ANSWER,
    Kind.OUT_OF_SCOPE: Decision.OUT_OF_SCOPE,
    Kind.SAFETY: Decision.SAFETY,
}
