"""From a message to an `Understanding`: alarms, language, the matcher's guess, and what to do with it.

What is sure enough is answered, what is likely enough is offered, and of anything else the bot says that it
did not understand. Both thresholds come with the calibration, from the authors' own examples, so they fit
any content.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from bot.core.entities import Occupations
from bot.core.languages import ENGLISH, Languages
from bot.core.matching.calibration import Calibration
from bot.core.matching.families import NOTHING, Candidate, Families
from bot.core.matching.matcher import Matcher, Scores
from bot.core.matching.words import MAX_CHARACTERS
from bot.core.model import Decision, Guess, Intent, Kind, Understanding
from bot.core.phrases import Phrases
from bot.core.safety import Safety
from bot.core.sentences import sentences

OFFERED = 3
_RUNNERS_UP = 3
_GREETING_WORDS = 2
_OCCUPATION = "occupation"
_PART_WEIGHT = np.float32(0.3)
_TURNED_DOWN = -9.0  # log-odds that nothing outweighs


@dataclass(frozen=True, slots=True)
class Watch:
    """What is looked for besides the intents: alarms, other languages, occupations, talk of one's own work."""

    safety: Safety = field(default_factory=lambda: Safety({}))
    languages: Languages = field(default_factory=Languages)
    occupations: Occupations | None = None
    mine: Phrases = field(default_factory=lambda: Phrases({}))


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a message or a part of it: its scores, and the candidates with their confidence."""

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
        text = text[:MAX_CHARACTERS]
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
        parts = sentences(text)
        split = [self._matcher.scores(part) for part in parts] if len(parts) > 1 else []
        whole = _together(self._matcher.scores_of(words), split)
        first = self._decided(self._reading(whole, rejected))
        heard = [self._decided(self._reading(part, rejected)) for part in split]
        if first.decision is Decision.OFFER:
            first = next(filter(_sure, heard), None) or self._after_a_greeting(words, rejected) or first
        entities = self._watch.occupations.spot(words) if self._watch.occupations else ()
        mine = self._watch.mine.found(words) is not None
        also = _second(first, heard)
        if also is not None:
            also = replace(also, entities=entities, mine=mine)
        understood = replace(first, entities=entities, mine=mine, also=also)
        return self._bare(understood, words)

    def _after_a_greeting(self, words: list[str], rejected: frozenset[str]) -> Understanding | None:
        """ "hello what is a job": two things without a full stop between, the first an example of a word or two."""
        for length in range(1, min(_GREETING_WORDS, len(words) - 2) + 1):
            if self._matcher.is_example(words[:length]):
                tail = self._decided(self._reading(self._matcher.scores_of(words[length:]), rejected))
                if _sure(tail):
                    return tail
        return None

    def _bare(self, understood: Understanding, words: list[str]) -> Understanding:
        """Nothing but an occupation: what is asked about it is for the person to choose."""
        about = [entity for entity in understood.entities if entity.text == " ".join(words)]
        asked = tuple(intent.id for intent in self._intents.values() if intent.needs == _OCCUPATION)[:OFFERED]
        if not about or len(asked) < 2 or understood.decision is Decision.ANSWER:
            return understood
        return replace(understood, decision=Decision.OFFER, offered=asked)

    def _reading(self, scores: Scores, rejected: frozenset[str]) -> Reading:
        values = scores.values
        if rejected:
            values[[place for place, id_ in enumerate(self._matcher.intents) if id_ in rejected]] = _TURNED_DOWN
        found = self._families.candidates(values, _RUNNERS_UP + 1) if scores.tokens else []
        weighed = [(each, self._calibration.confidence(each, scores.coverage)) for each in found if each.score > 0]
        return Reading(scores, tuple(weighed))

    # ------------------------------------------------------------ deciding

    def _decided(self, reading: Reading) -> Understanding:
        ids = [(self._id(candidate), confidence) for candidate, confidence in reading.candidates]
        guesses = tuple(Guess(id_, confidence) for id_, confidence in ids if id_ != NOTHING)
        why = self._why(reading)
        if not guesses:
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
        decision = _BY_KIND[self._intents[best.intent].kind]
        # An honest no with a way back does less harm than an answer nobody asked for: likelier than not is enough.
        enough = min(self._calibration.answer, 0.5) if decision is Decision.OUT_OF_SCOPE else self._calibration.answer
        if best.confidence >= enough:
            return decision, ()
        if best.confidence < self._calibration.offer:
            return Decision.FALLBACK, ()
        return Decision.OFFER, tuple(guess.intent for guess in guesses[:OFFERED])

    def _id(self, candidate: Candidate) -> str:
        """The member meant, or the family itself where no member is likelier than all others together."""
        member = self._matcher.intents[candidate.member]
        sure = candidate.share > 0.5 or candidate.family not in self._intents
        return member if sure else candidate.family

    def _why(self, reading: Reading) -> tuple[str, ...]:
        tokens = " ".join(token.word if token.stem >= 0 else f"[{token.word}]" for token in reading.scores.tokens)
        best = ", ".join(
            f"{self._id(candidate) or 'nothing'} {candidate.score:.1f} → {confidence:.2f}"
            for candidate, confidence in reading.candidates
        )
        return (f"read as: {tokens}", f"known: {reading.scores.coverage:.0%} of it", f"families: {best}")


def _sure(understood: Understanding) -> bool:
    return understood.decision is Decision.ANSWER


def _second(first: Understanding, parts: list[Understanding]) -> Understanding | None:
    """Another question in the same message, where one part asks the first and another part surely asks it."""
    answers = [part for part in parts if _sure(part)]
    others = [part for part in answers if _family(part) != _family(first)]
    return others[0] if others and _sure(first) and len(others) < len(answers) else None


def _family(understood: Understanding) -> str:
    return (understood.intent or "").partition(".")[0]


def _together(whole: Scores, parts: list[Scores]) -> Scores:
    """A long message is about what it is about as a whole, and about what one of its sentences says clearly."""
    if not whole.tokens:
        return whole
    values = whole.values + _PART_WEIGHT * sum(
        (part.values * np.float32(part.coverage) for part in parts), np.float32(0)
    )
    return whole._replace(values=values)


_BY_KIND = {
    Kind.ANSWER: Decision.ANSWER,
    Kind.SMALL_TALK: Decision.ANSWER,
    Kind.OUT_OF_SCOPE: Decision.OUT_OF_SCOPE,
    Kind.SAFETY: Decision.SAFETY,
}
