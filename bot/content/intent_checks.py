"""Are there enough examples, is none given twice, and is none a phrase held out for measuring?"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.content.folders import Folder
from bot.content.intents import Draft
from bot.content.problems import ContentError, Problem
from bot.content.yaml_nodes import read

ENOUGH = 25


def problems(drafts: Mapping[str, Draft], folder: Folder) -> Iterator[Problem]:
    """What is wrong with the examples of all intents together. In a folder of somebody else's, few are only a hint."""
    held_out = phrases(folder)
    seen: dict[str, tuple[str, str]] = {}
    for draft in drafts.values():
        if len(draft.entry.examples) < ENOUGH:
            what = f"{len(draft.entry.examples)} examples; {ENOUGH} are enough for a start"
            yield draft.document.problem(
                (draft.id, "examples"), what, "add more as people type them", warning=not folder.own
            )
        for place, example in enumerate(draft.entry.examples):
            yield from _twice(draft, place, example, seen)
            if (where := held_out.get(normal(example))) is not None:
                what = f'"{example}" is held out in {where}, to measure with'
                yield draft.document.problem(_steps(draft, place), what, "say it differently here")


def phrases(folder: Folder) -> dict[str, str]:
    """The phrases held out in `tests/phrases`, normalised, each with the file it stands in. None where there is no such
    folder, as in an installed wheel."""
    found: dict[str, str] = {}
    for path in sorted((folder.path / "tests" / "phrases").glob("*.yml")):
        for phrase in _texts(path):
            found.setdefault(normal(phrase), folder.shown(path))
    return found


def normal(text: str) -> str:
    """What makes two examples the same to the eye: case, punctuation and spaces aside."""
    return " ".join(re.sub(r"[^\w']+", " ", text.replace("’", "'").casefold()).split())


def _steps(draft: Draft, place: int) -> tuple[str | int, ...]:
    """Where an example stands, in the long or the short form."""
    inner = (draft.id, "examples", place)
    return inner if inner in draft.document.places else (draft.id, place)


def _twice(draft: Draft, place: int, example: str, seen: dict[str, tuple[str, str]]) -> Iterator[Problem]:
    key = normal(example)
    where = draft.document.place(_steps(draft, place)).line
    first, other = seen.setdefault(key, (f"{draft.document.file}:{where}", draft.id))
    if first == f"{draft.document.file}:{where}":
        return
    what = f'"{example}" is also an example of {other}, in {first}'
    yield draft.document.problem(_steps(draft, place), what, "delete one of them", warning=other == draft.id)


def _texts(path: Path) -> Iterator[str]:
    try:
        value = read(path, path.name).value
    except ContentError:
        return  # whoever runs the tests is told
    groups = value.values() if isinstance(value, dict) else ()
    yield from (text for group in groups if isinstance(group, list) for text in group if isinstance(text, str))
