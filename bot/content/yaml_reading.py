"""One pass over a YAML text, event by event, within bounds.

Events of libyaml are read one by one rather than composed into nodes, because libyaml's own composing overflows the
C stack on deeply nested text; so depth, aliases and size can be bounded here, and a duplicate key costs one look-up.
"""

from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import yaml

from bot.content.places import Place, Steps, dotted
from bot.content.problems import ContentError, Problem
from bot.content.yaml_faults import unreadable
from bot.content.yaml_scalars import scalar, shown

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's where PyYAML was built with it
MAX_DEPTH = 20
MAX_VALUES = 400_000  # after aliases are followed


class Reading:
    """The values of a text; `problems` are those that did not keep it from being read, `places` is filled if given. Of
    the lists that are `shortened`, only the first item is kept."""

    def __init__(
        self,
        file: str,
        text: str,
        places: dict[Steps, Place] | None = None,
        shortened: Callable[[Steps], bool] | None = None,
    ) -> None:
        self.file = file
        self.text = text
        self.places = places
        self.shortened = shortened
        self.problems: list[Problem] = []
        self.anchors: dict[str, Any] = {}
        self.left = MAX_VALUES

    def whole(self) -> Any:
        try:
            return self._document(self._events())
        except yaml.MarkedYAMLError as error:
            problem = unreadable(self.file, error)
        except yaml.reader.ReaderError as error:
            line = self.text.count("\n", 0, error.position) + 1
            problem = Problem(self.file, line, "", "a character that YAML forbids", "delete it")
        except _StopError as stop:
            problem = stop.problem
        raise ContentError([*self.problems, problem])

    def _events(self) -> Iterator[Any]:
        loader = LOADER(self.text)
        while (event := loader.get_event()) is not None:
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
            return scalar(event) if event.implicit[0] else event.value
        self._mark(steps, event, None)
        if len(steps) > MAX_DEPTH:
            self._stop(event, steps[:3], f"nested more than {MAX_DEPTH} deep", "use fewer brackets or levels")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, steps)
        return self._mapping(events, steps)

    def _list(self, events: Iterator[Any], steps: Steps) -> list[Any]:
        items: list[Any] = []
        first_only = self.shortened is not None and self.shortened(steps)
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            item = self._value(event, events, (*steps, len(items)))
            if not (items and first_only):
                items.append(item)
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
        key = scalar(event) if event.implicit[0] else event.value
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
