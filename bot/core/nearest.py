"""The nearest of a few names, for a word that was mistyped."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

ENOUGH = 60  # rapidfuzz ratio: "quzi" finds "quiz", "banana" finds nothing


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name that `name` most likely stands for, or None when none is near. Swapped letters count as one slip."""
    pool = list(names)
    swapped = [known for known in pool if DamerauLevenshtein.distance(name, known) == 1]
    if swapped:
        return swapped[0]
    found = process.extractOne(name, pool, scorer=fuzz.ratio, score_cutoff=ENOUGH)
    return found[0] if found else None
