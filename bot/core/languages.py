"""Which language a message is in, as far as the bot must know: English, or one it can only apologise in.

A script that few languages use gives itself away by its letters; languages in Latin letters by their short
everyday words. Words that are English too ("die", "was", "come") prove nothing and are left out.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.core.matching.lookalikes import plain
from bot.core.matching.wordlist import Words

ENGLISH = "en"
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Languages:
    """`letters` and `words` by language code."""

    letters: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, table: Mapping[str, Mapping[str, Any]], english: Words) -> "Languages":
        """From `intents/language/languages.yml`: code → `letters` (a range of a script) or `words`."""
        letters = {code: re.compile(f"[{row['letters']}]") for code, row in table.items() if row.get("letters")}
        words = {
            code: frozenset(word for word in _words(row["words"]) if word not in english)
            for code, row in table.items()
            if row.get("words")
        }
        return cls(letters, words)

    def of(self, text: str, words: Sequence[str], known: Collection[str], before: str = ENGLISH) -> str:
        """The language of a text; `words` are its words as written, `known` those that the examples have. Of what gives
        no sign of its own, that of the message `before`, unless half of it is English."""
        found = self._by_letters(text) or self._by_words(words, known)
        english = 2 * sum(word in known for word in words) >= len(words)
        return found or (ENGLISH if english else before)

    def _by_letters(self, text: str) -> str | None:
        """The language whose script makes up more than half of the letters. One written in another's script with
        letters of its own (Ukrainian, Persian, Japanese) is listed after it and wins by a single one of them."""
        if text.isascii():
            return None
        every = len(_LETTER.findall(text))
        found: str | None = None
        covered: frozenset[str] = frozenset()
        for code, pattern in self.letters.items():
            covered |= frozenset(pattern.findall(text))
            if pattern.search(text) and 2 * sum(letter in covered for letter in text) > every:
                found = code
        return found

    def _by_words(self, words: Sequence[str], known: Collection[str]) -> str | None:
        """The language that has most of the words, if it has at least a third of them and more than English has. A
        foreign word that an example quotes ("is Beruf a job") stays foreign."""
        english = sum(word in known and not any(word in listed for listed in self.words.values()) for word in words)
        if 2 * english > len(words):
            return None
        counts = {code: sum(word in listed for word in words) for code, listed in self.words.items()}
        best = max(counts, key=lambda code: counts[code], default=None)
        if best is None or counts[best] < min(2, len(words)) or counts[best] <= english:
            return None
        return best if 3 * counts[best] >= len(words) else None


def _words(written: Iterable[str]) -> Iterator[str]:
    """The words as a message has them: plain letters, no apostrophes."""
    return (plain(word).replace("'", "") for word in written)
