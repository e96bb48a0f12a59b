"""What an answer expects to hear: the short replies that its question invites, and where each of them leads.

The author declares them beside the intents, in `intents/language/replies.yml`. A reply leads to a block of the answer's
own template, or to another intent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.deciding import SURE as CERTAIN
from bot.core.dialogue import Dialogue, is_last
from bot.core.languages import ENGLISH
from bot.core.model import Understanding
from bot.core.phrases import Phrases

LIKELY = 0.55  # confidence; what may be meant so likely is asked back about

SURE = 8  # words; a longer message that is sure of itself speaks for itself
LONGEST = 12  # words of a reply
ANYTHING = 5  # words of one that is taken whatever it says
NUMBER = "#"  # how phrases write any number


@dataclass(frozen=True, slots=True)
class Expected:
    """`hears` finds the target of a reply by its phrases; `agreed` and `declined` are those of a bare yes and no,
    `anything` that of any other short reply, and `counted` that of answers to so many `questions` at once."""

    hears: Phrases = field(default_factory=lambda: Phrases({}))
    agreed: str | None = None
    declined: str | None = None
    anything: str | None = None
    counted: str | None = None
    questions: int = 0

    def heard_in(self, heard: Understanding) -> str | None:
        """Where a short message leads, by a phrase in it."""
        words = [NUMBER if word.isdecimal() else word for word in heard.words]
        sure = heard.is_sure and heard.confidence >= CERTAIN
        return self.hears.found(words) if len(words) <= (SURE if sure else LONGEST) else None


def expected(replies: Mapping[str, Expected], dialogue: Dialogue) -> Expected | None:
    """What the answer that is the topic expects, or its family's."""
    topic = dialogue.topic
    if topic is None:
        return None
    return replies.get(topic.response) or replies.get(topic.response.partition(".")[0])


def is_short(heard: Understanding) -> bool:
    """Whether a message may be a reply whatever it says: a few words that ask nothing and mean nothing likelier, or
    only name some work ("a food truck")."""
    unlikely = (not heard.is_sure and heard.confidence < LIKELY) or _only_names(heard)
    return unlikely and not heard.question and heard.language == ENGLISH and 0 < len(heard.words) <= ANYTHING


def _only_names(heard: Understanding) -> bool:
    named = any(len(heard.words) - len(entity.text.split()) <= 1 for entity in heard.entities)
    return named and heard.confidence < CERTAIN


def is_fresh(dialogue: Dialogue) -> bool:
    """Whether the answer that is the topic was the last thing said, so that any words may be a reply to it."""
    return dialogue.topic is not None and is_last(dialogue, dialogue.topic.response)
