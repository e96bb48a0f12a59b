"""Where content lies: the folder asked for, the one inside an installed wheel, or the source tree's."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import bot

INTENTS, RESPONSES, LANGUAGE = "intents", "responses", "intents/language"


def shipped() -> Path:
    """The folder of the content that comes with the package."""
    package = Path(bot.__file__).parent
    inside = package / "shipped"
    return inside if inside.is_dir() else package.parent


@dataclass(frozen=True, slots=True)
class Folder:
    """One content folder. `own` is whether it is the one that comes with the package."""

    path: Path

    @property
    def own(self) -> bool:
        return self.path.resolve() == shipped().resolve()

    def shown(self, path: Path) -> str:
        """A file's name as problems print it: seen from here, else from the content folder."""
        path = path.resolve()
        for base in (Path.cwd(), self.path.resolve()):
            if path.is_relative_to(base):
                return path.relative_to(base).as_posix()
        return str(path)

    def intents(self) -> Iterator[Path]:
        """The files of intents, sorted; those that begin with a dot or underscore are nobody's."""
        yield from _sorted((self.path / INTENTS).glob("*.yml"))

    def language(self) -> dict[str, Path]:
        """The files of words by name; what the folder lacks comes from the shipped ones."""
        return {
            path.stem: path for folder in self._with_shipped() for path in _sorted((folder / LANGUAGE).glob("*.yml"))
        }

    def quizzes(self) -> Iterator[Path]:
        yield from _sorted((self.path / RESPONSES / "quizzes").glob("*.yml"))

    def response_file(self, name: str) -> Path | None:
        """`responses/<name>`, if it is there."""
        path = self.path / RESPONSES / name
        return path if path.is_file() else None

    def shared_file(self, name: str) -> Path | None:
        """`responses/<name>`, the shipped one where the folder lacks it."""
        found = (folder / RESPONSES / name for folder in reversed(self._with_shipped()))
        return next((path for path in found if path.is_file()), None)

    def templates(self) -> dict[str, Path]:
        """Response id → file. The id is the file's name; folders below `responses/` only sort.

        Only a template in `system/` gives way to one of the same name elsewhere.
        """
        paths = _sorted((self.path / RESPONSES).rglob("*.j2"))
        return {path.stem: path for path in sorted(paths, key=lambda path: not is_system(path))}

    def defaults(self, said: frozenset[str]) -> dict[str, Path]:
        """What another folder may go without: all of `system/`, and the responses that the bot itself says."""
        system = {path.stem: path for path in _sorted((self.path / RESPONSES / "system").glob("*.j2"))}
        return {id_: path for id_, path in self.templates().items() if id_ in said} | system

    def overridden(self) -> dict[str, Path]:
        """The templates of `system/` that this folder says in its own words instead; other folders still use them."""
        used = self.templates()
        system = _sorted((self.path / RESPONSES / "system").glob("*.j2"))
        return {path.stem: path for path in system if used[path.stem] != path}

    def templates_twice(self) -> Iterator[tuple[Path, Path]]:
        """Pairs of files that would be one response."""
        seen: dict[str, Path] = {}
        for path in _sorted((self.path / RESPONSES).rglob("*.j2")):
            if path.stem in seen and not is_system(path):
                yield path, seen[path.stem]
            elif not is_system(path):
                seen[path.stem] = path

    def _with_shipped(self) -> tuple[Path, ...]:
        return (self.path,) if self.own else (shipped(), self.path)


def is_system(path: Path) -> bool:
    """Whether a template is one that any bot can use as it is."""
    return path.parent.name == "system"


def _sorted(paths: Iterator[Path]) -> list[Path]:
    return sorted(path for path in paths if not path.name.startswith((".", "_")))
