"""Answers to several yes-or-no questions in one message, counted: "yes, yes, no", "first yes, the other two no"."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

_YES, _NO, _ALL, _REST, _TO, _EACH = "Y", "N", "a", "r", "t", "o"
_GROUP = rf"[{_ALL}{_REST}{_EACH}\d]"
_SAID = re.compile(rf"(?P<group>{_GROUP}*)(?P<say>[{_YES}{_NO}])(?:{_TO}(?P<after>{_GROUP}+))?")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions were answered with yes, and how many with no."""

    yes: int
    no: int


NONE = Tally(0, 0)


@dataclass(frozen=True, slots=True)
class Counting:
    """The words of such answers: every one of them must be known. `numbers` are words for how many, `each` for one of
    the questions ("first"), `to` what stands between a yes and its question, `left_out` what says nothing."""

    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    all: frozenset[str] = frozenset()
    rest: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    each: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    numbers: Mapping[str, int] = field(default_factory=dict)

    def signs(self, words: Iterable[str]) -> str | None:
        """The words as one letter each, what says nothing left out; None when one is unknown."""
        found = [self._sign(word) for word in words]
        return None if None in found else "".join(sign or "" for sign in found)

    def _sign(self, word: str) -> str | None:
        kinds = ((self.yes, _YES), (self.no, _NO), (self.all, _ALL), (self.rest, _REST), (self.to, _TO))
        for members, sign in (*kinds, (self.each, _EACH), (self.left_out, "")):
            if word in members:
                return sign
        number = self.numbers.get(word, int(word) if word.isdecimal() else 10)
        return str(number) if number < 10 else None


def tally(words: Sequence[str], counting: Counting, questions: int) -> Tally | None:
    """The count of the answers to so many questions; None when the words are anything else, or a single yes or no."""
    signs = counting.signs(words)
    said = list(_SAID.finditer(signs)) if signs else []
    if not said or "".join(each[0] for each in said) != signs or len(signs) < 2:
        return None
    count = _counted(said, questions, numbers=True)
    return count if count.yes + count.no <= questions else _counted(said, questions, numbers=False)


def _counted(said: Iterable[re.Match[str]], questions: int, numbers: bool) -> Tally:
    """The sum; where `numbers` are no counts ("1 yes 2 no") each of them is one question's."""
    counts = {_YES: 0, _NO: 0}
    for each in said:
        group = each["group"] + (each["after"] or "")
        counts[each["say"]] += _size(group, questions - sum(counts.values()), questions, numbers)
    return Tally(counts[_YES], counts[_NO])


def _size(group: str, left: int, questions: int, numbers: bool) -> int:
    """How many questions a group of signs stands for."""
    digits = [int(sign) for sign in group if sign.isdigit()]
    if digits:
        return sum(digits) if numbers else len(digits)
    if _ALL in group:
        return questions
    return max(left, 0) if _REST in group else max(group.count(_EACH), 1)
