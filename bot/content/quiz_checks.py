"""What must fit together in a quiz: balanced forms, every article point in its turn, bands without gap or overlap."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise, product

from bot.content import quiz_word_checks
from bot.content.nearest import did_you_mean
from bot.content.problems import Problem
from bot.content.yaml_nodes import Document
from bot.core.quiz import FINE, SITUATION, WORK, Quiz
from bot.core.scoring import SIDES

SHORT = r"[a-z][a-z0-9]{1,9}"  # ids that travel in buttons


def problems(quiz: Quiz, document: Document, units: frozenset[str] = frozenset()) -> list[Problem]:
    """Everything that does not fit. `units` are the ids of the article's units; none when there is no article."""
    checks: tuple[Callable[[Quiz, Document], Iterator[Problem]], ...] = (
        _ids, _items, _forms, _levels, _bands, _steps, _asks_work, quiz_word_checks.problems
    )  # fmt: skip
    found = [problem for check in checks for problem in check(quiz, document)]
    return [*found, *_units(quiz, document, units)]


def _items(quiz: Quiz, document: Document) -> Iterator[Problem]:
    axes = [axis.id for axis in quiz.axes]
    used = {item_id for ids in quiz.forms.values() for item_id in ids}
    for item in quiz.items:
        if item.axis not in axes:
            what, try_ = (
                f'there is no axis "{item.axis}"',
                did_you_mean(item.axis, axes, "use one of " + ", ".join(axes)),
            )
            yield document.problem(("items", item.id, "axis"), what, try_)
        if item.id in (FINE, SITUATION, WORK):
            yield document.problem(("items", item.id), f'"{item.id}" is the id of a last question', "use another id")
        if item.id not in used:
            what = "no form asks this statement"
            yield document.problem(("items", item.id), what, "add it to a form, or delete it", warning=True)
    for axis, count in Counter(axes).items():
        if count > 1:
            yield document.problem(("axes",), f'the axis "{axis}" is here {count} times', "give each its own id")


def _ids(quiz: Quiz, document: Document) -> Iterator[Problem]:
    """Ids that are keys; the others are of this form by their schema."""
    for where, ids in (("items", [item.id for item in quiz.items]), ("forms", list(quiz.forms))):
        for id_ in ids:
            if not re.fullmatch(SHORT, id_):
                what = f'"{id_}" is too long for a button, or has other signs than a to z and digits'
                yield document.problem((where, id_), what, "use two to ten letters or digits, a letter first")


def _forms(quiz: Quiz, document: Document) -> Iterator[Problem]:
    for name, ids in quiz.forms.items():
        broken = list(_form_ids(quiz, document, name, ids))
        yield from broken
        if not broken:
            yield from _balance(quiz, document, name)
            yield from _neighbours(quiz, document, name)


def _form_ids(quiz: Quiz, document: Document, name: str, ids: tuple[str, ...]) -> Iterator[Problem]:
    known = [item.id for item in quiz.items]
    for place, item_id in enumerate(ids):
        if item_id not in known:
            what = f'there is no statement "{item_id}"'
            yield document.problem(("forms", name, place), what, did_you_mean(item_id, known, "add it to `items`"))
        if item_id in ids[:place]:
            yield document.problem(("forms", name, place), f'"{item_id}" is asked twice', "delete one of them")


def _balance(quiz: Quiz, document: Document, name: str) -> Iterator[Problem]:
    """Each point of the article as often as any other: then agreeing with everything gives D = 0 on each axis."""
    counts = Counter((item.axis, item.key) for item in quiz.form(name))
    usual = max(1, len(quiz.form(name)) // (2 * len(quiz.axes)))
    for axis, key in product((axis.id for axis in quiz.axes), SIDES):
        if counts[(axis, key)] != usual:
            what = f"{counts[(axis, key)]} {key} statements on {axis} where {usual} would be balanced"
            yield document.problem(("forms", name), what, f"ask {usual} of each side on each axis")


def _neighbours(quiz: Quiz, document: Document, name: str) -> Iterator[Problem]:
    for place, (before, after) in enumerate(pairwise(quiz.form(name))):
        if before.axis == after.axis:
            what = f'"{before.id}" and "{after.id}" are both on {after.axis}'
            yield document.problem(("forms", name, place + 1), what, "put a statement of another axis between them")
    if quiz.form(name)[0].key != "career":
        what = "the first statement speaks for a job; begin with an easy and positive one"
        yield document.problem(("forms", name, 0), what, "put a career statement first")


def _levels(quiz: Quiz, document: Document) -> Iterator[Problem]:
    starts = [start for _, start in quiz.levels]
    if not starts or starts[0] != 1 or len(set(starts)) < len(starts) or starts[-1] > 5:
        what = f"the levels start at {', '.join(f'{start:g}' for start in starts) or 'nothing'}"
        yield document.problem(("levels",), what, "let the lowest start at 1, each other higher, none above 5")


def _bands(quiz: Quiz, document: Document) -> Iterator[Problem]:
    """Every pair of levels in exactly one band."""
    names = [name for name, _ in quiz.levels]
    for place, band in enumerate(quiz.bands):
        for level in sorted({level for pair in band.where for level in pair} - set(names)):
            what = f'there is no level "{level}"'
            yield document.problem(("bands", place, "where"), what, did_you_mean(level, names, "add it to `levels`"))
    for career, job in product(names, names):
        covering = [band.id for band in quiz.bands if (career, job) in band.where]
        if len(covering) != 1:
            said = "no band covers" if not covering else " and ".join(covering) + " both cover"
            what = f"{said} career {career} with job {job}"
            yield document.problem(("bands",), what, "name each pair of levels in exactly one band")


def _steps(quiz: Quiz, document: Document) -> Iterator[Problem]:
    bands = [band.id for band in quiz.bands]
    for place, axis in enumerate(quiz.axes):
        for band in [band for band in bands if band not in axis.steps]:
            yield document.problem(
                ("axes", place, "steps"), f'no step for the band "{band}"', f"add a line `{band}: …`"
            )
        for band in [band for band in axis.steps if band not in bands]:
            what = f'there is no band "{band}"'
            yield document.problem(("axes", place, "steps", band), what, did_you_mean(band, bands, "delete the line"))


def _asks_work(quiz: Quiz, document: Document) -> Iterator[Problem]:
    values = [str(option.value) for option in quiz.situation.options]
    for place, value in enumerate(quiz.asks_work):
        if value not in values:
            what = f'there is no situation "{value}"'
            try_ = did_you_mean(value, values, "delete it")
            yield document.problem(("situation", "asks_work", place), what, try_)


def _units(quiz: Quiz, document: Document, units: frozenset[str]) -> Iterator[Problem]:
    """Every point of the article belongs to one axis, and the axes name no other."""
    named = [(place, side, getattr(axis, side)) for place, axis in enumerate(quiz.axes) for side in ("career", "job")]
    for (place, side, unit), count in zip(
        named, (sum(u == unit for _, _, u in named) for _, _, unit in named), strict=True
    ):
        if units and unit not in units:
            try_ = did_you_mean(unit, units, "see responses/article.yml")
            yield document.problem(("axes", place, side), f'there is no unit "{unit}"', try_)
        if count > 1:
            yield document.problem(("axes", place, side), f'"{unit}" stands on {count} axes', "use each point once")
    points = {unit for unit in units if unit.startswith(("career-", "job-"))}
    for unit in sorted(points - {unit for _, _, unit in named}):
        what = f"no axis asks about the article's point {unit}"
        yield document.problem(("axes",), what, "give it a place, so that every point is asked")
