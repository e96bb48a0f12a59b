"""The person's own work, as they tell it: what stays in mind for "is it a career, then?"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.core.model import Understanding, Work
from bot.core.phrases import Phrases

MOST_YEARS = 80
_WORDS = ("years", "age", "being", "toward", "between")


@dataclass(frozen=True, slots=True)
class OwnWork:
    """What authors wrote in `intents/language/mine.yml`, beside the ways to speak of one's work: of work that is over,
    of work that has followed on it, and the questions about "it"; the words for years, those that make them an `age`,
    those before an occupation that one has (`being`) or wants (`toward`), and those that may stand between."""

    past: Phrases = field(default_factory=lambda: Phrases({}))
    now: Phrases = field(default_factory=lambda: Phrases({}))
    asks: Phrases = field(default_factory=lambda: Phrases({}))
    years: frozenset[str] = frozenset()
    age: frozenset[str] = frozenset()
    being: frozenset[str] = frozenset()
    toward: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()

    @classmethod
    def read(cls, table: Mapping[str, Any]) -> "OwnWork":
        """From the table as it is written."""
        past, now, asks = (Phrases({name: table.get(name, ())}) for name in ("past", "now", "asks"))
        years, age, being, toward, between = (frozenset(table.get(name, ())) for name in _WORDS)
        return cls(past, now, asks, years, age, being, toward, between)

    def told(self, heard: Understanding) -> Work | None:
        """The work that a message tells of, if it tells of the person's own."""
        over = self.past.found(heard.words) is not None
        if not (heard.mine or over or self._follows(heard, self.being)):
            return None
        now = self.now.found(heard.words) is not None
        aims, years = () if over else self._follows(heard, self.toward), self._years(heard.words)
        names = tuple(name for name in heard.named if name not in aims)
        if over and now and len(names) > 1:
            return Work(names[-1], before=names[0], years=years)
        return Work(names[0] if names else None, past=over and not now, years=years)

    def aim(self, heard: Understanding) -> str | None:
        """The occupation that a message speaks of becoming."""
        over = self.past.found(heard.words) is not None  # "i used to be a cook"
        return None if over else next(iter(self._follows(heard, self.toward)), None)

    def is_asked(self, words: Sequence[str]) -> bool:
        """Whether the words ask about work told before: "was it a career?"."""
        return self.asks.found(words) is not None

    def _follows(self, heard: Understanding, before: frozenset[str]) -> tuple[str, ...]:
        """The occupations named right behind one of the words `before`."""
        return tuple(each.id for each in heard.entities if self._word_before(heard.words, each.text) in before)

    def _word_before(self, words: Sequence[str], text: str) -> str | None:
        """The word before the words of `text`, those between left out."""
        named = tuple(text.split())
        starts = range(1, len(words) - len(named) + 1) if named else ()
        place = next((start for start in starts if tuple(words[start : start + len(named)]) == named), 0)
        return next((word for word in reversed(words[:place]) if word not in self.between), None)

    def _years(self, words: Sequence[str]) -> int | None:
        """The number before "years", where it can be years of work and not of age."""
        triples = zip(words, words[1:], (*words[2:], ""), strict=False)
        found = [
            int(number)
            for number, unit, after in triples
            if unit in self.years and number.isdecimal() and after not in self.age
        ]
        return next((years for years in found if 0 < years < MOST_YEARS), None)


def kept(before: Work | None, told: Work | None) -> Work | None:
    """The work in mind after a message: the newest told, completed by what was told before."""
    if told is None or before is None:
        return told if told and _says_something(told) else before
    if not _says_something(told):
        return before
    if told.occupation not in (None, before.occupation):
        return replace(before, before=told.occupation) if told.past and not before.past else _after(before, told)
    return replace(
        told,
        occupation=before.occupation,
        before=told.before or before.before,
        years=told.years or before.years,
    )


def _after(before: Work, told: Work) -> Work:
    """The newest work, and what it followed on."""
    return replace(told, before=told.before or before.occupation)


def _says_something(work: Work) -> bool:
    return work.past or work.occupation is not None or work.years is not None
