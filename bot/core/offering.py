"""What is asked back and what is offered next: "did you mean", the way out of not understanding, and buttons."""

from functools import cache

from bot.core.dialogue import Choosing, Dialogue, hear, times_heard
from bot.core.knowledge import Knowledge
from bot.core.model import Action, Choice, Intent, Kind, Say, Understanding
from bot.core.tact import seemly

SUGGESTIONS = 3
LIKELY = 0.45  # confidence
PARTS = ("why", "example", "more")  # offered as buttons, in this order, where the template has them

Rows = tuple[tuple[Choice, ...], ...]


def offered(knowledge: Knowledge, dialogue: Dialogue, heard: Understanding) -> tuple[str, ...]:
    """What is worth asking back about: at least two questions. "Thanks" is none, what the bot can only decline is one
    where it is the likeliest and likely, and a trouble is one where the person named it."""
    declined = heard.intent if heard.confidence >= LIKELY else None
    kinds = {id_: knowledge.intents[id_].kind for id_ in seemly(knowledge, dialogue, heard, heard.offered)}
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
    occupation = heard.named[0] if heard.named else None
    return hear(dialogue, response, pending=Choosing(offered, occupation)), say


def offer_rows(knowledge: Knowledge, offered: tuple[str, ...]) -> Rows:
    """The questions that were offered, and the way out, as buttons."""
    known = tuple(id_ for id_ in offered if id_ in knowledge.intents)
    return (*questions(knowledge, known), (Choice(knowledge.label("none"), Action("none")),))


def fallback(knowledge: Knowledge, dialogue: Dialogue, heard: Understanding) -> tuple[Dialogue, Say]:
    """What the bot can do, with the nearest topics; in kind when the message was in another language."""
    response = "fallback" if heard.language == "en" else "other_language"
    ids = near(knowledge, dialogue, heard)
    given = {"labels": [knowledge.intents[id_].label for id_ in ids], "language": heard.language}
    say = Say(response, given, questions(knowledge, ids), wording=times_heard(dialogue, response))
    return hear(dialogue, response, pending=None), say


def near(knowledge: Knowledge, dialogue: Dialogue, heard: Understanding) -> tuple[str, ...]:
    """What comes closest to a message that is not understood for sure; one's own work first, where it is told."""
    own = (knowledge.follow_ups.own,) if heard.mine else ()
    guessed = (*own, heard.intent, *(guess.intent for guess in heard.runners_up))
    known = tuple(id_ for id_ in guessed if id_)
    return _distinct(knowledge, seemly(knowledge, dialogue, heard, known))


def next_rows(knowledge: Knowledge, dialogue: Dialogue, heard: Understanding) -> Rows:
    """What to ask next about the topic, and what the message would mean without it, as buttons."""
    topic = topic_of(knowledge, dialogue)
    about = suggested(knowledge, dialogue, topic)[: SUGGESTIONS - 1] if topic else ()
    return questions(knowledge, tuple(dict.fromkeys((*about, *near(knowledge, dialogue, heard)[:1]))))


def suggested(knowledge: Knowledge, dialogue: Dialogue, intent: Intent) -> tuple[str, ...]:
    """What to ask next: the author's suggestions, those not yet answered in this talk first."""
    known = [id_ for id_ in intent.suggests if id_ in knowledge.intents]
    given = {response for response, _ in dialogue.heard}
    fresh = sorted(known, key=lambda id_: knowledge.intents[id_].response in given)
    return tuple(fresh[:SUGGESTIONS])


def topic_of(knowledge: Knowledge, dialogue: Dialogue) -> Intent | None:
    """The intent talked about, unless nobody wrote it any more."""
    return knowledge.intents.get(dialogue.topic.intent) if dialogue.topic else None


def questions(knowledge: Knowledge, ids: tuple[str, ...], beside: tuple[str, ...] = ()) -> Rows:
    """A row for each question; those `beside` an answer say that they may be what was meant in its stead."""
    labels = {id_: knowledge.intents[id_].label for id_ in ids}
    said = {id_: f"{knowledge.label('instead')} {label}" if id_ in beside else label for id_, label in labels.items()}
    return tuple((_button(said[id_], "ask", id_),) for id_ in ids)


def parts_row(knowledge: Knowledge, response: str) -> Rows:
    """The row of the parts that an answer has, if it has any."""
    blocks = knowledge.parts.get(response, frozenset())
    parts = tuple(_button(knowledge.label(name), "part", name) for name in PARTS if name in blocks)
    return (parts,) if parts else ()


def rating_row(knowledge: Knowledge, response: str) -> tuple[Choice, ...]:
    """The row that says whether an answer helped."""
    return tuple(_button(knowledge.label(f"rate_{way}"), "rate", response, way) for way in ("up", "down"))


@cache
def _button(label: str, verb: str, *arguments: str) -> Choice:
    """One and the same each time, as there are no more of them than authors wrote."""
    return Choice(label, Action(verb, arguments))


def _distinct(knowledge: Knowledge, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The first two or three intents of different families, without the ones that only turn people away."""
    kept: dict[str, str] = {}
    for id_ in ids:
        if knowledge.intents[id_].kind is Kind.ANSWER:
            kept.setdefault(knowledge.intents[id_].family, id_)
    return tuple(kept.values())[:SUGGESTIONS]
