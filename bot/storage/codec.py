"""Dialogues and profiles as versioned JSON, and back, upgraded one version at a time.

Pydantic reads and writes the core's own dataclasses, so the core knows nothing of JSON. What cannot be read any more
becomes a fresh start rather than an error: a talk can be begun again, and a person must never be locked out by it.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import structlog
from pydantic import TypeAdapter, ValidationError

from bot.core.dialogue import Dialogue
from bot.core.profile import Profile

T = TypeVar("T", Dialogue, Profile)
Upgrade = Callable[[dict[str, Any]], dict[str, Any]]

VERSION = 1
# version → what turns a value of that version into one of the next
DIALOGUE_UPGRADES: Mapping[int, Upgrade] = {}
PROFILE_UPGRADES: Mapping[int, Upgrade] = {}

_DIALOGUE, _PROFILE = TypeAdapter(Dialogue), TypeAdapter(Profile)
_log = structlog.get_logger(__name__)


def write_dialogue(dialogue: Dialogue) -> str:
    """The dialogue as JSON with its version."""
    return _written(_DIALOGUE, dialogue)


def write_profile(profile: Profile) -> str:
    """The profile as JSON with its version."""
    return _written(_PROFILE, profile)


def read_dialogue(text: str | None) -> Dialogue:
    """The dialogue that was written, a fresh one where there is none or it cannot be read."""
    return _read(_DIALOGUE, text, Dialogue(), DIALOGUE_UPGRADES)


def read_profile(text: str | None) -> Profile:
    """The profile that was written, a fresh one where there is none or it cannot be read."""
    return _read(_PROFILE, text, Profile(), PROFILE_UPGRADES)


def _written(adapter: TypeAdapter[T], value: T) -> str:
    body = adapter.dump_json(value).decode()
    return f'{{"v":{VERSION},"is":{body}}}'


def _read(adapter: TypeAdapter[T], text: str | None, fresh: T, upgrades: Mapping[int, Upgrade]) -> T:
    if text is None:
        return fresh
    try:
        kept = json.loads(text)
        return adapter.validate_python(_upgraded(kept["v"], kept["is"], upgrades))
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        _log.warning("unreadable_state", kind=type(fresh).__name__, error=type(error).__name__)
        return fresh


def _upgraded(version: int, value: dict[str, Any], upgrades: Mapping[int, Upgrade]) -> dict[str, Any]:
    for step in range(version, VERSION):
        value = upgrades[step](value)
    return value
