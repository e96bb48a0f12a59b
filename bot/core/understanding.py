"""From a message to an `Understanding`: alarms first, then the language, then what it asks, whole and by sentences."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from sys import intern

import numpy as np

from bot.core.asking import asks
from bot.core.deciding import OFFERED, SURE, Decider
from bot.core.entities import Occupations
from bot.core.languages import ENGLISH, Languages
from bot.core.matching.calibration import Calibration
from bot.core.matching.matcher import Matcher, Scores
from bot.core.matching.words import MAX_CHARACTERS
from bot.core.model import Decision, Guess, Intent, Kind, Understanding
from bot.core.phrases import Phrases
from bot.core.safety import Alert, Safety
from bot.core.sentences import sentences

CAPITALS = re.compile(r"\b[A-Z]{2,4}\b")
_GREETING_WORDS = 2
_OCCUPATION = "occupation"
_CONSIDERED = 0.05  # confidence
_PART_WEIGHT = np.float32(0.3)


@dataclass(frozen=True, slots=True)
class Watch:
    """What is looked for besides the intents: alarms, other languages, occupations, talk of one's own work, and what
    short forms in capitals stand for."""

    safety: Safety = field(default_factory=lambda: Safety({}))
    languages: Languages = field(default_factory=Languages)
    occupations: Occupations | None = None
    mine: Phrases = field(default_factory=lambda: Phrases({}))
    capitals: Mapping[str, str] = field(default_factory=dict)


class Understander:
    """Understands messages; holds nothing about who said them. `reasons` says whether anybody reads `why`."""

    def __init__(
        self,
        intents: Mapping[str, Intent],
        matcher: Matcher,
        calibration: Calibration,
        watch: Watch | None = None,
        reasons: bool = True,
    ) -> None:
        self._intents = intents
        self._matcher = matcher
        self._decided = Decider(intents, matcher.intents, calibration, reasons).decided
        self._watch = watch or Watch()
        # what is asked about a bare occupation
        self._asked = tuple(intent.id for intent in intents.values() if intent.needs == _OCCUPATION)[:OFFERED]

    def understand(self, text: str, rejected: frozenset[str] = frozenset(), language: str = ENGLISH) -> Understanding:
        """What a message means. `rejected` are intents that the person just said it was not, `language` is that of
        their last message."""
        return replace(self._heard(text, rejected, language), question=asks(text))

    def _heard(self, text: str, rejected: frozenset[str], language: str) -> Understanding:
        text = self._spelt_out(text[:MAX_CHARACTERS])
        words = self._matcher.reader.words(text)
        alert = self._watch.safety.alert(words)
        language = self._watch.languages.of(text, words, self._matcher.space.vocabulary, language)
        if alert:
            return self._told(self._alarm(alert), words)
        if not words or language != ENGLISH:
            why = f"the message is in another language: {language}" if words or language != ENGLISH else "no words"
            return Understanding(Decision.FALLBACK, None, 0.0, language=language, words=tuple(words), why=(why,))
        return self._bare(self._told(self._matched(text, rejected, words), words), words)

    def _spelt_out(self, text: str) -> str:
        """ "IT" is information technology, and "it" is not: capitals count where not everything is in capitals."""
        capitals = self._watch.capitals
        if not capitals or text == text.upper():
            return text
        return CAPITALS.sub(lambda found: capitals.get(found[0], found[0]), text)

    def _told(self, understood: Understanding, words: list[str]) -> Understanding:
        """With what the message names besides: occupations, and the person's own work."""
        intent = self._intents.get(understood.intent or "")
        asked = intent is not None and _OCCUPATION in (intent.needs, intent.unless)
        entities = self._watch.occupations.spot(words, asked) if self._watch.occupations else ()
        if intent is not None and intent.unless and entities and intent.family in self._intents:
            understood = replace(understood, intent=intent.family)
        mine = self._watch.mine.found(words) is not None
        also = understood.also and replace(understood.also, entities=entities, mine=mine)
        return replace(understood, entities=entities, mine=mine, also=also, words=tuple(map(intern, words)))

    def _alarm(self, alert: Alert) -> Understanding:
        safe = next((intent.id for intent in self._intents.values() if intent.kind is Kind.SAFETY), None)
        why = f"a phrase {'denies' if alert.denied else 'raises'} an alarm: {alert.kind}"
        return Understanding(Decision.SAFETY, safe, 1.0, alert=alert.kind, denied=alert.denied, why=(why,))

    def _matched(self, text: str, rejected: frozenset[str], words: list[str]) -> Understanding:
        parts = sentences(text)
        split = [self._matcher.scores(part) for part in parts] if len(parts) > 1 else []
        whole = _together(self._matcher.scores_of(words), split)
        first = self._decided(whole, rejected)
        heard = [self._decided(part, rejected) for part in split]
        alarming = next((part for part in heard if _alarms(part, whole=first)), None)
        if alarming is not None:
            return alarming
        if first.decision in (Decision.OFFER, Decision.FALLBACK):
            first = next(filter(_sure, heard), None) or self._after_a_greeting(words, rejected) or first
        first = _unblended(first, heard)
        return replace(first, also=_second(first, heard))

    def _after_a_greeting(self, words: list[str], rejected: frozenset[str]) -> Understanding | None:
        """ "hello what is a job": two things without a full stop between, the first an example of a word or two."""
        for length in range(1, min(_GREETING_WORDS, len(words) - 2) + 1):
            if self._matcher.is_example(words[:length]):
                tail = self._decided(self._matcher.scores_of(words[length:]), rejected)
                if _sure(tail):
                    return tail
        return None

    def _bare(self, understood: Understanding, words: list[str]) -> Understanding:
        """Nothing but an occupation: what is asked about it is for the person to choose, unless an example says so. Its
        words alone mislead: a family doctor is no family trouble."""
        about = understood.entities and any(entity.text == " ".join(words) for entity in understood.entities)
        if not about or len(self._asked) < 2 or (_sure(understood) and self._matcher.is_example(words)):
            return understood
        return replace(understood, decision=Decision.OFFER, offered=self._asked)


