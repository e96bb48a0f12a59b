"""The smaller files of content: cited units and sources, labels, occupations, tables of words."""

from typing import Any

from bot.content.problems import Problem
from bot.content.schema import ArticleFile, CommandsFile, HelplinesFile, OccupationRow
from bot.content.validation import checked
from bot.content.yaml_nodes import Document
from bot.content.yaml_scalars import shown
from bot.core.model import Occupation
from bot.replies.book import Cited


def cited(document: Document, problems: list[Problem]) -> dict[str, Cited]:
    """`responses/article.yml`: units first, then sources, by id."""
    article = checked(ArticleFile, document.value, document, (), problems)
    if article is None:
        return {}
    kinds = (("unit", article.units), ("source", article.sources))
    return {id_: Cited(id_, kind, entry.title, entry.says) for kind, found in kinds for id_, entry in found.items()}


def labels(document: Document, problems: list[Problem]) -> dict[str, str]:
    """`responses/labels.yml`: key → the words of a button or an input field."""
    if not isinstance(document.value, dict):
        what = f"expected `key: words` lines, found {shown(document.value)}"
        problems.append(Problem(document.file, 1, "", what, "write one `key: words` a line"))
        return {}
    for key, words_ in document.value.items():
        if not isinstance(words_, str):
            what = f"expected text, found {shown(words_)}"
            problems.append(document.problem((key,), what, f'put quotes around "{document.place((key,)).raw}"'))
    return {key: words_ for key, words_ in document.value.items() if isinstance(words_, str)}


def occupations(document: Document, problems: list[Problem]) -> dict[str, Occupation]:
    """`responses/occupations.yml`: rows by name."""
    if not isinstance(document.value, list):
        what = f"expected a list of occupations, found {shown(document.value)}"
        problems.append(Problem(document.file, 1, "", what, "begin each row with `- code:`"))
        return {}
    rows: dict[str, Occupation] = {}
    for place, value in enumerate(document.value):
        row = checked(OccupationRow, value, document, (place,), problems)
        if row is not None and row.name in rows:
            what = f'there is another "{row.name}"'
            problems.append(document.problem((place, "name"), what, "join the two rows, or name them apart"))
        elif row is not None:
            rows[row.name] = _occupation(row)
    return rows


def _occupation(row: OccupationRow) -> Occupation:
    lists: dict[str, Any] = {key: tuple(getattr(row, key)) for key in ("aliases", "fields", "verbs", "path", "tags")}
    texts = {key: getattr(row, key) for key in ("code", "name", "title", "does", "interests", "training")}
    return Occupation(**texts, **lists)


def words(document: Document, problems: list[Problem]) -> Any:
    """A file of `intents/language/`, as it is; where a table holds words, a yes or a number is a missing quote."""
    _only_text(document.value, document, (), problems)
    return document.value


def _only_text(value: Any, document: Document, steps: tuple[str | int, ...], problems: list[Problem]) -> None:
    match value:
        case dict():
            for key, inner in value.items():
                _only_text(inner, document, (*steps, key), problems)
        case list():
            for place, inner in enumerate(value):
                _only_text(inner, document, (*steps, place), problems)
        case bool() | None:
            raw = document.place(steps).raw
            try_ = f'put quotes around "{raw}"' if raw else "write the text on this line, or delete the line"
            problems.append(document.problem(steps, f"expected text, found {shown(value)}", try_))


def helplines(document: Document, problems: list[Problem]) -> dict[str, Any]:
    """`responses/helplines.yml`, as templates get it."""
    found = checked(HelplinesFile, document.value, document, (), problems)
    return found.model_dump() if found else {}


def commands(document: Document, problems: list[Problem]) -> dict[str, Any]:
    """`responses/commands.yml`: what each command does, and how the bot presents itself."""
    found = checked(CommandsFile, document.value, document, (), problems)
    return found.model_dump() if found else {}
