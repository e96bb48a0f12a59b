"""Safe YAML: an author's file as plain values, each with its line, and surprises of YAML found instead of swallowed.

Lines are worked out by a second reading, only when there is something to report.
"""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from bot.content.places import Place, Steps, dotted
from bot.content.problems import ContentError, Problem
from bot.content.yaml_reading import Reading

MAX_BYTES = 4_000_000


class Document:
    """One YAML file, read. `value` is made of dict, list, str, bool, int, float and None; of lists that are `shortened`
    it has the first item.

    Raises ContentError when it cannot be read at all.
    """

    def __init__(self, file: str, text: str, shortened: Callable[[Steps], bool] | None = None) -> None:
        self.file = file
        self.text = text
        reading = Reading(file, text, shortened=shortened)
        self.value = reading.whole()
        self.problems = tuple(reading.problems)  # what did not keep it from being read: duplicate and odd keys

    @cached_property
    def places(self) -> dict[Steps, Place]:
        """The place of every value by its path; a key's place stands under the path with `"<key>"` behind it."""
        places: dict[Steps, Place] = {}
        Reading(self.file, self.text, places).whole()
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


def read(path: Path, shown: str, shortened: Callable[[Steps], bool] | None = None) -> Document:
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
    return Document(shown, text, shortened)