def _sure(understood: Understanding) -> bool:
    return understood.decision is Decision.ANSWER


def _alarms(part: Understanding, whole: Understanding) -> bool:
    """Whether a sentence alarms by itself: beyond doubt, and the whole message may mean it too. A calm story of many
    sentences has nearly always one that would alarm alone ("I don't want more")."""
    if part.decision is not Decision.SAFETY or part.confidence < SURE:
        return False
    considered = (Guess(whole.intent or "", whole.confidence), *whole.runners_up)
    return any(_family(part) == _family(each) for each in considered if each.confidence >= _CONSIDERED)


def _unblended(whole: Understanding, parts: list[Understanding]) -> Understanding:
    """The whole, or its first part where parts ask different things for certain: "what is an occupation and should i
    quit" is no question about occupations and jobs."""
    certain = [part for part in parts if _sure(part) and part.confidence >= SURE]
    families = {_family(part) for part in certain}
    blended = len(families) > 1 and _family(whole) not in families and whole.decision is not Decision.SAFETY
    return certain[0] if blended else whole


def _second(first: Understanding, parts: list[Understanding]) -> Understanding | None:
    """Another question in the same message, where one part asks the first and another part asks it for certain."""
    answers = [part for part in parts if _sure(part)]
    others = [part for part in answers if _family(part) != _family(first) and part.confidence >= SURE]
    return others[0] if others and _sure(first) and len(others) < len(answers) else None


def _family(understood: Understanding | Guess) -> str:
    return (understood.intent or "").partition(".")[0]


def _together(whole: Scores, parts: list[Scores]) -> Scores:
    """A long message is about what it is about as a whole, and about what one of its sentences says clearly."""
    if not whole.tokens or not parts:
        return whole
    values = whole.values + _PART_WEIGHT * sum(
        (part.values * np.float32(part.coverage) for part in parts), np.float32(0)
    )
    return whole._replace(values=values)
