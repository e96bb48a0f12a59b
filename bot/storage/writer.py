"""One thread that does all of SQLite's writing, many jobs to one commit.

A commit with synchronous=FULL waits for the disk, about as long for one job as for sixty. So jobs that arrive while
a commit is under way share the next one, each in a savepoint of its own: one that fails takes nothing with it. A
job's caller hears of it only after the commit that holds it.
"""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.storage.port import StoreDown

T = TypeVar("T")
BATCH = 64  # jobs to one commit: bounds how long the first of them waits


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
    """Owns the connection that writes."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._run, name="sqlite-writer", daemon=True)
        self._thread.start()

    async def do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` in the next commit; raises what it raised, or StoreDown when the commit failed."""
        future: asyncio.Future[T] = self._loop.create_future()
        self._jobs.put(Job(work, future))
        return await future

    async def close(self) -> None:
        """Commit what was asked for so far and end the thread."""
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)

    def _run(self) -> None:
        connection = self._connect()
        running = True
        while running:
            jobs, running = self._next()
            done = _commit(connection, jobs)
            self._loop.call_soon_threadsafe(_tell, done)
        connection.close()

    def _next(self) -> tuple[list[Job], bool]:
        """The jobs of the next commit, waiting for a first one; False when the end was asked for."""
        jobs: list[Job] = []
        job = self._jobs.get()
        while job is not None:
            jobs.append(job)
            if len(jobs) == BATCH:
                return jobs, True
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return jobs, True
        return jobs, False


def _commit(connection: sqlite3.Connection, jobs: list[Job]) -> list[Done]:
    """One transaction for all jobs. When it fails as a whole, every job that had succeeded fails with StoreDown."""
    done: list[Done] = []
    try:
        connection.execute("BEGIN IMMEDIATE")
        done.extend(_try(connection, job) for job in jobs)
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        failed = {id(one.job): one.error for one in done}
        return [Done(job, error=failed.get(id(job)) or StoreDown(f"SQLite: {error}")) for job in jobs]
    return done


def _try(connection: sqlite3.Connection, job: Job) -> Done:
    connection.execute("SAVEPOINT job")
    try:
        value = job.work(connection)
    except BaseException as error:  # whatever the step raised belongs to its caller, not to this thread
        if not connection.in_transaction:  # a full disk makes SQLite roll everything back by itself
            raise sqlite3.OperationalError(str(error)) from error
        connection.execute("ROLLBACK TO job")
        connection.execute("RELEASE job")
        return Done(job, error=_own(error))
    connection.execute("RELEASE job")
    return Done(job, value=value)


def _own(error: BaseException) -> BaseException:
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
