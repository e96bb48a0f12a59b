"""How much the whole bot does on one core, against python-telegram-bot's own echo bot, in one run.

    python -m benchmarks.throughput [seconds] ["echo new channel steady postgres"]

Whole bot: durable, a text in by webhook, matched, a templated answer out through the outbox. Echo bot: `run_webhook` of
python-telegram-bot, which keeps nothing. The bot under load has a core to itself (taskset); the stub API and the load
have the other. Machines are shared and faster at one time than at another, so the two bots run side by side and are
loaded in turns of two seconds; what counts is the middle one of the ratios. Also: two workers on PostgreSQL against
one, the latency at 100 updates a second, and the memory.
"""

import asyncio
import json
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import psutil
import yaml

from bot.channels.telegram.webhook import HEADER
from tests import postgres

TOKEN = "7700000001:AAF-a-token-that-only-the-stub-knows-000"
SECRET = "a-secret-of-the-benchmark"
ROOT = Path(__file__).parent.parent
API, BOT, ECHO = 9911, 9912, 9913
CHATS = 2000
SHARE = 0.3  # of a core for each worker on PostgreSQL
TURNS = 15  # of each bot
TURN = 2.0  # seconds
WARM = 6.0  # seconds before the first
PERIOD = 0.05  # seconds in which a worker gets its share
UNSENT = 128  # answers that may be owed before the load waits


def texts() -> list[str]:
    """What people may say, as the held-out phrases have it: thousands, so that no cache of answers helps."""
    found = []
    for path in sorted(Path("tests/phrases").glob("*.yml")):
        for phrases in yaml.safe_load(path.read_text()).values():
            found += [phrase for phrase in phrases if isinstance(phrase, str)]
    random.Random(1).shuffle(found)
    return found


TEXTS = texts()
NAMES = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Figure:
    """What one run showed."""

    a_second: float
    cpu: float  # µs an update, all of the bot's processes
    p50: float  # ms to the 200
    p99: float
    memory: float  # MiB, the largest process


def slipped(text: str, number: int) -> str:
    """The text with a slip of the finger in it and a word behind it, so that nobody has ever written it before."""
    at = number % max(1, len(text) - 1)
    return f"{text[:at]}{text[at + 1 : at + 2]}{text[at : at + 1]}{text[at + 2 :]} {NAMES[number % 26]}{number % 977}"


def update(number: int, new: bool = False) -> bytes:
    chat = 1000 + number % CHATS
    text = TEXTS[number % len(TEXTS)]
    person = {"id": chat, "is_bot": False, "first_name": "A"}
    message = {
        "message_id": number,
        "date": 1_800_000_000,
        "chat": {"id": chat, "type": "private"},
        "from": person,
        "text": slipped(text, number) if new else text,
    }
    return json.dumps({"update_id": number, "message": message}).encode()


@dataclass(frozen=True, slots=True)
class Served:
    """A bot at work, and the port it listens on."""

    process: psutil.Process
    port: int = BOT


@asynccontextmanager
async def process(command: list[str], core: str, **environment: str) -> AsyncIterator[psutil.Process]:
    """A process pinned to a core, ended with its children."""
    given = os.environ | environment
    started = subprocess.Popen(  # noqa: ASYNC220 at once
        ["taskset", "-c", core, *command], env=given, stdout=subprocess.DEVNULL, stderr=sys.stderr
    )
    found = psutil.Process(started.pid)
    try:
        yield found
    finally:
        started.send_signal(signal.SIGTERM)
        try:
            await asyncio.to_thread(started.wait, 12)
        except subprocess.TimeoutExpired:
            started.kill()


