"""Remembers what short messages were taken to mean, in memory and without whom they came from."""

from bot.core.knowledge import Understander
from bot.core.languages import ENGLISH
from bot.core.model import Understanding
from bot.core.recalled import recalled

LATEST = 1280


class Remembering:
    """An understander in front of another."""

    def __init__(self, understander: Understander) -> None:
        self._understand = recalled(LATEST)(understander.understand)

    def understand(self, text: str, rejected: frozenset[str] = frozenset(), language: str = ENGLISH) -> Understanding:
        """What the other makes of it, or made of it before."""
        return self._understand(text, rejected, language)
