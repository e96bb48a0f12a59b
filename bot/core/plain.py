"""Words as people type them, made comparable: no capitals, no marks, no long-drawn letters."""

import re
from functools import lru_cache

from bot.core.recalled import recalled

LATEST = 2048  # messages; one is read by several


@recalled(LATEST)
def plain(text: str, repeats: int = 2) -> str:
    """Lower case, no punctuation or apostrophes, single spaces, at most `repeats` of a letter in a row."""
    lowered = re.sub(r"['’`]", "", text.casefold())
    lowered = re.sub(r"(^|\s)[-−](?=\d)", r"\1minus", lowered)  # −3 is no 3
    spaced = re.sub(r"[^\w/\U0001F300-\U0001FAFF]|_", " ", lowered)
    return " ".join(re.sub(r"([^\W\d])\1{2,}", r"\1" * repeats, spaced).split())


@lru_cache(maxsize=256)
def plains(words: tuple[str, ...]) -> frozenset[str]:
    """The words as `plain` writes them."""
    return frozenset(map(plain, words))
