"""One update: load the state, decide, word, hand back what is to be committed. Synchronous and free of I/O."""

from dataclasses import dataclass

from bot.core.model import Decision, Event
from bot.replies.reply import Reply
from bot.storage.port import Stored


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a channel read from one update. `moment` is in Unix seconds."""

    channel: str
    chat: int
    person: int
    event: Event
    moment: int
    update: int | None = None
    private: bool = True
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What to commit and to send for one `Incoming`."""

    stored: Stored
    replies: tuple[Reply, ...]
    decision: Decision | None = None
    forget: bool = False
    feedback: tuple[tuple[str, int], ...] = ()
