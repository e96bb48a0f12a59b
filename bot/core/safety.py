"""The alarm that goes before everything else: self-harm, despair, abuse, a friend in danger, in the words that people
use for them.

Two nets: phrases here, also misspelt, and the intents of kind `safety`, which the matcher knows by example. Everyday
sayings ("this job is killing me", "career suicide") are taken out first, so that they alarm nobody, and so is what
people deny ("i'm not going to hurt myself"), which is heard as a denial where nothing else alarms.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.alarm import DESPAIR
from bot.core.matching.spelling import Speller
from bot.core.matching.wordlist import Words
from bot.core.phrases import Phrases

_IDIOMS, _DENIALS = "idioms", "denials"
_FRIEND = "friend"  # in danger, and not who writes


@dataclass(frozen=True, slots=True)
class Alert:
    """The kind of alarm that a message raises; `denied` when all it says is that there is none."""

    kind: str
    denied: bool = False


def kinds_of(table: Iterable[str]) -> tuple[str, ...]:
    """The kinds of alarm among the keys of a table, gravest first."""
    return tuple(kind for kind in table if kind not in (_IDIOMS, _DENIALS))


class Safety:
    """`table` maps the kind of alarm to its phrases, gravest first, `idioms` to the sayings that are none, `denials` to
    the ways of saying that there is none."""

    def __init__(self, table: Mapping[str, Sequence[str]], english: Words = frozenset()) -> None:
        self._kinds = kinds_of(table)
        self._idioms, self._denials, self._friend = (_only(table, name) for name in (_IDIOMS, _DENIALS, _FRIEND))
        self._own = Phrases({kind: table[kind] for kind in self._kinds if kind != _FRIEND})
        # A right English word is never bent into an alarming one; what is no word at all is ("suicde", "kil").
        known = (self._own, self._friend, self._idioms, self._denials)
        self._speller = Speller(dict.fromkeys(frozenset().union(*(each.words for each in known)), 1), english)

    def alert(self, words: Sequence[str]) -> Alert | None:
        """The alarm that the words raise, or None."""
        meant = [right for word in words for right in self._speller.correct(word)]
        said = self._idioms.without(meant)
        kind = self._kind(self._denials.without(said))
        if kind is None and self._denials.found(said) and self._kind(said):
            return Alert(DESPAIR, denied=True)
        return Alert(kind) if kind else None

    def _kind(self, words: list[str]) -> str | None:
        """Who fears for a friend may be in despair too, but the friend comes first; one's own life goes before both."""
        own = self._own.found(self._friend.without(words))
        return own if own in self._kinds[:1] else self._friend.found(words) or own


def _only(table: Mapping[str, Sequence[str]], name: str) -> Phrases:
    return Phrases({name: table.get(name, ())})
