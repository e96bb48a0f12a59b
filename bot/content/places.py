"""Where a value stands in an author's file."""

from dataclasses import dataclass

Steps = tuple[str | int, ...]  # keys and places in lists, from the top


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands, and what was written there."""

    line: int
    raw: str | None = None  # the words of a scalar, None for a list or a mapping


def dotted(steps: Steps) -> str:
    """`("define_job", "examples", 2)` as `define_job.examples[2]`."""
    said = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return said.removeprefix(".")
