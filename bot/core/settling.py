"""Which unsure guesses the talk makes sure enough: an occupation that is named, one's own work, a feeling, 👍."""

from dataclasses import replace

from bot.core.asking import asks
from bot.core.dialogue import Dialogue
from bot.core.follow_ups import sign, words_of
from bot.core.knowledge import Knowledge
from bot.core.languages import ENGLISH
from bot.core.model import ANY, Decision, Understanding, Work
from bot.core.offering import LIKELY
from bot.core.tact import seemly

SHORT = 5  # words; "i'm just a cleaner" is about one's own work, a longer message speaks for itself
STORY = 25  # words; in a longer one an occupation is named in passing
BARE = 10  # words; a longer message tells more than a feeling
FELT = 0.5  # confidence; likelier than not
MOVED = 0.65  # confidence from which a feeling is met though no word of it is sad


def settled(knowledge: Knowledge, dialogue: Dialogue, text: str, heard: Understanding) -> Understanding:
    """The understanding, sure where the talk settles it."""
    said = _sign(knowledge, text) if heard.decision is not Decision.SAFETY else None
    if said is None and (heard.decision not in (Decision.OFFER, Decision.FALLBACK) or heard.language != ENGLISH):
        return heard
    meant = (
        said
        or _named_work(knowledge, heard)
        or _own_work(knowledge, dialogue, text, heard)
        or _aim(knowledge, heard)
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
    offered = () if heard.mine else heard.offered  # one's own work is asked about in other ways
    guessed = [id_ for id_ in (heard.intent, *offered) if id_ in knowledge.intents]
    asked = next((id_ for id_ in guessed if id_ and knowledge.intents[id_].needs), None)
    likely = heard.decision is Decision.OFFER and heard.confidence >= LIKELY
    return asked if likely and len(heard.named) == 1 else None


def _own_work(knowledge: Knowledge, dialogue: Dialogue, text: str, heard: Understanding) -> str | None:
    """ "I'm a cleaner", told and nothing asked, or a question about one's own work that is one of those guessed."""
    told, follow = knowledge.own_work.told(heard), knowledge.follow_ups
    own = follow.own_past if told and told.past else follow.own
    if told is None or own not in knowledge.intents or not _names_work(told, heard):
        return None
    length = len(words_of(text))
    fits = own in _guesses(heard) or not (asks(text) or _likely(knowledge, dialogue, heard))
    return own if length <= SHORT or (length <= STORY and fits) else None


def _aim(knowledge: Knowledge, heard: Understanding) -> str | None:
    """ "Can a dishwasher become a chef" asks for the way into the work that is named as an aim."""
    aim = knowledge.follow_ups.aim
    return aim if aim in knowledge.intents and knowledge.own_work.aim(heard) else None


def _names_work(told: Work, heard: Understanding) -> bool:
    """Whether it says which work, or that it is over; of several the one before another."""
    one = told.occupation is not None and (len(heard.named) == 1 or told.before is not None)
    return one or (told.past and not heard.named)


def _likely(knowledge: Knowledge, dialogue: Dialogue, heard: Understanding) -> bool:
    """Whether the best guess is worth asking back about."""
    return heard.confidence >= LIKELY and bool(seemly(knowledge, dialogue, heard, (heard.intent or "",)))


def _feeling(knowledge: Knowledge, dialogue: Dialogue, text: str, heard: Understanding) -> str | None:
    """A feeling is met where it is likely, in trouble or with a sad word a little sooner: asking back would hurt."""
    topic = knowledge.intents.get(dialogue.topic.intent) if dialogue.topic else None
    felt = knowledge.intents.get(heard.intent or "")
    if felt is None or not felt.is_feeling or "?" in text or len(words_of(text)) > BARE:
        return None
    troubled = (topic is not None and felt.is_aside(topic)) or knowledge.sad.found(heard.words) is not None
    return felt.id if heard.confidence >= (LIKELY if troubled else MOVED) else None


def _small_talk(knowledge: Knowledge, heard: Understanding) -> str | None:
    """Small talk is never asked back about, so likelier than not is enough."""
    intent = knowledge.intents.get(heard.intent or "")
    return intent.id if intent and ANY in intent.aside_to and heard.confidence >= FELT else None


def _guesses(heard: Understanding) -> tuple[str, ...]:
    """What the message may mean, the likeliest first."""
    found = (heard.intent, *heard.offered, *(guess.intent for guess in heard.runners_up))
    return tuple(dict.fromkeys(id_ for id_ in found if id_))
