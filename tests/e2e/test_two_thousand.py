"""Two thousand things that people do, in private and in groups, by polling and by webhook: all answered, none refused.

The script is drawn from a seed: words from the held-out phrases, commands, taps on whatever buttons there are,
stickers, corrections, inline queries. Everybody waits for their answer before they go on, so that each can be counted.
"""

import asyncio
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from tests.botapi import BotApi, Person, Talk
from tests.botapi.people import OTHER
from tests.botapi.world import Message
from tests.e2e.process import hooked, polled, running

ACTIONS = 2000
PEOPLE = 200
IN_A_GROUP = 9  # actions: a group takes twenty messages a minute, and some answers are two
PATIENCE = 40.0  # seconds for one answer on a busy machine
STILL = 8.0  # seconds after which a tap is taken to have changed nothing
COMMANDS = (
    "help", "quiz", "direction", "job", "career", "occupation", "compare", "results", "settings", "privacy", "mydata",
    "forget", "cancel", "feedback", "about", "start", "start ask-define_job", "quzi@job_or_career_bot",
)  # fmt: skip


def phrases() -> list[str]:
    """The held-out phrases, and a few that nobody planned for."""
    folder = Path(__file__).parents[1] / "phrases"
    files = [yaml.safe_load(path.read_text()) for path in sorted(folder.glob("*.yml"))]
    found = [text for file in files for texts in file.values() for text in texts if isinstance(text, str)]
    return [
        *found,
        "2",
        "mostly like me",
        "skip",
        "yes",
        "why?",
        "…",
        "<b>",
        "a & b < c",
        "😀" * 40,
        "asdf qwer",
        "?" * 900,
    ]


class Scripted:
    """One person, or one group of people, going through a part of the script."""

    def __init__(self, api: BotApi, seed: int, people: list[Person], talk: Talk | None) -> None:
        self.api = api
        self.people = people
        self.talk = talk
        self.random = random.Random(seed)
        self.said: list[Message] = []
        self.still: list[str] = []  # taps that changed nothing to be seen
        self.done = 0

    async def play(self, actions: int, words: list[str]) -> None:
        """So many actions, each answered before the next."""
        for _ in range(actions):
            await self.act(self.random.choice(self.people), words)
            self.done += 1

    async def act(self, who: Person, words: list[str]) -> None:
        """Something that people do; taps most of all."""
        match self.random.choices(("say", "command", "tap", "send", "edit", "inline"), (5, 3, 8, 1, 1, 1))[0]:
            case "tap" if found := self.button(who):
                await self.tapped(who, *found)
            case "edit" if self.talk is None and self.said:
                await self.heard(lambda: who.edits(self.said[-1], self.random.choice(words)), who)
            case "send" if self.talk is None:
                await self.heard(lambda: who.sends(self.random.choice(list(OTHER))), who)
            case "inline":
                await who.searches(self.random.choice(("", "career", "job", "what is a calling")), PATIENCE)
            case "command":
                await self.heard(lambda: who.says(f"/{self.random.choice(COMMANDS)}", self.talk), who)
            case _:
                text = self.random.choice(words)
                await self.heard(lambda: self.said.append(self.says(who, text)), who)

    def says(self, who: Person, text: str) -> Message:
        """Words for the bot: in a group its name goes before them."""
        return who.says(text if self.talk is None else f"@job_or_career_bot {text}", self.talk)

    def button(self, who: Person) -> tuple[str, Message] | None:
        """A button that is there, on one of the last messages; in a group perhaps somebody else's."""
        messages = [
            m for m in (self.talk or who.private).chat.messages.values() if m.sender == self.api.world.bot["id"]
        ]
        found = [(b["text"], m) for m in messages[-3:] for row in m.rows for b in row if "callback_data" in b]
        return self.random.choice(found) if found else None

    async def tapped(self, who: Person, label: str, message: Message) -> None:
        """A tap is answered; and something is said, unless the answer says it, or the message shows it already."""
        talk = self.talk or who.private
        talk.skip_read()
        tap = who.taps(label, self.talk, message)
        await self.api.until(lambda: tap.answer is not None, PATIENCE, f"the tap on {label!r}")
        assert tap.answer is not None
        if "text" not in tap.answer:
            try:
                await self.api.until(lambda: talk.unread, STILL, f"what {label!r} leads to")
            except AssertionError:
                self.still.append(label)

    async def heard(self, do: Callable[[], object], who: Person) -> None:
        """Do it, and wait for what the bot says to it."""
        talk = self.talk or who.private
        talk.skip_read()
        do()
        await talk.reply(PATIENCE)


def script(api: BotApi, seed: int) -> Iterator[tuple[Scripted, int]]:
    """Who does how many things."""
    left = ACTIONS
    for number in range(12):
        people = [api.person(name) for name in ("Ada", "Bo", "Cy")]
        yield (
            Scripted(api, seed + number, people, api.group(*people, kind=("group", "supergroup")[number % 2])),
            IN_A_GROUP,
        )
        left -= IN_A_GROUP
    for number in range(PEOPLE):
        share = left // (PEOPLE - number)
        yield Scripted(api, seed + 100 + number, [api.person("Di", ("en", "de", None)[number % 3])], None), share
        left -= share


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_two_thousand_actions(mode: str, tmp_path: Path) -> None:
    """No call refused, no spinner left turning, no message without an answer."""
    words = phrases()
    async with BotApi() as api, running(api, tmp_path, (hooked if mode == "webhook" else polled)(api, tmp_path)):
        parts = list(script(api, seed=2000))
        await asyncio.gather(*(part.play(share, words) for part, share in parts))
        assert sum(part.done for part, _ in parts) == ACTIONS
        assert (api.refused, api.unanswered()) == ([], [])
        assert len([label for part, _ in parts for label in part.still]) < ACTIONS / 100
