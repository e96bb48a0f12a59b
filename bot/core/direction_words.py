"""Which words of a message name what can be picked: "i fix cars, but no kids" names fixing and denies children.

Words are compared by stem, with two limits that keep the reading sane: a word in -ing is not named by one without
("trains" are no training), and of phrases that overlap the longest counts ("make people laugh" is not making). What
comes right behind a "not" is denied instead of named.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.matching.stems import Stemmer

WORD = re.compile(r"[a-z0-9]+")
REACH = 3  # words behind a "not" that it denies
_stem = Stemmer().stem


class Control(StrEnum):
    """A move in words, by the name of its button."""

    NEXT = "next"
    SKIP = "skip"
    BACK = "back"
    PAUSE = "pause"
    RESUME = "resume"
    RESTART = "restart"
    OTHER = "other"
    STOP = "stop"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Named:
    """What a message names: a pick's id, the word it begins at, how many words name it, and whether it is denied."""

    id: str
    at: int
    length: int
    denied: bool = False


def words_in(text: str) -> tuple[str, ...]:
    """The words of a message or of a phrase, in lower case and without apostrophes."""
    return tuple(WORD.findall(re.sub(r"['’`]", "", text.lower())))


def control(text: str, words: Mapping[str, tuple[str, ...]]) -> Control | None:
    """The control that the whole message is, misspelt or not; `words` maps a control's name to its phrases."""
    said = " ".join(words_in(text))
    for name in Control:
        phrases = words.get(name, ())
        slips = len(said) // 5  # none in "stop": one letter more and it is "shop"
        if said and process.extractOne(said, phrases, scorer=OSA.distance, score_cutoff=slips):
            return name
    return None


@dataclass(frozen=True, slots=True)
class Denying:
    """Words like "not", and words like "but", behind which a "not" no longer counts."""

    nots: frozenset[str] = frozenset()
    buts: frozenset[str] = frozenset()


def named(text: str, words: Mapping[str, Iterable[str]], denying: Denying = Denying()) -> tuple[Named, ...]:
    """What the message names, in its order; `words` maps an id to its phrases."""
    said = words_in(text)
    stems = tuple(map(_stem, said))
    heads = frozenset(stems)
    found = [
        Named(id_, at, len(phrase.words))
        for id_, phrases in words.items()
        for phrase in map(_phrase, phrases)
        if phrase.head in heads  # of hundreds of phrases nearly none is
        for at in _places(said, stems, phrase)
    ]
    exact = {(each.id, each.at) for each in found if _is_exact(said, each, words[each.id])}
    taken = {at for _, at in exact}
    # "caring" is the pick of that name, though "careful", which is another's, has its stem
    kept = [each for each in found if (each.id, each.at) in exact or each.at not in taken]
    longest = [each for each in kept if not any(_covers(other, each) for other in kept)]
    within = {
        place for each in longest for place in range(each.at, each.at + each.length)
    }  # "no degree" denies nothing
    told = [replace(each, denied=_is_denied(said, each.at, within, denying)) for each in longest]
    first: dict[str, Named] = {}
    for each in sorted(told, key=lambda each: (each.denied, each.at, each.id)):
        first.setdefault(each.id, each)
    return tuple(sorted(first.values(), key=lambda each: (each.at, each.id)))


class _Phrase(NamedTuple):
    head: str | None  # the first of the stems
    words: tuple[str, ...]
    stems: tuple[str, ...]


@lru_cache(maxsize=4096)  # of the author's phrases, not of what people write
def _phrase(text: str) -> _Phrase:
    words = words_in(text)
    stems = tuple(map(_stem, words))
    return _Phrase(next(iter(stems), None), words, stems)


def _places(said: tuple[str, ...], stems: tuple[str, ...], phrase: _Phrase) -> list[int]:
    length = len(phrase.stems)
    spots = [at for at in range(len(said) - length + 1) if stems[at : at + length] == phrase.stems]
    return [at for at in spots if all(map(_fits, said[at:], phrase.words))]


def _fits(said: str, meant: str) -> bool:
    """Of two words with one stem: what is named by a word in -ing is not by one without."""
    return said == meant or said.endswith("ing") or not meant.endswith("ing")


def _is_exact(said: tuple[str, ...], each: Named, phrases: Iterable[str]) -> bool:
    return said[each.at : each.at + each.length] in [_phrase(phrase).words for phrase in phrases]


def _covers(longer: Named, shorter: Named) -> bool:
    """Whether a longer phrase holds one of another pick."""
    within = longer.at <= shorter.at and shorter.at + shorter.length <= longer.at + longer.length
    return within and longer.length > shorter.length and longer.id != shorter.id


def _is_denied(said: tuple[str, ...], at: int, within: set[int], denying: Denying) -> bool:
    """Whether a "not" stands shortly before, with no "but" between."""
    before = [(place, said[place]) for place in range(max(0, at - REACH), at)]
    turned = max((place for place, word in before if word in denying.buts), default=-1)
    return any(word in denying.nots and place > turned and place not in within for place, word in before)
