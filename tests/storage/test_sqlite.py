"""What only a file has: one process at a time, a disk that is full, commits that are shared. bot/storage/sqlite.py"""

import asyncio
import resource
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage import sqlite
from bot.storage.port import Committed, Key, Stored, StoreDown
from bot.storage.sqlite import SqliteStore


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    store = SqliteStore(tmp_path / "bot.sqlite3")
    await store.open()
    yield store
    await store.close()


async def test_a_second_process_that_would_serve_waits_and_then_says_why_not(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "WAIT", 0.2)
    with pytest.raises(StoreDown, match=r"another process serves from it; stop that one, or set DATABASE_URL"):
        await SqliteStore(tmp_path / "bot.sqlite3").open()


async def test_it_takes_over_when_the_first_has_drained(store: SqliteStore, tmp_path: Path) -> None:
    successor = SqliteStore(tmp_path / "bot.sqlite3")
    opening = asyncio.create_task(successor.open())
    await asyncio.sleep(0.1)
    await store.close()
    await asyncio.wait_for(opening, 5)
    await successor.close()


async def test_somebody_who_only_looks_may_look_beside_it(store: SqliteStore, tmp_path: Path) -> None:
    onlooker = SqliteStore(tmp_path / "bot.sqlite3", serving=False)
    await onlooker.open()
    await store.process(Key(1, 1, 1), lambda _: Committed(Stored("talk")))
    assert (await onlooker.stats()).dialogues == 1
    await onlooker.close()


async def test_a_full_disk_is_a_store_that_is_down_until_there_is_room(store: SqliteStore) -> None:
    """What was not committed is not there, also not half of it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, hard))
    try:
        with pytest.raises(StoreDown):
            await store.process(Key(2, 2, 1000), lambda _: Committed(Stored("x" * 100_000)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (
        await store.process(
            Key(2, 2, 1000), lambda before: Committed(Stored("null" if before.dialogue is None else "x"))
        )
        == ()
    )
    assert (await store.export(2))["dialogues"] == [{"chat": 2, "dialogue": None}]


async def test_jobs_that_come_together_share_a_commit(store: SqliteStore, tmp_path: Path) -> None:
    """A hundred updates at once leave far fewer than a hundred commits behind."""

    watcher = sqlite3.connect(tmp_path / "bot.sqlite3")
    before, commits = watcher.execute("PRAGMA data_version").fetchone()[0], 0
    jobs = asyncio.gather(*(store.process(Key(n, n, n), lambda _: Committed(Stored("talk"))) for n in range(100)))
    while not jobs.done():
        await asyncio.sleep(0)
        now = watcher.execute("PRAGMA data_version").fetchone()[0]
        commits, before = commits + (now != before), now
    watcher.close()
    assert 1 <= commits <= 20
