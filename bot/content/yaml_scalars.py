"""What an unquoted word means, and what authors call the kinds of values."""

import re
from typing import Any

_NAMED = {word: value for value, words in {
    True: ("yes", "true", "on"), False: ("no", "false", "off"), None: ("null",),
}.items() for base in words for word in (base, base.capitalize(), base.upper())}  # fmt: skip
_NAMED |= {"~": None, "": None}
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")  # 0110 stays text: it is a code, not octal
_DECIMAL = re.compile(r"[-+]?[0-9]*\.[0-9]+\Z")


def scalar(event: Any) -> Any:
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
