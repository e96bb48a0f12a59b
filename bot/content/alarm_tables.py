"""`intents/language/after_alarm.yml`: what people say while an alarm is on; its kinds are those of `safety.yml`."""

from collections.abc import Iterable, Iterator

from pydantic import Field

from bot.content.nearest import did_you_mean
from bot.content.places import Steps
from bot.content.problems import Problem
from bot.content.schema import IntentId, Text, Written
from bot.content.validation import checked
from bot.content.yaml_nodes import Document
from bot.core.alarm import Alarms, Sign
from bot.core.phrases import Phrases


class AfterAlarmFile(Written):
    """The whole file: signs with their phrases, those that end an alarm, those that make it graver, and what is no
    question about work."""

    signs: dict[str, list[Text]] = Field(default={})
    ends: list[Text] = Field(default=[])
    raises: dict[str, Text] = Field(default={})
    chat: list[IntentId] = Field(default=[])


def alarms(document: Document, kinds: Iterable[str], problems: list[Problem]) -> Alarms:
    """The table as the core takes it; `kinds` are the kinds of alarm, gravest first."""
    entry = checked(AfterAlarmFile, document.value, document, (), problems)
    order = tuple(kinds)
    if entry is None:
        return Alarms(order)
    problems.extend(_unknown(entry, document, order))
    signs = {name: Sign(name in entry.ends, entry.raises.get(name)) for name in entry.signs}
    return Alarms(order, frozenset(entry.chat), signs, Phrases(entry.signs))


def _unknown(entry: AfterAlarmFile, document: Document, kinds: tuple[str, ...]) -> Iterator[Problem]:
    """Signs and kinds that are named and nobody wrote."""
    named: list[tuple[Steps, str]] = [(("ends", place), name) for place, name in enumerate(entry.ends)]
    named += [(("raises", name), name) for name in entry.raises]
    for at, name in named:
        if name not in entry.signs:
            yield document.problem(at, f'there is no sign "{name}"', did_you_mean(name, entry.signs, "add its phrases"))
    for name, kind in entry.raises.items():
        if kind not in kinds:
            what = f'safety.yml has no alarm "{kind}"'
            yield document.problem(("raises", name), what, did_you_mean(kind, kinds, "name one of its alarms"))
