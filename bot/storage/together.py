"""Many questions at once: what is asked while the last statement runs is asked together by the next.

The more is going on, the more a statement carries, so a busy session does not become a queue.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Together(Generic[K, V]):
    """`ask` gets the keys that have come up and gives the answer to each; an error of it goes to all who asked."""

    def __init__(self, ask: Callable[[list[K]], Awaitable[Mapping[K, V]]]) -> None:
        self._ask = ask
        self._waiting: dict[K, asyncio.Future[V]] = {}
        self._running: asyncio.Task[None] | None = None

    async def of(self, key: K) -> V:
        """The answer for one key; who asks the same at the same time gets the same."""
        loop = asyncio.get_running_loop()
        future = self._waiting.get(key)
        if future is None:
            future = self._waiting[key] = loop.create_future()
        if self._running is None:
            self._running = loop.create_task(self._run())
        return await asyncio.shield(future)

    async def finish(self) -> None:
        """Return when everything asked for so far is answered."""
        while self._running is not None:
            await self._running

    async def _run(self) -> None:
        try:
            while self._waiting:
                taken, self._waiting = self._waiting, {}
                try:
                    answers = await self._ask(list(taken))
                except Exception as error:  # noqa: BLE001 it belongs to those who asked
                    for future in taken.values():
                        future.set_exception(error)
                        future.exception()  # who has been cancelled meanwhile does not fetch it
                else:
                    for key, future in taken.items():
                        future.set_result(answers[key])
        finally:
            self._running = None
