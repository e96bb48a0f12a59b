"""Settings → a bot at work on Telegram: the one place that knows the environment, the store and the channel."""

import ctypes
import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvloop

from bot import app, logs, metrics
from bot.channels.telegram import serving
from bot.channels.telegram.running import Content, Telegram
from bot.channels.telegram.webhook import Address, Webhook
from bot.content.folders import Folder, shipped
from bot.content.understanding import kept_at, understood
from bot.core.remembering import Remembering
from bot.replies.render import Renderer
from bot.service import Service
from bot.settings import Settings
from bot.settings import load as load_settings
from bot.storage.port import Store
from bot.storage.sqlite import SqliteStore

GARBAGE = 5_000  # objects, some 1 MiB, between looks for cycles; Python's 700 are a look or two an update


def run(folder: Path | None = None) -> None:
    """Run until SIGTERM: behind a webhook when WEBHOOK_URL is set, else by polling. Raises SettingsError."""
    if folder is not None:
        os.environ["BOT_CONTENT"] = str(folder)  # workers read the environment anew
    settings = configured()
    if settings.webhook_url is None:
        uvloop.run(_poll(settings))
    elif settings.web_concurrency == 1:
        serving.serve(application(settings), settings.host, settings.port)
    else:
        with _shared_figures():
            serving.serve("bot.launch:web", settings.host, settings.port, settings.web_concurrency)


def web() -> Webhook:
    """One of several workers, as uvicorn starts it."""
    return application(configured())


def configured() -> Settings:
    """The settings, with the log set up as they say."""
    settings = load_settings()
    logs.configure(settings.log_level, settings.log_format)
    logs.key(settings.derived("log"))
    return settings


def store(settings: Settings, serving: bool = True) -> Store:
    """The store that DATABASE_URL names. Only a process that is `serving` takes a SQLite file for itself."""
    if settings.sqlite is not None:
        return SqliteStore(settings.sqlite, serving)
    from bot.storage.postgres import PostgresStore  # its drivers are wanted only here

    return PostgresStore(settings.database_url.get_secret_value())


def application(settings: Settings) -> Webhook:
    """The bot behind its webhook, as an ASGI application."""
    kept = store(settings)
    url = settings.webhook_url or ""
    address = Address(url, urlsplit(url).path or "/", settings.secret, settings.metrics)
    return Webhook(telegram(settings, kept), kept, address, settings.retention_days)


def telegram(settings: Settings, kept: Store) -> Telegram:
    """The channel with the content behind it, which is read at once: a mistake in it must not wait for Telegram."""
    folder = settings.bot_content
    if not kept_at(Folder(folder or shipped())).is_file():
        _learn_apart(folder)
    content, understander = understood(folder)
    renderer = Renderer(content.book)
    key = sha256(settings.derived("share").encode()).digest()
    house = app.House("", key, settings.retention_days, settings.bot_operator)
    knowledge = app.knowledge(content, Remembering(understander), renderer, house)
    menu = content.data.get("commands") or {}
    del content
    _settle_down()

    def join(link: str) -> Content:
        linked = replace(knowledge, link=link)
        return Content(Service(linked, renderer), linked, renderer, menu)

    token = settings.telegram_bot_token.get_secret_value()
    rate = -(-settings.send_rate // settings.web_concurrency)
    return Telegram(token, settings.telegram_base_url, kept, join, draw, rate)


def _learn_apart(folder: Path | None) -> None:
    """In a process of its own: the memory that learning takes for two seconds would stay with one that runs for months.
    Should it fail, this process learns."""
    where = () if folder is None else ("--content", str(folder))
    command = [sys.executable, "-m", "bot", *where, "explain", "hello"]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)  # noqa: S603 the operator's own words


def _settle_down() -> None:
    """All is loaded: give back what only loading took, and look through the rest no more."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)
    with suppress(OSError, AttributeError):  # glibc has it, other C libraries need not
        ctypes.CDLL(None).malloc_trim(0)


def draw(data: Mapping[str, Any]) -> bytes:
    """The chart's picture; most processes never draw one, and drawing takes memory to import."""
    from bot.replies import chart

    return chart.draw(data)


async def _poll(settings: Settings) -> None:
    kept = store(settings)
    bot = telegram(settings, kept)
    async with serving.expiring(kept, settings.retention_days):
        await serving.poll(bot)


@contextmanager
def _shared_figures() -> Iterator[None]:
    """Let the workers count into one folder, so that whichever is asked for /metrics tells of all."""
    with tempfile.TemporaryDirectory(prefix="bot-metrics-") as folder:
        metrics.share(Path(folder))
        yield
