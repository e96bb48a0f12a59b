"""What is wrong in an author's file: where, what, and what to try."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `line` counts from 1, 0 when the file as a whole is meant; `path` is like `define_job.label`.

    A warning is printed but does not fail the check.
    """

    file: str
    line: int
    path: str
    what: str
    try_: str
    warning: bool = False

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        said = f"{self.path}: {self.what}" if self.path else self.what
        kind = "warning: " if self.warning else ""
        return f"{place}: {kind}{said}\n  try: {self.try_}"


class ContentError(Exception):
    """The content cannot be used; it says everything that is wrong, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(dict.fromkeys(problems), key=lambda each: (each.file, each.line, each.path)))
        super().__init__("\n".join(str(problem) for problem in self.problems))
