"""What is said about the end that a guided conversation came to: "so is it a career or not", "why is Building low"."""

from dataclasses import dataclass, replace

from bot.core.dialogue import hear, times_heard
from bot.core.guide import Past
from bot.core.model import Action, Say, Understanding
from bot.core.replying import Replying
from bot.core.turn import Turn


@dataclass(frozen=True, slots=True)
class Afterwards(Replying):
    """A turn in the making that remembers the guided conversation that is over."""

    def _afterwards(self, text: str) -> Turn | None:
        """What is said about the result that a guided conversation has just come to."""
        topic = self.turn.dialogue.topic
        return self._of_the_end(text, topic.guide, "topic") if topic else None

    def _long_afterwards(self, text: str, heard: Understanding) -> Turn | None:
        """The same when the talk has turned to something else."""
        return self._of_the_end(text, self.turn.dialogue.ended, "elsewhere" if heard.is_sure else "earlier")

    def _of_the_end(self, text: str, name: str | None, past: Past) -> Turn | None:
        guide = self.knowledge.guides.get(name or "")
        if name is None or guide is None or guide is self._guide():
            return None
        match guide.after(self.turn.profile, text, past):
            case None:
                return None
            case Action() as action:
                return self.does(action)
            case says:
                turn = self._worded_anew(says)
                return self.with_question(replace(turn, dialogue=replace(turn.dialogue, topic=self._guide_topic(name))))

    def _worded_anew(self, says: tuple[Say, ...]) -> Turn:
        """What a guide says, its first message worded differently each time."""
        first, dialogue = says[0], self.turn.dialogue
        first = replace(first, wording=times_heard(dialogue, first.response))
        return replace(self.turn, dialogue=hear(dialogue, first.response), says=(first, *says[1:]))
