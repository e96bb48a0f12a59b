"""What a content folder turned into: proven values, ready for the app to join."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.content.folders import Folder
from bot.core.alarm import Alarms
from bot.core.direction import Direction
from bot.core.expecting import Expected
from bot.core.follow_ups import FollowUps
from bot.core.model import Intent, Occupation
from bot.core.quiz import Quiz
from bot.replies.book import Book


@dataclass(frozen=True, slots=True)
class Content:
    """`intents` by id, `occupations` by name, `quizzes` by id; `language` holds the tables of words by file name
    (`chat`, `synonyms`, `safety`, …) as plain values, `data` the proven `helplines` and `commands`; `book` is what the
    renderer takes."""

    folder: Folder
    intents: Mapping[str, Intent]
    book: Book
    occupations: Mapping[str, Occupation] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    language: Mapping[str, Any] = field(default_factory=dict)
    follow_ups: FollowUps = field(default_factory=FollowUps)
    alarms: Alarms = field(default_factory=Alarms)
    replies: Mapping[str, Expected] = field(default_factory=dict)
    quizzes: Mapping[str, Quiz] = field(default_factory=dict)
    direction: Direction | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
