"""Dialogues and profiles as versioned JSON, and back, upgraded one version at a time.

Pydantic reads and writes the core's own dataclasses, so the core knows nothing of JSON. What cannot be read any more
becomes a fresh start rather than an error: a talk can be begun again, and a person must never be locked out by it.
Never pickle, which runs what it reads.
"""

import json
import logging
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from bot.core.dialogue import Dialogue
from bot.core.profile import Profile

T = TypeVar("T")
Upgrade = Callable[[dict[str, Any]], dict[str, Any]]

logger = logging.getLogger(__name__)  # the standard one: a chat in the terminal starts without structlog


class Codec(Generic[T]):
    """One kind of value. `upgrades[n]` turns a value of version n into one of version n + 1.

    To change what is kept, change the dataclass; when an old text no longer fits it (a field renamed, a default that
    means something else; not a field added), add the upgrade.
    """

    def __init__(self, kind: type[T], fresh: T, upgrades: Mapping[int, Upgrade]) -> None:
        adapter = TypeAdapter(kind)
        self._validator, self._serializer = adapter.validator, adapter.serializer
        self._fresh = fresh
        self._upgrades = upgrades
        self._version = 1 + max(upgrades, default=0)
        self._opening = f'{{"v":{self._version},"is":'

    def write(self, value: T) -> str:
        """The value as JSON with the present version; fields at their defaults are left out."""
        body = self._serializer.to_json(value, exclude_defaults=True).decode()
        return f"{self._opening}{body}}}"

    def read(self, text: str | None) -> T:
        """The value that was written, a fresh one where there is none or it cannot be read."""
        if text is None:
            return self._fresh
        try:
            value: T = (
                self._validator.validate_json(text[len(self._opening) : -1])
                if text.startswith(self._opening)  # nothing to upgrade, so that it can be read in one go
                else self._validator.validate_python(self._upgraded(json.loads(text)))
            )
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            logger.warning("unreadable_state kind=%s error=%s", type(self._fresh).__name__, type(error).__name__)
            return self._fresh
        return value

    def _upgraded(self, kept: dict[str, Any]) -> dict[str, Any]:
        """The value in today's shape. What a newer program wrote before a roll-back is read as far as it fits."""
        value: dict[str, Any] = kept["is"]
        for version in range(kept["v"], self._version):
            value = self._upgrades[version](value)
        return value


DIALOGUE_UPGRADES: dict[int, Upgrade] = {}
PROFILE_UPGRADES: dict[int, Upgrade] = {}

_dialogue = Codec(Dialogue, Dialogue(), DIALOGUE_UPGRADES)
_profile = Codec(Profile, Profile(), PROFILE_UPGRADES)

read_dialogue, write_dialogue = _dialogue.read, _dialogue.write
read_profile, write_profile = _profile.read, _profile.write
