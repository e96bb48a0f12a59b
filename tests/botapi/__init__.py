"""A strict local Bot API: it refuses what Telegram refuses, remembers why, and lets a test play the people."""

from tests.botapi.people import Person, Talk
from tests.botapi.server import BotApi

__all__ = ["BotApi", "Person", "Talk"]
