"""The Jinja environment of the templates: sandboxed, strict, escaping, and bounded in what it can compute.

Templates are data that authors and translators send in, so a template must not reach Python, run for long or build
large texts. Filters and functions are an allow list for that reason: Jinja's own `center`, `format` or `range` would
let eight characters ask for a gigabyte.
"""

from collections.abc import Callable
from typing import Any

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

_FILTERS = """abs capitalize count default e escape first groupby int items join last length list lower map max min
    reject rejectattr replace reverse round select selectattr sort sum title trim truncate unique upper wordcount"""
_TESTS = """boolean defined divisibleby eq equalto even false filter ge gt greaterthan in integer iterable le lessthan
    lower lt mapping ne none number odd sameas sequence string true undefined upper == != < <= > >="""
FILTERS, TESTS = frozenset(_FILTERS.split()), frozenset(_TESTS.split())
RANGE = 100  # the most that a loop over numbers may run
_TEXT_BUILDERS = frozenset(("center", "expandtabs", "format", "format_map", "ljust", "rjust", "translate", "zfill"))


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja as templates may use it."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def __init__(self, functions: dict[str, Callable[..., Any]]) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=False, cache_size=0)
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in TESTS}
        self.globals = {"range": bounded_range, **functions}

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic is for numbers: `"x" * 999999999` is no sum, and `**` builds long ones."""
        numbers = all(isinstance(side, int | float) and abs(side) < 1e9 for side in (left, right))
        if operator == "**" or not numbers:
            raise SecurityError(f"{operator} is only for small numbers" if operator != "**" else "** is not available")
        return super().call_binop(context, operator, left, right)

    def wrap_str_format(self, value: Any) -> None:
        """No `format` for templates, not even the sandbox's own, which would fill in `{:999999999}`."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """What the sandbox allows, without the methods of text that make long texts from short ones."""
        return attr not in _TEXT_BUILDERS and super().is_safe_attribute(obj, attr, value)


def bounded_range(*bounds: int) -> range:
    """`range`, up to RANGE numbers."""
    numbers = range(*bounds)
    if len(numbers) > RANGE:
        raise SecurityError(f"a range of {len(numbers)}; at most {RANGE} is allowed")
    return numbers
