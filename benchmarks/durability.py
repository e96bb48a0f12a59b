"""What is lost, reordered, scored twice or sent twice when things go wrong under load.

    python -m benchmarks.durability [scenario …] [--kills N] [--seconds S] [--fuzzed N]

Without a scenario all of them run. The processes are real, killed with -9 or stopped with SIGTERM; the API is
`benchmarks.stub_api` with 50 ms to each call. Exit code 1 when a bound is broken.
"""

import argparse
import asyncio
import itertools
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import psutil

from benchmarks.fuzz import fuzzed
from benchmarks.telegram_side import SECRET, TOKEN, Run, Verdict, message
from bot.storage.port import Store
from bot.storage.postgres import PostgresStore
from bot.storage.sqlite import SqliteStore
from tests import postgres

RATE = 100.0  # updates a second
TRIP = 0.05  # seconds of a call
ports = itertools.count(21_000 + os.getpid() % 4000)


@dataclass(slots=True)
class Bots:
    """Processes of the bot over one store, and the API they call."""

    database: str
    api: int
    workers: int = 1
    webhook: bool = True
    module: str = "benchmarks.counting"
    extra: dict[str, str] = field(default_factory=dict)
    ports: list[int] = field(default_factory=list)
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> None:
        for _ in range(self.workers):
            self.ports.append(next(ports))
            self.running.append(self._spawn(self.ports[-1]))

    def _spawn(self, port: int) -> subprocess.Popen[bytes]:
        given = os.environ | {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_BASE_URL": f"http://127.0.0.1:{self.api}/bot",
            "WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram" if self.webhook else "",
            "WEBHOOK_SECRET": SECRET,
            "DATABASE_URL": self.database,
            "PORT": str(port),
            "HOST": "127.0.0.1",
            "SEND_RATE": "0",
            "LOG_LEVEL": "error",
            **self.extra,
        }
        command = [sys.executable, "-m", self.module, *(["run"] if self.module == "bot" else [])]
        with self._log().open("ab") as log:
            return subprocess.Popen(command, env=given, stderr=log, stdout=log)

    def _log(self) -> Path:
        return Path(tempfile.gettempdir(), f"durability-{self.api}.log")

    def kill(self, number: int = signal.SIGKILL) -> None:
        """End one of the processes and start another in its place."""
        place = random.randrange(len(self.running))
        if self.running[place].poll() is not None:
            print(f"  a process had ended by itself with {self.running[place].returncode}")
        self.running[place].send_signal(number)
        self.running[place].wait()
        self.running[place] = self._spawn(self.ports[place])

    def stop(self) -> list[int]:
        for one in self.running:
            one.send_signal(signal.SIGTERM)
        codes = []
        for one in self.running:
            try:
                codes.append(one.wait(12))
            except subprocess.TimeoutExpired:
                one.kill()
                codes.append(one.wait())
        return codes

    def memory(self) -> float:
        return max(psutil.Process(one.pid).memory_info().rss for one in self.running) / 2**20

    async def up(self, session: aiohttp.ClientSession, seconds: float = 30) -> None:
        """Until every process is ready; RuntimeError with what it logged when one does not get there."""
        deadline = time.monotonic() + seconds
        for port in self.ports if self.webhook else ():
            while not await self._is_ready(session, port):
                if time.monotonic() > deadline:
                    raise RuntimeError(f"a process does not start:\n{self._log().read_text()[-2000:]}")
                await asyncio.sleep(0.1)

    async def _is_ready(self, session: aiohttp.ClientSession, port: int) -> bool:
        try:
            async with session.get(f"http://127.0.0.1:{port}/readyz") as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False


