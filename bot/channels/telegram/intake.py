"""One raw update from its arrival to its commit: read it, run its step in the store, wake the sender.

When `take` returns, the update is settled and may be confirmed to Telegram. Only a store that is down raises: then the
update comes again. An update that cannot be read, or whose answer breaks, becomes a dead letter and is confirmed, or it
would block everything behind it; the person is told that something went wrong.
"""

import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from bot import metrics
from bot.channels.telegram.callbacks import Codec
from bot.channels.telegram.flood import Flood, Verdict
from bot.channels.telegram.kinds import Barred, Ignored, Me, Moved, Searched, Talked, TappedNowhere, Undecodable
from bot.channels.telegram.reading import read
from bot.channels.telegram.shown import Shown
from bot.channels.telegram.writing import calls, stop_spinner
from bot.logs import hashed, log
from bot.replies.reply import Reply
from bot.service import Answered, Incoming
from bot.storage.port import Committed, DeadLetter, Key, Outgoing, Queued, Store, Stored, StoreDown

logger = log(__name__)


class Answers(Protocol):
    """The bot without a channel: `Service`."""

    def handle(self, stored: Stored, incoming: Incoming) -> Answered: ...


class Searches(Protocol):
    """What answers inline queries: `Inline`."""

    def answer(self, search: Searched) -> Outgoing: ...


class Wakes(Protocol):
    """What sends: `Sender`."""

    def wake(self, queued: Iterable[Queued]) -> None: ...

    def look(self, lane: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Phrases:
    """What is said when no answer of the service's can be: `slow` to a flood, `trouble` when an answer broke."""

    slow: Reply
    trouble: Reply


class Intake:
    """Takes updates, many at a time; the store keeps each chat's in order."""

    def __init__(
        self,
        *,
        me: Me,
        codec: Codec,
        service: Answers,
        store: Store,
        sender: Wakes,
        inline: Searches,
        phrases: Phrases,
        flood: Flood | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._me = me
        self._codec = codec
        self._service = service
        self._store = store
        self._sender = sender
        self._inline = inline
        self._phrases = phrases
        self._flood = flood or Flood()
        self._clock = clock
        self._shown = Shown()

    async def take(self, update: Mapping[str, Any] | object) -> None:
        """Settle one update. Raises StoreDown, and nothing else."""
        began = time.perf_counter()
        outcome = "store_down"
        try:
            outcome = await self._settled(update)
        finally:
            metrics.updates(outcome).inc()
            metrics.UPDATE_SECONDS.observe(time.perf_counter() - began)

    async def _settled(self, update: Any) -> str:
        """The outcome, as a metric counts it."""
        try:
            return await self._settle(update)
        except StoreDown:
            raise
        except Exception as error:  # the channel's door: whatever broke must not stop what comes behind it
            logger.exception("update_broke")
            number = update.get("update_id") if isinstance(update, Mapping) else None
            return await self._bury(update, number if isinstance(number, int) else None, type(error).__name__)

    async def _settle(self, update: Any) -> str:
        match read(update, self._me, self._codec, int(self._clock())):
            case Talked() as talked:
                return await self._talked(update, talked)
            case Searched() as search:
                return await self._queue(Key(search.person, search.person, search.update), self._inline.answer(search))
            case TappedNowhere(number, callback):
                return await self._queue(Key(0, 0, number), stop_spinner(callback))
            case Moved(_, old, new):
                await self._store.migrate(old, new)
                self._sender.look(str(new))
                return "done"
            case Barred(_, chat):
                await self._store.drop(str(chat), "the bot was blocked or put out")
                logger.info("barred", chat=hashed(chat))
                return "done"
            case Ignored(_, why):
                logger.debug("ignored", why=why)
                return "ignored"
            case Undecodable(number, why):
                return await self._bury(update, number, why)

    async def _talked(self, update: Any, talked: Talked) -> str:
        incoming = talked.incoming
        match self._flood.judge(incoming.person, time.monotonic()):
            case Verdict.TELL:
                return await self._say(talked, self._phrases.slow, "slowed", lane=f"{incoming.chat}:note")
            case Verdict.DROP:
                return await self._say(talked, None, "slowed")
        try:
            return await self._run(talked, lambda stored: self._service.handle(stored, incoming))
        except StoreDown:
            raise
        except Exception as error:  # the same door: a template, a guide, the matcher
            logger.exception("answer_broke", chat=hashed(incoming.chat))
            reason = f"{type(error).__name__}: {error}"
            await self._store.bury(self._letter(update, reason, incoming))
            metrics.dead("in").inc()
            return await self._say(talked, self._phrases.trouble, "dead")

    async def _run(self, talked: Talked, answer: Callable[[Stored], Answered], lane: str | None = None) -> str:
        incoming, answered = talked.incoming, list[Answered]()

        def step(stored: Stored) -> Committed:
            found = answer(stored)
            answered[:] = [found]
            made = calls(talked.place, found.replies, self._codec, incoming.person)
            made = tuple(_in_lane(one, lane) for one in self._shown.changing(made, talked.place.shown))
            return Committed(found.stored, made, found.forget, found.feedback)

        queued = await self._store.process(Key(incoming.chat, incoming.person, incoming.update), step)
        if queued is None:
            return "repeated"
        self._shown.note(one.outgoing for one in queued)
        self._sender.wake(queued)
        _count(answered)
        return "done"

    async def _say(self, talked: Talked, reply: Reply | None, outcome: str, lane: str | None = None) -> str:
        """Something beside the talk, or, without a reply, nothing: a spinner is stopped in any case. In a lane of its
        own it overtakes what still waits for this chat."""
        if reply is None and talked.place.callback is None:
            return outcome
        replies = (reply,) if reply else ()
        run = await self._run(talked, lambda stored: Answered(stored, replies), lane)
        return outcome if run == "done" else run

    async def _queue(self, key: Key, outgoing: Outgoing) -> str:
        queued = await self._store.process(key, lambda stored: Committed(stored, (outgoing,)))
        self._sender.wake(queued or ())
        return "done" if queued is not None else "repeated"

    async def _bury(self, update: Any, number: int | None, why: str) -> str:
        logger.error("undecodable_update", reason=why)
        metrics.dead("in").inc()
        await self._store.bury(self._letter(update, why), number)
        return "dead"

    def _letter(self, update: Any, reason: str, incoming: Incoming | None = None) -> DeadLetter:
        kind = next((str(key) for key in update if key != "update_id"), "") if isinstance(update, Mapping) else ""
        return DeadLetter(
            direction="in",
            what=kind[:40],
            reason=reason[:200],
            body=_as_json(update),
            chat=incoming.chat if incoming else None,
            person=incoming.person if incoming else None,
        )


def _in_lane(call: Outgoing, lane: str | None) -> Outgoing:
    return call if lane is None or call.call == "answerCallbackQuery" else replace(call, lane=lane)


def _as_json(update: Any) -> str:
    """In ASCII: half a surrogate pair would not go into a database."""
    try:
        return json.dumps(update, default=str)
    except (ValueError, TypeError, RecursionError):
        return ""


def _count(answered: list[Answered]) -> None:
    """Count the decision; one about somebody in danger is counted without its kind of alarm."""
    for one in answered:
        if one.understood is not None:
            metrics.decisions(str(one.understood.decision)).inc()
