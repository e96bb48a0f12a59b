"""A bot that counts: the real channel, store and sender around the smallest service, so that it starts in a moment.

It answers each text with the same text and counts each update into its chat's state, as a quiz would score an answer:
a count that is too high was scored twice, one too low was lost. `COUNTING_CLOCK` may name a file with an offset in
seconds.
"""

import asyncio
import os
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from bot import launch
from bot.channels.telegram import serving
from bot.channels.telegram.running import Content, Telegram
from bot.channels.telegram.webhook import Address, Webhook
from bot.core.model import Said, Say
from bot.replies.reply import Reply
from bot.service import Answered, Incoming
from bot.storage.port import Store, Stored
from bot.storage.postgres import PostgresStore
from bot.storage.sqlite import SqliteStore


class Counting:
    """The service: one more, and the text back."""

    def handle(self, stored: Stored, incoming: Incoming) -> Answered:
        count = int(stored.dialogue or 0) + 1
        text = incoming.event.text if isinstance(incoming.event, Said) else "?"
        return Answered(Stored(str(count), stored.profile), (Reply(text),))


class Words:
    """The renderer, of which only apologies are wanted."""

    def render(self, say: Say) -> Reply:
        return Reply(say.response)


def now() -> float:
    """The time, as wrong as it is wished to be."""
    path = os.environ.get("COUNTING_CLOCK")
    return time.time() + (float(Path(path).read_text()) if path else 0.0)


def join(_: str) -> Content:
    knowledge: Any = SimpleNamespace(intents={}, commands={})
    words: Any = Words()
    return Content(Counting(), knowledge, words, {})


def main() -> None:
    """As `bot.launch.run`, with the counting service in the content's place."""
    settings = launch.configured()
    kept: Store
    if settings.sqlite is not None:
        kept = SqliteStore(settings.sqlite, now=now)
    else:
        kept = PostgresStore(settings.database_url.get_secret_value(), now=now)
    token = settings.telegram_bot_token.get_secret_value()
    bot = Telegram(token, settings.telegram_base_url, kept, join, rate=settings.send_rate)
    if settings.webhook_url is None:
        asyncio.run(serving.poll(bot))
    else:
        address = Address(settings.webhook_url, "/telegram", settings.secret)
        serving.serve(Webhook(bot, kept, address), settings.host, settings.port)


if __name__ == "__main__":
    main()
