"""Which occupations are worth a look for someone: a transparent count of what fits, never a prediction.

    score = verbs the person is good at + verbs the person enjoys + 1.5 for each topic the person spoke of
            − 2 for each verb or topic to avoid + interest fit
    interest fit = 0.45, 0.3, 0.15 for a picked Holland letter that is the row's first, second, third

A verb on both lists counts twice: that is where skills and passion meet. Holland's six types (Holland 1959, 1997) order
the interests; the letters of each row are editorial, so all of them together weigh less than one thing that the person
said. Must-haves leave rows out; where too few remain, rows that miss one come back and say what they miss, before any
that share nothing with the person.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal
from zlib import crc32

from bot.core.model import Occupation

FEWEST, MOST = 5, 7
PER_GROUP = 2  # at most so many of one ISCO-08 sub-major group: a list of seven nurses is no list
TOPIC_WEIGHT, AVOIDED_WEIGHT = 1.5, -2.0
LETTER_WEIGHTS = (0.45, 0.3, 0.15)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What someone is good at and enjoys (verbs), likes (Holland's letters), must have (tags), spoke of (topics), and
    does not want (verbs and topics)."""

    good_at: tuple[str, ...] = ()
    enjoy: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    must_haves: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    avoided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Idea:
    """An occupation to research, why (what of the person's own it shares), and its role in the list."""

    occupation: Occupation
    score: float
    good_at: tuple[str, ...]
    enjoy: tuple[str, ...]
    interests: tuple[str, ...]
    topics: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    role: Literal["close", "", "wild_card"] = ""


def ideas(occupations: tuple[Occupation, ...], wanted: Wanted) -> tuple[Idea, ...]:
    """Five to seven ideas: the closest first, a wild card from another field last."""
    scored = [idea(row, wanted) for row in occupations]
    said = (*wanted.good_at, *wanted.enjoy, *wanted.interests, *wanted.topics)
    salt = "".join(said)  # among equals no letter of the alphabet goes first
    ranked = sorted(
        scored,
        key=lambda each: (
            each.score <= 0,
            len(each.misses),
            -each.score,
            crc32((salt + each.occupation.name).encode()),
        ),
    )
    fitting = [each for each in ranked if not each.misses and each.score > 0]
    pool = fitting if len(fitting) >= MOST else ranked
    listed = _spread(pool)[: MOST - 1]
    wild = _wild_card(pool, listed)
    closest = [replace(listed[0], role="close"), *listed[1:]] if listed else []
    return (*closest, *([replace(wild, role="wild_card")] if wild else ()))


def idea(row: Occupation, wanted: Wanted) -> Idea:
    """How far an occupation fits, and why."""
    able = tuple(verb for verb in wanted.good_at if verb in row.verbs)
    liked = tuple(verb for verb in wanted.enjoy if verb in row.verbs)
    letters = tuple(letter for letter in row.interests if letter in wanted.interests)
    topics = tuple(topic for topic in wanted.topics if topic in row.topics)
    avoided = sum(each in row.verbs or each in row.topics for each in wanted.avoided)
    fit = sum(weight for letter, weight in zip(row.interests, LETTER_WEIGHTS, strict=False) if letter in letters)
    score = len(able) + len(liked) + TOPIC_WEIGHT * len(topics) + AVOIDED_WEIGHT * avoided + fit
    misses = tuple(tag for tag in wanted.must_haves if tag not in row.tags)
    return Idea(row, score, able, liked, letters, tuple(dict.fromkeys(topics)), misses)


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
