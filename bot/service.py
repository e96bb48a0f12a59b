"""One update: read the state, decide, word, hand back what is to be committed. Synchronous and free of I/O.

Everything is worded before anything is saved, so a template that breaks changes nothing: the update fails as a whole.
"""

from dataclasses import dataclass
from typing import Protocol

from bot.core import engine
from bot.core.knowledge import Knowledge
from bot.core.model import Event, Say, Understanding
from bot.core.profile import Settings
from bot.replies.reply import Reply
from bot.storage import codec
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
    """What to commit and to send for one `Incoming`. `responses` are the ids that the replies were worded from."""

    stored: Stored
    replies: tuple[Reply, ...]
    understood: Understanding | None = None
    responses: tuple[str, ...] = ()
    forget: bool = False
    feedback: tuple[tuple[str, int], ...] = ()


class Renderer(Protocol):
    """What turns a `Say` into words."""

    def render(self, say: Say, settings: Settings) -> Reply: ...


class Service:
    """The bot without a channel: the same answer for the same state and event, every time."""

    def __init__(self, knowledge: Knowledge, renderer: Renderer) -> None:
        self._knowledge = knowledge
        self._renderer = renderer

    def handle(self, stored: Stored, incoming: Incoming) -> Answered:
        """Answer one update. Raises what a broken template raises; nothing is changed then."""
        dialogue, profile = codec.read_dialogue(stored.dialogue), codec.read_profile(stored.profile)
        turn = engine.respond(self._knowledge, dialogue, profile, incoming.event, incoming.moment)
        replies = tuple(self._renderer.render(say, turn.profile.settings) for say in turn.says)
        return Answered(
            stored=Stored(codec.write_dialogue(turn.dialogue), codec.write_profile(turn.profile)),
            replies=replies,
            understood=turn.understood,
            responses=tuple(say.response for say in turn.says),
            forget=turn.forget,
            feedback=turn.feedback,
        )
