"""What a button does, and what an intent leads to: an answer, a part of it, a guided conversation, people first."""

from dataclasses import dataclass, replace

from bot.core import account, answering
from bot.core.alarm import Care
from bot.core.caring import Caring
from bot.core.dialogue import Choosing
from bot.core.model import Action, Kind, Understanding
from bot.core.turn import Turn


@dataclass(frozen=True, slots=True)
class Acting(Caring):
    """A turn in the making that can act."""

    def _ask(self, intent_id: str, heard: Understanding | None, part: str = "answer") -> Turn:
        """The answer of an intent, or the guided conversation that it opens."""
        intent = self.knowledge.intents[intent_id]
        if intent.kind is Kind.SAFETY:
            return self._cared(Care(intent.alarm, "answer", intent.alarm))
        if intent.starts is not None and intent.starts in self.knowledge.guides:
            return self._start(intent.starts, {})
        dialogue, say = answering.answer(self.knowledge, self.turn.dialogue, intent_id, heard)
        turn = replace(self.turn, dialogue=dialogue, says=(say,))
        return turn if part == "answer" else replace(self, turn=turn)._part(part)

    def _part(self, name: str) -> Turn:
        topic = self.turn.dialogue.topic
        if topic is None or topic.intent not in self.knowledge.intents:
            return self.page("nothing_to_follow", {})
        dialogue, say = answering.part(self.knowledge, self.turn.dialogue, topic, name, self.turn.understood)
        return replace(self.turn, dialogue=replace(dialogue, pending=None), says=(say,))

    def does(self, action: Action, tapped: bool = False) -> Turn:
        """What a button does; one that this version does not know is answered, never an error."""
        match action:
            case Action("ask", (intent,)) if intent in self.knowledge.intents:
                return self.with_question(self._ask(intent, None))
            case Action("part", (name,)):
                return self.with_question(self._part(name))
            case Action("none"):
                return self._none()
            case Action("start", (guide, *form)) if guide in self.knowledge.guides:
                return self._start(guide, {"form": form[0]} if form else {})
            case Action("page", (response,)):
                return self.with_question(self.page(response, dict(self.knowledge.pages.get(response, {}))))
            case Action("rate", (response, way)):
                return replace(
                    self.page("thanks_rating", {}, note=True), feedback=((response, 1 if way == "up" else -1),)
                )
            case Action("cancel"):
                return self._cancel()
            case Action(verb) if verb in self.knowledge.guide_verbs:
                return self._moved(action)
        changed = account.does(self.knowledge, self.turn.dialogue, self.turn.profile, action, tapped)
        if changed is None:
            return self.with_question(self.page("stale", {}))
        turn = replace(
            self.turn,
            dialogue=changed.dialogue,
            profile=changed.profile,
            says=changed.says,
            forget=changed.forget,
        )
        return turn if tapped or changed.dialogue.pending else self.with_question(turn, buttons=True)

    def _none(self) -> Turn:
        pending = self.turn.dialogue.pending
        rejected = pending.offered if isinstance(pending, Choosing) else ()
        turn = self.page("offer_rejected", {})
        return replace(turn, dialogue=replace(turn.dialogue, pending=None, rejected=rejected, screen=()))

    def _cancel(self) -> Turn:
        dialogue = self.turn.dialogue
        if dialogue.run is not None:
            return self._moved(Action(self._verb(), (dialogue.run.id, "stop")))
        turn = self.page("cancelled", {"something": dialogue.pending is not None})
        return replace(turn, dialogue=replace(turn.dialogue, pending=None))
