"""From an intent to what is said: which response, which part and wording of it, and what to ask next."""

from dataclasses import asdict, replace

from bot.core.dialogue import Choosing, Dialogue, Topic, hear, occupation_of, times_heard
from bot.core.knowledge import Knowledge
from bot.core.model import ANY, Action, Choice, Decision, Intent, Kind, Say, Understanding

SUGGESTIONS = 3
LIKELY = 0.45  # confidence
INSTEAD = {
    "why": ("why", "more", "source"),
    "example": ("example", "more"),
    "more": ("more", "why", "example"),
    "next": ("next", "more"),
    "short": ("short", "example", "more"),
}
PARTS = ("why", "example", "more")  # offered as buttons, in this order, where the template has them


def answer(
    knowledge: Knowledge, dialogue: Dialogue, intent_id: str, heard: Understanding | None = None
) -> tuple[Dialogue, Say]:
    """The answer of an intent, and the dialogue with it as its topic."""
    intent, before = knowledge.intents[intent_id], _topic_of(knowledge, dialogue)
    if before and before is not intent and intent.is_aside(before):
        return _aside(knowledge, dialogue, intent, before)
    occupation = _named(heard) if heard else _talked_about(intent, dialogue)
    beside = _beside(knowledge, intent, heard)
    next_ = tuple(dict.fromkeys((*beside, *suggested(knowledge, dialogue, intent))))[:SUGGESTIONS]
    say = Say(
        response=intent.response,
        data=_data(knowledge, intent, occupation, mine=bool(heard and heard.mine)),
        choices=(*_questions(knowledge, next_, beside), *_rest(knowledge, intent.response)),
        wording=times_heard(dialogue, intent.response),
    )
    topic = Topic(intent.id, intent.response, occupation, _items(dialogue.topic, intent, next_))
    return replace(hear(dialogue, intent.response), topic=topic, pending=None, rejected=()), say


def _aside(knowledge: Knowledge, dialogue: Dialogue, intent: Intent, topic: Intent) -> tuple[Dialogue, Say]:
    """What is said in passing is answered in the light of the topic, which stays on with its next questions."""
    own = () if ANY in intent.aside_to else intent.suggests[:1]
    next_ = tuple(dict.fromkeys((*own, *suggested(knowledge, dialogue, topic))))[:SUGGESTIONS]
    data = {**_data(knowledge, intent, None, mine=False), "after": topic.family}
    say = Say(intent.response, data, _questions(knowledge, next_), wording=times_heard(dialogue, intent.response))
    return replace(hear(dialogue, intent.response), pending=None, rejected=()), say


def _beside(knowledge: Knowledge, intent: Intent, heard: Understanding | None) -> tuple[str, ...]:
    """What else the message may have meant, where this answer to it was not quite sure."""
    if heard is None or heard.intent != intent.id or heard.decision is Decision.OFFER:
        return ()
    return tuple(id_ for id_ in heard.offered if id_ in knowledge.intents)


def _topic_of(knowledge: Knowledge, dialogue: Dialogue) -> Intent | None:
    """The intent talked about, unless nobody wrote it any more."""
    return knowledge.intents.get(dialogue.topic.intent) if dialogue.topic else None


def part(knowledge: Knowledge, dialogue: Dialogue, topic: Topic, name: str) -> tuple[Dialogue, Say]:
    """Another part of the answer to `topic`; in place of one that its template lacks or that was just shown, the
    nearest other, and in the end the word that this is all."""
    intent = knowledge.intents[topic.intent]
    shown = _nearest_part(knowledge.parts.get(topic.response, frozenset()), topic.shown, name)
    buttons = _questions(knowledge, suggested(knowledge, dialogue, intent))
    if shown is None:
        said = Say("that_is_all", {}, buttons, wording=times_heard(dialogue, "that_is_all"))
        return hear(dialogue, "that_is_all"), said
    data = _data(knowledge, intent, topic.occupation, mine=False)
    say = Say(topic.response, data, buttons, part=shown, wording=times_heard(dialogue, topic.response))
    after = hear(dialogue, topic.response) if shown == "answer" else dialogue
    return replace(after, topic=replace(topic, shown=(*topic.shown, shown))), say


def suggested(knowledge: Knowledge, dialogue: Dialogue, intent: Intent) -> tuple[str, ...]:
    """What to ask next: the author's suggestions, those not yet answered in this talk first."""
    known = [id_ for id_ in intent.suggests if id_ in knowledge.intents]
    fresh = sorted(known, key=lambda id_: times_heard(dialogue, knowledge.intents[id_].response) > 0)
    return tuple(fresh[:SUGGESTIONS])


def offered(knowledge: Knowledge, heard: Understanding) -> tuple[str, ...]:
    """What is worth asking back about: at least two questions. "Thanks" is none, and what the bot can only decline is
    one where it is the likeliest and likely."""
    declined = heard.intent if heard.confidence >= LIKELY else None
    kinds = {id_: knowledge.intents[id_].kind for id_ in heard.offered}
    likely = tuple(
        id_
        for id_, kind in kinds.items()
        if kind is not Kind.SMALL_TALK and (kind is not Kind.OUT_OF_SCOPE or id_ == declined)
    )
    return likely if len(likely) > 1 else ()


