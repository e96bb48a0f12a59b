"""The ways to take a message, each of which returns a turn, or None when the message is nothing of the kind."""

from dataclasses import dataclass, replace

from bot.core import answering, follow_ups, screen
from bot.core.acting import Acting
from bot.core.dialogue import Choosing, Forgetting, hear, times_heard
from bot.core.languages import ENGLISH
from bot.core.model import Action, Decision, Kind, Say, Understanding
from bot.core.sentences import sentences
from bot.core.turn import Turn, without_choices

STORY = 30  # words
PERSONAL = frozenset({"i", "my", "me", "im", "i'm", "ive", "i've"})
OPENING = frozenset({"can", "could", "should", "would", "will", "is", "are", "am", "do", "does", "did"})
ASKING = frozenset({"what", "whats", "what's", "why", "how", "who", "which", "tell", "explain"})
AFTER = 2  # responses; so long an alarm lasts for what is not understood
SHORT = 5  # words; "is a nurse one?" leans on the topic, a longer message speaks for itself


@dataclass(frozen=True, slots=True)
class Hearing(Acting):
    """A turn in the making that can take words."""

    def _pending(self, text: str, heard: Understanding) -> Turn | None:
        """A "did you mean" or "delete everything?" that is still open; any other words close it."""
        words = self.knowledge.follow_ups
        match self.turn.dialogue.pending:
            case Forgetting():
                return self.does(Action("forget", ("yes" if follow_ups.says_yes(text, words) else "no",)))
            case Choosing(offered):
                if follow_ups.says_no(text, words):
                    return self.does(Action("none"))
                agreed = follow_ups.says_yes(text, words)
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
        action = guide.read(run, text, heard)
        if action is not None:
            return self._stepped(guide.move(run, action, self.turn.profile, self.moment))
        pressed = None if _wonders(text) else self._pressed(text, heard, screen.buttons(guide.ask(run)))
        if pressed is not None:
            return self.does(pressed)
        asks = heard.decision is Decision.OFFER and _asks(text)
        if answering.is_sure(heard) or asks or self._follow_up(text, heard) is not None:
            return None
        if text.strip().lower() in self.knowledge.commands:
            return None
        asked = guide.unclear(run, text)
        return self._worded_anew(asked) if asked else None

    def _worded_anew(self, says: tuple[Say, ...]) -> Turn:
        """What a guide says, its first message worded differently each time."""
        first, dialogue = says[0], self.turn.dialogue
        first = replace(first, wording=times_heard(dialogue, first.response))
        return replace(self.turn, dialogue=hear(dialogue, first.response), says=(first, *says[1:]))

    def _after_alarm(self, text: str, heard: Understanding) -> Turn | None:
        """Right after an alarm, what is no clear question of its own gets a word for the person, and no menu."""
        alarms = [response.startswith("crisis_") for response, _ in self.turn.dialogue.heard[-AFTER:]]
        troubled = any(alarms[-1:]) and follow_ups.is_troubled(text, self.knowledge.follow_ups)
        if not any(alarms) or (answering.is_sure(heard) and not troubled):
            return None
        return self.page("crisis_after", {"helplines": self.knowledge.helplines})

    def _on_screen(self, text: str, heard: Understanding) -> Turn | None:
        """What a button says, typed; of those further up only what they do counts, not what they ask."""
        shown, above = self.turn.dialogue.screen, self.turn.dialogue.above
        pressed = self._pressed(text, heard, shown) or self._pressed(text, heard, screen.doing(above))
        return self.does(pressed) if pressed else None

    def _pressed(self, text: str, heard: Understanding, shown: tuple[screen.Button, ...]) -> Action | None:
        pressed = screen.labelled(text, shown)
        if pressed is not None or self._follow_up(text, heard) is not None:
            return pressed
        return screen.shortened(text, shown, self.knowledge.follow_ups.fillers, answering.is_sure(heard))

    def _follow_up(self, text: str, heard: Understanding) -> follow_ups.FollowUp | None:
        """The follow-up that the message is, or that it opens with: "and me? i sweep floors"."""
        topic = self.turn.dialogue.topic
        family = (
            self.knowledge.intents[topic.intent].family if topic and topic.intent in self.knowledge.intents else None
        )
        found = follow_ups.read(text, self.knowledge.follow_ups, family, heard.entities)
        tells_own = heard.mine and any(each.kind == "occupation" for each in heard.entities)
        if found is not None or (answering.is_sure(heard) and not tells_own):
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
            own = found.part == "next" and answering.is_sure(heard)
            return None if own else self._choosing_first(pending)
        if topic is None or topic.intent not in self.knowledge.intents:
            return self._without_topic(found, heard)
        match found:
            case follow_ups.Part("next") if not self._has("next"):
                return self._what_next(heard)
            case follow_ups.Part("source") if answering.is_sure(heard) and not self._has("source"):
                return None
            case follow_ups.Part(name):
                return self.with_question(self._part(name))
            case follow_ups.Same():
                return self.with_question(self._ask(self._about_named(topic.intent, heard.mine), heard))
            case follow_ups.Nth(n) if topic.items and -1 <= n <= len(topic.items):
                return self.with_question(self._ask(topic.items[n - 1 if n > 0 else n], heard))
            case follow_ups.Nth(n):
                return self._nth_on_screen(n)
        return None

    def _has(self, part: str) -> bool:
        topic = self.turn.dialogue.topic
        return topic is not None and part in self.knowledge.parts.get(topic.response, frozenset())

    def _what_next(self, heard: Understanding) -> Turn:
        """ "What now?" after an answer without a next step: its next questions, and what the words mean."""
        turn = self.page("what_next", {})
        rows = answering.next_rows(self.knowledge, self.turn.dialogue, heard)
        return self.with_question(replace(turn, says=(replace(turn.says[0], choices=rows),)))

    def _nth_on_screen(self, n: int) -> Turn | None:
        shown = self.turn.dialogue.screen
        return self.does(Action.parse(shown[n - 1 if n > 0 else n][1])) if -1 <= n <= len(shown) and shown else None

    def _without_topic(self, found: follow_ups.FollowUp, heard: Understanding) -> Turn | None:
        """ "What about nursing?" can begin a talk, "why?" cannot; "an example?" is no request for a sample CV."""
        named = self.knowledge.follow_ups.named
        if isinstance(found, follow_ups.Same) and named in self.knowledge.intents:
            return self.with_question(self._ask(str(named), heard))
        if isinstance(found, follow_ups.Nth) and self.turn.dialogue.screen:
            return self._nth_on_screen(found.n)
        return None if heard.decision is Decision.ANSWER else self.with_question(self.page("nothing_to_follow", {}))

    def _choosing_first(self, pending: Choosing) -> Turn:
        """ "Why?" right after a "did you mean": there is no answer yet that it could be about, so ask again."""
        turn = self.page("offer_first", {})
        say = replace(turn.says[0], choices=answering.offer_rows(self.knowledge, pending.offered))
        return self.with_question(replace(turn, says=(say,)), buttons=True)

    def _about_topic(self, text: str, heard: Understanding) -> Turn | None:
        """An unsure guess whose best is the topic, said with an "it", is about the topic: no need to ask back."""
        topic, best = self.turn.dialogue.topic, heard.offered[:1]
        if topic is None or answering.is_sure(heard) or not follow_ups.refers(text, self.knowledge.follow_ups):
            return None
        if best == (topic.intent,):
            return self.with_question(self._ask(topic.intent, heard))
        named, jobs = self.knowledge.follow_ups.named, [each for each in heard.entities if each.kind == "occupation"]
        if named not in self.knowledge.intents or len(jobs) != 1 or len(follow_ups.words_of(text)) > SHORT:
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
        if not answering.is_sure(heard) and follow_ups.says_no(text, words):
            return self.with_question(self.page("as_you_like", {}))
        if topic is None or topic.intent not in self.knowledge.intents or answering.is_sure(heard):
            return None
        next_ = answering.suggested(self.knowledge, self.turn.dialogue, self.knowledge.intents[topic.intent])
        return self.with_question(self._ask(next_[0], None)) if next_ and follow_ups.says_yes(text, words) else None

    def _listened(self, text: str, heard: Understanding) -> Turn | None:
        """Right after trouble, what is neither clear nor a question is heard out: "did you mean" would be cold."""
        unclear = heard.decision in (Decision.OFFER, Decision.FALLBACK) and heard.intent is not None
        if not unclear or not self._has("next") or _asks(text):
            return None
        turn = self.page("listening", {})
        rows = answering.next_rows(self.knowledge, self.turn.dialogue, heard)
        return self.with_question(replace(turn, says=(replace(turn.says[0], choices=rows),)))

    def _told(self, text: str, heard: Understanding) -> Turn | None:
        """A long story is met before it is led anywhere: what it may be about is offered, a guided talk not begun."""
        words = follow_ups.words_of(text)
        best = self.knowledge.intents.get(heard.intent or "")
        if len(words) < STORY or not PERSONAL.intersection(words) or heard.language != ENGLISH:
            return None
        if answering.is_sure(heard) and not (best and best.starts):
            return None
        near = answering.near(self.knowledge, heard)
        dialogue, say = answering.offer(self.knowledge, self.turn.dialogue, near, heard, response="story")
        return self.with_question(replace(self.turn, dialogue=dialogue, says=(say,)), buttons=True)

    def _understood(self, heard: Understanding) -> Turn:
        match heard.decision:
            case Decision.OFFER if offered := answering.offered(self.knowledge, heard):
                dialogue, say = answering.offer(self.knowledge, self.turn.dialogue, offered, heard)
                return self.with_question(replace(self.turn, dialogue=dialogue, says=(say,)), buttons=True)
            case Decision.FALLBACK | Decision.OFFER:
                dialogue, say = answering.fallback(self.knowledge, self.turn.dialogue, heard)
                return self.with_question(replace(self.turn, dialogue=dialogue, says=(say,)), buttons=True)
        turn, also = self._ask(heard.intent or "", heard), heard.also
        while also is not None and answering.is_sure(also) and turn.dialogue.run is self.turn.dialogue.run:
            second = replace(self, turn=turn)._ask(also.intent or "", also)
            turn, also = replace(second, says=(*without_choices(turn.says), *second.says)), also.also
        return self.with_question(turn)


def _asks(text: str) -> bool:
    """Whether the message looks like a question, with or without its mark."""
    return "?" in text or _wonders(text) or not OPENING.isdisjoint(follow_ups.words_of(text)[:1])


def _wonders(text: str) -> bool:
    """Whether it has a word that asks for more than a yes: "what does 3 mean", but not "can i skip"."""
    return not ASKING.isdisjoint(follow_ups.words_of(text))
