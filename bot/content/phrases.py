"""Held-out phrases: `tests/phrases/*.yml`, sentences with the intents that would be right, never learned from."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.content.problems import ContentError, Problem
from bot.content.yaml_nodes import read

OFF_TOPIC = "off_topic"
_OTHER_FILES = frozenset({"safety"})  # its own shape, read by the tests of the alarms


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence, the intent it was written for (`off_topic` for none), and other intents that would be right too."""

    text: str
    intent: str
    also: frozenset[str] = frozenset()

    @property
    def families(self) -> frozenset[str]:
        """The right top-level intents."""
        return frozenset(id_.partition(".")[0] for id_ in (self.intent, *self.also))


def held_out(folder: Path) -> tuple[Phrase, ...]:
    """All phrases of a folder. Raises ContentError where a file is not `intent: [phrases]`."""
    files = [path for path in sorted(folder.glob("*.yml")) if path.stem not in _OTHER_FILES]
    return tuple(phrase for path in files for phrase in _phrases(path))


def _phrases(path: Path) -> Iterator[Phrase]:
    value = read(path, str(path)).value
    if not isinstance(value, dict):
        raise ContentError(
            [Problem(str(path), 1, "", "expected intents with phrases", "write `intent_id: [phrase, …]`")]
        )
    for intent, phrases in value.items():
        for place, phrase in enumerate(phrases or ()):
            yield _phrase(path, intent, place, phrase)


def _phrase(path: Path, intent: str, place: int, phrase: Any) -> Phrase:
    match phrase:
        case str() | int() | float():
            return Phrase(str(phrase), intent)
        case {"text": text, "also": [*also]}:
            return Phrase(str(text), intent, frozenset(map(str, also)))
    try_ = "write the sentence, or {text: the sentence, also: [other_intent]}"
    raise ContentError([Problem(str(path), 0, f"{intent}[{place}]", "expected a phrase", try_)])
