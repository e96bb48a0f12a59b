"""Every store, empty, one test at a time."""

import itertools
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from bot.storage.port import Store
from bot.storage.postgres import PostgresStore, migrate
from bot.storage.sqlite import SqliteStore
from tests import postgres

numbers = itertools.count()


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with postgres.server() as url:
        yield url


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", "postgres"])
async def again(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Callable[[], Awaitable[Store]]:
    """Opens a store on the same data each time it is called, as a restarted process would."""
    if request.param == "sqlite":

        async def reopen() -> Store:
            store = SqliteStore(tmp_path / "bot.sqlite3", now=clock)
            await store.open()
            return store

        return reopen
    server = request.getfixturevalue("postgres_url")
    number = next(numbers)
    if number == 0:  # new databases are copies of this one: the schema is made once
        await migrate(server.replace("/postgres?", "/template1?"))
    url = await postgres.database(server, f"test{number}")

    async def reconnect() -> Store:
        store = PostgresStore(url, now=clock)
        await store.open()
        return store

    return reconnect


@pytest.fixture
async def store(again: Callable[[], Awaitable[Store]]) -> AsyncIterator[Store]:
    store = await again()
    yield store
    await store.close()
