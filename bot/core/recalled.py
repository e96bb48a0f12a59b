"""Pure functions of a text that remember their latest results: people write the same few words again and again.

Only for short texts: long ones hardly come twice, are somebody's own, and would fill the memory.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
Reading = Callable[Concatenate[str, P], R]
SHORT = 80  # characters


def recalled(latest: int) -> Callable[[Reading[P, R]], Reading[P, R]]:
    """Makes a function, whose first argument is a text, keep its `latest` results."""

    def of(function: Reading[P, R]) -> Reading[P, R]:
        kept = lru_cache(latest)(function)

        @wraps(function)
        def either(text: str, /, *rest: P.args, **named: P.kwargs) -> R:
            return (kept if len(text) <= SHORT else function)(text, *rest, **named)

        return either

    return of
