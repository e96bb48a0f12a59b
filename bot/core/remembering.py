"""Remembers what short messages were taken to mean, in memory and without whom they came from."""

from dataclasses import replace

from bot.core.knowledge import Understander
from bot.core.languages import ENGLISH
from bot.core.model import Understanding
from bot.core.recalled import recalled

LATEST = 1280


class Remembering:
    """An understander in front of another."""

    def __init__(self, understander: Understander) -> None:
        self._understander = understander
        self._understand = recalled(LATEST)(self._newly)

    def understand(self, text: str, rejected: frozenset[str] = frozenset(), language: str = ENGLISH) -> Understanding:
        """What the other makes of it, or made of it before."""
        return self._understand(text, rejected, language)

    def _newly(self, text: str, rejected: frozenset[str], language: str) -> Understanding:
        return _without_reasons(self._understander.understand(text, rejected, language))


def _without_reasons(heard: Understanding) -> Understanding:
    """What `explain` shows is not wanted here, and would be most of what is kept."""
    return replace(heard, why=(), also=_without_reasons(heard.also) if heard.also else None)
