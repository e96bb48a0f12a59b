"""Procfile: what it names can be started by a runner of such files, and does its work."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.botapi import BotApi

ROOT = Path(__file__).parent.parent
PATIENCE = 40.0  # seconds for a start on a busy machine


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@asynccontextmanager
async def honcho(name: str, **environment: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """`honcho start` of one of the Procfile's processes; ended with SIGTERM as a platform does."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "honcho", "start", "--no-prefix", name),
        cwd=ROOT,
        env={"PATH": path, "PYTHONUNBUFFERED": "1", **environment},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.wait(), 15)


def environment(api: BotApi, folder: Path) -> dict[str, str]:
    return {
        "TELEGRAM_BOT_TOKEN": api.token,
        "TELEGRAM_BASE_URL": api.url,
        "DATABASE_URL": f"sqlite:///{folder}/bot.sqlite3",
    }


async def test_release_makes_the_database(botapi: BotApi, tmp_path: Path) -> None:
    async with honcho("release", **environment(botapi, tmp_path)) as release:
        code = await asyncio.wait_for(release.wait(), PATIENCE)
    assert (code, (tmp_path / "bot.sqlite3").exists()) == (0, True)


async def test_web_takes_updates_from_a_webhook(botapi: BotApi, tmp_path: Path) -> None:
    port = str(free_port())
    given = {"PORT": port, "HOST": "127.0.0.1", "WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram"}
    async with honcho("web", **environment(botapi, tmp_path), **given):
        await botapi.until(lambda: botapi.updates.webhook, PATIENCE, "a webhook")
        answer = await botapi.person().asks("what is a career?", timeout=10)
    assert "career" in answer.text


async def test_worker_fetches_updates_even_where_a_webhook_is_set(botapi: BotApi, tmp_path: Path) -> None:
    """Both processes share an environment."""
    given = {"WEBHOOK_URL": "https://bot.example.org/telegram"}
    async with honcho("worker", **environment(botapi, tmp_path), **given):
        await botapi.until(lambda: botapi.menus_set, PATIENCE, "a start")
        answer = await botapi.person().asks("what is a career?", timeout=10)
    assert "career" in answer.text
