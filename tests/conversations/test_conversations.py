"""Whole talks, as authors write them in the YAML files beside this one, played through the core.

- name: a stranger asks the basics
  talk:
    - say: what is a job            # or tap: <label of a button>, command: /help, send: sticker
      expect: {intent: define_job, response: define_job, decision: answer,
               includes: [paid], excludes: [career], buttons: [What is a career?]}
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.app import service
from bot.core.model import Choice, Commanded, Event, Said, SentOther, Tapped
from bot.replies.text import plain
from bot.service import Answered, Incoming, Service
from bot.storage.port import Stored

HERE = Path(__file__).parent
NOON = 1_790_000_000
KEYS = {"intent", "response", "decision", "includes", "excludes", "buttons"}


@cache
def shipped() -> Service:
    return service()


def talks() -> Iterator[Any]:
    for path in sorted(HERE.glob("*.yml")):
        for each in yaml.safe_load(path.read_text("utf-8")):
            yield pytest.param(each["talk"], id=f"{path.stem}: {each['name']}")


class Person:
    """Somebody who talks: says, taps the newest button with a label, commands, sends."""

    def __init__(self) -> None:
        self.stored = Stored()
        self.choices: list[Choice] = []

    def does(self, event: Event) -> Answered:
        answered = shipped().handle(self.stored, Incoming("test", 1, 1, event, NOON))
        self.stored = answered.stored
        shown = [choice for reply in answered.replies for row in reply.choices for choice in row]
        self.choices = shown or self.choices
        return answered

    def event(self, turn: dict[str, Any]) -> Event:
        match turn:
            case {"say": text}:
                return Said(text)
            case {"tap": label}:
                return Tapped(self._action(label))
            case {"command": text}:
                name, _, argument = text.removeprefix("/").partition(" ")
                return Commanded(name, argument)
            case {"send": kind}:
                return SentOther(kind)
        raise AssertionError(f"a turn says, taps, commands or sends: {turn}")

    def _action(self, label: str) -> Any:
        found = [choice.action for choice in self.choices if choice.label == label and choice.action]
        assert found, f"there is no button {label!r}, only {[choice.label for choice in self.choices]}"
        return found[-1]


def is_met(turn: dict[str, Any], answered: Answered) -> None:
    """Compare one turn's answer with what was expected of it."""
    expected = turn.get("expect", {})
    assert set(expected) <= KEYS, f"expect knows {sorted(KEYS)}"
    heard = answered.understood
    text = "\n\n".join(plain(reply.html) for reply in answered.replies)
    assert text.strip(), f"{turn} got no answer"
    for key, got in (("intent", heard and heard.intent), ("decision", heard and heard.decision)):
        if key in expected:
            wanted = expected[key]
            assert got == wanted or str(got).startswith(f"{wanted}."), f"{turn}: {key} is {got}\n{text}"
    if "response" in expected:
        assert expected["response"] in answered.responses, f"{turn}: worded {answered.responses}\n{text}"
    for word in expected.get("includes", ()):
        assert word.lower() in text.lower(), f"{turn}: no {word!r} in\n{text}"
    for word in expected.get("excludes", ()):
        assert word.lower() not in text.lower(), f"{turn}: {word!r} in\n{text}"
    labels = [choice.label for reply in answered.replies for row in reply.choices for choice in row]
    for label in expected.get("buttons", ()):
        assert label in labels, f"{turn}: no button {label!r} in {labels}"


@pytest.mark.parametrize("talk", list(talks()))
def test_a_talk_goes_as_its_author_wrote_it(talk: list[dict[str, Any]]) -> None:
    person = Person()
    before = ""
    for turn in talk:
        answered = person.does(person.event(turn))
        is_met(turn, answered)
        now = "\n".join(reply.html for reply in answered.replies)
        assert now != before, f"{turn}: the same words twice in a row"
        before = now
