"""All of SQLite's writing, many jobs to one commit.

A commit with synchronous=FULL waits for the disk, about as long for one job as for sixty. So jobs that arrive while
a commit is under way share the next one. One that fails takes no other with it. A job's caller hears of it only after
the commit that holds it.

Jobs run in the event loop's thread and only the commit, which is all waiting, in another: Python lets one thread
compute at a time, and a writer's thread that computes answers would take turns of 5 ms with the loop.
"""

import asyncio
import sqlite3
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.storage.port import StoreDown

T = TypeVar("T")
SLICE = 0.02  # seconds of jobs to one commit: bounds how long the first of them and the loop wait


@dataclass(frozen=True, slots=True)
class Job:
    """Work inside the transaction, and who waits for it."""

    work: Callable[[sqlite3.Connection], Any]
    future: "asyncio.Future[Any]"


@dataclass(frozen=True, slots=True)
class Done:
    """A job's outcome, told to its future after the commit."""

    job: Job
    value: Any = None
    error: BaseException | None = None


class Writer:
    """Owns the connection that writes; it must allow several threads, which never use it at once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._jobs: deque[Job] = deque()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite-commit")
        self._running: asyncio.Task[None] | None = None

    async def do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` in the next commit; raises what it raised, or StoreDown when the commit failed."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._jobs.append(Job(work, future))
        if self._running is None:
            self._running = loop.create_task(self._run())
        return await future

    async def close(self) -> None:
        """Commit what was asked for so far and close the connection."""
        while self._running is not None:
            await self._running
        self._thread.shutdown()
        self._connection.close()

    async def _run(self) -> None:
        """One commit after another, as long as there are jobs."""
        try:
            while self._jobs:
                jobs = list[Job]()
                try:
                    done = self._work(jobs)
                    await asyncio.get_running_loop().run_in_executor(self._thread, self._connection.execute, "COMMIT")
                except sqlite3.Error as error:
                    done = self._failed(jobs, StoreDown(f"SQLite: {error}"))
                _tell(done)
        finally:
            self._running = None

    def _work(self, jobs: list[Job]) -> list[Done]:
        """Begin, and take jobs for one slice of time. Only when one of them fails does each get its savepoint, in a
        second go: nearly none fails, and three statements a job are much."""
        self._connection.execute("BEGIN IMMEDIATE")
        until = time.monotonic() + SLICE
        done = []
        try:
            while self._jobs and time.monotonic() < until:
                jobs.append(self._jobs.popleft())
                done.append(Done(jobs[-1], jobs[-1].work(self._connection)))
        except Exception:  # it is raised again in the second go, to the one whom it concerns
            if not self._connection.in_transaction:  # a full disk makes SQLite roll back by itself
                raise
            self._connection.execute("ROLLBACK")
            self._connection.execute("BEGIN IMMEDIATE")
            return [_try(self._connection, job) for job in jobs]
        return done

    def _failed(self, jobs: list[Job], down: StoreDown) -> list[Done]:
        """The transaction failed as a whole: so does every job in it, or all when none could begin."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        if not jobs:
            jobs, self._jobs = list(self._jobs), deque()
        return [Done(job, error=down) for job in jobs]


def _try(connection: sqlite3.Connection, job: Job) -> Done:
    connection.execute("SAVEPOINT job")
    try:
        value = job.work(connection)
    except Exception as error:  # whatever the step raised belongs to its caller
        if not connection.in_transaction:
            raise sqlite3.OperationalError(str(error)) from error
        connection.execute("ROLLBACK TO job")
        connection.execute("RELEASE job")
        return Done(job, error=_own(error))
    connection.execute("RELEASE job")
    return Done(job, value=value)


def _own(error: Exception) -> Exception:
    """A database that cannot write now is a store that is down; any other error stays what it is."""
    if isinstance(error, sqlite3.OperationalError) or type(error) is sqlite3.DatabaseError:
        return StoreDown(f"SQLite: {error}")
    return error


def _tell(done: list[Done]) -> None:
    for one in done:
        if one.job.future.done():  # its caller has been cancelled
            continue
        if one.error is not None:
            one.job.future.set_exception(one.error)
        else:
            one.job.future.set_result(one.value)
