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
    said = _stems(text)
    found: list[tuple[int, str]] = []
    for id_, phrases in words.items():
        places = [place for phrase in phrases if (place := _place(said, _stems(phrase))) is not None]
        if places and not _denied(said, min(places)):
            found.append((min(places), id_))
    return tuple(id_ for _, id_ in sorted(found))


def _stems(text: str) -> list[str]:
    return [_stem(word) for word in WORD.findall(text.lower().replace("’", "'"))]


def _place(said: list[str], phrase: list[str]) -> int | None:
    """Where the phrase stands in what was said, or None."""
    spots = range(len(said) - len(phrase) + 1) if phrase else ()
    return next((at for at in spots if said[at : at + len(phrase)] == phrase), None)


def _denied(said: list[str], at: int) -> bool:
    return any(
        word in ("not", "no", "never", "hate", "don't", "dont", "can't", "cant") for word in said[max(0, at - 3) : at]
    )
