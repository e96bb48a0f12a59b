"""The port that every store stands behind: one transaction an update, and the outbox.

Order and exactly-once hang on three rules. `process` calls `step` inside the chat's transaction, so what it read is
what it replaces; an update seen before ends without calling it; state and outbox are written together or not at all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol


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
    """An outgoing call with its place in the outbox."""

    id: int
    outgoing: Outgoing
    attempts: int = 0


class Store(Protocol):
    """See the module. Every method may raise `StoreDown`; the update is then not acknowledged and comes again."""

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def process(self, key: Key, step: Callable[[Stored], Committed]) -> tuple[Queued, ...] | None:
        """Run one update; what it queued, or None when the update was seen before. A step's exception rolls back."""


class StoreDown(Exception):
    """The store cannot be reached or cannot write now; trying again later may work."""