@asynccontextmanager
async def bench(
    database: str, trip: float = TRIP, **how: Any
) -> AsyncIterator[tuple[Bots, Run, aiohttp.ClientSession]]:
    """An API, the bots, and Telegram's side."""
    port = next(ports)
    api = subprocess.Popen([sys.executable, "-m", "benchmarks.stub_api", str(port), str(trip)])  # noqa: ASYNC220 at once
    bots = Bots(database, port, **how)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        try:
            await asyncio.sleep(0.5)
            bots.start()
            await bots.up(session)
            yield bots, Run(port, tuple(bots.ports) if bots.webhook else ()), session
        finally:
            await asyncio.to_thread(bots.stop)
            api.kill()
            api.wait()


class Report:
    """Prints each figure with its bound and remembers whether one was broken."""

    def __init__(self, slack: float = 1.0) -> None:
        self.broken = False
        self.slack = slack  # on what depends on how busy the machine is

    def line(self, name: str, **figures: tuple[float, float]) -> None:
        parts = []
        for figure, (value, bound) in figures.items():
            bad = value > bound
            self.broken |= bad
            parts.append(f"{figure} {value:g} (≤ {bound:g}){' BROKEN' if bad else ''}")
        print(f"{name}: " + ", ".join(parts), flush=True)

    async def verdict(self, name: str, store: Store, run: Run, sent: list[Any], twice: float, **more: Any) -> None:
        found = Verdict.of(run, sent)
        scored = await scores(store, run)
        self.line(
            f"{name}, {found.updates} updates",
            lost=(found.lost, 0),
            out_of_order=(found.disordered, 0),
            scored_twice=(sum(max(0, one) for one in scored), 0),
            not_scored=(sum(max(0, -one) for one in scored), 0),
            sent_twice=(found.twice, twice),
            **more,
        )


async def scores(store: Store, run: Run) -> list[int]:
    """For each chat, how far its count is off."""
    await store.open()
    try:
        found = []
        for chat, texts in run.texts.items():
            talks = (await store.export(chat))["dialogues"]
            found.append((talks[0]["dialogue"] if talks else 0) - len(texts))
        return found
    finally:
        await store.close()


def kept(database: str) -> Store:
    """The same store, to be looked at beside the bots."""
    if database.startswith("sqlite"):
        return SqliteStore(Path(database.removeprefix("sqlite:///")), serving=False)
    return PostgresStore(database)


# ---------------------------------------------------------------- scenarios


async def kills(report: Report, name: str, database: str, count: int, **how: Any) -> None:
    """`kill -9` again and again, each time a moment after the one before has begun to answer again."""
    stop = asyncio.Event()
    async with bench(database, **how) as (bots, run, session):
        delivering = asyncio.create_task(run.deliver(session, RATE, 3600, stop))
        for _ in range(count):
            await answering(run, session)
            await asyncio.sleep(random.uniform(0.5, 1.5))
            await asyncio.to_thread(bots.kill)
        stop.set()
        await delivering
        sent = await run.settled(session)
        bound = count * RATE * TRIP * 1.5 * report.slack
        await report.verdict(f"kill -9 × {count}, {name}", kept(database), run, sent, bound)


async def answering(run: Run, session: aiohttp.ClientSession) -> None:
    """Until more is sent than now."""
    before = await run.count(session)
    while await run.count(session) < before + 20:
        await asyncio.sleep(0.1)


async def rolling(report: Report, database: str, times: int = 6) -> None:
    """SIGTERM to one process after another, each replaced."""
    async with bench(database, workers=3) as (bots, run, session):
        delivering = asyncio.create_task(run.deliver(session, RATE, times * 2.0))
        slowest = 0.0
        for _ in range(times):
            await asyncio.sleep(2)
            began = time.monotonic()
            await asyncio.to_thread(bots.kill, signal.SIGTERM)
            slowest = max(slowest, time.monotonic() - began)
        await delivering
        sent = await run.settled(session)
        await report.verdict(
            f"SIGTERM × {times}, 3 processes, PostgreSQL",
            kept(database),
            run,
            sent,
            0,
            drained_s=(round(slowest, 2), 10),
        )


