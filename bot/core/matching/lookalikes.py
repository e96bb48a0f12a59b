"""Letters that only look Latin are made Latin: "саreer" with a Cyrillic с and а is a career.

People paste such letters to slip past filters, phones insert them, and full-width or "mathematical" letters
are a fashion in names. NFKC folds the latter; the former stand in Unicode's confusables table (UTS #39), of
which the pairs below are the one-letter, lower-case part for Cyrillic and Greek.
"""

import re
import unicodedata

_PAIRS = (
    "аaвbсcԁdеeԍgһhіiїiјjкkӏlмmнhоoрpԛqгrѕsтtцuѵvԝwхxуyёe"  # Cyrillic
    "αaβbϲcεeηnιiκkνvοoρpσoτtυuχxγyωw"  # Greek
)
_LATIN_FOR = {ord(alike): latin for alike, latin in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)}
_LATIN = re.compile("[a-z]")
_ALIKE = re.compile("[" + _PAIRS[::2] + "]")
_UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe0f]"
)  # soft hyphens, joiners, direction marks
_QUOTES = str.maketrans("’‘`´ʼ′", "''''''")


def plain(text: str) -> str:
    """The text in lower case, with one form for each letter and straight apostrophes."""
    if text.isascii():
        return text.lower().replace("`", "'")
    folded = unicodedata.normalize("NFKC", _UNSEEN.sub("", text.translate(_QUOTES))).lower()
    latin = len(_LATIN.findall(folded))
    if latin == 0:
        return folded
    # A Russian sentence with one English word is Russian; an English one with look-alikes is English.
    if latin >= len(_ALIKE.findall(folded)):
        folded = folded.translate(_LATIN_FOR)
    return _without_marks(folded)


def _without_marks(text: str) -> str:
    """Accents off: "résumé" and "z̷a̷l̷g̷o̷" are written without them by most people who type English."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
