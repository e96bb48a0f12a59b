"""Which occupations are worth a look for someone: a transparent count of what fits, never a prediction.

    score = verbs the person is good at + verbs the person enjoys + interest fit
    interest fit = 1.5, 1, 0.5 for a picked Holland letter that is the row's first, second, third

A verb on both lists counts twice: that is where skills and passion meet. Holland's six types (Holland 1959, 1997) order
the interests; the letters of each row are editorial, so the count only sorts a reading list. Must-haves leave rows out;
where too few remain, rows that miss one come back and say what they miss.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal
from zlib import crc32

from bot.core.model import Occupation

FEWEST, MOST = 5, 7
PER_GROUP = 2  # at most so many of one ISCO-08 sub-major group: a list of seven nurses is no list
LETTER_WEIGHTS = (1.5, 1.0, 0.5)
UNKNOWN_MUST_HAVES = frozenset({"pay"})  # kept for the "check the facts" step: the table holds no pay


@dataclass(frozen=True, slots=True)
class Idea:
    """An occupation to research, why (the person's own verbs and letters that it shares), and its role in the list."""

    occupation: Occupation
    score: float
    good_at: tuple[str, ...]
    enjoy: tuple[str, ...]
    interests: tuple[str, ...]
    misses: tuple[str, ...] = ()
    role: Literal["close", "", "wild_card"] = ""


def ideas(
    occupations: tuple[Occupation, ...],
    good_at: tuple[str, ...],
    enjoy: tuple[str, ...],
    interests: tuple[str, ...],
    must_haves: tuple[str, ...],
) -> tuple[Idea, ...]:
    """Five to seven ideas: the closest first, a wild card from another field last."""
    wanted = tuple(tag for tag in must_haves if tag not in UNKNOWN_MUST_HAVES)
    scored = [_idea(row, good_at, enjoy, interests, wanted) for row in occupations]
    salt = "".join((*good_at, *enjoy, *interests))  # among equals no letter of the alphabet goes first
    ranked = sorted(
        scored, key=lambda idea: (len(idea.misses), -idea.score, crc32((salt + idea.occupation.name).encode()))
    )
    fitting = [idea for idea in ranked if not idea.misses and idea.score > 0]
    pool = fitting if len(fitting) >= MOST else ranked
    listed = _spread(pool)[: MOST - 1]
    wild = _wild_card(pool, listed)
    closest = [replace(listed[0], role="close"), *listed[1:]] if listed else []
    return (*closest, *([replace(wild, role="wild_card")] if wild else ()))


def _idea(
    row: Occupation,
    good_at: tuple[str, ...],
    enjoy: tuple[str, ...],
    interests: tuple[str, ...],
    wanted: tuple[str, ...],
) -> Idea:
    able = tuple(verb for verb in good_at if verb in row.verbs)
    liked = tuple(verb for verb in enjoy if verb in row.verbs)
    letters = tuple(letter for letter in row.interests if letter in interests)
    fit = sum(weight for letter, weight in zip(row.interests, LETTER_WEIGHTS, strict=False) if letter in interests)
    score = len(able) + len(liked) + fit
    return Idea(row, score, able, liked, letters, tuple(tag for tag in wanted if tag not in row.tags))


def _spread(pool: Iterable[Idea]) -> list[Idea]:
    """The pool in order, with at most two of each ISCO-08 sub-major group."""
    counts: dict[str, int] = {}
    kept = []
    for idea in pool:
        group = idea.occupation.code[:2]
        counts[group] = counts.get(group, 0) + 1
        if counts[group] <= PER_GROUP:
            kept.append(idea)
    return kept


def _wild_card(pool: Iterable[Idea], listed: list[Idea]) -> Idea | None:
    """The best of a major group that the list does not have yet: near in interest, far in field."""
    fields = {idea.occupation.code[0] for idea in listed}
    others = [idea for idea in pool if idea.occupation.code[0] not in fields]
    shown = {idea.occupation.name for idea in listed}
    rest = [idea for idea in pool if idea.occupation.name not in shown]
    return next(iter(others or rest), None)
