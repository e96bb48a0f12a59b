"""All that the engine may know, proven by the loader and joined by the app: a frozen value, never a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.core.alarm import Alarms
from bot.core.career_check import CareerCheck
from bot.core.expecting import Expected
from bot.core.follow_ups import FollowUps
from bot.core.guide import Guide
from bot.core.languages import ENGLISH
from bot.core.model import Action, Choice, Intent, Occupation, Understanding
from bot.core.own_work import OwnWork
from bot.core.phrases import Phrases
from bot.core.remarks import Remarks


class Understander(Protocol):
    """What turns a message into an `Understanding`; `rejected` are ids that the person just turned down, `language` is
    that of their message before."""

    def understand(
        self, text: str, rejected: frozenset[str] = frozenset(), language: str = ENGLISH
    ) -> Understanding: ...


@dataclass(frozen=True, slots=True)
class Knowledge:
    """`parts` maps a response id to the blocks its template has; `commands` a command's name to what it does, which the
    words of `asked` ask for too; `guides` a guided conversation's id to its guide, `guide_verbs` the verb of its
    buttons to that id. `check` is the guide whose results are kept; `link` is what the code of a shared result is put
    behind, signed with `key`."""

    intents: Mapping[str, Intent]
    understander: Understander
    parts: Mapping[str, frozenset[str]]
    labels: Mapping[str, str]
    follow_ups: FollowUps
    occupations: Mapping[str, Occupation] = field(default_factory=dict)
    guides: Mapping[str, Guide[Any]] = field(default_factory=dict)
    guide_verbs: Mapping[str, str] = field(default_factory=dict)
    commands: Mapping[str, Action] = field(default_factory=dict)
    asked: Remarks = field(default_factory=Remarks)
    welcome: tuple[Choice, ...] = ()  # the buttons under the first hello
    check: CareerCheck | None = None
    helplines: Mapping[str, Any] = field(default_factory=dict)
    alarms: Alarms = field(default_factory=Alarms)
    replies: Mapping[str, Expected] = field(default_factory=dict)  # by the response whose question they answer
    own_work: OwnWork = field(default_factory=OwnWork)
    sad: Phrases = field(default_factory=lambda: Phrases({}))  # words of who speaks of a trouble
    pages: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # what a page without a question may use
    link: str = ""
    key: bytes = field(default=b"", repr=False)

    def is_own(self, intent: Intent) -> bool:
        """Whether an intent asks about the person's own work."""
        return intent.family == self.follow_ups.own

    def label(self, key: str) -> str:
        """The words of a button; the key itself where the author wrote none."""
        return self.labels.get(key, key)
