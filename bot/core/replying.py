"""Replies to the question that an answer ended with: a word the author listed, yes or no, a count, any short noun."""

from dataclasses import dataclass, replace

from bot.core import answer_data, expecting, offering, screen
from bot.core.agreeing import rejects, says_no, says_yes
from bot.core.dialogue import Topic, hear, occupation_of, times_heard
from bot.core.following import Following
from bot.core.model import Entity, Say, Understanding
from bot.core.tally import NONE, Tally, tally
from bot.core.turn import Turn


@dataclass(frozen=True, slots=True)
class Replying(Following):
    """A turn in the making that hears what it asked for."""

    def _replied(self, text: str, heard: Understanding) -> Turn | None:
        """A reply that the author foresaw; what a button says word for word is that button."""
        expects = expecting.expected(self.knowledge.replies, self.turn.dialogue)
        if expects is None or screen.labelled(text, self.turn.dialogue.screen) is not None:
            return None
        counted = tally(heard.words, self.knowledge.follow_ups.counting, expects.questions) if expects.counted else None
        if counted and expecting.is_fresh(self.turn.dialogue):
            return self._reply(str(expects.counted), text, heard, counted)
        target = expects.heard_in(heard) or self._agreed(text, expects)
        return self._reply(target, text, heard) if target else None

    def _agreed(self, text: str, expects: expecting.Expected) -> str | None:
        """Where a bare yes or no leads, right after the question."""
        words = self.knowledge.follow_ups
        if not expecting.is_fresh(self.turn.dialogue):
            return None
        if says_yes(text, words):
            return expects.agreed
        return expects.declined if says_no(text, words) else None

    def _taken(self, text: str, heard: Understanding) -> Turn | None:
        """Any other short thing said right after a question is an answer to it, where the author takes any."""
        expects = expecting.expected(self.knowledge.replies, self.turn.dialogue)
        if expects is None or expects.anything is None or not expecting.is_fresh(self.turn.dialogue):
            return None
        fits = expecting.is_short(heard) and not rejects(" ".join(heard.words[:1]), self.knowledge.follow_ups)
        return self._reply(expects.anything, text, heard) if fits else None

    def _reply(self, target: str, text: str, heard: Understanding, count: Tally = NONE) -> Turn | None:
        """A block of the answer's own template, or of its family's, or another intent's answer."""
        topic = self.turn.dialogue.topic
        if topic is None or topic.intent not in self.knowledge.intents:
            return None
        for response in (topic.response, topic.response.partition(".")[0]):
            if target in self.knowledge.parts.get(response, frozenset()):
                return self.with_question(self._block(topic, response, target, heard, count))
        return self._led(target, text, heard) if target in self.knowledge.intents else None

    def _block(self, topic: Topic, response: str, part: str, heard: Understanding, count: Tally) -> Turn:
        """A block said of the topic, which stays on with its next questions."""
        dialogue, intent = self.turn.dialogue, self.knowledge.intents[topic.intent]
        say = Say(
            response,
            answer_data.data(self.knowledge, dialogue, intent, topic.occupation, heard, count),
            offering.questions(self.knowledge, offering.suggested(self.knowledge, dialogue, intent)),
            part=part,
            wording=times_heard(dialogue, response, part),
        )
        return replace(self.turn, dialogue=hear(dialogue, response, part, pending=None), says=(say,))

    def _led(self, intent_id: str, text: str, heard: Understanding) -> Turn:
        """Another intent's answer; a guided talk that it opens takes the reply along as its first."""
        agreed = says_yes(text, self.knowledge.follow_ups)
        about = occupation_of(self.turn.dialogue)
        if about and not heard.named and self.knowledge.intents[intent_id].needs:
            heard = replace(heard, entities=(Entity("occupation", about, ""),))
        turn = self._ask(intent_id, None if agreed else heard)
        if agreed or turn.dialogue.run is None or turn.dialogue.run is self.turn.dialogue.run:
            return self.with_question(turn)
        talk = replace(self, turn=turn)
        guide, run = talk._guide(), turn.dialogue.run
        move = guide.read(run, text, heard) if guide else None
        return talk._moved(move) if move and move.verb == talk._verb() else turn
