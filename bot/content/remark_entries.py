"""Remarks on a guided talk as authors write them, and what is wrong with them: the same for every guide."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated

from pydantic import Field

from bot.content.nearest import did_you_mean
from bot.content.places import Steps
from bot.content.problems import Problem
from bot.content.schema import Text, Written
from bot.content.yaml_nodes import Document
from bot.core.plain import plain
from bot.core.remarks import BESIDE, Remark, Remarks, When

BRACES = re.compile(r"{(\w*)}")
NOTATION = re.compile(r"[()|?*]")
NUMBERS = ("left", "done", "total")


class RemarkEntry(Written):
    """One remark; its id is the key above it."""

    asked: Annotated[list[Text], Field(min_length=1)]
    says: Text = ""
    does: Text = ""
    shows: Text = ""
    when: When = "always"
    beside: Annotated[int, Field(ge=0, le=9)] = BESIDE


def remarks(entries: Mapping[str, RemarkEntry]) -> Remarks:
    """The remarks in the order in which they are looked for."""
    return Remarks(
        Remark(id_, tuple(entry.asked), entry.says, entry.does, entry.shows, entry.when, entry.beside)
        for id_, entry in entries.items()
    )


def problems(
    found: Iterable[Remark], document: Document, moves: Iterable[str], shows: Iterable[str]
) -> Iterator[Problem]:
    """What does not fit. `moves` are what a remark may do in the talk, `shows` what it may show of a result."""
    for remark in found:
        at = ("remarks", remark.id)
        if not re.fullmatch(r"[a-z][a-z0-9]{1,15}", remark.id):
            what = f'"{remark.id}" is no id that travels in a move'
            yield document.problem(at, what, "use two to sixteen letters or digits, a letter first")
        yield from _leads(remark, document, at, tuple(moves), tuple(shows))
        yield from _numbers(remark, document, at)
        yield from written(remark.asked, document, (*at, "asked"))


def written(phrases: Iterable[str], document: Document, at: Steps) -> Iterator[Problem]:
    """Phrases that could never be found, as messages are read without capitals and apostrophes."""
    for place, phrase in enumerate(phrases):
        words = NOTATION.sub(" ", phrase).split()
        wrong = next((word for word in words if plain(word) != word), None)
        if wrong is not None:
            yield document.problem((*at, place), f'"{wrong}" is never read like that', f'write "{plain(wrong)}"')
        elif not words or all(part == "*" or part.endswith("?") for part in phrase.split()):
            yield document.problem((*at, place), f'"{phrase}" has no word that must be there', "add one without ?")


def _leads(
    remark: Remark, document: Document, at: Steps, moves: tuple[str, ...], shows: tuple[str, ...]
) -> Iterator[Problem]:
    given = [name for name in ("says", "does", "shows") if getattr(remark, name)]
    if len(given) != 1:
        what = "leads nowhere" if not given else f"leads to {' and '.join(given)}"
        yield document.problem(at, what, "write one of `says`, `does` and `shows`")
    if remark.does and ":" not in remark.does and remark.does not in (*moves, "results"):
        try_ = did_you_mean(remark.does, moves, "use one of " + ", ".join(moves))
        yield document.problem((*at, "does"), f'nothing is called "{remark.does}"', try_)
    if remark.does in moves and remark.when != "during":
        what = f'"{remark.does}" is a move, and there is none to make after the talk'
        yield document.problem((*at, "does"), what, "add `when: during`")
    if remark.shows and remark.shows not in shows:
        try_ = did_you_mean(remark.shows, shows, "use one of " + ", ".join(shows))
        yield document.problem((*at, "shows"), f'there is nothing to show called "{remark.shows}"', try_)
    if remark.shows and remark.when != "after":
        yield document.problem((*at, "shows"), "there is no result to show yet", "add `when: after`")


def _numbers(remark: Remark, document: Document, at: Steps) -> Iterator[Problem]:
    for name in BRACES.findall(remark.says):
        if name not in NUMBERS:
            try_ = did_you_mean(name, NUMBERS, "use one of " + ", ".join(f"{{{each}}}" for each in NUMBERS))
            yield document.problem((*at, "says"), f'there is no number "{name}"', try_)
        elif remark.when != "during":
            what = f"{{{name}}} is known only while the talk goes on"
            yield document.problem((*at, "says"), what, "add `when: during`")
