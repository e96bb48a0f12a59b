"""The word that a misspelt one was probably meant to be."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The one of `words` that `word` was probably meant to be."""
    found = process.extractOne(word, list(words), scorer=fuzz.ratio, score_cutoff=65)
    return found[0] if found else None


def did_you_mean(word: str, words: Iterable[str], otherwise: str) -> str:
    """A `try:` line that names the nearest of `words`, or `otherwise`."""
    near = nearest(word, words)
    return f'did you mean "{near}"?' if near else otherwise
