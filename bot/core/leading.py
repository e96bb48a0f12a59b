"""A turn in the making, and how a person is led through guided conversations: begun, moved, shelved, asked again."""

from dataclasses import dataclass, replace
from typing import Any

from bot.core.dialogue import Dialogue, Topic, hear, times_heard
from bot.core.guide import Guide, Step
from bot.core.knowledge import Knowledge
from bot.core.meaning import is_small_talk
from bot.core.model import Action, Say
from bot.core.turn import Turn, without_choices


@dataclass(frozen=True, slots=True)
class Leading:
    """One turn in the making: every method returns the finished turn."""

    knowledge: Knowledge
    turn: Turn
    moment: int

    def page(self, response: str, data: dict[str, Any], note: bool = False) -> Turn:
        """A page that is no answer to a question: it leaves the topic as it is."""
        say = Say(response, data, wording=times_heard(self.turn.dialogue, response), note=note)
        return replace(self.turn, dialogue=hear(self.turn.dialogue, response), says=(say,))

    def with_question(self, turn: Turn, buttons: bool = False) -> Turn:
        """The turn, and then the guided conversation's present question again, if one is being asked. The turn keeps
        its own `buttons` where they are all it is for."""
        guide, run = self._guide(), turn.dialogue.run
        if guide is None or run is None or run is not self.turn.dialogue.run:
            return turn
        asked = guide.ask(run)
        if not asked:
            return self._reminded(turn, guide.remind(run))
        says = tuple(_guided(say) for say in (turn.says if buttons else without_choices(turn.says)))
        # from here on a "2" answers the guide's question, and what was offered is for tapping
        return replace(turn, dialogue=replace(turn.dialogue, pending=None), says=(*says, *asked))

    def _reminded(self, turn: Turn, reminder: tuple[Say, ...]) -> Turn:
        """A paused conversation is mentioned once to who comes back with small talk, and else left alone."""
        heard, first = self.turn.understood, reminder[0].response
        if heard is None or not is_small_talk(self.knowledge, heard) or times_heard(turn.dialogue, first):
            return turn
        return replace(turn, dialogue=hear(turn.dialogue, first), says=(*without_choices(turn.says), *reminder))

    def _guide(self) -> Guide[Any] | None:
        return self.knowledge.guides.get(self.knowledge.guide_verbs.get(self._verb(), ""))

    def _verb(self) -> str:
        """The verb of the buttons of the run that is on: the first letter of its kind."""
        return self.turn.dialogue.run.kind[0] if self.turn.dialogue.run else ""

    def _start(self, name: str, options: dict[str, Any]) -> Turn:
        """Open a guided conversation. One of the same kind that is under way goes on, one of another kind is shelved:
        neither is lost."""
        dialogue = self.turn.dialogue
        kinds = {self.knowledge.guide_verbs.get(run.kind[0]): run for run in (dialogue.shelved, dialogue.run) if run}
        run = kinds.get(name)
        other = next((kept for guide, kept in kinds.items() if guide != name), None)
        if other is dialogue.run:
            other = self._paused().run
        if run is not None and not options:
            talk = replace(self, turn=replace(self.turn, dialogue=replace(dialogue, run=run, shelved=other)))
            return talk._moved(Action(run.kind[0], (run.id, "resume")))
        runs = dialogue.runs + 1
        step = self.knowledge.guides[name].start(self.turn.profile, f"{runs:x}", self.moment, options)
        return self._stepped(step, replace(dialogue, runs=runs, shelved=other))

    def _moved(self, action: Action) -> Turn:
        """A guide's own button. One of a run that is over, or of another, is answered by what is true now."""
        guide, run = self._guide(), self.turn.dialogue.run
        if guide is None or run is None or self._verb() != action.verb:
            return self.page("stale", {})
        return self._stepped(guide.move(run, action, self.turn.profile, self.moment))

    def _stepped(self, step: Step[Any], dialogue: Dialogue | None = None) -> Turn:
        dialogue = replace(dialogue or self.turn.dialogue, run=step.run, pending=None, alarm=None)
        if step.run is None:
            name = self.knowledge.guide_verbs.get(self._verb(), "")
            dialogue = replace(dialogue, run=dialogue.shelved, shelved=None)
            if step.profile is not None:  # a result or a plan: "why?" is now about the guide that led there
                dialogue = replace(dialogue, topic=self._guide_topic(name), ended=name)
        return replace(self.turn, dialogue=dialogue, profile=step.profile or self.turn.profile, says=step.says)

    def _guide_topic(self, name: str) -> Topic | None:
        """The intent that opens a guide, as the topic."""
        opens = next((each for each in self.knowledge.intents.values() if each.starts == name), None)
        return Topic(opens.id, opens.response, guide=name) if opens else self.turn.dialogue.topic

    def _paused(self) -> Dialogue:
        dialogue, guide = self.turn.dialogue, self._guide()
        if guide is None or dialogue.run is None:
            return dialogue
        pause = Action(self._verb(), (dialogue.run.id, "pause"))
        return replace(dialogue, run=guide.move(dialogue.run, pause, self.turn.profile, self.moment).run)


def _guided(say: Say) -> Say:
    """The same in the middle of a guided conversation, where an answer offers nothing else to do."""
    return replace(say, data={**say.data, "guided": True}) if "guided" in say.data else say
