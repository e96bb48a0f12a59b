"""`intents/language/follow_ups.yml`: the short messages that lean on the answer before them."""

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import Field

from bot.content.nearest import did_you_mean
from bot.content.places import Steps
from bot.content.problems import Problem
from bot.content.schema import IntentId, Text, Written
from bot.content.validation import checked
from bot.content.yaml_nodes import Document
from bot.core.follow_ups import FollowUps, Subject
from bot.core.tally import Counting

T = TypeVar("T")


class SubjectEntry(Written):
    """A thing that a question can be about."""

    words: list[Text]
    ask: IntentId
    after: dict[str, IntentId] = Field(default={})


class CountingEntry(Written):
    """The words of "first yes, rest no"."""

    all: list[Text] = Field(default=[])
    rest: list[Text] = Field(default=[])
    to: list[Text] = Field(default=[])
    each: list[Text] = Field(default=[])
    left_out: list[Text] = Field(default=[])
    numbers: dict[str, int] = Field(default={})


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
    eager: list[Text] = Field(default=[])
    rejects: list[Text] = Field(default=[])
    padding: list[Text] = Field(default=[])
    polite: list[Text] = Field(default=[])
    counting: CountingEntry = CountingEntry()
    named: IntentId | None = None
    own: IntentId | None = None
    own_past: IntentId | None = None
    aim: IntentId | None = None
    signs: dict[IntentId, list[Text]] = Field(default={})
    asks: dict[IntentId, list[Text]] = Field(default={})


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
        eager=tuple(entry.eager),
        rejects=frozenset(entry.rejects),
        padding=frozenset(entry.padding),
        polite=frozenset(entry.polite),
        counting=_counting(entry),
        named=entry.named,
        own=entry.own,
        own_past=entry.own_past,
        aim=entry.aim,
        asks={intent: tuple(phrases) for intent, phrases in entry.asks.items()},
        signs={sign.lower(): intent for intent, signs in entry.signs.items() for sign in signs},
    )


def unknown_intents(document: Document, known: frozenset[str], problems: list[Problem]) -> None:
    """Intents that the table names and nobody wrote; only the shipped tables and intents belong together."""
    for at, intent in _named(document.value if isinstance(document.value, dict) else {}):
        if isinstance(intent, str) and intent not in known:
            what = f'there is no intent "{intent}"'
            problems.append(document.problem(at, what, did_you_mean(intent, known, "add it")))


def _named(table: dict[str, Any]) -> Iterator[tuple[Steps, Any]]:
    """The intents that the table names, each with where it stands."""
    for key in ("named", "own", "own_past", "aim"):
        yield (key,), table.get(key)
    for key in ("signs", "asks"):
        yield from (((key, intent), intent) for intent in _inside(table.get(key), dict))
    for place, subject in enumerate(_inside(table.get("subjects"), list)):
        yield ("subjects", place, "ask"), _inside(subject, dict).get("ask")


def _inside(value: Any, kind: type[T]) -> T:
    return value if isinstance(value, kind) else kind()


def _counting(entry: FollowUpsFile) -> Counting:
    """The words for counting; a yes and a no of one word count as well."""
    words = {name: frozenset(getattr(entry.counting, name)) for name in ("all", "rest", "to", "each", "left_out")}
    return Counting(frozenset(entry.yes), frozenset(entry.no), numbers=entry.counting.numbers, **words)
