"""From what pydantic objects to into sentences for authors, each with file, line, path and what to try."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from rapidfuzz import fuzz, process

from bot.content.problems import Problem
from bot.content.yaml_nodes import Document, Steps, shown

M = TypeVar("M", bound=BaseModel)


def checked(model: type[M], value: Any, document: Document, steps: Steps, problems: list[Problem]) -> M | None:
    """`value`, which stands at `steps` in `document`, as a `model`; what is wrong with it goes to `problems`."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        problems.extend(problems_of(error, document, steps, model))
        return None


def problems_of(
    error: ValidationError, document: Document, steps: Steps, model: type[BaseModel] | None = None
) -> list[Problem]:
    """Every objection as a Problem. `model` is what was expected, so that an unknown key can name the nearest."""
    return [_problem(dict(objection), document, steps, model) for objection in error.errors(include_url=False)]


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The one of `words` that `word` was probably meant to be."""
    found = process.extractOne(word, list(words), scorer=fuzz.ratio, score_cutoff=65)
    return found[0] if found else None


def did_you_mean(word: str, words: Iterable[str], otherwise: str) -> str:
    """A `try:` line that names the nearest of `words`, or `otherwise`."""
    near = nearest(word, words)
    return f'did you mean "{near}"?' if near else otherwise


def _problem(objection: Mapping[str, Any], document: Document, steps: Steps, model: type[BaseModel] | None) -> Problem:
    at = (*steps, *_without_tags(objection["loc"], document, steps))
    if objection["type"] == "extra_forbidden":
        return _unknown_key(at, document, len(steps), model)
    if objection["type"] == "missing":
        what, try_ = f'"{at[-1]}" is missing', f"add a line `{at[-1]}: …`"
        return document.problem(at[:-1], what, try_)
    say = _SAID.get(objection["type"], _otherwise)
    what, try_ = say(objection, document.place(at).raw)
    return document.problem(at, what, try_)


def _without_tags(loc: tuple[str | int, ...], document: Document, steps: Steps) -> Steps:
    """The location without the names that pydantic puts in for the members of a union."""
    at: Steps = steps
    for step in loc:
        if (*at, step) in document.places or step == loc[-1]:
            at = (*at, step)
    return at[len(steps) :]


def _unknown_key(at: Steps, document: Document, depth: int, model: type[BaseModel] | None) -> Problem:
    key = str(at[-1])
    known = _fields(model, at[depth:-1]) if model else []
    names = ", ".join(known)
    try_ = did_you_mean(key, known, f"delete it; the keys are {names}" if known else "delete it")
    return document.problem(at, f'unknown key "{key}"', try_)


def _fields(model: type[BaseModel], steps: Steps) -> list[str]:
    """The keys that the mapping at `steps` within `model` may have."""
    for step in steps:
        if isinstance(step, str) and step in model.model_fields:
            inner = _model_in(model.model_fields[step].annotation)
            if inner is None:
                return []
            model = inner
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in inner if model), None)


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


def _otherwise(objection: Mapping[str, Any], raw: str | None) -> Said:
    message = str(objection["msg"])
    return message[:1].lower() + message[1:], "compare with the lines around it"


_SAID: Mapping[str, Callable[[Mapping[str, Any], str | None], Said]] = {
    "string_type": _text,
    "list_type": _list,
    "tuple_type": _list,
    "set_type": _list,
    "dict_type": _mapping,
    "model_type": _mapping,
    "model_attributes_type": _mapping,
    "dataclass_type": _mapping,
    "int_type": _number,
    "literal_error": _choice,
    "enum": _choice,
    "string_too_long": _length,
    "string_too_short": _length,
    "too_long": _length,
    "too_short": _length,
    "string_pattern_mismatch": _pattern,
    "value_error": _value,
}
