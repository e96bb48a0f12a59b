"""What pydantic objects to, in an author's words: kind of objection → what is wrong and what to try."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.content.nearest import did_you_mean
from bot.content.yaml_scalars import shown

Said = tuple[str, str]


def _text(objection: Mapping[str, Any], raw: str | None) -> Said:
    found = objection["input"]
    match found:
        case None if not raw:
            return "expected text, found nothing", "write the text on this line, or delete the line"
        case bool() | int() | float() | None:
            return f"expected text, found {shown(found)}", f'put quotes around "{raw}"'
        case dict():
            return "expected text, found a mapping", 'put quotes around the whole text: it holds ": "'
        case _:
            return f"expected text, found {shown(found)}", "write one text here"


def _list(objection: Mapping[str, Any], raw: str | None) -> Said:
    return f"expected a list, found {shown(objection['input'])}", "begin each of its lines with `- `"


def _mapping(objection: Mapping[str, Any], raw: str | None) -> Said:
    return f"expected `key: value` lines, found {shown(objection['input'])}", "write one `key: value` a line"


def _flag(objection: Mapping[str, Any], raw: str | None) -> Said:
    return f'expected true or false, found "{raw}"', f"write `{objection['loc'][-1]}: true`, or delete the line"


def _number(objection: Mapping[str, Any], raw: str | None) -> Said:
    found = shown(objection["input"])
    return f"expected a whole number, found {found}", "write digits, without quotes"


def _choice(objection: Mapping[str, Any], raw: str | None) -> Said:
    expected = objection["ctx"]["expected"]
    words = [word.strip(" '\"") for word in expected.replace(" or ", ",").split(",")]
    return f'expected {expected}, found "{raw}"', did_you_mean(str(raw), words, f"write one of {expected}")


def _length(objection: Mapping[str, Any], raw: str | None) -> Said:
    context = objection["ctx"]
    if "max_length" in context:
        what = f"at most {context['max_length']} allowed, found {_size(objection)}"
        return what, "make it shorter"
    what = f"at least {context['min_length']} needed, found {_size(objection)}"
    return what, "add one" if isinstance(objection["input"], list) else "write something here"


def _size(objection: Mapping[str, Any]) -> str:
    found = objection["input"]
    return f"{len(found)} characters" if isinstance(found, str) else str(len(found))


def _pattern(objection: Mapping[str, Any], raw: str | None) -> Said:
    return f'"{raw}" does not have the form {objection["ctx"]["pattern"]}', "compare with the lines around it"


def _value(objection: Mapping[str, Any], raw: str | None) -> Said:
    """What a validator of our own says, `what; try`."""
    what, _, try_ = str(objection["ctx"]["error"]).partition("; try ")
    return what, try_ or "compare with the lines around it"


def otherwise(objection: Mapping[str, Any], raw: str | None) -> Said:
    message = str(objection["msg"])
    return message[:1].lower() + message[1:], "compare with the lines around it"


SAID: Mapping[str, Callable[[Mapping[str, Any], str | None], Said]] = {
    "string_type": _text,
    "list_type": _list,
    "tuple_type": _list,
    "set_type": _list,
    "dict_type": _mapping,
    "model_type": _mapping,
    "model_attributes_type": _mapping,
    "dataclass_type": _mapping,
    "int_type": _number,
    "bool_type": _flag,
    "literal_error": _choice,
    "enum": _choice,
    "string_too_long": _length,
    "string_too_short": _length,
    "too_long": _length,
    "too_short": _length,
    "string_pattern_mismatch": _pattern,
    "value_error": _value,
}
