"""The kinds of things an update can be to us, and where an answer to it goes."""

from dataclasses import dataclass

from bot.channels.telegram.shown import Look
from bot.service import Incoming


@dataclass(frozen=True, slots=True)
class Me:
    """Who the bot is on Telegram. In groups a bare command counts only when it is one of `commands`: another bot's
    must not be answered."""

    id: int
    username: str
    commands: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer goes. `reply_to` is the person's message, `tapped` the bot's own whose button was tapped,
    `editable` whether that one is a text that can still be edited, `shown` what it looked like, `callback` the tap
    that waits for its answer."""

    chat: int
    private: bool
    thread: int | None = None
    reply_to: int | None = None
    tapped: int | None = None
    editable: bool = False
    shown: Look | None = None
    callback: str | None = None


@dataclass(frozen=True, slots=True)
class Talked:
    """Somebody said or did something that the bot answers."""

    incoming: Incoming
    place: Place


@dataclass(frozen=True, slots=True)
class Searched:
    """An inline query: `@bot text` typed in any chat."""

    update: int
    query: str
    person: int
    text: str


@dataclass(frozen=True, slots=True)
class TappedNowhere:
    """A tap on a message that the bot cannot see: only its spinner can be stopped."""

    update: int
    callback: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A group became a supergroup."""

    update: int
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Barred:
    """The bot was blocked, or thrown out of a group."""

    update: int
    chat: int


@dataclass(frozen=True, slots=True)
class Ignored:
    """None of our business, and why."""

    update: int
    why: str


@dataclass(frozen=True, slots=True)
class Undecodable:
    """Not an update as Telegram sends them."""

    update: int | None
    why: str


Read = Talked | Searched | TappedNowhere | Moved | Barred | Ignored | Undecodable
