"""Decides: a talk, a profile and what a person did go in; the talk afterwards and what to say come out. Pure.

The order in which words are tried is the whole of the dialogue's logic: safety before anything, then what the bot
itself just asked (delete all? did you mean?), then the guided conversation, then follow-ups, then the matcher.
"""

from dataclasses import dataclass, replace
from typing import Any

from bot.core import account, answering, follow_ups
from bot.core.dialogue import Choosing, Dialogue, Forgetting, Topic, hear, times_heard
from bot.core.guide import Guide, Step
from bot.core.knowledge import Knowledge
from bot.core.model import (
    Action,
    Commanded,
    Decision,
    Event,
    Kind,
    Refused,
    Said,
    Say,
    SentOther,
    Tapped,
    Understanding,
)
from bot.core.nearest import nearest
from bot.core.profile import Profile

SHORT = 5  # words; "is a nurse one?" leans on the topic, a longer message speaks for itself


@dataclass(frozen=True, slots=True)
class Turn:
    """What one event led to. `feedback` holds (response id, +1 or -1); `forget` asks storage to delete the person."""

    dialogue: Dialogue
    profile: Profile
    says: tuple[Say, ...] = ()
    understood: Understanding | None = None
    forget: bool = False
    feedback: tuple[tuple[str, int], ...] = ()


