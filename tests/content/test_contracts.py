"""The samples that templates are checked with are what the core really hands over."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.app import House, knowledge
from bot.content.contracts import RESPONSES, USUAL
from bot.content.loader import load
from bot.content.understanding import understander
from bot.core.model import Action, Choice, Commanded, Event, Refused, Said, Say, SentOther, Tapped
from bot.core.profile import Settings
from bot.replies.render import Renderer
from bot.replies.reply import Reply
from bot.service import Incoming, Service
from bot.storage.port import Stored

TALKS = Path(__file__).parents[1] / "conversations"
STEPS = 1500


class Recording(Renderer):
    """Words as ever, and keeps which data each response was given."""

    given: dict[str, set[frozenset[str]]]

    def render(self, say: Say, settings: Settings = Settings()) -> Reply:  # noqa: B008 - frozen
        self.given.setdefault(say.response, set()).add(frozenset(say.data))
        return super().render(say, settings)


def wander(service: Service, commands: list[str], lines: list[str], seed: int) -> Iterator[list[Choice]]:
    """A long talk: taps whatever is shown, says lines of the transcripts, sends commands and stickers."""
    dice = random.Random(seed)
    stored, shown = Stored(), []
    for step in range(STEPS):
        event: Event = dice.choice(
            [
                *[Tapped(choice.action) for choice in dice.sample(shown, min(6, len(shown))) if choice.action],
                Said(dice.choice(lines)),
                Commanded(dice.choice(commands)),
                dice.choice([SentOther("photo"), Refused("stale"), Refused("foreign"), Tapped(Action("nonsense"))]),
            ]
        )
        answered = service.handle(stored, Incoming("test", 1, 1, event, moment=1_790_000_000 + 60 * step))
        stored = answered.stored
        shown = [choice for reply in answered.replies for row in reply.choices for choice in row] or shown
        yield shown


@pytest.fixture(scope="module")
def given() -> dict[str, set[frozenset[str]]]:
    content = load()
    renderer = Recording(content.book)
    renderer.given = {}
    known = knowledge(content, understander(content), renderer, House())
    turns = [turn for path in TALKS.glob("*.yml") for talk in yaml.safe_load(path.read_text()) for turn in talk["talk"]]
    lines = sorted({str(turn["say"]) for turn in turns if "say" in turn})
    commands = [*known.commands, "start", "strat"]
    for seed in range(3):
        for _shown in wander(Service(known, renderer), commands, lines, seed):
            pass
    return renderer.given


def test_each_response_gets_what_its_samples_promise(given: dict[str, set[frozenset[str]]]) -> None:
    """A template may use every name of its samples, so every one must be there each time."""
    promised: dict[str, Any] = {id_: samples[0].keys() - set(USUAL) for id_, samples in RESPONSES.items()}

    broken = {
        id_: sorted(promised[id_] - keys)
        for id_, kinds in given.items()
        for keys in kinds
        if id_ in promised and promised[id_] - keys
    }

    assert broken == {}


def test_all_samples_of_a_response_have_the_same_names() -> None:
    uneven = {id_ for id_, samples in RESPONSES.items() if len({frozenset(sample) for sample in samples}) > 1}

    assert uneven == set()


def test_the_walk_met_most_responses(given: dict[str, set[frozenset[str]]]) -> None:
    """Else the tests above prove little."""
    assert len(set(given) & set(RESPONSES)) > len(RESPONSES) / 2