def offer(
    knowledge: Knowledge,
    dialogue: Dialogue,
    offered: tuple[str, ...],
    heard: Understanding,
    response: str = "offer",
) -> tuple[Dialogue, Say]:
    """ "Did you mean": two or three labels, and the way out."""
    labels = [knowledge.intents[id_].label for id_ in offered]
    say = Say(response, {"labels": labels}, offer_rows(knowledge, offered), wording=times_heard(dialogue, response))
    return replace(hear(dialogue, response), pending=Choosing(offered, _named(heard))), say


def next_rows(knowledge: Knowledge, dialogue: Dialogue, heard: Understanding) -> tuple[tuple[Choice, ...], ...]:
    """What to ask next about the topic, and what the message would mean without it, as buttons."""
    topic = _topic_of(knowledge, dialogue)
    about = suggested(knowledge, dialogue, topic)[: SUGGESTIONS - 1] if topic else ()
    return _questions(knowledge, tuple(dict.fromkeys((*about, *near(knowledge, heard)[:1]))))


def offer_rows(knowledge: Knowledge, offered: tuple[str, ...]) -> tuple[tuple[Choice, ...], ...]:
    """The questions that were offered, and the way out, as buttons."""
    known = tuple(id_ for id_ in offered if id_ in knowledge.intents)
    return (*_questions(knowledge, known), (Choice(knowledge.label("none"), Action("none")),))


def fallback(knowledge: Knowledge, dialogue: Dialogue, heard: Understanding) -> tuple[Dialogue, Say]:
    """What the bot can do, with the nearest topics; in kind when the message was in another language."""
    response = "fallback" if heard.language == "en" else "other_language"
    ids = near(knowledge, heard)
    data = {"labels": [knowledge.intents[id_].label for id_ in ids], "language": heard.language}
    say = Say(response, data, _questions(knowledge, ids), wording=times_heard(dialogue, response))
    return replace(hear(dialogue, response), pending=None), say


def near(knowledge: Knowledge, heard: Understanding) -> tuple[str, ...]:
    """What comes closest to a message that is not understood for sure."""
    guessed = (heard.intent, *(guess.intent for guess in heard.runners_up))
    return _distinct(knowledge, tuple(id_ for id_ in guessed if id_ in knowledge.intents))


def _named(heard: Understanding) -> str | None:
    """The first occupation that the message names."""
    return next((entity.id for entity in heard.entities if entity.kind == "occupation"), None)


def _talked_about(intent: Intent, dialogue: Dialogue) -> str | None:
    """The occupation that a button's question is about: that of the talk, where the answer needs one."""
    return occupation_of(dialogue) if intent.needs else None


def _data(knowledge: Knowledge, intent: Intent, occupation: str | None, mine: bool) -> dict[str, object]:
    row = knowledge.occupations.get(occupation) if occupation else None
    data: dict[str, object] = {
        "intent": {"id": intent.id, "label": intent.label},
        "occupation": asdict(row) if row else None,
        "mine": mine,
        "after": None,
        "guided": False,
    }
    return data


def _questions(
    knowledge: Knowledge, ids: tuple[str, ...], beside: tuple[str, ...] = ()
) -> tuple[tuple[Choice, ...], ...]:
    """A row for each question; those `beside` an answer say that they may be what was meant in its stead."""
    labels = {id_: knowledge.intents[id_].label for id_ in ids}
    said = {id_: f"{knowledge.label('instead')} {label}" if id_ in beside else label for id_, label in labels.items()}
    return tuple((Choice(said[id_], Action("ask", (id_,))),) for id_ in ids)


def _rest(knowledge: Knowledge, response: str) -> tuple[tuple[Choice, ...], ...]:
    """The row of parts, and the row that says whether the answer helped."""
    blocks = knowledge.parts.get(response, frozenset())
    parts = tuple(Choice(knowledge.label(name), Action("part", (name,))) for name in PARTS if name in blocks)
    rating = tuple(Choice(knowledge.label(f"rate_{way}"), Action("rate", (response, way))) for way in ("up", "down"))
    return (*((parts,) if parts else ()), rating)


def _items(before: Topic | None, intent: Intent, suggested: tuple[str, ...]) -> tuple[str, ...]:
    """What an ordinal picks from now: the answer's own list, the list it was picked from, or what was suggested."""
    if intent.lists:
        return intent.lists
    return before.items if before and intent.id in before.items else suggested


def _nearest_part(blocks: frozenset[str], shown: tuple[str, ...], name: str) -> str | None:
    """The part asked for, else the next that says as much; None when all of that was shown."""
    if name == "again":
        return "answer"
    fresh = [part for part in INSTEAD.get(name, (name,)) if part in blocks and part not in shown]
    return fresh[0] if fresh else None


def _distinct(knowledge: Knowledge, ids: tuple[str | None, ...]) -> tuple[str, ...]:
    """The first two or three intents of different families, without the ones that only turn people away."""
    kept: dict[str, str] = {}
    for id_ in ids:
        if id_ and knowledge.intents[id_].kind is Kind.ANSWER:
            kept.setdefault(knowledge.intents[id_].family, id_)
    return tuple(kept.values())[:SUGGESTIONS]


def is_sure(heard: Understanding) -> bool:
    """Whether the message got an answer of its own, an honest no included."""
    return heard.decision in (Decision.ANSWER, Decision.OUT_OF_SCOPE)
