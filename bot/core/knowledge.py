"""All that the engine may know, proven by the loader and joined by the app: a frozen value, never a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.core.alarm import Alarms
from bot.core.career_check import CareerCheck
from bot.core.follow_ups import FollowUps
from bot.core.guide import Guide
from bot.core.model import Action, Choice, Intent, Occupation, Understanding


class Understander(Protocol):
    """What turns a message into an `Understanding`; `rejected` are ids that the person just turned down."""

    def understand(self, text: str, rejected: frozenset[str] = frozenset()) -> Understanding: ...


@dataclass(frozen=True, slots=True)
class Knowledge:
    """`parts` maps a response id to the blocks its template has; `commands` a command's name to what it does;
    `guides` a guided conversation's id to its guide, `guide_verbs` the verb of its buttons to that id. `check` is the
    guide whose results are kept; `link` is what the code of a shared result is put behind, signed with `key`."""

    intents: Mapping[str, Intent]
    understander: Understander
    parts: Mapping[str, frozenset[str]]
    labels: Mapping[str, str]
    follow_ups: FollowUps
    occupations: Mapping[str, Occupation] = field(default_factory=dict)
    guides: Mapping[str, Guide[Any]] = field(default_factory=dict)
    guide_verbs: Mapping[str, str] = field(default_factory=dict)
    commands: Mapping[str, Action] = field(default_factory=dict)
    welcome: tuple[Choice, ...] = ()  # the buttons under the first hello
    check: CareerCheck | None = None
    helplines: Mapping[str, Any] = field(default_factory=dict)
    alarms: Alarms = field(default_factory=Alarms)
    pages: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # what a page without a question may use
    link: str = ""
    key: bytes = field(default=b"", repr=False)

    def label(self, key: str) -> str:
        """The words of a button; the key itself where the author wrote none."""
        return self.labels.get(key, key)
