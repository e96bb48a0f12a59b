"""Starts `python -m bot run` with its own folder and environment, and ends it."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.botapi import BotApi

ROOT = Path(__file__).parents[2]
READY = 30.0  # seconds to start on a busy machine


class Bot:
    """A running process; `log` is what it has written."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.log = ""
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self.process.stdout is not None
        while line := await self.process.stdout.readline():
            self.log += line.decode()

    async def ended(self, within: float = 20.0) -> int:
        """The exit code."""
        code = await asyncio.wait_for(self.process.wait(), within)
        await self._reading
        return code

    async def stop(self, sign: signal.Signals = signal.SIGTERM) -> int:
        """End it with a signal; the exit code."""
        if self.process.returncode is None:
            self.process.send_signal(sign)
        return await self.ended()


async def start(folder: Path, **environment: str) -> Bot:
    """Start the bot in a folder; the environment holds nothing but what is given."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **environment},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    return Bot(process)


def polled(api: BotApi, folder: Path) -> dict[str, str]:
    """The environment of a bot that polls this server and keeps its state in this folder."""
    return {
        "TELEGRAM_BOT_TOKEN": api.token,
        "TELEGRAM_BASE_URL": api.url,
        "TELEGRAM_BASE_FILE_URL": api.file_url,
        "DATABASE_URL": f"sqlite:///{folder / 'bot.sqlite3'}",
        "SEND_RATE": "0",
    }


def hooked(api: BotApi, folder: Path) -> dict[str, str]:
    """The same, but it is told of updates through a webhook on a port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    where = {"HOST": "127.0.0.1", "PORT": port, "WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram"}
    return {**polled(api, folder), **where}


@asynccontextmanager
async def running(api: BotApi, folder: Path, environment: dict[str, str] | None = None) -> AsyncIterator[Bot]:
    """The bot on this server, by polling unless told otherwise, from its start to its clean end."""
    bot = await start(folder, **(environment or polled(api, folder)))
    try:
        await api.until(lambda: api.menus_set or bot.process.returncode is not None, READY, "the bot to start")
        assert bot.process.returncode is None, bot.log
        yield bot
        assert await bot.stop() == 0, bot.log
    finally:
        if bot.process.returncode is None:
            bot.process.kill()
            await bot.process.wait()
