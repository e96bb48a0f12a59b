"""Sends what rests in the outbox: in order within a lane, every lane by itself, until each call is made or given up.

A call leaves the outbox when Telegram has carried it out (or never will). A crash between the two repeats at most the
one call that was under way in a lane, as the next is not begun before the last is marked.

Where no other process sends, a lane that does not run is empty, once the outbox has been looked through: what was just
committed for it is sent without being read back.
"""

import asyncio
import base64
import random
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, TelegramError

from bot import metrics
from bot.channels.telegram.api import Busy, File, ServerError
from bot.channels.telegram.pace import Pace
from bot.logs import hashed, log
from bot.storage.port import ATONCE, Queued, Store, StoreDown

Draw = Callable[[Mapping[str, Any]], bytes]
SWEEP = 1.0  # seconds between looks for calls that another process left behind
LONGEST = 30.0  # seconds of back-off
TRIES = 100  # server errors before a call is taken for the cause of them
STORE_PAUSE = 0.25
SHUT = ("not enough rights", "have no rights", "chat_write_forbidden", "topic_closed", "chat not found")  # as a 403
DONE = ("message is not modified", "query is too old", "query id is invalid")  # refusals that leave nothing to do

logger = log(__name__)


class Caller(Protocol):
    """What makes the calls: `Api`."""

    async def call(self, method: str, params: Mapping[str, Any], files: Mapping[str, File] | None = None) -> Any: ...


class Moved(Exception):  # noqa: N818 not an error: what was read of this lane is no longer in it
    """The lane's calls are elsewhere now."""


