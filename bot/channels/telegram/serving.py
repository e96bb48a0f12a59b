"""A bot at work until SIGTERM or SIGINT: by polling, or behind a webhook in one process or several.

A stop drains: no update is begun, those in hand are committed, calls under way finish; ten seconds at the most. What
is then left waits at Telegram or in the outbox, and the next process goes on with it.
"""

import asyncio
import signal
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any, Protocol

import uvicorn
from uvicorn.supervisors import Multiprocess

from bot.logs import log
from bot.storage.port import Store, StoreDown

DRAIN = 3  # seconds for requests in hand; the sender has its own
EXPIRE = 6 * 3600.0  # seconds between looks for what is past its time

logger = log(__name__)


class Polled(Protocol):
    """What fetches updates: `Telegram`."""

    async def open(self) -> None: ...

    async def poll(self, stop: asyncio.Event) -> None: ...

    async def close(self) -> None: ...


async def poll(bot: Polled) -> None:
    """Open the bot, fetch updates until a signal, close it."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        if await _opened(bot, stop):
            await bot.poll(stop)
    finally:
        await bot.close()


async def _opened(bot: Polled, stop: asyncio.Event) -> bool:
    """Open the bot, for as long as it takes its store to be there; False when it was stopped before."""
    while not stop.is_set():
        try:
            if await _unless(stop, bot.open()):
                return True
        except StoreDown as error:
            logger.error("store_down", reason=str(error))
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), 1)
    return False


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> bool:
    """Do the work, which may take as long as Telegram is not to be reached; False when it was stopped first."""
    working, stopped = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait({working, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if not working.done():
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        return False
    await working
    return True


@asynccontextmanager
async def expiring(store: Store, days: int) -> AsyncIterator[None]:
    """While inside, what is past its time is deleted, now and a few times a day."""
    task = asyncio.create_task(_expire(store, days))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _expire(store: Store, days: int) -> None:
    while True:
        try:
            gone = await store.expire(days)
            logger.info("expired", rows=gone)
            await asyncio.sleep(EXPIRE)
        except StoreDown:
            await asyncio.sleep(60)


def serve(application: Any, host: str, port: int, workers: int = 1) -> None:
    """Serve an ASGI application, or with several workers the factory that a text like "bot.app:web" names."""
    config = uvicorn.Config(
        application,
        factory=isinstance(application, str),
        host=host,
        port=port,
        workers=workers,
        loop="uvloop",
        lifespan="on",
        access_log=False,
        log_config=None,
        ws="none",
        server_header=False,
        proxy_headers=False,
        date_header=False,
        timeout_graceful_shutdown=DRAIN,
        timeout_keep_alive=75,  # longer than Telegram keeps a connection it means to use again
    )
    if workers == 1:
        Server(config).run()
        return
    Multiprocess(config, sockets=[config.bind_socket()]).run()


class Server(uvicorn.Server):
    """Uvicorn's, but a drained stop is a success: the signal is not raised again, so the exit code is 0."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take SIGTERM and SIGINT as a wish to drain."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.handle_exit)
        yield
