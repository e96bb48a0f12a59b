"""From what pydantic objects to into sentences for authors, each with file, line, path and what to try."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.content.nearest import did_you_mean
from bot.content.objections import SAID, otherwise
from bot.content.places import Steps
from bot.content.problems import Problem
from bot.content.yaml_nodes import Document

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


def _problem(objection: Mapping[str, Any], document: Document, steps: Steps, model: type[BaseModel] | None) -> Problem:
    at = (*steps, *_without_tags(objection["loc"], document, steps))
    if objection["type"] == "extra_forbidden":
        return _unknown_key(at, document, len(steps), model)
    if objection["type"] == "missing":
        what, try_ = f'"{at[-1]}" is missing', f"add a line `{at[-1]}: …`"
        return document.problem(at[:-1], what, try_)
    say = SAID.get(objection["type"], otherwise)
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
