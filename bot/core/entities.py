"""Occupations named in a message: "nursing", "nurses" and "nusre" are all `nurse`.

Words are compared as they are written, then by stem, so plural and "-ing" need no alias and "product management" is no
"production management"; "teaching" also finds the "teacher" by its verb. A word that is no English word may be a
misspelt one of an occupation. The longest name wins: a "data scientist" is no "scientist". The words of a field
("security") name an occupation only where a line of work is asked about.
"""

from collections.abc import Iterable, Sequence

from bot.core.matching.spelling import Speller
from bot.core.matching.stems import Stemmer
from bot.core.matching.wordlist import Words
from bot.core.model import Entity, Occupation

KIND = "occupation"
SPELT = 5  # letters; a misspelt shorter word may be anything: "bro" is no "bpo"
_DOERS = ("er", "or")

Named = tuple[tuple[str, ...], tuple[str, ...], str]  # a name's words, their stems, and the occupation


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
        rows = tuple(occupations)
        named = [(_parts(name), row.name) for row in rows for name in (row.name, *row.aliases)]
        fields = [(_parts(name), row.name) for row in rows for name in row.fields]
        self._names = self._table(named, others)
        self._fields = self._table(fields, others)
        words = (word for parts, _ in named for word in parts if len(word) >= SPELT)
        self._speller = Speller(dict.fromkeys(words, 1), english)

    def _table(self, named: Iterable[tuple[tuple[str, ...], str]], others: frozenset[str]) -> "_Table":
        return _Table(tuple((parts, tuple(map(self._stemmer.stem, parts)), name) for parts, name in named), others)

    def spot(self, words: Sequence[str], asked: bool = False) -> tuple[Entity, ...]:
        """The occupations named, in their order, each once; where a line of work is `asked` about, also by field."""
        return self._spotted(words, self._names) or (self._spotted(words, self._fields) if asked else ())

    def _spotted(self, words: Sequence[str], table: "_Table") -> tuple[Entity, ...]:
        if not table.longest:
            return ()
        meant = [(word, right) for word in words for right in self._corrected(word)]
        rights = [right for _, right in meant]
        stems = list(map(self._stemmer.stem, rights))
        found: dict[str, Entity] = {}
        place = 0
        while place < len(stems):
            length, name = table.at(rights, stems, place)
            name = name or (self._by_verb(rights[place]) if table is self._names else None)
            if name:
                written = " ".join(word for word, _ in meant[place : place + length])
                found.setdefault(name, Entity(KIND, name, written))
            place += length
        return tuple(found.values())

    def _corrected(self, word: str) -> Sequence[str]:
        return (word,) if word in self._others else self._speller.correct(word)

    def _by_verb(self, word: str) -> str | None:
        if not word.endswith("ing") or len(word) < 6:
            return None
        doers = (self._names.of(self._stemmer.stem(word[:-3] + ending)) for ending in _DOERS)
        return next((name for name in doers if name), None)


class _Table:
    """Names as stems, with the occupation that each stands for; of two meanings the first counts. `words` are the names
    that mean another occupation as they are written than by their stems, `others` words that name none by themselves.
    """

    def __init__(self, named: Iterable[Named], others: frozenset[str] = frozenset()) -> None:
        rows = tuple(named)[::-1]  # what comes later in a table of Python's takes the place, so the first comes last
        self._others = others
        self._stems = {" ".join(stems): name for _, stems, name in rows}
        written = {" ".join(words): (" ".join(stems), name) for words, stems, name in rows}
        self._words = {words: name for words, (stems, name) in written.items() if self._stems[stems] != name}
        self.longest = max((len(stems) for _, stems, _ in rows), default=0)
        self._firsts = frozenset(stems[0] for _, stems, _ in rows)

    def of(self, stem: str) -> str | None:
        """The occupation that one stem names."""
        return self._stems.get(stem)

    def at(self, words: Sequence[str], stems: Sequence[str], place: int) -> tuple[int, str | None]:
        """How many words from `place` on name an occupation, and which; one word and None when they name none."""
        longest = self.longest if stems[place] in self._firsts else 0
        for length in range(min(longest, len(stems) - place), 0, -1):
            to = place + length
            name = self._words.get(" ".join(words[place:to])) or self._stems.get(" ".join(stems[place:to]))
            if name and not (length == 1 and words[place] in self._others):
                return length, name
        return 1, None


def _parts(name: str) -> tuple[str, ...]:
    return tuple(name.lower().replace("-", " ").split())