class Sender:
    """One for a process. `wake` after every commit that queued something; `stop` lets calls under way finish."""

    def __init__(self, store: Store, api: Caller, pace: Pace, draw: Draw | None = None) -> None:
        self._store = store
        self._api = api
        self._pace = pace
        self._draw = draw
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._looked = False  # whether every lane with a call in it runs
        self._stopping = asyncio.Event()
        self._sweeper: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin with what a former run left."""
        self._stopping.clear()
        self._looked = False
        self._sweeper = asyncio.create_task(self._sweep())

    async def stop(self, grace: float = 5.0) -> None:
        """Begin no further call; wait `grace` seconds for those under way. What is left stays in the outbox."""
        self._stopping.set()
        tasks = [*self._lanes.values(), *([self._sweeper] if self._sweeper else [])]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def wake(self, queued: Iterable[Queued]) -> None:
        """Calls have been committed: see that their lanes run."""
        lanes: dict[str, list[Queued]] = {}
        for one in queued:
            lanes.setdefault(one.outgoing.lane, []).append(one)
        for lane, fresh in lanes.items():
            self._run(lane, tuple(fresh))

    def look(self, lane: str) -> None:
        """Calls may have come into this lane in another way."""
        self._run(lane)

    @property
    def busy(self) -> int:
        """How many lanes are running."""
        return len(self._lanes)

    def _run(self, lane: str, fresh: tuple[Queued, ...] = ()) -> None:
        if lane in self._lanes:
            self._again.add(lane)
        elif not self._stopping.is_set():
            known = fresh if self._looked and not self._store.shared else ()
            self._lanes[lane] = asyncio.create_task(self._drain(lane, known))

    async def _sweep(self) -> None:
        """What a crash, another process or a failing store left behind is found here."""
        while not self._stopping.is_set():
            try:
                for lane in await self._store.lanes():
                    self._run(lane)
                self._looked = True
            except StoreDown:
                logger.warning("outbox_unreadable")
            await self._pause(SWEEP)

    async def _drain(self, lane: str, known: tuple[Queued, ...]) -> None:
        """Until the lane is empty; `known` is all that is in it now, when that is known."""
        try:
            while not self._stopping.is_set():
                self._again.discard(lane)
                more, known = await self._some(lane, known), ()
                if not more and lane not in self._again:
                    break
            else:
                await self._leave(lane)
        except BaseException:
            self._looked = False  # the lane may not be empty
            raise
        finally:
            del self._lanes[lane]
            self._again.discard(lane)

    async def _leave(self, lane: str) -> None:
        """Give the lane back at a stop, for another process to go on with."""
        try:
            await self._store.release(lane)
        except StoreDown:
            return

    async def _some(self, lane: str, known: tuple[Queued, ...]) -> bool:
        """Make the lane's next calls; False when there is nothing more to do for now."""
        try:
            queued = known or await self._store.claim(lane)
            if queued is None:
                return False
            for one in queued:
                if self._stopping.is_set():
                    break
                await self._deliver(one)
            if len(queued) == ATONCE or lane in self._again:
                return True
            return await self._store.release(lane)
        except Moved:
            return True
        except StoreDown:
            await self._pause(STORE_PAUSE)
            return True

    # ------------------------------------------------------------ one call

    async def _deliver(self, queued: Queued) -> None:
        """Try until the call is made or given up, or the sender stops."""
        tries = 0
        while not self._stopping.is_set():
            try:
                pause = await self._attempt(queued, tries)
            except ServerError as error:
                queued = replace(queued, attempts=queued.attempts + 1)
                pause = await self._failed(queued, error.message)
            if pause is None:
                return
            tries += 1
            await self._rest(queued, pause)

    async def _attempt(self, queued: Queued, tries: int) -> float | None:
        """One try: None when the call is settled, else the seconds to wait before the next; ServerError goes on."""
        try:
            await self._make(queued)
        except Busy as error:
            metrics.LIMITED.inc()
            return error.seconds
        except ChatMigrated as error:
            await self._migrate(queued, error.new_chat_id)
        except Forbidden as error:
            await self._blocked(queued, error.message)
        except BadRequest as error:
            return await self._refused(queued, error.message)
        except InvalidToken as error:
            logger.error("token_refused", reason=error.message, try_="check TELEGRAM_BOT_TOKEN")
            return LONGEST
        except ServerError:
            raise
        except NetworkError as error:
            logger.info("call_not_answered", method=queued.outgoing.call, reason=error.message)
            return _back_off(tries)
        except (TelegramError, ValueError, TypeError, KeyError, ArithmeticError) as error:
            await self._give_up(queued, f"{type(error).__name__}: {error}")
        else:
            await self._surely(lambda: self._store.sent(queued.id))
        return None

    async def _make(self, queued: Queued) -> None:
        outgoing = queued.outgoing
        method, params, files = outgoing.call, *_files(outgoing.params)
        await self._rest(queued, self._pace.wait(method, params.get("chat_id"), time.monotonic()))
        if outgoing.chart is not None:
            method, params, files = await self._charted(params, outgoing.chart)
        began = time.perf_counter()
        outcome = "failed"
        try:
            await self._api.call(method, params, files)
            outcome = "done"
        finally:
            metrics.CALL_SECONDS.observe(time.perf_counter() - began)
            metrics.calls(method, outcome).inc()

    async def _charted(
        self, params: dict[str, Any], chart: Mapping[str, Any]
    ) -> tuple[str, dict[str, Any], dict[str, File]]:
        """The call with its picture, drawn now in a thread; without it when it cannot be drawn."""
        typing = {"chat_id": params.get("chat_id"), "action": "upload_photo"}
        try:
            await self._api.call("sendChatAction", typing)
        except TelegramError:
            logger.debug("chat_action_refused")
        try:
            assert self._draw is not None  # noqa: S101 caught below like any other reason for no picture
            return "sendPhoto", params, {"photo": File("chart.png", await asyncio.to_thread(self._draw, chart))}
        except Exception:
            logger.exception("chart_not_drawn")
            text = {("text" if name == "caption" else name): value for name, value in params.items()}
            return "sendMessage", text, {}

    # ------------------------------------------------------------ refusals

    async def _refused(self, queued: Queued, reason: str) -> float | None:
        if any(one in reason.lower() for one in DONE):
            await self._surely(lambda: self._store.sent(queued.id))
        elif any(one in reason.lower() for one in SHUT):
            await self._blocked(queued, reason)
        elif queued.outgoing.otherwise is not None:
            return await self._attempt(replace(queued, outgoing=queued.outgoing.otherwise), 0)
        else:
            await self._give_up(queued, reason)
        return None

    async def _failed(self, queued: Queued, reason: str) -> float | None:
        """A server error: Telegram's trouble, or a call that makes it stumble every time."""
        if queued.attempts >= TRIES:
            await self._give_up(queued, f"{TRIES} server errors, the last: {reason}")
            return None
        await self._surely(lambda: self._store.failed(queued.id))
        return _back_off(queued.attempts - 1)

    async def _blocked(self, queued: Queued, reason: str) -> None:
        """The person has blocked the bot or put it out of the group: nothing reaches the lane."""
        lane = queued.outgoing.lane
        dropped = await self._surely(lambda: self._store.drop(lane, reason))
        metrics.dead("out").inc(dropped)
        logger.info("chat_blocked", chat=hashed(lane), dropped=dropped)
        raise Moved

    async def _migrate(self, queued: Queued, new: int) -> None:
        old = queued.outgoing.params.get("chat_id")
        if not isinstance(old, int):
            await self._give_up(queued, "migrated, but the call names no chat")
            return
        await self._surely(lambda: self._store.migrate(old, new))
        logger.info("chat_migrated", chat=hashed(old), to=hashed(new))
        self.look(str(new))
        raise Moved

    async def _give_up(self, queued: Queued, reason: str) -> None:
        await self._surely(lambda: self._store.dead(queued, reason))
        metrics.dead("out").inc()
        logger.error("dead_letter", method=queued.outgoing.call, chat=hashed(queued.outgoing.lane), reason=reason)

    async def _surely(self, write: Callable[[], Awaitable[Any]]) -> Any:
        """What has happened at Telegram must be written down: a store that is down is waited for."""
        while True:
            try:
                return await write()
            except StoreDown:
                await asyncio.sleep(STORE_PAUSE)

    async def _rest(self, queued: Queued, seconds: float) -> None:
        """Pause, then see that the call still waits: its person may have had everything deleted meanwhile."""
        if seconds <= 0:
            return
        await self._pause(seconds)
        waiting = () if self._stopping.is_set() else await self._store.claim(queued.outgoing.lane)
        if not waiting or waiting[0].id != queued.id:
            raise Moved

    async def _pause(self, seconds: float) -> None:
        """Wait, but not when the sender stops."""
        if seconds <= 0:
            return
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return


def _files(params: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, File]]:
    """The parameters that are JSON, and those that are files (see `Outgoing`)."""
    files = {name: value for name, value in params.items() if isinstance(value, dict) and "base64" in value}
    plain = {name: value for name, value in params.items() if name not in files}
    return plain, {name: File(one["filename"], base64.b64decode(one["base64"])) for name, one in files.items()}


def _back_off(tries: int) -> float:
    """0.5, 1, 2 … 30 seconds, spread so that lanes do not come back all at once."""
    return min(LONGEST, 0.5 * 2.0 ** min(tries, 10)) * random.uniform(0.8, 1.2)  # noqa: S311 spreads, keeps no secret
