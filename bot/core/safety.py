"""The alarm that goes before everything else: self-harm, despair, abuse, in the words that people use for
them.

Two nets: phrases here, also misspelt, and the intents of kind `safety`, which the matcher knows by example.
Everyday sayings ("this job is killing me", "career suicide") are taken out first, so that they alarm
nobody.
"""

from collections.abc import Mapping, Sequence

from bot.core.matching.spelling import Speller
from bot.core.matching.wordlist import Words
from bot.core.phrases import Phrases

_IDIOMS = "idioms"


class Safety:
    """`table` maps the kind of alarm to its phrases, gravest first, and `idioms` to the sayings that are none."""

    def __init__(self, table: Mapping[str, Sequence[str]], english: Words = frozenset()) -> None:
        self._idioms = Phrases({_IDIOMS: table.get(_IDIOMS, ())})
        self._alarms = Phrases({kind: phrases for kind, phrases in table.items() if kind != _IDIOMS})
        # A right English word is never bent into an alarming one; what is no word at all is ("suicde", "kil").
        words = self._alarms.words | self._idioms.words
        self._speller = Speller(dict.fromkeys(words, 1), english)

    def alert(self, words: Sequence[str]) -> str | None:
        """The kind of alarm that the words raise, or None."""
        meant = [right for word in words for right in self._speller.correct(word)]
        return self._alarms.found(self._idioms.without(meant))
