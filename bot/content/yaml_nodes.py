"""Safe YAML: an author's file as plain values, each with its line, and surprises of YAML found instead of swallowed.

Events of libyaml are read one by one rather than composed into nodes, because libyaml's own composing overflows the
C stack on deeply nested text; so depth, aliases and size can be bounded here, and a duplicate key costs one length
comparison. Lines are worked out by a second reading, only when there is something to report.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

import yaml
from yaml._yaml import CParser

from bot.content.problems import ContentError, Problem

MAX_BYTES = 4_000_000
MAX_DEPTH = 20
MAX_VALUES = 400_000  # after aliases are followed

Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands, and what was written there."""

    line: int
    raw: str | None = None  # the words of a scalar, None for a list or a mapping


class Document:
    """One YAML file, read. `value` is made of dict, list, str, bool, int, float and None.

    Raises ContentError when it cannot be read at all.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        reading = _Reading(file, text)
        self.value = reading.whole()
        self.problems = tuple(reading.problems)  # what did not keep it from being read: duplicate and odd keys

    @cached_property
    def places(self) -> dict[Steps, Place]:
        """The place of every value by its path; a key's place stands under the path with `"<key>"` behind it."""
        places: dict[Steps, Place] = {}
        _Reading(self.file, self.text, places).whole()
        return places

    def place(self, steps: Steps) -> Place:
        """Where the value at `steps` stands, or the nearest value around it."""
        while steps and steps not in self.places:
            steps = steps[:-1]
        return self.places.get(steps, Place(1))

    def key_line(self, steps: Steps) -> int:
        """The line of the key that leads to `steps`, or of the value where no key does."""
        return self.places.get((*steps, "<key>"), self.place(steps)).line

    def problem(self, steps: Steps, what: str, try_: str, *, warning: bool = False) -> Problem:
        """A problem at the line of what `steps` lead to."""
        return Problem(self.file, self.key_line(steps), dotted(steps), what, try_, warning)


def read(path: Path, shown: str) -> Document:
    """Read one file, called `shown` in problems. Raises ContentError naming what YAML itself forbids or hides."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ContentError([Problem(shown, 0, "", f"cannot be read: {error.strerror}", "check the file")]) from None
    if len(data) > MAX_BYTES:
        what = f"{len(data):,} bytes is more than {MAX_BYTES:,}"
        raise ContentError([Problem(shown, 0, "", what, "split the file in two")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ContentError([Problem(shown, line, "", "not UTF-8 text", "save the file as UTF-8")]) from None
    return Document(shown, text)


def dotted(steps: Steps) -> str:
    """`("define_job", "examples", 2)` as `define_job.examples[2]`."""
    said = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return said.removeprefix(".")


class _Reading:
    """One pass over the events of a text."""

    def __init__(self, file: str, text: str, places: dict[Steps, Place] | None = None) -> None:
        self.file = file
        self.text = text
        self.places = places
        self.problems: list[Problem] = []
        self.anchors: dict[str, Any] = {}
        self.left = MAX_VALUES

    def whole(self) -> Any:
        try:
            return self._document(self._events())
        except yaml.MarkedYAMLError as error:
            problem = _unreadable(self.file, error)
        except yaml.reader.ReaderError as error:
            line = self.text.count("\n", 0, error.position) + 1
            problem = Problem(self.file, line, "", "a character that YAML forbids", "delete it")
        except _StopError as stop:
            problem = stop.problem
        raise ContentError([*self.problems, problem])

    def _events(self) -> Iterator[Any]:
        parser = CParser(self.text)
        while (event := parser.get_event()) is not None:
            yield event

    def _document(self, events: Iterator[Any]) -> Any:
        next(events)  # the stream's start
        if isinstance(next(events), yaml.StreamEndEvent):
            return None
        value = self._value(next(events), events, ())
        next(events)  # the document's end
        after = next(events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._stop(after, (), "a second document begins here", "delete the line `---`")
        return value

    def _value(self, event: Any, events: Iterator[Any], steps: Steps) -> Any:
        self.left -= 1
        if self.left < 0:
            self._stop(event, steps, f"more than {MAX_VALUES:,} values", "use fewer aliases or split the file")
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, steps)
        if event.tag is not None:
            self._stop(event, steps, f"tags like {event.tag} are not read", "put quotes around the text")
        if event.anchor is not None:
            return self._anchored(event, events, steps)
        return self._plain(event, events, steps)

    def _anchored(self, event: Any, events: Iterator[Any], steps: Steps) -> Any:
        before = self.left
        value = self._plain(event, events, steps)
        self.anchors[event.anchor] = (value, before - self.left + 1)
        return value

    def _plain(self, event: Any, events: Iterator[Any], steps: Steps) -> Any:
        if isinstance(event, yaml.ScalarEvent):
            self._mark(steps, event, event.value)
            return _scalar(event) if event.implicit[0] else event.value
        self._mark(steps, event, None)
        if len(steps) > MAX_DEPTH:
            self._stop(event, steps[:3], f"nested more than {MAX_DEPTH} deep", "use fewer brackets or levels")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, steps)
        return self._mapping(events, steps)

    def _list(self, events: Iterator[Any], steps: Steps) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._value(event, events, (*steps, len(items))))
        return items

    def _mapping(self, events: Iterator[Any], steps: Steps) -> dict[str, Any]:
        pairs: dict[str, Any] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._key(event, steps)
            if key in pairs:
                self._duplicate(event, (*steps, key), lines[key])
            lines[key] = event.start_mark.line + 1
            if self.places is not None:
                self.places[(*steps, key, "<key>")] = Place(lines[key], event.value)
            pairs[key] = self._value(next(events), events, (*steps, key))
        return pairs

    def _key(self, event: Any, steps: Steps) -> str:
        if isinstance(event, yaml.CollectionStartEvent | yaml.AliasEvent):
            self._stop(event, steps, "expected text as a key, found a list or a mapping", "write `key: value`")
        key = _scalar(event) if event.implicit[0] else event.value
        if not isinstance(key, str):
            what = f"expected text as a key, found {shown(key)}"
            line = event.start_mark.line + 1
            self.problems.append(Problem(self.file, line, dotted(steps), what, f'put quotes around "{event.value}"'))
        return str(event.value)

    def _duplicate(self, event: Any, steps: Steps, first: int) -> None:
        what = f'the key "{steps[-1]}" is here twice; the first is in line {first}'
        line = event.start_mark.line + 1
        self.problems.append(Problem(self.file, line, dotted(steps), what, "rename one, or join the two"))

    def _alias(self, event: Any, steps: Steps) -> Any:
        if event.anchor not in self.anchors:
            what = f"nothing before this line is called &{event.anchor}"
            self._stop(event, steps, what, f'put quotes around "*{event.anchor}"')
        value, size = self.anchors[event.anchor]
        self.left -= size
        self._mark(steps, event, None)
        return value

    def _mark(self, steps: Steps, event: Any, raw: str | None) -> None:
        if self.places is not None:
            self.places[steps] = Place(event.start_mark.line + 1, raw)

    def _stop(self, event: Any, steps: Steps, what: str, try_: str) -> NoReturn:
        raise _StopError(Problem(self.file, event.start_mark.line + 1, dotted(steps), what, try_))


class _StopError(Exception):
    """Reading on makes no sense."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


