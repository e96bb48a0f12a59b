"""What people type instead of tapping while they look for a direction: control words, and picks in their own words."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.matching.stems import Stemmer

WORD = re.compile(r"[a-z']+")
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


def control(text: str, words: Mapping[str, tuple[str, ...]]) -> Control | None:
    """The control that the whole message is, misspelt or not; `words` maps a control's name to its phrases."""
    said = " ".join(WORD.findall(text.lower().replace("’", "'")))
    for name in Control:
        phrases = words.get(name, ())
        slips = len(said) // 5  # none in "stop": one letter more and it is "shop"
        if said and process.extractOne(said, phrases, scorer=OSA.distance, score_cutoff=slips):
            return name
    return None


def picked(text: str, words: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The ids whose words the message names, in the order of the message; a pick denied ("not cooking") is left out."""
    written, said = _words(text), _stems(text)
    exact: dict[str, int] = {}
    alike: dict[str, int] = {}
    for id_, phrases in words.items():
        for found, places in (
            (exact, [_place(written, _words(phrase)) for phrase in phrases]),
            (alike, [_place(said, _stems(phrase)) for phrase in phrases]),
        ):
            known = [place for place in places if place is not None]
            if known and not _denied(written, min(known)):
                found[id_] = min(known)
    # "caring" is the pick of that name, though "careful", which is another's, has its stem
    named = {id_: place for id_, place in alike.items() if id_ in exact or place not in exact.values()}
    return tuple(sorted(named, key=lambda id_: (named[id_], id_)))


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower().replace("’", "'"))


def _stems(text: str) -> list[str]:
    return [_stem(word) for word in _words(text)]


def _place(said: list[str], phrase: list[str]) -> int | None:
    """Where the phrase stands in what was said, or None."""
    spots = range(len(said) - len(phrase) + 1) if phrase else ()
    return next((at for at in spots if said[at : at + len(phrase)] == phrase), None)


def _denied(said: list[str], at: int) -> bool:
    return any(
        word in ("not", "no", "never", "hate", "don't", "dont", "can't", "cant") for word in said[max(0, at - 3) : at]
    )
