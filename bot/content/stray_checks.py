"""Files that nobody reads: a misspelt name would otherwise be silence."""

from collections.abc import Iterator
from pathlib import Path

from bot.content.folders import Folder
from bot.content.nearest import did_you_mean
from bot.content.problems import Problem

TABLES = ("article.yml", "commands.yml", "direction.yml", "helplines.yml", "labels.yml", "occupations.yml")


def problems(folder: Folder, words: frozenset[str]) -> Iterator[Problem]:
    """Files of content that no part of the program opens. `words` are the names of the shipped tables of words."""
    for path in sorted(path for top in ("intents", "responses") for path in (folder.path / top).rglob("*")):
        if path.is_file() and not path.name.startswith((".", "_")) and not _read(path, folder, words):
            yield Problem(folder.shown(path), 0, "", "nobody reads this file", _advice(path, folder, words))


def _read(path: Path, folder: Folder, words: frozenset[str]) -> bool:
    match path.relative_to(folder.path).parts:
        case ("intents", name):
            return name.endswith(".yml")
        case ("intents", "language", name):
            return name.removesuffix(".yml") in words
        case ("responses", name) if not name.endswith(".j2"):
            return name in TABLES
        case ("responses", "quizzes", name):
            return name.endswith(".yml")
        case ("responses", *_, name):
            return name.endswith(".j2")
    return False


def _advice(path: Path, folder: Folder, words: frozenset[str]) -> str:
    if path.suffix == ".yaml":
        return f"rename it to {path.stem}.yml"
    known = [f"{word}.yml" for word in words] if path.parent.name == "language" else TABLES
    return did_you_mean(path.name, known, "delete it, or see docs/authoring.md for where it belongs")