def respond(knowledge: Knowledge, dialogue: Dialogue, profile: Profile, event: Event, moment: int) -> Turn:
    """One turn of the talk. `moment` is in Unix seconds; whatever comes in, something kind comes out."""
    talk = _Talk(knowledge, Turn(dialogue, profile), moment)
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
class _Talk:
    """One turn in the making: every method returns the finished turn."""

    knowledge: Knowledge
    turn: Turn
    moment: int

    # ------------------------------------------------------------ words

    def said(self, text: str) -> Turn:
        heard = self._heard(text)
        talk = replace(self, turn=replace(self.turn, understood=heard))
        if heard.decision is Decision.SAFETY:
            return talk._safety(heard.alert)
        return (
            talk._pending(text, heard)
            or talk._guided(text, heard)
            or talk._after_alarm(text, heard)
            or talk._followed(text, heard)
            or talk._about_topic(text, heard)
            or talk._bare_command(text, heard)
            or talk._yes_or_no(text, heard)
            or talk._understood(heard)
        )

    def _heard(self, text: str) -> Understanding:
        """What the words mean, an "it" or "one" taken for the occupation talked about where that makes a question."""
        dialogue, understander = self.turn.dialogue, self.knowledge.understander
        rejected = frozenset(dialogue.rejected)
        heard = self._settled(understander.understand(text, rejected))
        if dialogue.topic is None or dialogue.topic.occupation is None or heard.entities:
            return heard
        resolved = follow_ups.resolved(text, self.knowledge.follow_ups, dialogue.topic.occupation)
        if resolved is None or heard.decision is Decision.SAFETY:
            return heard
        again = self._settled(understander.understand(resolved, rejected))
        intent = self.knowledge.intents.get(again.intent or "")
        return again if again.decision is Decision.ANSWER and intent and intent.needs else heard

    def _settled(self, heard: Understanding) -> Understanding:
        """An unsure guess at a question about an occupation is sure enough where the message names one."""
        intent = self.knowledge.intents.get(heard.intent or "")
        named = sum(each.kind == "occupation" for each in heard.entities) == 1
        if (
            heard.decision is not Decision.OFFER
            or heard.confidence < answering.LIKELY
            or not (intent and intent.needs and named)
        ):
            return heard
        return replace(heard, decision=Decision.ANSWER, offered=())

    def _safety(self, alert: str | None) -> Turn:
        """People first: what runs is paused, not lost, and nothing invites back to it for now."""
        paused = self._paused()
        response = f"crisis_{alert or 'despair'}"
        say = Say(response, {"helplines": self.knowledge.helplines}, wording=times_heard(paused, response))
        return replace(self.turn, dialogue=replace(hear(paused, response), pending=None, topic=None), says=(say,))

    def _after_alarm(self, text: str, heard: Understanding) -> Turn | None:
        """Right after an alarm, what is no clear question of its own gets a word for the person, and no menu."""
        last = self.turn.dialogue.heard[-1:]
        if not last or not last[0][0].startswith("crisis_"):
            return None
        if answering.is_sure(heard) and not follow_ups.is_troubled(text, self.knowledge.follow_ups):
            return None
        return self.page("crisis_after", {"helplines": self.knowledge.helplines})

    def _paused(self) -> Dialogue:
        dialogue, guide = self.turn.dialogue, self._guide()
        if guide is None or dialogue.run is None:
            return dialogue
        pause = Action(self._verb(), (dialogue.run.id, "pause"))
        return replace(dialogue, run=guide.move(dialogue.run, pause, self.turn.profile, self.moment).run)

    def _pending(self, text: str, heard: Understanding) -> Turn | None:
        """A "did you mean" or "delete everything?" that is still open; any other words close it."""
        words = self.knowledge.follow_ups
        match self.turn.dialogue.pending:
            case Forgetting():
                return self.does(Action("forget", ("yes" if follow_ups.says_yes(text, words) else "no",)))
            case Choosing(offered):
                if follow_ups.says_no(text, words):
                    return self.does(Action("none"))
                place = 1 if follow_ups.says_yes(text, words) else follow_ups.nth_of(text, words)
                if place is not None and -1 <= place <= len(offered):
                    return self._ask(offered[place - 1 if place > 0 else -1], heard)
        return None

    def _guided(self, text: str, heard: Understanding) -> Turn | None:
        guide, run = self._guide(), self.turn.dialogue.run
        if guide is None or run is None:
            return None
        action = guide.read(run, text, heard)
        if action is not None:
            return self._stepped(guide.move(run, action, self.turn.profile, self.moment))
        asks = heard.decision is Decision.OFFER and text.rstrip().endswith("?")
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

    def _follow_up(self, text: str, heard: Understanding) -> follow_ups.FollowUp | None:
        topic = self.turn.dialogue.topic
        family = (
            self.knowledge.intents[topic.intent].family if topic and topic.intent in self.knowledge.intents else None
        )
        return follow_ups.read(text, self.knowledge.follow_ups, family, heard.entities)

    def _followed(self, text: str, heard: Understanding) -> Turn | None:
        found = self._follow_up(text, heard)
        topic = self.turn.dialogue.topic
        match found:
            case follow_ups.Ask(intent) if intent in self.knowledge.intents:
                return self.with_question(self._ask(intent, heard))
            case follow_ups.Part(name, str(intent)) if intent in self.knowledge.intents:
                return self.with_question(self._ask(intent, heard, name))
            case None | follow_ups.Ask():
                return None
        if topic is None or topic.intent not in self.knowledge.intents:
            own = heard.decision is Decision.ANSWER  # "an example?" is no request for a sample CV
            return None if own else self.with_question(self.page("nothing_to_follow", {}))
        match found:
            case follow_ups.Part(name):
                return self.with_question(self._part(name))
            case follow_ups.Same():
                return self.with_question(self._ask(self._about_named(topic.intent), heard))
            case follow_ups.Nth(n) if topic.items and -1 <= n <= len(topic.items):
                return self.with_question(self._ask(topic.items[n - 1 if n > 0 else n], heard))
        return None

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

    def _about_named(self, intent: str) -> str:
        """The question that is asked of an occupation named in passing: the topic's own, where it is one of those."""
        named = self.knowledge.follow_ups.named or intent
        return named if named in self.knowledge.intents and not self.knowledge.intents[intent].needs else intent

    def _bare_command(self, text: str, heard: Understanding) -> Turn | None:
        """A command without its slash, where the words mean nothing else: "results"."""
        name = text.strip().lower()
        return self.commanded(name, "") if name in self.knowledge.commands and not answering.is_sure(heard) else None

    def _yes_or_no(self, text: str, heard: Understanding) -> Turn | None:
        """A bare yes to the question that an answer ended with takes its first suggestion; a bare no is fine too."""
        topic, words = self.turn.dialogue.topic, self.knowledge.follow_ups
        if topic is None or topic.intent not in self.knowledge.intents or answering.is_sure(heard):
            return None
        if follow_ups.says_no(text, words):
            return self.with_question(self.page("as_you_like", {}))
        next_ = answering.suggested(self.knowledge, self.turn.dialogue, self.knowledge.intents[topic.intent])
        return self.with_question(self._ask(next_[0], None)) if next_ and follow_ups.says_yes(text, words) else None

    def _understood(self, heard: Understanding) -> Turn:
        match heard.decision:
            case Decision.OFFER if offered := answering.offered(self.knowledge, heard):
                dialogue, say = answering.offer(self.knowledge, self.turn.dialogue, offered)
                return self.with_question(replace(self.turn, dialogue=dialogue, says=(say,)))
            case Decision.FALLBACK | Decision.OFFER:
                dialogue, say = answering.fallback(self.knowledge, self.turn.dialogue, heard)
                return self.with_question(replace(self.turn, dialogue=dialogue, says=(say,)))
        turn, also = self._ask(heard.intent or "", heard), heard.also
        while also is not None and answering.is_sure(also) and turn.dialogue.run is self.turn.dialogue.run:
            second = replace(self, turn=turn)._ask(also.intent or "", also)
            turn, also = replace(second, says=(*_without_choices(turn.says), *second.says)), also.also
        return self.with_question(turn)

    # ------------------------------------------------------------ answers

    def _ask(self, intent_id: str, heard: Understanding | None, part: str = "answer") -> Turn:
        """The answer of an intent, or the guided conversation that it opens."""
        intent = self.knowledge.intents[intent_id]
        if intent.kind is Kind.SAFETY:
            return self._safety(None)
        if intent.starts is not None and intent.starts in self.knowledge.guides:
            return self._start(intent.starts, {})
        dialogue, say = answering.answer(self.knowledge, self.turn.dialogue, intent_id, heard)
        turn = replace(self.turn, dialogue=dialogue, says=(say,))
        return turn if part == "answer" else replace(self, turn=turn)._part(part)

    def _part(self, name: str) -> Turn:
        topic = self.turn.dialogue.topic
        if topic is None or topic.intent not in self.knowledge.intents:
            return self.page("nothing_to_follow", {})
        dialogue, say = answering.part(self.knowledge, self.turn.dialogue, topic, name)
        return replace(self.turn, dialogue=replace(dialogue, pending=None), says=(say,))

    def page(self, response: str, data: dict[str, Any], note: bool = False) -> Turn:
        """A page that is no answer to a question: it leaves the topic as it is."""
        say = Say(response, data, wording=times_heard(self.turn.dialogue, response), note=note)
        return replace(self.turn, dialogue=hear(self.turn.dialogue, response), says=(say,))

    def with_question(self, turn: Turn) -> Turn:
        """The turn, and then the guided conversation's present question again, if one is being asked."""
        guide, run = self._guide(), turn.dialogue.run
        if guide is None or run is None or run is not self.turn.dialogue.run:
            return turn
        asked = guide.ask(run)
        return replace(turn, says=(*_without_choices(turn.says), *asked)) if asked else turn

    # ------------------------------------------------------------ taps and commands

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
        return replace(
            self.turn,
            dialogue=changed.dialogue,
            profile=changed.profile,
            says=changed.says,
            forget=changed.forget,
        )

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
        heard = self._heard(text)
        talk = replace(self, turn=replace(self.turn, understood=heard))
        guide, run = self._guide(), self.turn.dialogue.run
        if guide and run and guide.read(run, text, heard):
            return talk._guided(text, heard)
        return talk._understood(heard) if answering.is_sure(heard) and not guided_only else None

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

    def _none(self) -> Turn:
        pending = self.turn.dialogue.pending
        rejected = pending.offered if isinstance(pending, Choosing) else ()
        turn = self.page("offer_rejected", {})
        return replace(turn, dialogue=replace(turn.dialogue, pending=None, rejected=rejected))

    def _cancel(self) -> Turn:
        dialogue = self.turn.dialogue
        if dialogue.run is not None:
            return self._moved(Action(self._verb(), (dialogue.run.id, "stop")))
        turn = self.page("cancelled", {"something": dialogue.pending is not None})
        return replace(turn, dialogue=replace(turn.dialogue, pending=None))

    # ------------------------------------------------------------ guided conversations

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
        dialogue = replace(dialogue or self.turn.dialogue, run=step.run, pending=None)
        if step.run is None:
            kept = step.profile is not None  # a result or a plan: "why?" is now about the guide that led there
            topic = self._guide_topic() if kept else dialogue.topic
            dialogue = replace(dialogue, run=dialogue.shelved, shelved=None, topic=topic)
        return replace(self.turn, dialogue=dialogue, profile=step.profile or self.turn.profile, says=step.says)

    def _guide_topic(self) -> Topic | None:
        """The intent that opens the guide that is on, as the topic."""
        name = self.knowledge.guide_verbs.get(self._verb(), "")
        opens = next((each for each in self.knowledge.intents.values() if each.starts == name), None)
        return Topic(opens.id, opens.response) if opens else self.turn.dialogue.topic


def _without_choices(says: tuple[Say, ...]) -> tuple[Say, ...]:
    """The says with their buttons left to what follows: one set of buttons on the screen at a time."""
    return tuple(replace(say, choices=()) for say in says)
