"""What people say about a guided talk itself, and what each remark leads to: "who wrote this?", "i dont want to".

Authors write remarks beside the talk's own data, as phrases in the notation of `phrases.py`. A phrase is looked for
anywhere in a message, but a remark is the point of a message or none of it: few words may be left beside it, so that
"how long does it take to become a nurse" is no remark on how long the check takes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from bot.core.phrases import Phrases
from bot.core.plain import plain

BESIDE = 1  # words that may be left over, where the author says nothing else
GONE = ","  # what `Phrases.without` leaves in place of a phrase

When = Literal["during", "after", "always"]


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark and what it leads to: words (`says`), a move or a button's action (`does`), or a response that may use
    the result (`shows`). `when` is whether it counts while the talk goes on, once there is a result, or both; `beside`
    how many words may be left over beside its phrase."""

    id: str
    asked: tuple[str, ...]
    says: str = ""
    does: str = ""
    shows: str = ""
    when: When = "always"
    beside: int = BESIDE


class Remarks(tuple[Remark, ...]):
    """Remarks in their authors' order, each with its phrases ready to be found."""

    @cached_property
    def compiled(self) -> tuple[tuple[Remark, Phrases], ...]:
        """Each remark with its phrases."""
        return tuple((remark, Phrases({remark.id: remark.asked})) for remark in self)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Words without which no message holds a remark: nearly every message, and quickly told."""
        return frozenset().union(*(phrases.anchors for _, phrases in self.compiled))


def found(remarks: Remarks, text: str, fillers: frozenset[str], when: When) -> tuple[Remark | None, tuple[str, ...]]:
    """The first remark, in the authors' order, that is the point of the message, and the words beside its phrase."""
    words = plain(text).split()
    if remarks.anchors.isdisjoint(words):
        return None, ()
    for remark, phrases in remarks.compiled:
        if remark.when not in (when, "always") or phrases.anchors.isdisjoint(words):
            continue
        left = phrases.without(words)
        beside = tuple(word for word in left if word != GONE and word not in fillers)
        if GONE in left and len(beside) <= remark.beside:
            return remark, beside
    return None, ()


def filled(text: str, numbers: Iterable[tuple[str, int]]) -> str:
    """The words of a remark with the numbers that their author left a place for: "{left} to go"."""
    for name, number in numbers:
        text = text.replace(f"{{{name}}}", str(number))
    return text
