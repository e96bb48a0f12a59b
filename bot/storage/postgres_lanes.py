"""Lanes of the outbox among several processes: who has one, what waits in it, what has been sent."""

import asyncio
from collections.abc import Mapping
from typing import Any

import asyncpg

from bot.storage import calls
from bot.storage.port import ATONCE, Queued
from bot.storage.together import Together

SPACE = 20_001  # of advisory locks with two keys
SECONDS = 10.0  # for one statement


class Session:
    """A connection of one's own, made anew when it is lost; one statement at a time."""

    def __init__(self, url: str, **settings: str) -> None:
        self._url = url
        self._settings = settings
        self._connection: Any = None
        self.turn = asyncio.Lock()

    async def connection(self) -> tuple[Any, bool]:
        """The connection, and whether it is a new one."""
        if self._connection is not None and not self._connection.is_closed():
            return self._connection, False
        self._connection = await asyncpg.connect(
            self._url, timeout=SECONDS, command_timeout=SECONDS, server_settings=self._settings
        )
        return self._connection, True

    async def close(self) -> None:
        """End it, and with it every lock."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.terminate()


class Lanes:
    """The lanes this process has, behind locks of its session.

    Losing the session loses every lock, so every lane is forgotten: what was under way may then be sent twice, once.
    """

    def __init__(self, url: str) -> None:
        self._session = Session(url)
        self._held: set[str] = set()
        self._claims = Together(self._claimed)
        self._releases = Together(self._released)

    async def claim(self, lane: str) -> tuple[Queued, ...] | None:
        """Its next calls behind its lock, None while another session has that."""
        return await self._claims.of(lane)

    async def release(self, lane: str) -> bool:
        """Unlock it, then look once more: what came in between found it locked. A lane that is not held was lost with
        its session; somebody has looked since."""
        return await self._releases.of(lane) if lane in self._held else False

    async def close(self) -> None:
        """Give all lanes back."""
        self._held.clear()
        await self._session.close()

    async def _claimed(self, lanes: list[str]) -> Mapping[str, tuple[Queued, ...] | None]:
        async with self._session.turn:
            db, new = await self._session.connection()
            if new:
                self._held.clear()
            held = [lane in self._held for lane in lanes]
            found = await db.fetch("SELECT * FROM claim_lanes($1, $2, $3, $4)", SPACE, lanes, held, ATONCE)
        claimed: dict[str, list[Queued]] = {row["the_lane"]: [] for row in found if row["locked"]}
        for lane, _, number, call, attempts in found:
            if number is not None:
                claimed[lane].append(Queued(number, calls.read(lane, call), attempts))
        self._held.update(claimed)
        return {lane: tuple(claimed[lane]) if lane in claimed else None for lane in lanes}

    async def _released(self, lanes: list[str]) -> Mapping[str, bool]:
        async with self._session.turn:
            db, _ = await self._session.connection()
            self._held.difference_update(lanes)
            found = await db.fetch("SELECT release_lanes($1, $2)", SPACE, lanes)
        waiting = {row[0] for row in found}
        return {lane: lane in waiting for lane in lanes}


class Marks:
    """Takes sent calls out of the outbox.

    Its session does not wait for the disk: should the server itself crash, what was sent in its last moment is sent
    again; a crash of ours repeats nothing more for it.
    """

    def __init__(self, url: str) -> None:
        self._session = Session(url, synchronous_commit="off")
        self._sent = Together(self._delete)

    async def sent(self, number: int) -> None:
        """Return when the row is gone."""
        await self._sent.of(number)

    async def close(self) -> None:
        """Delete what was asked for so far, and disconnect."""
        await self._sent.finish()
        await self._session.close()

    async def _delete(self, numbers: list[int]) -> Mapping[int, None]:
        async with self._session.turn:
            db, _ = await self._session.connection()
            await db.execute("DELETE FROM outbox WHERE id = ANY($1::bigint[])", numbers)
        return dict.fromkeys(numbers)
