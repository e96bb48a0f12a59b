"""Occupations named in a message: "nursing", "nurses" and "nusre" are all `nurse`.

Words are compared by stem, so plural and "-ing" need no alias; "teaching" also finds the "teacher" by its
verb. A word that is no English word may be a misspelt one of an occupation. The longest name wins: a "data
scientist" is no "scientist".
"""

from collections.abc import Iterable, Sequence

from bot.core.matching.spelling import Speller
from bot.core.matching.stems import Stemmer
from bot.core.matching.wordlist import Words
from bot.core.model import Entity, Occupation

KIND = "occupation"
_DOERS = ("er", "or")


class Occupations:
    """Spots the occupations of a table. `english` are words that are right and not to be corrected, `others` those that
    name no occupation by themselves: "mine" is no miner, and "a trade" no trader."""

    def __init__(
        self,
        occupations: Iterable[Occupation],
        stemmer: Stemmer,
        english: Words = frozenset(),
        others: frozenset[str] = frozenset(),
    ) -> None:
        self._stemmer = stemmer
        self._others = others
        self._names: dict[tuple[str, ...], str] = {}
        words: dict[str, int] = {}
        for row in occupations:
            for name in (row.name, *row.aliases):
                parts = name.lower().replace("-", " ").split()
                self._names.setdefault(tuple(map(stemmer.stem, parts)), row.name)
                words.update(dict.fromkeys(parts, 1))
        self._longest = max(map(len, self._names), default=0)
        self._firsts = frozenset(stems[0] for stems in self._names)
        self._speller = Speller(words, english)

    def spot(self, words: Sequence[str]) -> tuple[Entity, ...]:
        """The occupations named, in their order, each once."""
        if not self._names:
            return ()
        meant = [(word, right) for word in words for right in self._speller.correct(word)]
        stems = [self._stemmer.stem(right) for _, right in meant]
        found: dict[str, Entity] = {}
        place = 0
        while place < len(stems):
            length, name = self._at(stems, [right for _, right in meant], place)
            if name:
                written = " ".join(word for word, _ in meant[place : place + length])
                found.setdefault(name, Entity(KIND, name, written))
            place += length
        return tuple(found.values())

    def _at(self, stems: Sequence[str], words: Sequence[str], place: int) -> tuple[int, str | None]:
        """How many words from `place` on name an occupation, and which; one word and None when they name none."""
        longest = self._longest if stems[place] in self._firsts else 0
        for length in range(min(longest, len(stems) - place), 0, -1):
            name = self._names.get(tuple(stems[place : place + length]))
            if name and not (length == 1 and words[place] in self._others):
                return length, name
        return 1, self._by_verb(words[place])

    def _by_verb(self, word: str) -> str | None:
        if not word.endswith("ing") or len(word) < 6:
            return None
        doers = (self._names.get((self._stemmer.stem(word[:-3] + ending),)) for ending in _DOERS)
        return next((name for name in doers if name), None)
