"""What a message means in this talk: alone, without its polite words, and with its "it" for what was talked about."""

from dataclasses import replace

from bot.core import follow_ups
from bot.core.asking import asks
from bot.core.dialogue import Dialogue, occupation_of
from bot.core.knowledge import Knowledge
from bot.core.model import ANY, Decision, Entity, Understanding
from bot.core.own_work import kept
from bot.core.sentences import sentences
from bot.core.settling import SHORT, settled


def meant(knowledge: Knowledge, dialogue: Dialogue, text: str) -> Understanding:
    """What the words mean, with the topic and the person's own work in mind."""
    whole = _understood(knowledge, dialogue, text)
    heard = _of_own_work(knowledge, dialogue, whole) or _in_talk(knowledge, dialogue, text, whole)
    heard = _in_time(knowledge, dialogue, heard)
    question = asks(text)
    if heard.words is whole.words and heard.question == question:
        return heard
    return replace(heard, words=whole.words, question=question)


def _of_own_work(knowledge: Knowledge, dialogue: Dialogue, whole: Understanding) -> Understanding | None:
    """ "Is that a career, then?" is about the work told before, where no other is talked about."""
    own, topic, work = knowledge.follow_ups.own, dialogue.topic, dialogue.work
    if work is None or own not in knowledge.intents or whole.decision is Decision.SAFETY:
        return None
    others = {*whole.named, topic.occupation if topic else None} - {work.occupation, None}
    if others or not knowledge.own_work.is_asked(whole.words):
        return None
    return replace(whole, decision=Decision.ANSWER, intent=own, offered=(), mine=True, also=None)


def _in_time(knowledge: Knowledge, dialogue: Dialogue, heard: Understanding) -> Understanding:
    """Work that is over is asked about as such."""
    own, past = knowledge.follow_ups.own, knowledge.follow_ups.own_past
    if heard.intent != own or not heard.is_sure or past not in knowledge.intents:
        return heard
    work = kept(dialogue.work, knowledge.own_work.told(heard))
    return replace(heard, intent=past) if work is not None and work.past else heard


def _in_talk(knowledge: Knowledge, dialogue: Dialogue, text: str, whole: Understanding) -> Understanding:
    heard = _without_small_talk(knowledge, dialogue, text, whole)
    occupation = occupation_of(dialogue)
    if occupation is None or heard.entities or heard.decision is Decision.SAFETY:
        return heard
    return _about(knowledge, dialogue, occupation, text, heard)


def _understood(knowledge: Knowledge, dialogue: Dialogue, text: str) -> Understanding:
    heard = knowledge.understander.understand(text, frozenset(dialogue.rejected), dialogue.language)
    return settled(knowledge, dialogue, text, heard)


def _without_small_talk(knowledge: Knowledge, dialogue: Dialogue, text: str, heard: Understanding) -> Understanding:
    """The question alone in "hi there. what is a job" and "thanks! and a career?"."""
    if is_small_talk(knowledge, heard):
        return heard.also or _rest(knowledge, dialogue, text) or heard
    if heard.also and is_small_talk(knowledge, heard.also):
        return replace(heard, also=heard.also.also)
    return heard


def _rest(knowledge: Knowledge, dialogue: Dialogue, text: str) -> Understanding | None:
    """What else a message says that opens or ends politely: "thank you. i clean hotels, this is career?"."""
    parts = sentences(text)
    kept = [part for part in parts if not is_small_talk(knowledge, _understood(knowledge, dialogue, part))]
    if not kept or len(kept) == len(parts):
        return None
    heard = _understood(knowledge, dialogue, ". ".join(kept))
    return heard if heard.decision is not Decision.FALLBACK else None


def is_small_talk(knowledge: Knowledge, heard: Understanding) -> bool:
    """Whether the message is surely nothing but "thanks", "ok", "lol"."""
    intent = knowledge.intents.get(heard.intent or "")
    return heard.is_sure and intent is not None and ANY in intent.aside_to


def _about(knowledge: Knowledge, dialogue: Dialogue, occupation: str, text: str, heard: Understanding) -> Understanding:
    """The question about the occupation of the topic that an "it" makes of a message."""
    resolved = follow_ups.resolved(text, knowledge.follow_ups, occupation)
    if resolved is None:
        return heard
    again = _understood(knowledge, dialogue, resolved)
    if _needs_occupation(knowledge, again) and again.is_sure:
        return again
    if _needs_occupation(knowledge, heard) and len(follow_ups.words_of(text)) <= SHORT:
        named = (Entity("occupation", occupation, ""),)
        return replace(heard, decision=Decision.ANSWER, offered=(), entities=named)
    return heard


def _needs_occupation(knowledge: Knowledge, heard: Understanding) -> bool:
    intent = knowledge.intents.get(heard.intent or "")
    return heard.decision in (Decision.ANSWER, Decision.OFFER) and intent is not None and bool(intent.needs)
