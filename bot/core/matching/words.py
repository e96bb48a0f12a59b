"""From a text to its words: lower case, elongations shortened, chat spelling and contractions written out.

The table of chat spelling is the authors' (`intents/language/chat.yml`); without it a small bot loses about
four points of accuracy, since "whats" and "what is" would share nothing.
"""

import re
from collections.abc import Mapping

from bot.core.matching.lookalikes import plain

MAX_CHARACTERS = 4096  # the longest message Telegram delivers
MAX_WORDS = 160  # a rant says what it is about early and late; the cost of a message stays bounded
_HEAD = 100

_WORD = r"[^\W_]+(?:'[^\W_]+)?"
_RUN = re.compile(r"([a-z])\1\1+")  # "jooob" → "joob"; two letters may be right, three never are


class WordReader:
    """Reads the words of a text. `chat` maps a spelling to the words it stands for: "btwn" → "between"."""

    def __init__(self, chat: Mapping[str, str] | None = None) -> None:
        self._chat = {plain(short): tuple(long.lower().split()) for short, long in (chat or {}).items()}
        symbols = [re.escape(short) for short in self._chat if not re.fullmatch(_WORD, short)]
        self._word = re.compile("|".join([*sorted(symbols, key=len, reverse=True), _WORD]))

    def words(self, text: str) -> list[str]:
        """At most MAX_WORDS words, the middle left out of what is longer."""
        found: list[str] = []
        for word in self._word.findall(_RUN.sub(r"\1\1", plain(text[:MAX_CHARACTERS]))):
            found += self._written_out(word)
        if len(found) > MAX_WORDS:
            del found[_HEAD : len(found) - (MAX_WORDS - _HEAD)]
        return found

    def _written_out(self, word: str) -> tuple[str, ...]:
        long = self._chat.get(word)
        if long is not None:
            return long
        if word.endswith("'s"):
            return (word[:-2],)
        return (word.replace("'", ""),)