_NAMED = {word: value for value, words in {
    True: ("yes", "true", "on"), False: ("no", "false", "off"), None: ("null",),
}.items() for base in words for word in (base, base.capitalize(), base.upper())}  # fmt: skip
_NAMED |= {"~": None, "": None}
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")  # 0110 stays text: it is a code, not octal
_DECIMAL = re.compile(r"[-+]?[0-9]*\.[0-9]+\Z")


def _scalar(event: Any) -> Any:
    """The value of an unquoted scalar. Dates, times and 1_000 are left as text: nobody means them otherwise here."""
    text: str = event.value
    if text in _NAMED:
        return _NAMED[text]
    if text[0] in "+-.0123456789":
        if _WHOLE.match(text):
            return int(text) if len(text) < 20 else text
        if _DECIMAL.match(text):
            return float(text)
    return text


def shown(value: Any) -> str:
    """A value as an author would name it: `true`, `12`, `nothing`, `text`, `a list`, `a mapping`."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "a mapping"


_HINTS = (
    ("mapping values are not allowed", 'put quotes around a text that holds ": ", or check the indentation'),
    ("cannot start any token", "put quotes around a text that begins with @, %, ` or a tab; indent with spaces"),
    ("unexpected end of stream", "close the quote or bracket that is open"),
    ("did not find expected key", "indent the line like its neighbours; put quotes around the whole text"),
    ("did not find expected '-' indicator", "begin each line of the list with `- `, all equally indented"),
    ("did not find expected ',' or ']'", "close the list with `]`, or put quotes around a text with a comma or quote"),
    ("could not find expected ':'", "write `key: value`, with a space after the colon"),
    ("unknown escape", "use single quotes around the text"),
    ("undefined tag handle", 'put quotes around a text that begins with "!"'),
    ("alphabetic or numeric character", 'put quotes around a text that begins with "*" or "&"'),
)


def _unreadable(file: str, error: yaml.MarkedYAMLError) -> Problem:
    mark: Any = error.problem_mark or error.context_mark
    said = error.problem or "cannot be read as YAML"
    try_ = next((hint for words, hint in _HINTS if words in said), "compare with the lines around it")
    return Problem(file, mark.line + 1 if mark is not None else 1, "", f"not valid YAML: {said}", try_)