@asynccontextmanager
async def stub() -> AsyncIterator[aiohttp.ClientSession]:
    """The stub API on the second core, and a session to ask it with."""
    command = [sys.executable, "-m", "benchmarks.stub_api", str(API)]
    connector = aiohttp.TCPConnector(limit=0)
    async with (
        process(command, "1", PYTHONPATH=str(ROOT)),  # wherever this is run from
        aiohttp.ClientSession(connector=connector) as session,
    ):
        await until_up(session, f"http://127.0.0.1:{API}/_count")
        yield session


async def until_up(session: aiohttp.ClientSession, url: str, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            async with session.get(url) as answer:
                if answer.status in (200, 404, 405):
                    return
        except aiohttp.ClientError:
            pass
        await asyncio.sleep(0.1)
    raise SystemExit(f"{url} did not come up")


class Wire:
    """One kept connection to the webhook: no more HTTP than that takes, or the load would need a core to itself."""

    HEAD = (
        f"POST /telegram HTTP/1.1\r\nHost: 127.0.0.1\r\n{HEADER}: {SECRET}\r\n"
        "Content-Type: application/json\r\nContent-Length: "
    ).encode()
    LENGTH = re.compile(rb"(?i)content-length: *(\d+)")

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def open(cls, port: int) -> "Wire":
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def post(self, body: bytes) -> int:
        """The status of the answer, which has been read to its end."""
        self._writer.write(self.HEAD + b"%d\r\n\r\n" % len(body) + body)
        head = await self._reader.readuntil(b"\r\n\r\n")
        length = self.LENGTH.search(head)
        await self._reader.readexactly(int(length[1]) if length else 0)
        return int(head[9:12])

    def close(self) -> None:
        self._writer.close()


class Load:
    """Posts updates to a port and times their answers."""

    def __init__(self, session: aiohttp.ClientSession, port: int, new: bool = False) -> None:
        self._session = session
        self._port = port
        self._new = new
        self._number = time.time_ns() // 1000 % 10**12  # microseconds: no two loads share an update
        self._free: list[Wire] = []
        self.took: list[float] = []

    async def post(self) -> None:
        self._number += 1
        body = update(self._number, self._new)
        wire = self._free.pop() if self._free else await Wire.open(self._port)
        began = time.perf_counter()
        status = await wire.post(body)
        assert status == 200, status
        self.took.append((time.perf_counter() - began) * 1000)
        self._free.append(wire)

    def close(self) -> None:
        for wire in self._free:
            wire.close()

    async def at_most(self, seconds: float, together: int = 100) -> None:
        """As fast as the bot goes; who says 200 before sending is waited for, or its queue is all that would grow."""
        deadline = time.monotonic() + seconds
        base, posted = await sent(self._session), 0

        async def one() -> None:
            nonlocal posted
            while time.monotonic() < deadline:
                while posted - behind > UNSENT and time.monotonic() < deadline:
                    await asyncio.sleep(0.002)
                posted += 1
                await self.post()

        async def watch() -> None:
            nonlocal behind
            while time.monotonic() < deadline:
                behind = await sent(self._session) - base
                await asyncio.sleep(0.01)

        behind = 0
        await asyncio.gather(watch(), *(one() for _ in range(together)))

    async def steadily(self, rate: float, seconds: float) -> None:
        """So many a second, whether or not the last was answered."""
        tasks = []
        began = time.monotonic()
        for number in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
            tasks.append(asyncio.create_task(self.post()))
        await asyncio.gather(*tasks)


async def sent(session: aiohttp.ClientSession) -> int:
    async with session.get(f"http://127.0.0.1:{API}/_count") as answer:
        return int((await answer.json(content_type=None))["sent"])


async def measured(
    session: aiohttp.ClientSession,
    bot: Served,
    seconds: float,
    rate: float = 0,
    new: bool = False,
    warm: float = 2.0,
) -> Figure:
    """Warm up, run, wait until everything is sent. Throughput is what was sent in the time, and not what was owed."""
    load = Load(session, bot.port, new)
    await load.at_most(warm, 8)
    await settled(session)
    load.took.clear()
    before, cpu, began = await sent(session), cpu_of(bot.process), time.monotonic()
    await (load.steadily(rate, seconds) if rate else load.at_most(seconds))
    took, within = time.monotonic() - began, await sent(session) - before
    await settled(session)
    count = await sent(session) - before
    load.close()
    ordered = sorted(load.took)
    if count < len(ordered):
        print(f"  ({len(ordered) - count} of {len(ordered)} updates were never answered)")
    return Figure(
        a_second=within / took,
        cpu=(cpu_of(bot.process) - cpu) / count * 1e6,
        p50=statistics.median(ordered),
        p99=ordered[int(len(ordered) * 0.99)],
        memory=max(one.memory_info().rss for one in family(bot.process)) / 2**20,
    )


async def settled(session: aiohttp.ClientSession) -> None:
    """Until nothing new has been sent for a moment."""
    last = -1
    while last != (last := await sent(session)):
        await asyncio.sleep(0.3)


def family(bot: psutil.Process) -> list[psutil.Process]:
    return [bot, *bot.children(recursive=True)]


def cpu_of(bot: psutil.Process) -> float:
    return sum(sum(one.cpu_times()[:2]) for one in family(bot))


@asynccontextmanager
async def rationed(bot: psutil.Process, share: float) -> AsyncIterator[None]:
    """Each worker runs for `share` of the time and is stopped for the rest, each at moments of its own: a worker on a
    small machine of its own, where this one has too few cores for workers, PostgreSQL, stub and load at once."""
    over = threading.Event()

    def ration(worker: psutil.Process) -> None:
        while not over.wait(PERIOD * share * random.uniform(0.8, 1.2)):
            worker.suspend()
            time.sleep(PERIOD * (1 - share))
            worker.resume()

    workers = [threading.Thread(target=ration, args=(worker,)) for worker in serving(bot)]
    for one in workers:
        one.start()
    try:
        yield
    finally:
        over.set()
        await asyncio.gather(*(asyncio.to_thread(one.join) for one in workers))


def serving(bot: psutil.Process) -> list[psutil.Process]:
    """The processes that answer: the bot, or its workers (the largest; a tracker of resources is no worker)."""
    return [one for one in bot.children() if one.memory_info().rss > 60 * 2**20] or [bot]


def settings(database: str, workers: int = 1) -> dict[str, str]:
    """A bot's environment."""
    return {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_BASE_URL": f"http://127.0.0.1:{API}/bot",
        "WEBHOOK_URL": f"http://127.0.0.1:{BOT}/telegram",
        "WEBHOOK_SECRET": SECRET,
        "DATABASE_URL": database,
        "WEB_CONCURRENCY": str(workers),
        "PORT": str(BOT),
        "HOST": "127.0.0.1",
        "SEND_RATE": "0",
        "LOG_LEVEL": "warning",
    }


def release(python: str, environment: dict[str, str]) -> None:
    """What the Procfile has done before the new processes start."""
    subprocess.run(
        [python, "-m", "bot", "migrate"], env=os.environ | environment, check=True, stdout=subprocess.DEVNULL
    )


@asynccontextmanager
async def whole_bot(
    session: aiohttp.ClientSession, database: str, workers: int = 1, core: str = "0", module: str = "bot"
) -> AsyncIterator[Served]:
    environment = settings(database, workers)
    release(sys.executable, environment)
    command = [sys.executable, "-OO", "-m", module, *(["run"] if module == "bot" else [])]  # as the Procfile has it
    async with process(command, core, **environment) as bot:
        await until_up(session, f"http://127.0.0.1:{BOT}/readyz")
        await asyncio.sleep(1.0 + workers)
        yield Served(bot)


@asynccontextmanager
async def echo_bot(session: aiohttp.ClientSession) -> AsyncIterator[Served]:
    command = [sys.executable, "-m", "benchmarks.ptb_echo", str(API), str(ECHO), TOKEN, SECRET]
    async with process(command, "0") as bot:
        await until_up(session, f"http://127.0.0.1:{ECHO}/")
        yield Served(bot, ECHO)


async def in_turns(session: aiohttp.ClientSession, database: str) -> list[tuple[Figure, Figure]]:
    """The echo bot and the whole bot on one core, one idle while the other is loaded."""
    async with echo_bot(session) as echo, whole_bot(session, database) as whole:
        for bot in (echo, whole):
            await measured(session, bot, WARM)
        return [
            (await measured(session, echo, TURN, warm=0.0), await measured(session, whole, TURN, warm=0.0))
            for _ in range(TURNS)
        ]


def middle(figures: Iterable[Figure]) -> Figure:
    """The one with the middle throughput."""
    ordered = sorted(figures, key=lambda figure: figure.a_second)
    return ordered[len(ordered) // 2]


def print_line(name: str, figure: Figure) -> None:
    speed = f"{figure.a_second:.0f} | {figure.cpu:.0f} | {figure.p50:.1f} | {figure.p99:.1f}"
    print(f"| {name} | {speed} | {figure.memory:.0f} |", flush=True)


async def main(seconds: float, only: str) -> None:
    print("| bot | updates/s | CPU µs/update | p50 ms | p99 ms | MiB |\n|---|---|---|---|---|---|")
    async with stub() as session:
        turns = list[tuple[Figure, Figure]]()
        with tempfile.TemporaryDirectory() as folder:
            sqlite = f"sqlite:///{folder}/bot.sqlite3"
            if "echo" in only:
                turns = await in_turns(session, sqlite)
                print_line("python-telegram-bot `run_webhook`, echo", middle(echo for echo, _ in turns))
                print_line(
                    f"whole bot, SQLite, {len(TEXTS)} texts again and again", middle(whole for _, whole in turns)
                )
            if "new" in only:
                async with whole_bot(session, sqlite) as bot:
                    figure = await measured(session, bot, seconds, new=True)
                    print_line("whole bot, SQLite, texts never seen before", figure)
            if "channel" in only:
                async with whole_bot(session, f"{sqlite}-channel", module="benchmarks.counting") as bot:
                    print_line("channel, store and sender alone, SQLite", await measured(session, bot, seconds))
            if "steady" in only:
                async with whole_bot(session, sqlite) as bot:
                    print_line("whole bot, SQLite, at 100/s", await measured(session, bot, seconds, rate=100))
        if "postgres" in only:
            await on_postgres(session, seconds)
    compare(turns)


async def on_postgres(session: aiohttp.ClientSession, seconds: float) -> None:
    """One worker and two, each with a share of a core."""
    found = []
    with postgres.server() as url:
        for workers in (1, 2):
            database = await postgres.database(url, f"bench{workers}")
            async with whole_bot(session, database, workers, "0,1") as bot, rationed(bot.process, SHARE):
                found.append(await measured(session, bot, seconds))
            print_line(f"whole bot, PostgreSQL, {workers} × {SHARE:.0%} of a core", found[-1])
    print(f"two workers : one on PostgreSQL = {found[1].a_second / found[0].a_second:.2f}")


def compare(turns: list[tuple[Figure, Figure]]) -> None:
    """The ratios of all turns, sorted."""
    if turns:
        times = sorted(whole.a_second / echo.a_second for echo, whole in turns)
        cheaper = sorted(echo.cpu / whole.cpu for echo, whole in turns)
        print("whole : echo bot in updates a second, sorted:", *(f"{one:.2f}" for one in times))
        print("whole : echo bot in CPU, sorted:", *(f"{one:.2f}" for one in cheaper))


if __name__ == "__main__":
    arguments = sys.argv[1:]
    asyncio.run(
        main(
            float(arguments[0]) if arguments else 10,
            arguments[1] if len(arguments) > 1 else "echo new channel steady postgres",
        )
    )
