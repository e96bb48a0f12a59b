"""What may be brought up with somebody: no trouble that they did not name.

A guess is a guess. "I feel lost" as a button under "I'm a bricklayer" stings, so intents that an author marks `sad` are
offered only to who wrote a sad word, or where they are near the topic.
"""

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.model import Intent, Understanding


def seemly(knowledge: Knowledge, dialogue: Dialogue, heard: Understanding, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the intents `ids` that may be offered in answer to a message."""
    known = tuple(knowledge.intents[id_] for id_ in ids if id_ in knowledge.intents)
    if not any(intent.sad for intent in known) or knowledge.sad.found(heard.words) is not None:
        return tuple(intent.id for intent in known)
    topic = _topic(knowledge, dialogue)
    return tuple(intent.id for intent in known if not intent.sad or _is_near(intent, topic))


def _topic(knowledge: Knowledge, dialogue: Dialogue) -> Intent | None:
    return knowledge.intents.get(dialogue.topic.intent) if dialogue.topic else None


def _is_near(intent: Intent, topic: Intent | None) -> bool:
    """Whether the author put it next to what is talked about."""
    return topic is not None and (intent.family == topic.family or intent.id in topic.suggests)
