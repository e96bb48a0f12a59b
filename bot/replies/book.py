"""What the renderer words from: template texts, citable units and sources, labels. Plain values, no file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.model import Intent, Occupation


@dataclass(frozen=True, slots=True)
class TemplateText:
    """The text of `responses/…/<id>.j2`; `file` is its name as shown in problems."""

    id: str
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """What an answer can rest on: a unit of the article, or another source."""

    id: str
    kind: str  # "unit" or "source"
    title: str
    says: str


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that wording needs. `occupations` are keyed by name, `templates` by response id."""

    templates: Mapping[str, TemplateText]
    cited: Mapping[str, Cited] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    intents: Mapping[str, Intent] = field(default_factory=dict)
    occupations: Mapping[str, Occupation] = field(default_factory=dict)
