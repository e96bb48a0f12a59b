"""`intents/language/follow_ups.yml`: the short messages that lean on the answer before them."""

from pydantic import Field

from bot.content.nearest import did_you_mean
from bot.content.problems import Problem
from bot.content.schema import IntentId, Text, Written
from bot.content.validation import checked
from bot.content.yaml_nodes import Document
from bot.core.follow_ups import FollowUps, Subject


class SubjectEntry(Written):
    """A thing that a question can be about."""

    words: list[Text]
    ask: IntentId
    after: dict[str, IntentId] = Field(default={})


class FollowUpsFile(Written):
    """The whole file."""

    parts: dict[str, list[Text]] = Field(default={})
    leads: list[Text] = Field(default=[])
    fillers: list[Text] = Field(default=[])
    ordinals: dict[str, int] = Field(default={})
    subjects: list[SubjectEntry] = Field(default=[])
    refers: list[Text] = Field(default=[])
    yes: list[Text] = Field(default=[])
    no: list[Text] = Field(default=[])
    named: IntentId | None = None
    own: IntentId | None = None
    signs: dict[IntentId, list[Text]] = Field(default={})


def follow_ups(document: Document, problems: list[Problem]) -> FollowUps:
    """The tables as the core takes them."""
    entry = checked(FollowUpsFile, document.value, document, (), problems)
    if entry is None:
        return FollowUps()
    return FollowUps(
        parts={part: tuple(phrases) for part, phrases in entry.parts.items()},
        leads=tuple(entry.leads),
        fillers=frozenset(entry.fillers),
        ordinals=entry.ordinals,
        subjects=tuple(Subject(tuple(each.words), each.ask, each.after) for each in entry.subjects),
        refers=frozenset(entry.refers),
        yes=tuple(entry.yes),
        no=tuple(entry.no),
        named=entry.named,
        own=entry.own,
        signs={sign.lower(): intent for intent, signs in entry.signs.items() for sign in signs},
    )


def unknown_subjects(document: Document, known: frozenset[str], problems: list[Problem]) -> None:
    """Intents that subjects name and nobody wrote; only the shipped tables and intents belong together."""
    subjects = document.value.get("subjects") if isinstance(document.value, dict) else None
    for place, subject in enumerate(subjects if isinstance(subjects, list) else ()):
        ask = subject.get("ask") if isinstance(subject, dict) else None
        if isinstance(ask, str) and ask not in known:
            what = f'there is no intent "{ask}"'
            problems.append(document.problem(("subjects", place, "ask"), what, did_you_mean(ask, known, "add it")))