async def stopped(report: Report, server: Any, database: str) -> None:
    """PostgreSQL is stopped three times for two seconds."""
    async with bench(database, workers=2) as (bots, run, session):
        delivering = asyncio.create_task(run.deliver(session, RATE, 18))
        slowest = 0.0
        for _ in range(3):
            await asyncio.sleep(3)
            await asyncio.to_thread(server.stop)
            await asyncio.sleep(2)
            await asyncio.to_thread(server.start)
            slowest = max(slowest, await recovered(bots, session))
        await delivering
        sent = await run.settled(session)
        await report.verdict(
            "PostgreSQL stopped × 3", kept(database), run, sent, 3 * RATE * TRIP * 1.5, recovered_s=(slowest, 5)
        )


async def full(report: Report, database: str) -> None:
    """The disk of SQLite's file is full for four seconds."""
    async with bench(database) as (bots, run, session):
        delivering = asyncio.create_task(run.deliver(session, RATE, 12))
        await asyncio.sleep(3)
        pid = bots.running[0].pid
        soft, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (65_536, hard))
        await asyncio.sleep(4)
        refused = run.statuses[503]
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (soft, hard))
        took = await recovered(bots, session)
        await delivering
        sent = await run.settled(session)
        assert refused > 0, "the disk was never full"
        await report.verdict(
            f"disk full for 4 s ({refused} updates refused)", kept(database), run, sent, 0, recovered_s=(took, 5)
        )


async def clock(report: Report, database: str, folder: Path) -> None:
    """The clock jumps a day ahead, back, and a day behind."""
    offset = folder / "clock"
    offset.write_text("0")
    async with bench(database, extra={"COUNTING_CLOCK": str(offset)}) as (_, run, session):
        delivering = asyncio.create_task(run.deliver(session, RATE, 12))
        for seconds in (86_400, 0, -86_400):
            await asyncio.sleep(3)
            offset.write_text(str(seconds))
        await delivering
        sent = await run.settled(session)
        await report.verdict("clock ± 1 day", kept(database), run, sent, 0)


async def recovered(bots: Bots, session: aiohttp.ClientSession) -> float:
    """Seconds until every process is ready."""
    began = time.monotonic()
    await bots.up(session)
    return round(time.monotonic() - began, 2)


async def storm(report: Report, database: str) -> None:
    """One chat meets 429 for fifteen seconds."""
    async with bench(database) as (bots, run, session):
        await run.deliver(session, RATE, 3)
        await run.settled(session)
        plain = await delays(run, session, 15)
        stormy = 1000 + (run.number + 1) % run.chats
        trouble = f'{{"chat": {stormy}, "status": 429, "seconds": 15}}'
        async with session.post(f"http://127.0.0.1:{bots.api}/_trouble", data=trouble) as answer:
            await answer.read()
        upset = await delays(run, session, 15, without=stormy)
        sent = await run.settled(session)
        await report.verdict(
            "429 storm in one chat",
            kept(database),
            run,
            sent,
            0,
            others_p99_ms=(round(upset * 1000, 1), round(plain * 2000, 1)),
        )


async def delays(run: Run, session: aiohttp.ClientSession, seconds: float, without: int = 0) -> float:
    """The 99th percentile from an update's offer to its answer at the API."""
    known = set(run.offered)
    await run.deliver(session, RATE, seconds)
    await asyncio.sleep(1)
    found = sorted(
        at - run.offered[text]
        for at, chat, text in await run.sent(session)
        if text in run.offered and text not in known and chat != without
    )
    return found[int(len(found) * 0.99)]


