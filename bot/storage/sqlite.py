"""The store in one file: SQLite with a write-ahead log, for a laptop or one server."""

import asyncio
import fcntl
import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import IO, Any, TypeVar

from bot.storage import calls, migrations
from bot.storage import sqlite_rows as rows
from bot.storage.port import ATONCE, Committed, DeadLetter, Key, Queued, Stats, Stored, StoreDown
from bot.storage.writer import Writer

T = TypeVar("T")
CACHE = 256  # KiB of pages a connection keeps; the system's own cache has the rest
WAIT = 15.0  # seconds to wait for a process that is still draining to let go of the file


class SqliteStore:
    """See `bot.storage.port.Store`. `serving` takes the file for this process alone, as only one may send."""

    shared = False

    def __init__(self, path: Path, serving: bool = True, now: Callable[[], float] = time.time) -> None:
        self._path = path
        self._serving = serving
        self._now = now
        self._writer: Writer | None = None
        self._lock: IO[str] | None = None

    async def open(self) -> None:
        """Create the file if need be; wait for a process that is draining; StoreDown when it does not let go."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if self._serving:
                self._lock = await _exclusive(self._path.with_name(self._path.name + "-serving"))
            await asyncio.to_thread(_migrate, self._path)
            self._reading = _connect(self._path)
        except (OSError, sqlite3.Error) as error:
            self._unlock()
            raise StoreDown(f"cannot open {self._path}: {error}") from error
        self._writer = Writer(_connect(self._path, check_same_thread=False))

    async def close(self) -> None:
        """Commit what was asked for and let go of the file."""
        if self._writer is not None:
            await self._writer.close()
            self._writer = None
            self._reading.close()
        self._unlock()

    async def ping(self) -> None:
        """Take the write lock once, which a full disk or a removed file refuses."""
        await self._write(lambda db: db.execute("UPDATE feedback SET up = up WHERE response = ''"))

    # ------------------------------------------------------------ updates

    async def process(self, key: Key, step: Callable[[Stored], Committed]) -> tuple[Queued, ...] | None:
        """One update in a savepoint of the next commit; `step` runs inside it."""
        return await self._write(lambda db: rows.process(db, key, step, int(self._now())))

    async def bury(self, letter: DeadLetter, update: int | None = None) -> bool:
        """Keep the letter unless its update was seen before."""

        def work(db: sqlite3.Connection) -> bool:
            if update is not None and not rows.see(db, update, int(self._now())):
                return False
            rows.keep(db, letter, int(self._now()))
            return True

        return await self._write(work)

    # ------------------------------------------------------------ the outbox

    async def lanes(self) -> tuple[str, ...]:
        """Every lane in which a call waits, the longest waiting first."""
        found = self._read("SELECT lane FROM outbox GROUP BY lane ORDER BY min(id)")
        return tuple(lane for (lane,) in found)

    async def claim(self, lane: str) -> tuple[Queued, ...] | None:
        """The lane's next calls; there is no other process. Read at once: in WAL mode a read waits for nobody."""
        found = self._read("SELECT id, call, attempts FROM outbox WHERE lane = ? ORDER BY id LIMIT ?", (lane, ATONCE))
        return tuple(Queued(number, calls.read(lane, call), attempts) for number, call, attempts in found)

    async def release(self, lane: str) -> bool:
        """Nothing to give back."""
        return False

    async def sent(self, id: int) -> None:  # noqa: A002 as in the port
        """The call leaves the outbox."""
        await self._write(lambda db: db.execute("DELETE FROM outbox WHERE id = ?", (id,)))

    async def failed(self, id: int) -> None:  # noqa: A002 as in the port
        """One attempt more."""
        await self._write(lambda db: db.execute("UPDATE outbox SET attempts = attempts + 1 WHERE id = ?", (id,)))

    async def dead(self, queued: Queued, reason: str) -> None:
        """From the outbox to the dead letters."""
        await self._write(lambda db: rows.die(db, queued, reason, int(self._now())))

    async def drop(self, lane: str, reason: str) -> int:
        """All the lane's calls to the dead letters."""

        def work(db: sqlite3.Connection) -> int:
            found = db.execute("SELECT id, call FROM outbox WHERE lane = ? ORDER BY id", (lane,)).fetchall()
            for number, call in found:
                rows.die(db, Queued(number, calls.read(lane, call)), reason, int(self._now()))
            return len(found)

        return await self._write(work)

    async def migrate(self, old: int, new: int) -> None:
        """Dialogues and waiting calls go to the chat's new id; a dialogue already begun there stays."""

        def work(db: sqlite3.Connection) -> None:
            found = db.execute("SELECT id, call FROM outbox WHERE lane = ?", (str(old),)).fetchall()
            moved = [(str(new), calls.moved(call, new), number) for number, call in found]
            db.executemany("UPDATE outbox SET lane = ?, call = ? WHERE id = ?", moved)
            db.execute("UPDATE OR IGNORE dialogues SET chat = ? WHERE chat = ?", (new, old))
            db.execute("DELETE FROM dialogues WHERE chat = ?", (old,))

        await self._write(work)

    # ------------------------------------------------------------ people and operators

    async def export(self, person: int) -> Mapping[str, Any]:
        """The profile and the dialogues, as JSON values."""
        profile = self._read("SELECT data FROM profiles WHERE person = ?", (person,))
        talks = self._read("SELECT chat, data FROM dialogues WHERE person = ? ORDER BY chat", (person,))
        return {
            "profile": json.loads(profile[0][0]) if profile else None,
            "dialogues": [{"chat": chat, "dialogue": json.loads(data)} for chat, data in talks],
        }

    async def stats(self) -> Stats:
        """Counted afresh."""
        ((people,),) = self._read(
            "SELECT count(*) FROM (SELECT person FROM dialogues UNION SELECT person FROM profiles)"
        )
        ((dialogues,),) = self._read("SELECT count(*) FROM dialogues")
        ((waiting, oldest),) = self._read("SELECT count(*), min(moment) FROM outbox")
        ((dead,),) = self._read("SELECT count(*) FROM dead_letters")
        feedback = self._read("SELECT response, up, down FROM feedback ORDER BY response")
        age = max(0, int(self._now()) - oldest) if oldest else 0
        return Stats(people, dialogues, waiting, age, dead, tuple(feedback))

    async def letters(self, limit: int = 100) -> tuple[DeadLetter, ...]:
        """Newest first."""
        found = self._read(
            "SELECT direction, what, reason, body, chat, person, id, moment FROM dead_letters ORDER BY id DESC LIMIT ?",
            (limit,),
        )
        return tuple(DeadLetter(*row) for row in found)

    async def expire(self, days: int) -> int:
        """Everything past its time, in one commit."""
        return await self._write(lambda db: rows.expire(db, int(self._now()), days))

    async def _write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        if self._writer is None:
            raise StoreDown("the store is closed")
        return await self._writer.do(work)

    def _read(self, sql: str, values: Iterable[Any] = ()) -> list[Any]:
        if self._writer is None:
            raise StoreDown("the store is closed")
        try:
            return self._reading.execute(sql, tuple(values)).fetchall()
        except sqlite3.Error as error:
            raise StoreDown(f"SQLite: {error}") from error

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def _connect(path: Path, check_same_thread: bool = True) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, timeout=1.0, check_same_thread=check_same_thread)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute(f"PRAGMA cache_size = -{CACHE}")
    return db


def _migrate(path: Path) -> None:
    """Under a lock of its own, which the system takes from a process that dies."""
    with path.with_name(path.name + "-migrating").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _is_current(path):
            migrations.apply(f"sqlite:///{path.absolute()}", "sqlite")


def _is_current(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as db:
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (migrations.RECORD,)).fetchone():
            return False
        return migrations.named("sqlite") <= {name for (name,) in db.execute(migrations.APPLIED)}


async def _exclusive(path: Path) -> IO[str]:
    """A lock on a file beside the database; the process that is being replaced has ten seconds to finish."""
    lock = path.open("w")
    deadline = time.monotonic() + WAIT
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                lock.close()
                message = "another process serves from it; stop that one, or set DATABASE_URL to PostgreSQL"
                raise StoreDown(f"{path}: {message}") from None
            await asyncio.sleep(0.1)
        else:
            return lock
