"""Remembers what short messages were taken to mean: many people write the same few words, and understanding is pure.

Only in memory, without whom they came from, and only the latest.
"""

from functools import lru_cache

from bot.core.knowledge import Understander
from bot.core.languages import ENGLISH
from bot.core.model import Understanding

SHORT = 80  # characters; longer messages hardly come twice
LATEST = 1024


class Remembering:
    """An understander in front of another."""

    def __init__(self, understander: Understander) -> None:
        self._understand = understander.understand
        self._remembered = lru_cache(LATEST)(self._understand)

    def understand(self, text: str, rejected: frozenset[str] = frozenset(), language: str = ENGLISH) -> Understanding:
        """What the other makes of it, or made of it before."""
        made = self._remembered if len(text) <= SHORT else self._understand
        return made(text, rejected, language)
