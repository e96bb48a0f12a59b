"""The port that every store stands behind: one transaction an update, and the outbox.

Order and exactly-once hang on three rules. `process` calls `step` inside the chat's transaction, so what it read is
what it replaces; an update seen before ends without calling it; state and outbox are written together or not at all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

ATONCE = 32  # calls that `claim` reads from a lane at the most


@dataclass(frozen=True, slots=True)
class Key:
    """Whose state an update touches. `update` is None where the channel cannot repeat itself (a terminal)."""

    chat: int
    person: int
    update: int | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """The state of one person in one chat as kept: JSON texts with their versions inside, None where nothing is."""

    dialogue: str | None = None
    profile: str | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One call to make: sent in order within its lane, each lane by itself.

    A lane is normally the chat's id; a callback's answer has a lane of its own so that nothing holds it up. `call` is
    the Bot API method, `params` its JSON parameters, `chart` the data of a picture to draw just before sending.
    A file among the params is `{"filename": name, "base64": bytes}`; the sender makes a multipart part of it.
    `otherwise` is made in its place when Telegram says that an edit cannot be (too old, gone); "message is not
    modified" is a success.
    """

    lane: str
    call: str
    params: Mapping[str, Any]
    chart: Mapping[str, Any] | None = None
    otherwise: "Outgoing | None" = None


@dataclass(frozen=True, slots=True)
class Committed:
    """What a step wants written: the new state, the calls to make, and whether all of the person's data goes."""

    stored: Stored
    outgoing: tuple[Outgoing, ...] = ()
    forget: bool = False
    feedback: tuple[tuple[str, int], ...] = ()  # (response id, +1 or -1), counted without text or person


@dataclass(frozen=True, slots=True)
class Queued:
    """An outgoing call with its place in the outbox; `attempts` counts the server errors it has met."""

    id: int
    outgoing: Outgoing
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """What could not be done and is kept for a week so that somebody can see why.

    `direction` is "in" for an update, "out" for a call; `what` the kind of update or the method. `body` is the JSON
    of it: it may hold a person's words, so it is never logged or listed, and `/forget` deletes it.
    """

    direction: str
    what: str
    reason: str
    body: str
    chat: int | None = None
    person: int | None = None
    id: int | None = None
    moment: int = 0


@dataclass(frozen=True, slots=True)
class Stats:
    """What an operator watches: counts, and the age in seconds of the oldest call still waiting."""

    people: int
    dialogues: int
    waiting: int
    oldest: int
    dead: int
    feedback: tuple[tuple[str, int, int], ...] = ()  # (response id, up, down)


class Store(Protocol):
    """See the module. Every method may raise `StoreDown`; the update is then not acknowledged and comes again."""

    shared: bool  # whether several processes may serve from it at the same time

    async def open(self) -> None:
        """Connect and bring the schema up to date."""

    async def close(self) -> None:
        """Finish what was begun and let go; a second call does nothing."""

    async def ping(self) -> None:
        """Return when the store can read and write."""

    # ------------------------------------------------------------ updates

    async def process(self, key: Key, step: Callable[[Stored], Committed]) -> tuple[Queued, ...] | None:
        """Run one update; what it queued, or None when the update was seen before. A step's exception rolls back.

        A dialogue or profile that comes back as None is deleted. With `forget`, all that is kept about the person
        goes, with the calls still waiting in the lane of their private chat; only this step's own calls stay.
        """

    async def bury(self, letter: DeadLetter, update: int | None = None) -> bool:
        """Keep what cannot be worked on and mark its update as seen; False when it was seen before."""

    # ------------------------------------------------------------ the outbox

    async def lanes(self) -> tuple[str, ...]:
        """Every lane in which a call waits."""

    async def claim(self, lane: str) -> tuple[Queued, ...] | None:
        """Take the lane for this process: its next calls in order, or None while another process has it."""

    async def release(self, lane: str) -> bool:
        """Give the lane back; True when calls wait in it all the same (another process queued them meanwhile)."""

    async def sent(self, id: int) -> None:  # noqa: A002 the row's id is called id everywhere
        """The call was made: it leaves the outbox."""

    async def failed(self, id: int) -> None:  # noqa: A002 as above
        """The call met a server error: count it and keep its place."""

    async def dead(self, queued: Queued, reason: str) -> None:
        """The call can never be made: it leaves the outbox for the dead letters."""

    async def drop(self, lane: str, reason: str) -> int:
        """Nothing reaches this lane any more: all its calls become dead letters; how many."""

    async def migrate(self, old: int, new: int) -> None:
        """A group has become a supergroup: its dialogues and waiting calls go to the new chat id."""

    # ------------------------------------------------------------ people and operators

    async def export(self, person: int) -> Mapping[str, Any]:
        """Everything kept about a person, as JSON values."""

    async def stats(self) -> Stats:
        """What an operator watches."""

    async def letters(self, limit: int = 100) -> tuple[DeadLetter, ...]:
        """The latest dead letters, newest first."""

    async def expire(self, days: int) -> int:
        """Delete people inactive for `days`, week-old dead letters and seen marks past use; how many rows went."""


class StoreDown(Exception):  # noqa: N818 says what is the matter, as it is read in the code that catches it
    """The store cannot be reached or cannot write now; trying again later may work."""
