"""The store for several processes and machines: PostgreSQL through asyncpg.

A chat's updates wait for one another at an advisory lock of the transaction and read only once they have it, in a
statement of their own and so with a snapshot that holds what the one before wrote. A lane's sender holds an advisory
lock of its session, which PostgreSQL takes back from a process that dies.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import asyncpg

from bot.storage import calls, migrations
from bot.storage import postgres_rows as rows
from bot.storage.port import Committed, DeadLetter, Key, Queued, Stats, Stored, StoreDown
from bot.storage.postgres_lanes import SECONDS, Lanes, Marks

T = TypeVar("T")
DOWN = (
    OSError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.PostgresConnectionError,
    asyncpg.exceptions.OperatorInterventionError,  # the server is stopping, starting or cancelled the statement
    asyncpg.exceptions.InsufficientResourcesError,  # disk or memory full, too many connections
    asyncpg.exceptions.TransactionRollbackError,  # a deadlock's victim: the update comes again
    asyncpg.exceptions.ReadOnlySQLTransactionError,  # a standby that has not taken over yet
)
CONNECTIONS = 6  # a process


class PostgresStore:
    """See `bot.storage.port.Store`."""

    shared = True

    def __init__(self, url: str, now: Callable[[], float] = time.time) -> None:
        self._url = url
        self._now = now
        self._pool: asyncpg.Pool | None = None
        self._lanes = Lanes(url)
        self._marks = Marks(url)

    async def open(self) -> None:
        """Bring the schema up to date and connect; StoreDown when the server is not there."""
        if self._pool is not None:
            return
        async with _down():
            await migrate(self._url)
            self._pool = await asyncpg.create_pool(
                self._url, min_size=1, max_size=CONNECTIONS, command_timeout=SECONDS, timeout=SECONDS
            )

    async def close(self) -> None:
        """Give all lanes back and disconnect."""
        pool, self._pool = self._pool, None
        await self._lanes.close()
        await self._marks.close()
        if pool is not None:
            try:
                await asyncio.wait_for(pool.close(), 3)
            except (TimeoutError, *DOWN):
                pool.terminate()

    async def ping(self) -> None:
        """Write nothing, but where writing is allowed."""
        await self._one(lambda db: db.execute("UPDATE feedback SET up = up WHERE response = ''"))

    # ------------------------------------------------------------ updates

    async def process(self, key: Key, step: Callable[[Stored], Committed]) -> tuple[Queued, ...] | None:
        """One update in one transaction, behind the locks of its chat and its person."""
        return await self._all(lambda db: rows.process(db, key, step, int(self._now())))

    async def bury(self, letter: DeadLetter, update: int | None = None) -> bool:
        """Keep the letter unless its update was seen before."""

        async def work(db: Any) -> bool:
            if update is not None and not await rows.see(db, update, int(self._now())):
                return False
            await rows.keep(db, letter, int(self._now()))
            return True

        return await self._all(work)

    # ------------------------------------------------------------ the outbox

    async def lanes(self) -> tuple[str, ...]:
        """Every lane in which a call waits, the longest waiting first."""
        found = await self._one(lambda db: db.fetch("SELECT lane FROM outbox GROUP BY lane ORDER BY min(id)"))
        return tuple(row["lane"] for row in found)

    async def claim(self, lane: str) -> tuple[Queued, ...] | None:
        """Lock the lane, then read it."""
        async with _down():
            return await self._lanes.claim(lane)

    async def release(self, lane: str) -> bool:
        """Unlock the lane, then look once more: what came in between found it locked."""
        async with _down():
            return await self._lanes.release(lane)

    async def sent(self, id: int) -> None:  # noqa: A002 as in the port
        """The call leaves the outbox."""
        async with _down():
            await self._marks.sent(id)

    async def failed(self, id: int) -> None:  # noqa: A002 as in the port
        """One attempt more."""
        await self._one(lambda db: db.execute("UPDATE outbox SET attempts = attempts + 1 WHERE id = $1", id))

    async def dead(self, queued: Queued, reason: str) -> None:
        """From the outbox to the dead letters."""
        await self._all(lambda db: rows.die(db, queued, reason, int(self._now())))

    async def drop(self, lane: str, reason: str) -> int:
        """All the lane's calls to the dead letters."""

        async def work(db: Any) -> int:
            found = await db.fetch("SELECT id, call FROM outbox WHERE lane = $1 ORDER BY id", lane)
            for number, call in found:
                await rows.die(db, Queued(number, calls.read(lane, call)), reason, int(self._now()))
            return len(found)

        return await self._all(work)

    async def migrate(self, old: int, new: int) -> None:
        """Dialogues and waiting calls go to the chat's new id; a dialogue already begun there stays."""
        await self._all(lambda db: rows.move(db, old, new))

    # ------------------------------------------------------------ people and operators

    async def export(self, person: int) -> Mapping[str, Any]:
        """The profile and the dialogues, as JSON values."""

        async def work(db: Any) -> dict[str, Any]:
            profile = await db.fetchval("SELECT data FROM profiles WHERE person = $1", person)
            talks = await db.fetch("SELECT chat, data FROM dialogues WHERE person = $1 ORDER BY chat", person)
            return {
                "profile": json.loads(profile) if profile else None,
                "dialogues": [{"chat": chat, "dialogue": json.loads(data)} for chat, data in talks],
            }

        return await self._one(work)

    async def stats(self) -> Stats:
        """Counted afresh."""
        return await self._one(lambda db: rows.stats(db, int(self._now())))

    async def letters(self, limit: int = 100) -> tuple[DeadLetter, ...]:
        """Newest first."""
        sql = (
            "SELECT direction, what, reason, body, chat, person, id, moment FROM dead_letters ORDER BY id DESC LIMIT $1"
        )
        found = await self._one(lambda db: db.fetch(sql, limit))
        return tuple(DeadLetter(*row) for row in found)

    async def expire(self, days: int) -> int:
        """Everything past its time."""
        return await self._all(lambda db: rows.expire(db, int(self._now()), days))

    async def _one(self, work: Callable[[Any], Awaitable[T]]) -> T:
        """A single statement, a transaction by itself."""
        async with _down(), self._connected() as db:
            return await work(db)

    async def _all(self, work: Callable[[Any], Awaitable[T]]) -> T:
        """Several statements in one transaction."""
        async with _down(), self._connected() as db, db.transaction():
            return await work(db)

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[Any]:
        if self._pool is None:
            raise StoreDown("the store is closed")
        async with self._pool.acquire(timeout=SECONDS) as db:
            yield db


async def migrate(url: str) -> int:
    """Apply what is missing of the schema, one process at a time; how many migrations that took."""
    db = await asyncpg.connect(url, timeout=SECONDS)
    try:
        if await _is_current(db):
            return 0
        await db.execute("SELECT pg_advisory_lock($1, 0)", rows.MIGRATIONS)
        return await asyncio.to_thread(migrations.apply, _for_yoyo(url), "postgres")
    finally:
        await db.close()


async def _is_current(db: Any) -> bool:
    if await db.fetchval("SELECT to_regclass($1)", migrations.RECORD) is None:
        return False
    return migrations.named("postgres") <= {name for (name,) in await db.fetch(migrations.APPLIED)}


def _for_yoyo(url: str) -> str:
    """Yoyo names the driver in the scheme."""
    return "postgresql+psycopg://" + url.partition("://")[2]


@asynccontextmanager
async def _down() -> AsyncIterator[None]:
    """What is the server's state and not our mistake becomes StoreDown, without the address and its password."""
    try:
        yield
    except DOWN as error:
        raise StoreDown(f"PostgreSQL: {type(error).__name__}") from error
