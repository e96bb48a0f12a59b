"""From an intent to its answer: which response, which part and wording of it, and the topic that it makes."""

from dataclasses import replace

from bot.core.answer_data import data
from bot.core.dialogue import Dialogue, Topic, hear, occupation_of, times_heard
from bot.core.knowledge import Knowledge
from bot.core.model import ANY, Decision, Intent, Kind, Say, Understanding
from bot.core.offering import SUGGESTIONS, parts_row, questions, rating_row, suggested, topic_of
from bot.core.tact import seemly

INSTEAD = {
    "why": ("why", "more", "source"),
    "example": ("example", "more"),
    "more": ("more", "why", "example"),
    "next": ("next", "more"),
    "short": ("short", "example", "more"),
    "bad": ("bad", "short", "why", "more"),
    "verdict": ("verdict", "short", "why", "more"),
}


def answer(
    knowledge: Knowledge, dialogue: Dialogue, intent_id: str, heard: Understanding | None = None
) -> tuple[Dialogue, Say]:
    """The answer of an intent, and the dialogue with it as its topic."""
    intent, before = knowledge.intents[intent_id], topic_of(knowledge, dialogue)
    if before and before is not intent and intent.is_aside(before):
        return _aside(knowledge, dialogue, intent, before, heard)
    occupation = _occupation(knowledge, dialogue, intent, heard)
    beside = _beside(knowledge, dialogue, intent, heard)
    next_ = tuple(dict.fromkeys((*beside, *suggested(knowledge, dialogue, intent))))[:SUGGESTIONS]
    say = Say(
        response=intent.response,
        data=data(knowledge, dialogue, intent, occupation, heard),
        choices=(
            *questions(knowledge, next_, beside),
            *parts_row(knowledge, intent.response),
            rating_row(knowledge, intent.response),
        ),
        wording=times_heard(dialogue, intent.response),
    )
    topic = Topic(intent.id, intent.response, occupation, _items(dialogue.topic, intent, next_))
    if intent.kind is Kind.OUT_OF_SCOPE and dialogue.topic and dialogue.topic.occupation and not occupation:
        topic = dialogue.topic  # "how much do they earn" is declined, and the talk goes on about them
    return hear(dialogue, intent.response, topic=topic, pending=None, rejected=(), alarm=None), say


def part(
    knowledge: Knowledge, dialogue: Dialogue, topic: Topic, name: str, heard: Understanding | None = None
) -> tuple[Dialogue, Say]:
    """Another part of the answer to `topic`; in place of one that its template lacks or that was just shown, the
    nearest other, and in the end the word that this is all."""
    intent = knowledge.intents[topic.intent]
    shown = _nearest_part(knowledge.parts.get(topic.response, frozenset()), topic.shown, name)
    buttons = questions(knowledge, suggested(knowledge, dialogue, intent))
    if shown is None:
        said = Say("that_is_all", {}, buttons, wording=times_heard(dialogue, "that_is_all"))
        return hear(dialogue, "that_is_all"), said
    given = data(knowledge, dialogue, intent, topic.occupation, heard)
    say = Say(topic.response, given, buttons, part=shown, wording=times_heard(dialogue, topic.response, shown))
    return hear(dialogue, topic.response, shown, topic=replace(topic, shown=(*topic.shown, shown))), say


def _aside(
    knowledge: Knowledge, dialogue: Dialogue, intent: Intent, topic: Intent, heard: Understanding | None
) -> tuple[Dialogue, Say]:
    """What is said in passing is answered in the light of the topic, which stays on with its next questions."""
    own = () if ANY in intent.aside_to else intent.suggests[:1]
    next_ = tuple(dict.fromkeys((*own, *suggested(knowledge, dialogue, topic))))[:SUGGESTIONS]
    given = {**data(knowledge, dialogue, intent, None, heard), "after": topic.family}
    say = Say(intent.response, given, questions(knowledge, next_), wording=times_heard(dialogue, intent.response))
    return hear(dialogue, intent.response, pending=None, rejected=()), say


def _beside(knowledge: Knowledge, dialogue: Dialogue, intent: Intent, heard: Understanding | None) -> tuple[str, ...]:
    """What else the message may have meant, where this answer to it was not quite sure."""
    if heard is None or heard.intent != intent.id or heard.decision is Decision.OFFER:
        return ()
    return seemly(knowledge, dialogue, heard, heard.offered)


def _occupation(knowledge: Knowledge, dialogue: Dialogue, intent: Intent, heard: Understanding | None) -> str | None:
    """The occupation that the message names, or that of the talk where a button's question needs one; about one's own
    work it is the one told before."""
    aim = knowledge.own_work.aim(heard) if heard and intent.needs else None
    named = aim or (heard.named[0] if heard and heard.named else None)
    if named is None and heard is None and intent.needs:
        named = occupation_of(dialogue)
    own = dialogue.work.occupation if dialogue.work and knowledge.is_own(intent) else None
    return own or named


def _items(before: Topic | None, intent: Intent, next_: tuple[str, ...]) -> tuple[str, ...]:
    """What an ordinal picks from now: the answer's own list, the list it was picked from, or what was suggested."""
    if intent.lists:
        return intent.lists
    return before.items if before and intent.id in before.items else next_


def _nearest_part(blocks: frozenset[str], shown: tuple[str, ...], name: str) -> str | None:
    """The part asked for, else the next that says as much; None when all of that was shown."""
    if name == "again":
        return "answer"
    fresh = [part for part in INSTEAD.get(name, (name,)) if part in blocks and part not in shown]
    return fresh[0] if fresh else None
