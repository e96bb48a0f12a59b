"""What may be brought up with somebody: no trouble that they did not name.

A guess is a guess. "I feel lost" as a button under "I'm a bricklayer" stings, so intents that an author marks `sad` are
offered only to who wrote a sad word, or is in such a talk already.
"""

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.model import Understanding


def seemly(knowledge: Knowledge, dialogue: Dialogue, heard: Understanding, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the intents `ids` that may be offered in answer to a message."""
    known = tuple(id_ for id_ in ids if id_ in knowledge.intents)
    if _names_trouble(knowledge, dialogue, heard):
        return known
    return tuple(id_ for id_ in known if not knowledge.intents[id_].sad)


def _names_trouble(knowledge: Knowledge, dialogue: Dialogue, heard: Understanding) -> bool:
    topic = knowledge.intents.get(dialogue.topic.intent) if dialogue.topic else None
    return (topic is not None and topic.sad) or knowledge.sad.found(heard.words) is not None
