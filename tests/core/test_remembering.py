"""bot/core/remembering.py"""

from bot.core.model import Decision, Understanding
from bot.core.recalled import SHORT
from bot.core.remembering import Remembering


class Asked:
    """Notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, frozenset[str]]] = []

    def understand(self, text: str, rejected: frozenset[str] = frozenset(), language: str = "en") -> Understanding:
        self.asked.append((text, rejected))
        return Understanding(Decision.ANSWER, f"{text} without {sorted(rejected)}", 1.0)


def test_the_same_words_are_understood_once() -> None:
    other = Asked()
    remembering = Remembering(other)
    assert (remembering.understand("hi") is remembering.understand("hi"), len(other.asked)) == (True, 1)


def test_what_was_turned_down_makes_a_difference() -> None:
    remembering = Remembering(Asked())
    turned_down = frozenset({"greet"})
    assert remembering.understand("hi") != remembering.understand("hi", turned_down)


def test_long_messages_are_not_kept() -> None:
    other = Asked()
    remembering = Remembering(other)
    for _ in range(2):
        remembering.understand("x" * (SHORT + 1))
    assert len(other.asked) == 2
