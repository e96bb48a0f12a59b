"""The ways to take a message, each of which returns a turn, or None when the message is nothing of the kind."""

from dataclasses import dataclass, replace

from bot.core import follow_ups, offering, remarks, screen
from bot.core.afterwards import Afterwards
from bot.core.agreeing import rejects, says_yes
from bot.core.asking import asks, wonders
from bot.core.dialogue import Choosing, Forgetting
from bot.core.languages import ENGLISH
from bot.core.meaning import is_small_talk
from bot.core.model import Action, Decision, Kind, Understanding
from bot.core.turn import Turn, without_choices

STORY = 30  # words
PERSONAL = frozenset({"i", "my", "me", "im", "i'm", "ive", "i've"})


@dataclass(frozen=True, slots=True)
class Hearing(Afterwards):
    """A turn in the making that can take words."""

    def _pending(self, text: str, heard: Understanding) -> Turn | None:
        """A "did you mean" or "delete everything?" that is still open; any other words close it."""
        words = self.knowledge.follow_ups
        match self.turn.dialogue.pending:
            case Forgetting():
                return self.does(Action("forget", ("yes" if says_yes(text, words) else "no",)))
            case Choosing(offered):
                if rejects(text, words):
                    return self.does(Action("none"))
                agreed = says_yes(text, words)
                if agreed and self._is_alarm(offered[0]):  # "ok" is no cry for help
                    return self._choosing_first(Choosing(offered))
                place = 1 if agreed else follow_ups.nth_of(text, words)
                if place is not None and -1 <= place <= len(offered):
                    return self._ask(offered[place - 1 if place > 0 else -1], None)
        return None

    def _is_alarm(self, intent: str) -> bool:
        return intent in self.knowledge.intents and self.knowledge.intents[intent].kind is Kind.SAFETY

    def _guided(self, text: str, heard: Understanding) -> Turn | None:
        guide, run = self._guide(), self.turn.dialogue.run
        if guide is None or run is None:
            return None
        action = guide.read(run, text, self._for_a_guide(heard))
        if action is not None:
            return self._moved(action) if action.verb == self._verb() else self.does(action)
        pressed = None if wonders(text) else self._pressed(text, heard, screen.buttons(guide.ask(run)))
        if pressed is not None:
            return self.does(pressed)
        vague = heard.decision is Decision.OFFER and asks(text)
        if heard.is_sure or vague or self._follow_up(text, heard) is not None:
            return None
        if text.strip().lower() in self.knowledge.commands or self._command(text) is not None:
            return None
        asked = guide.unclear(run, text)
        return self._worded_anew(asked) if asked else None

    def _for_a_guide(self, heard: Understanding) -> Understanding:
        """Small talk may well be an answer ("i love it"), and a topic ("money isnt the main reason") may be one to what
        was asked; a feeling, or what may be a cry for help, is none."""
        if heard.decision is Decision.OFFER and any(self._is_alarm(intent) for intent in heard.offered):
            return replace(heard, decision=Decision.ANSWER, confidence=1.0)
        if is_small_talk(self.knowledge, heard):
            return replace(heard, decision=Decision.FALLBACK)
        intent = self.knowledge.intents.get(heard.intent or "")
        felt = intent is None or intent.is_feeling or intent.kind is not Kind.ANSWER
        return heard if felt else replace(heard, confidence=min(heard.confidence, offering.LIKELY))

    def _command(self, text: str) -> Turn | None:
        """A command asked for in words, which are nothing else: "show me my results"."""
        asked, _ = remarks.found(self.knowledge.asked, text, self.knowledge.follow_ups.fillers, "always")
        return self.does(self.knowledge.commands[asked.does]) if asked else None

    def _on_screen(self, text: str, heard: Understanding) -> Turn | None:
        """What a button says, typed; of those further up the dialogue keeps only what they do, not what they ask."""
        shown, above = self.turn.dialogue.screen, self.turn.dialogue.above
        pressed = self._pressed(text, heard, shown) or self._pressed(text, heard, above)
        return self.does(pressed) if pressed else None

    def _pressed(self, text: str, heard: Understanding, shown: tuple[screen.Button, ...]) -> Action | None:
        pressed = screen.labelled(text, shown)
        if pressed is not None:
            return pressed
        short = screen.shortened(text, shown, self.knowledge.follow_ups.fillers, heard.is_sure)
        return short if short is not None and self._follow_up(text, heard) is None else None

    def _listened(self, text: str, heard: Understanding) -> Turn | None:
        """Right after trouble, what is neither clear nor a question is heard out: "did you mean" would be cold."""
        unclear = heard.decision in (Decision.OFFER, Decision.FALLBACK) and heard.intent is not None
        if not unclear or not self._has("next") or asks(text):
            return None
        turn = self.page("listening", {})
        rows = offering.next_rows(self.knowledge, self.turn.dialogue, heard)
        return self.with_question(replace(turn, says=(replace(turn.says[0], choices=rows),)))

    def _told(self, text: str, heard: Understanding) -> Turn | None:
        """A long story is met before it is led anywhere: what it may be about is offered, a guided talk not begun."""
        words = follow_ups.words_of(text)
        best = self.knowledge.intents.get(heard.intent or "")
        if len(words) < STORY or not PERSONAL.intersection(words) or heard.language != ENGLISH:
            return None
        if heard.is_sure and not (best and best.starts):
            return None
        near = offering.near(self.knowledge, self.turn.dialogue, heard)
        dialogue, say = offering.offer(self.knowledge, self.turn.dialogue, near, heard, response="story")
        return self.with_question(replace(self.turn, dialogue=dialogue, says=(say,)), buttons=True)

    def _understood(self, heard: Understanding) -> Turn:
        match heard.decision:
            case Decision.OFFER if offered := offering.offered(self.knowledge, self.turn.dialogue, heard):
                dialogue, say = offering.offer(self.knowledge, self.turn.dialogue, offered, heard)
                return self.with_question(replace(self.turn, dialogue=dialogue, says=(say,)), buttons=True)
            case Decision.FALLBACK | Decision.OFFER:
                dialogue, say = offering.fallback(self.knowledge, self.turn.dialogue, heard)
                return self.with_question(replace(self.turn, dialogue=dialogue, says=(say,)), buttons=True)
        turn, also = self._ask(heard.intent or "", heard), heard.also
        while also is not None and also.is_sure and turn.dialogue.run is self.turn.dialogue.run:
            second = replace(self, turn=turn)._ask(also.intent or "", also)
            turn, also = replace(second, says=(*without_choices(turn.says), *second.says)), also.also
        return self.with_question(turn)
