"""Which unsure guesses the talk makes sure enough: an occupation that is named, one's own work, a feeling, 👍."""

from dataclasses import replace

from bot.core.answering import LIKELY
from bot.core.dialogue import Dialogue
from bot.core.follow_ups import sign, words_of
from bot.core.knowledge import Knowledge
from bot.core.languages import ENGLISH
from bot.core.model import ANY, Decision, Understanding

SHORT = 5  # words; "i'm just a cleaner" is about one's own work, a longer message speaks for itself
STORY = 25  # words; in a longer one an occupation is named in passing
BARE = 10  # words; a longer message tells more than a feeling
FELT = 0.5  # confidence; likelier than not


def settled(knowledge: Knowledge, dialogue: Dialogue, text: str, heard: Understanding) -> Understanding:
    """The understanding, sure where the talk settles it."""
    if heard.decision not in (Decision.OFFER, Decision.FALLBACK) or heard.language != ENGLISH:
        return heard
    meant = (
        _sign(knowledge, text)
        or _named_work(knowledge, heard)
        or _own_work(knowledge, text, heard)
        or _feeling(knowledge, dialogue, text, heard)
        or _small_talk(knowledge, heard)
    )
    return replace(heard, decision=Decision.ANSWER, intent=meant, offered=()) if meant else heard


def _sign(knowledge: Knowledge, text: str) -> str | None:
    """ "lol" and 👍 are words of no sentence, and still say something."""
    intent = sign(text, knowledge.follow_ups)
    return intent if intent in knowledge.intents else None


def _named_work(knowledge: Knowledge, heard: Understanding) -> str | None:
    """An occupation is named, and the likeliest of what may be asked that needs one."""
    guessed = [id_ for id_ in (heard.intent, *heard.offered) if id_ in knowledge.intents]
    asked = next((id_ for id_ in guessed if id_ and knowledge.intents[id_].needs), None)
    likely = heard.decision is Decision.OFFER and heard.confidence >= LIKELY
    return asked if likely and _names_one(heard) else None


def _own_work(knowledge: Knowledge, text: str, heard: Understanding) -> str | None:
    """ "I'm a cleaner" and no more, or a question about one's own work that is one of those guessed."""
    own = knowledge.follow_ups.own
    if own not in knowledge.intents or not (heard.mine and _names_one(heard)):
        return None
    length = len(words_of(text))
    return own if length <= SHORT or (length <= STORY and own in _guesses(heard)) else None


def _feeling(knowledge: Knowledge, dialogue: Dialogue, text: str, heard: Understanding) -> str | None:
    """A feeling is met where it is likely, right after trouble a little sooner: asking back would hurt."""
    topic = knowledge.intents.get(dialogue.topic.intent) if dialogue.topic else None
    felt = knowledge.intents.get(heard.intent or "")
    if felt is None or not felt.is_feeling or "?" in text or len(words_of(text)) > BARE:
        return None
    troubled = topic is not None and felt.is_aside(topic)
    return felt.id if heard.confidence >= (LIKELY if troubled else FELT) else None


def _small_talk(knowledge: Knowledge, heard: Understanding) -> str | None:
    """Small talk is never asked back about, so likelier than not is enough."""
    intent = knowledge.intents.get(heard.intent or "")
    return intent.id if intent and ANY in intent.aside_to and heard.confidence >= FELT else None


def _names_one(heard: Understanding) -> bool:
    return sum(each.kind == "occupation" for each in heard.entities) == 1


def _guesses(heard: Understanding) -> tuple[str, ...]:
    """What the message may mean, the likeliest first."""
    found = (heard.intent, *heard.offered, *(guess.intent for guess in heard.runners_up))
    return tuple(dict.fromkeys(id_ for id_ in found if id_))
