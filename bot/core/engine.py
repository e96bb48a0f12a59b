"""Decides: a talk, a profile and what a person did go in; the talk afterwards and what to say come out. Pure.

The order in which words are tried (`said`) is the whole of the dialogue's logic: safety before anything, then what the
bot itself just asked (delete all? did you mean?), then the guided conversation, then follow-ups, then the matcher.
"""

from dataclasses import dataclass, replace

from bot.core import account, own_work, screen
from bot.core.dialogue import Dialogue, on_screen
from bot.core.hearing import Hearing
from bot.core.knowledge import Knowledge
from bot.core.meaning import meant
from bot.core.model import Action, Commanded, Event, Refused, Said, SentOther, Tapped, Understanding
from bot.core.nearest import nearest
from bot.core.profile import Profile
from bot.core.turn import Turn


def respond(knowledge: Knowledge, dialogue: Dialogue, profile: Profile, event: Event, moment: int) -> Turn:
    """One turn of the talk. `moment` is in Unix seconds; whatever comes in, something kind comes out."""
    turn = _responded(_Talk(knowledge, Turn(dialogue, profile), moment), event)
    shown = screen.buttons(turn.says, without=knowledge.guide_verbs)
    return replace(turn, dialogue=on_screen(turn.dialogue, dialogue.topic, shown)) if shown else turn


def _responded(talk: "_Talk", event: Event) -> Turn:
    match event:
        case Said(text):
            return talk.said(text)
        case Tapped(action):
            return talk.does(action, tapped=True)
        case Commanded(name, argument):
            return talk.commanded(name, argument)
        case SentOther(kind):
            return talk.with_question(talk.page("unsupported", {"kind": kind}))
        case Refused("foreign"):
            return talk.page("not_yours", {}, note=True)
        case Refused(_):
            return talk.with_question(talk.page("stale", {}))


@dataclass(frozen=True, slots=True)
class _Talk(Hearing):
    """A turn in the making: what is tried, and in which order."""

    def said(self, text: str) -> Turn:
        heard = meant(self.knowledge, self.turn.dialogue, text)
        work = own_work.kept(self.turn.dialogue.work, self.knowledge.own_work.told(heard))
        dialogue = self.turn.dialogue
        if (work, heard.language) != (dialogue.work, dialogue.language):
            dialogue = replace(dialogue, work=work, language=heard.language)
        talk = _Talk(self.knowledge, Turn(dialogue, self.turn.profile, understood=heard), self.moment)
        return (
            talk._alarmed(text, heard)
            or talk._pending(text, heard)
            or talk._guided(text, heard)
            or talk._stayed(text, heard)
            or talk._afterwards(text)
            or talk._command(text)
            or talk._replied(text, heard)
            or talk._on_screen(text, heard)
            or talk._long_afterwards(text, heard)
            or talk._followed(text, heard)
            or talk._about_topic(text, heard)
            or talk._bare_command(text, heard)
            or talk._yes_or_no(text, heard)
            or talk._told(text, heard)
            or talk._taken(text, heard)
            or talk._listened(text, heard)
            or talk._understood(heard)
        )

    def _bare_command(self, text: str, heard: Understanding) -> Turn | None:
        """A command without its slash, where the words mean nothing else: "results"."""
        name = text.strip().lower()
        return self.commanded(name, "") if name in self.knowledge.commands and not heard.is_sure else None

    def commanded(self, name: str, argument: str) -> Turn:
        if name == "start":
            return self._opened(argument)
        action = self.knowledge.commands.get(name)
        if action is not None:
            return self.does(action)
        close = nearest(name, tuple(self.knowledge.commands))
        return self._as_words(name, guided_only=close is not None) or self.with_question(
            self.page("unknown_command", {"name": name, "close": close})
        )

    def _as_words(self, name: str, guided_only: bool) -> Turn | None:
        """A command that is none, where its name means something as a message: "/back" in a quiz, "/test"."""
        text = name.replace("_", " ")
        heard = meant(self.knowledge, self.turn.dialogue, text)
        talk = replace(self, turn=replace(self.turn, understood=heard))
        guide, run = self._guide(), self.turn.dialogue.run
        if guide and run and guide.read(run, text, heard):
            return talk._guided(text, heard)
        return talk._understood(heard) if heard.is_sure and not guided_only else None

    def _opened(self, payload: str) -> Turn:
        """`/start`, or a deep link: `ask-define_job`, a guide's name, or a shared result."""
        verb, _, rest = payload.partition("-")
        if verb == "ask" and rest in self.knowledge.intents:
            return self.does(Action("ask", (rest,)))
        if payload in self.knowledge.guides:
            return self._start(payload, {})
        if payload in self.knowledge.commands:
            return self.commanded(payload, "")

        shared = account.opened(self.knowledge, payload)
        return replace(self.turn, says=shared) if shared else self._hello()

    def _hello(self) -> Turn:
        turn = self.page("start", {})
        return replace(turn, says=(replace(turn.says[0], choices=tuple((c,) for c in self.knowledge.welcome)),))
