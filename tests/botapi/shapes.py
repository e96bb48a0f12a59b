"""What methods and objects the Bot API knows, and of what types: taken from python-telegram-bot's own signatures.

A method's positional parameters are the API's; the keyword-only ones are the library's conveniences. Telegram ignores
an unknown parameter, here it is refused: it is always a slip of the bot.
"""

import inspect
import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from aiohttp.web import FileField
from telegram import Bot

from tests.botapi.refusal import bad


@dataclass(frozen=True, slots=True)
class Shape:
    """One parameter or field."""

    name: str
    kind: str  # "int", "float", "bool", "text", "chat", "array", "object", "file"
    required: bool


@cache
def methods() -> dict[str, dict[str, Shape]]:
    """Every method by its API name, with its parameters."""
    names = (name for name in vars(Bot) if re.fullmatch(r"[a-z]+([A-Z][a-z]*)*", name) and name != "initialize")
    found = {name: getattr(Bot, name) for name in names}
    return {name: _parameters(call) for name, call in found.items() if inspect.iscoroutinefunction(call)}


@cache
def fields(cls: type) -> dict[str, Shape]:
    """The fields of one of the API's objects."""
    return _parameters(cls.__init__) | ({"type": Shape("type", "text", True)} if _typed(cls) else {})


def _typed(cls: type) -> bool:
    return cls.__name__.startswith(("InlineQueryResultArticle", "BotCommandScope"))


def _parameters(call: Any) -> dict[str, Shape]:
    positional = [
        parameter
        for parameter in inspect.signature(call).parameters.values()
        if parameter.kind is parameter.POSITIONAL_OR_KEYWORD and parameter.name != "self"
    ]
    return {p.name: Shape(p.name, _kind(p), p.default is p.empty) for p in positional}


def _kind(parameter: inspect.Parameter) -> str:
    told = parameter.annotation if isinstance(parameter.annotation, str) else str(parameter.annotation)
    if "FileInput" in told or "IO[bytes]" in told or parameter.name in ("media_file", "certificate"):
        return "file"
    if "Sequence" in told:
        return "array"
    if parameter.name in ("chat_id", "from_chat_id") and "str" in told:
        return "chat"
    for word, kind in (("bool", "bool"), ("float", "float"), ("int", "int"), ("str", "text"), ("object", "any")):
        if re.search(rf"\b{word}\b", told):
            return kind
    return "object"


def read_call(method: str, sent: dict[str, Any]) -> dict[str, Any]:
    """The call's parameters as Python values; refuses an unknown method, parameter or type and what is missing."""
    if method not in methods():
        raise bad(f"unknown method {method}")
    return _read(methods()[method], sent, method)


def read_object(cls: type, value: Any, where: str) -> dict[str, Any]:
    """The same for an object inside a parameter."""
    if not isinstance(value, dict):
        raise bad(f"{where}: object expected as {cls.__name__}")
    return _read(fields(cls), value, where)


def _read(shapes: dict[str, Shape], sent: dict[str, Any], where: str) -> dict[str, Any]:
    if unknown := sent.keys() - shapes.keys():
        raise bad(f"{where}: unknown parameter {', '.join(sorted(unknown))}")
    for shape in shapes.values():
        if shape.required and sent.get(shape.name) in (None, ""):
            raise bad(f"{where}: parameter {shape.name} is missing or empty")
    return {name: _value(shapes[name], value, where) for name, value in sent.items() if value is not None}


def _value(shape: Shape, value: Any, where: str) -> Any:
    try:
        return _READERS[shape.kind](value)
    except (TypeError, ValueError) as error:
        raise bad(f"{where}: parameter {shape.name} must be of type {shape.kind}, found {value!r:.60}") from error


def _int(value: Any) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"-?\d+", str(value)):
        raise ValueError
    return int(value)


def _float(value: Any) -> float:
    if isinstance(value, bool):
        raise TypeError
    return float(value)


def _bool(value: Any) -> bool:
    return {"true": True, "false": False}[str(value).lower()] if str(value).lower() in ("true", "false") else _no()


def _no() -> bool:
    raise ValueError


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _chat(value: Any) -> int | str:
    return value if isinstance(value, str) and value.startswith("@") else _int(value)


def _json(kind: type) -> Any:
    def read(value: Any) -> Any:
        value = json.loads(value) if isinstance(value, str) else value
        if not isinstance(value, kind):
            raise TypeError
        return value

    return read


def _file(value: Any) -> FileField | str:
    if not isinstance(value, (FileField, str)):
        raise TypeError
    return value


_READERS: dict[str, Any] = {
    "int": _int,
    "float": _float,
    "bool": _bool,
    "text": _text,
    "chat": _chat,
    "array": _json(list),
    "object": _json(dict),
    "file": _file,
    "any": lambda value: value,
}
