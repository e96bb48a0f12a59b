"""While an alarm is on: people first. What a message does to the alarm, and what is met without a menu or a joke."""

from dataclasses import dataclass, replace

from bot.core import alarm
from bot.core.asking import asks
from bot.core.deciding import SURE
from bot.core.dialogue import hear, is_last, times_heard
from bot.core.leading import Leading
from bot.core.meaning import is_small_talk
from bot.core.model import CRISIS, Kind, Say, Understanding
from bot.core.turn import Turn


@dataclass(frozen=True, slots=True)
class Caring(Leading):
    """A turn in the making that can stay with a person."""

    def _alarmed(self, text: str, heard: Understanding) -> Turn | None:
        """What raises, deepens or ends an alarm."""
        care = alarm.care(self.knowledge.alarms, self.turn.dialogue.alarm, heard)
        return self._cared(care) if care else None

    def _stayed(self, text: str, heard: Understanding) -> Turn | None:
        """With an alarm on, only a plain question about work leads on; everything else gets a word for the person."""
        on = self.turn.dialogue.alarm
        if on is None or self._is_plain(text, heard) or (self._is_work(text, heard) and not self._is_gravest(on)):
            return None
        return self._cared(alarm.staying(on, polite=is_small_talk(self.knowledge, heard)))

    def _cared(self, care: alarm.Care) -> Turn:
        """People first: what runs is paused, not lost, and nothing invites back to it for now."""
        paused, response = self._paused(), CRISIS + care.kind
        part = care.part if self._can_say(response, care.part) else alarm.AFTER
        say = Say(
            response,
            {"helplines": self.knowledge.helplines, "at_work": self._tells_work()},
            part=part,
            wording=times_heard(paused, response, part),
        )
        dialogue = hear(paused, response, part, pending=None, topic=None, screen=(), alarm=care.on)
        return replace(self.turn, dialogue=dialogue, says=(say,))

    def _can_say(self, response: str, part: str) -> bool:
        """Whether the template has the part, and it was not the last thing said: nobody in trouble reads it twice."""
        if part in ("answer", alarm.AFTER, alarm.HERE):
            return True
        has = part in self.knowledge.parts.get(response, ())
        return has and not is_last(self.turn.dialogue, response, part)

    def _is_plain(self, text: str, heard: Understanding) -> bool:
        """Whether the message surely asks something that the bot is for. What is only said must be about work beyond
        doubt: "my wife left me" and "i am a nurse" are told because of the trouble."""
        intent = self.knowledge.intents.get(heard.intent or "")
        if intent is None or not heard.is_sure or intent.kind is Kind.SMALL_TALK:
            return False
        if intent.family in self.knowledge.alarms.chat:
            return False
        told = intent.kind is Kind.ANSWER and not intent.sad and heard.confidence >= SURE and not self._tells_work()
        return told or asks(text)

    def _is_work(self, text: str, heard: Understanding) -> bool:
        """Whether an unsure question names some work, or a word for it."""
        subjects = self.knowledge.follow_ups.subject_of
        named = bool(heard.entities) or any(subjects.exactly(word) for word in heard.words)
        return named and asks(text)

    def _tells_work(self) -> bool:
        """Whether the message names the work that wears the person out."""
        heard = self.turn.understood
        return heard is not None and (bool(heard.named) or self.knowledge.own_work.told(heard) is not None)

    def _is_gravest(self, kind: str) -> bool:
        return self.knowledge.alarms.is_gravest(kind)