async def undecodable(report: Report, database: str, webhook: bool) -> None:
    """A message without a date and a chat, and what comes behind it."""
    async with bench(database, webhook=webhook) as (_, run, session):
        await run.deliver(session, RATE, 2)
        await run.settled(session)
        run.number += 1
        broken = {"update_id": run.number, "message": {"message_id": 1}}
        if webhook:
            await run.post(session, repr(broken).replace("'", '"').encode())
        else:
            await run.push(session, [broken])
        began = time.monotonic()
        run.number += 1
        text = "1000-next"
        following = message(run.number, 1000, text)
        if webhook:
            await run.post(session, repr(following).replace("'", '"').replace("False", "false").encode())
        else:
            await run.push(session, [following])
        while text not in {sent for _, _, sent in await run.sent(session)} and time.monotonic() - began < 10:
            await asyncio.sleep(0.02)
        took = time.monotonic() - began
    store = kept(database)
    await store.open()
    letters = len(await store.letters())
    await store.close()
    mode = "webhook" if webhook else "polling"
    report.line(
        f"undecodable update, {mode}", dead_letters_beside_one=(abs(letters - 1), 0), next_s=(round(took, 2), 1)
    )


async def fuzz(report: Report, database: str, count: int) -> None:
    """The whole bot is given nonsense that is nearly an update."""
    async with bench(database, trip=0.0, module="bot") as (bots, run, session):
        source = fuzzed(random.Random(7))
        warm = 0.0
        began = time.monotonic()
        for done in range(0, count, 500):
            if done >= count // 10 and not warm:
                warm = bots.memory()
            await _posted(run, session, [next(source) for _ in range(500)])
        grown = bots.memory() - warm
        code = bots.running[0].poll()
        print(f"  {count / (time.monotonic() - began):.0f} a second, answers {dict(sorted(run.statuses.items()))}")
        errors = sum(number for status, number in run.statuses.items() if status >= 500)
        report.line(
            f"fuzzed updates × {count}, whole bot",
            server_errors=(errors, 0),
            exits=(int(code is not None), 0),
            unanswered=(count - sum(run.statuses.values()), 0),
            grown_mib=(round(grown, 1), 20),
        )


async def _posted(run: Run, session: aiohttp.ClientSession, bodies: list[bytes]) -> None:
    gate = asyncio.Semaphore(32)

    async def one(body: bytes) -> None:
        async with gate:
            await run.post(session, body)

    await asyncio.gather(*(one(body) for body in bodies))


# ---------------------------------------------------------------- all of them


async def main(options: argparse.Namespace) -> int:
    report = Report(options.slack)
    count = options.kills
    with tempfile.TemporaryDirectory() as folder, postgres.stoppable() as server:
        url = server.get_uri()
        names = itertools.count()

        def sqlite() -> str:
            return f"sqlite:///{folder}/{next(names)}.sqlite3"

        async def database() -> str:
            return await postgres.database(url, f"bench{next(names)}")

        scenarios: dict[str, Callable[[], Awaitable[None]]] = {
            "webhook": lambda: kills(report, "webhook, SQLite", sqlite(), count),
            "polling": lambda: kills(report, "polling, SQLite", sqlite(), count, webhook=False),
            "workers": lambda: _on(
                database, lambda at: kills(report, "webhook, 3 processes, PostgreSQL", at, count, workers=3)
            ),
            "rolling": lambda: _on(database, lambda at: rolling(report, at)),
            "stopped": lambda: _on(database, lambda at: stopped(report, server, at)),
            "full": lambda: full(report, sqlite()),
            "clock": lambda: clock(report, sqlite(), Path(folder)),
            "storm": lambda: storm(report, sqlite()),
            "undecodable": lambda: undecodable(report, sqlite(), True),
            "undecodable-polling": lambda: undecodable(report, sqlite(), False),
            "fuzz": lambda: fuzz(report, sqlite(), options.fuzzed),
        }
        for name in options.scenarios or scenarios:
            await scenarios[name]()
    return int(report.broken)


async def _on(database: Callable[[], Awaitable[str]], scenario: Callable[[str], Awaitable[None]]) -> None:
    await scenario(await database())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenarios", nargs="*")
    parser.add_argument("--kills", type=int, default=70, help="in each of three scenarios")
    parser.add_argument("--fuzzed", type=int, default=100_000)
    parser.add_argument("--slack", type=float, default=1.0, help="factor on the bound of messages sent twice")
    sys.exit(asyncio.run(main(parser.parse_args())))
