"""Short messages that lean on what was just answered or offered, each tried as a turn, or None when it is none."""

from dataclasses import dataclass, replace

from bot.core import follow_ups, offering
from bot.core.acting import Acting
from bot.core.agreeing import is_eager, rejects, says_yes
from bot.core.dialogue import Choosing
from bot.core.meaning import is_small_talk
from bot.core.model import Action, Decision, Kind, Understanding
from bot.core.sentences import sentences
from bot.core.turn import Turn

SHORT = 5  # words; "is a nurse one?" leans on the topic, a longer message speaks for itself


@dataclass(frozen=True, slots=True)
class Following(Acting):
    """A turn in the making that can follow up on the one before."""

    def _follow_up(self, text: str, heard: Understanding) -> follow_ups.FollowUp | None:
        """The follow-up that the message is, or that it opens with: "and me? i sweep floors"."""
        topic = self.turn.dialogue.topic
        family = (
            self.knowledge.intents[topic.intent].family if topic and topic.intent in self.knowledge.intents else None
        )
        found = follow_ups.read(text, self.knowledge.follow_ups, family, heard.entities)
        tells_own = heard.mine and bool(heard.named)
        if found is not None or (heard.is_sure and not tells_own):
            return found
        opening = follow_ups.read(next(iter(sentences(text)), ""), self.knowledge.follow_ups, family, ())
        return opening if isinstance(opening, follow_ups.Ask) else None

    def _followed(self, text: str, heard: Understanding) -> Turn | None:
        match self._follow_up(text, heard):
            case follow_ups.Ask(intent) if intent in self.knowledge.intents:
                return self.with_question(self._ask(intent, heard))
            case follow_ups.Part(name, str(intent)) if intent in self.knowledge.intents:
                return self.with_question(self._ask(intent, heard, name))
            case None | follow_ups.Ask():
                return None
            case found:
                return self._leaning(found, heard)

    def _leaning(self, found: follow_ups.FollowUp, heard: Understanding) -> Turn | None:
        """What means something only with the topic, or with what was just offered."""
        pending, topic = self.turn.dialogue.pending, self.turn.dialogue.topic
        if isinstance(pending, Choosing) and isinstance(found, follow_ups.Part):
            own = found.part == "next" and heard.is_sure
            return None if own else self._choosing_first(pending)
        if topic is None or topic.intent not in self.knowledge.intents:
            return self._without_topic(found, heard)
        match found:
            case follow_ups.Part("next") if not self._has("next"):
                return self._what_next(heard)
            case follow_ups.Part("verdict" | "bad" as part) if heard.is_sure and not self._has(part):
                return None
            case follow_ups.Part("source") if heard.is_sure and not self._has("source"):
                return None
            case follow_ups.Part(name):
                return self._reaction(name) or self.with_question(self._part(name))
            case follow_ups.Same():
                return self.with_question(self._ask(self._about_named(topic.intent, heard.mine), heard))
            case follow_ups.Nth(n) if topic.items and -1 <= n <= len(topic.items):
                return self.with_question(self._ask(topic.items[n - 1 if n > 0 else n], heard))
            case follow_ups.Nth(n):
                return self._nth_on_screen(n)
        return None

    def _without_topic(self, found: follow_ups.FollowUp, heard: Understanding) -> Turn | None:
        """ "What about nursing?" can begin a talk, "why?" cannot; "an example?" is no request for a sample CV."""
        if isinstance(found, follow_ups.Part) and (reaction := self._reaction(found.part)):
            return reaction
        named = self.knowledge.follow_ups.named
        if isinstance(found, follow_ups.Same) and named in self.knowledge.intents:
            return self.with_question(self._ask(str(named), heard))
        if isinstance(found, follow_ups.Nth) and self.turn.dialogue.screen:
            return self._nth_on_screen(found.n)
        own = heard.decision is Decision.ANSWER and not is_small_talk(self.knowledge, heard)
        return None if own else self.with_question(self.page("nothing_to_follow", {}))

    def _choosing_first(self, pending: Choosing) -> Turn:
        """ "Why?" right after a "did you mean": there is no answer yet that it could be about, so ask again."""
        turn = self.page("offer_first", {})
        say = replace(turn.says[0], choices=offering.offer_rows(self.knowledge, pending.offered))
        return self.with_question(replace(turn, says=(say,)), buttons=True)

    def _has(self, part: str) -> bool:
        topic = self.turn.dialogue.topic
        return topic is not None and part in self.knowledge.parts.get(topic.response, frozenset())

    def _reaction(self, part: str) -> Turn | None:
        """A page for "hmm" or "thats sad", where the answer has no part for it."""
        page, intent = f"react_{part}", offering.topic_of(self.knowledge, self.turn.dialogue)
        if self._has(part) or page not in self.knowledge.parts:
            return None
        turn = self.page(page, {})
        next_ = offering.suggested(self.knowledge, self.turn.dialogue, intent) if intent else ()
        choices = offering.questions(self.knowledge, next_)
        return self.with_question(replace(turn, says=(replace(turn.says[0], choices=choices),)))

    def _what_next(self, heard: Understanding) -> Turn:
        """ "What now?" after an answer without a next step: its next questions, and what the words mean."""
        turn = self.page("what_next", {})
        rows = offering.next_rows(self.knowledge, self.turn.dialogue, heard)
        return self.with_question(replace(turn, says=(replace(turn.says[0], choices=rows),)))

    def _nth_on_screen(self, n: int) -> Turn | None:
        shown = self.turn.dialogue.screen
        return self.does(Action.parse(shown[n - 1 if n > 0 else n][1])) if -1 <= n <= len(shown) and shown else None

    def _about_topic(self, text: str, heard: Understanding) -> Turn | None:
        """An unsure guess whose best is the topic, said with an "it", is about the topic: no need to ask back."""
        topic, best = self.turn.dialogue.topic, heard.offered[:1]
        if topic is None or heard.is_sure or not follow_ups.refers(text, self.knowledge.follow_ups):
            return None
        if best == (topic.intent,):
            return self.with_question(self._ask(topic.intent, heard))
        named = self.knowledge.follow_ups.named
        if named not in self.knowledge.intents or len(heard.named) != 1 or len(follow_ups.words_of(text)) > SHORT:
            return None
        return self.with_question(self._ask(str(named), heard))

    def _about_named(self, intent: str, mine: bool) -> str:
        """The question that is asked of an occupation named in passing: the topic's own, where it is one of those."""
        own, named = self.knowledge.follow_ups.own, self.knowledge.follow_ups.named or intent
        if mine and own in self.knowledge.intents:
            return str(own)
        return named if named in self.knowledge.intents and not self.knowledge.intents[intent].needs else intent

    def _yes_or_no(self, text: str, heard: Understanding) -> Turn | None:
        """A bare yes to the question that an answer ended with takes its first suggestion; a bare no is fine too."""
        topic, words = self.turn.dialogue.topic, self.knowledge.follow_ups
        intent = self.knowledge.intents.get(heard.intent or "")
        chat = heard.is_sure and intent is not None and intent.kind is Kind.SMALL_TALK
        if rejects(text, words) and not chat:
            return self.with_question(self.page("as_you_like", {}))
        if topic is None or topic.intent not in self.knowledge.intents:
            return None
        agrees = is_eager(text, words) or (says_yes(text, words) and not heard.is_sure)
        next_ = offering.suggested(self.knowledge, self.turn.dialogue, self.knowledge.intents[topic.intent])
        return self.with_question(self._ask(next_[0], None)) if next_ and agrees else None
