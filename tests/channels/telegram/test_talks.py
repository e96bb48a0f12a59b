"""The authors' transcripts once more, through Telegram: typed, tapped and sent by a person on the strict server.

What was understood cannot be seen from there; what is said, and which buttons are shown, must be the same.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import yaml
from pydantic import SecretStr

from bot import launch
from bot.channels.telegram.pace import Pace
from bot.channels.telegram.running import Telegram
from bot.channels.telegram.sender import Sender
from bot.replies.chart import draw
from bot.settings import Settings
from bot.storage.sqlite import SqliteStore
from tests.botapi import BotApi, Person
from tests.botapi.world import Message

pytestmark = pytest.mark.asyncio(loop_scope="module")
NOON = 1_790_000_000  # the moment that the transcripts are played at
TALKS = Path(__file__).parents[2] / "conversations"


def talks() -> Iterator[Any]:
    """Every talk of every file."""
    for path in sorted(TALKS.glob("*.yml")):
        for each in yaml.safe_load(path.read_text("utf-8")):
            yield pytest.param(each["talk"], id=f"{path.stem}: {each['name']}")


class AtOnce(Pace):
    """No waiting: the script types faster than people."""

    def wait(self, method: str, chat: object, now: float) -> float:
        return 0.0


class Live:
    """The bot, polling in this process, and the server it polls."""

    def __init__(self, api: BotApi, folder: Path) -> None:
        self.api = api
        settings = Settings(_env_file=None, telegram_bot_token=SecretStr(api.token), telegram_base_url=api.url)  # type: ignore[call-arg]  # pydantic's own argument
        self.store = SqliteStore(folder / "bot.sqlite3")
        self.bot: Telegram = launch.telegram(settings, self.store)
        self.bot.sender = Sender(self.store, self.bot.api, AtOnce(), draw)
        self.bot.clock = lambda: NOON

    async def settled(self) -> None:
        """Wait until everything that came in is answered."""
        async with asyncio.timeout(10):
            while self.api.updates.waiting or self.bot.sender.busy or await self.store.lanes():  # noqa: ASYNC110  (three places, no event)
                await asyncio.sleep(0.002)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def live(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Live]:
    """One bot for all talks, each with a person of its own; in the end nothing was refused or left unanswered."""
    async with BotApi() as api:
        made, stop = Live(api, tmp_path_factory.mktemp("bot")), asyncio.Event()
        await made.bot.open()
        polling = asyncio.create_task(made.bot.poll(stop))
        yield made
        stop.set()
        await polling
        await made.bot.close()
        assert (api.refused, api.unanswered()) == ([], [])


async def turn_taken(live: Live, person: Person, turn: dict[str, Any]) -> tuple[str, list[Message]]:
    """What passes by, and the messages that a turn led to."""
    person.private.skip_read()
    tap = None
    match turn:
        case {"say": text}:
            person.says(text)
        case {"tap": label}:
            tap = person.taps(label)
        case {"command": text}:
            person.says(text if text.startswith("/") else f"/{text}")
        case {"send": kind}:
            person.sends(kind)
    await live.settled()
    return (tap.answer or {}).get("text", "") if tap else "", person.private.unread


def normal(text: str) -> str:
    """Words without their line breaks and case: a channel may set them otherwise."""
    return " ".join(text.lower().split())


@pytest.mark.parametrize("talk", list(talks()))
async def test_a_talk_goes_on_telegram_as_its_author_wrote_it(live: Live, talk: list[dict[str, Any]]) -> None:
    """Same words, same buttons; every turn leads to something that is seen."""
    person = live.api.person()
    for turn in talk:
        toast, messages = await turn_taken(live, person, turn)
        text = normal("\n\n".join((toast, *(message.text for message in messages))))
        expected = turn.get("expect", {})
        assert text, f"{turn} got no answer"
        assert [word for word in expected.get("includes", ()) if normal(word) not in text] == [], f"{turn}\n{text}"
        assert [word for word in expected.get("excludes", ()) if normal(word) in text] == [], f"{turn}\n{text}"
        labels = [label for message in messages for label in message.labels]
        assert [label for label in expected.get("buttons", ()) if label not in labels] == [], f"{turn}\n{labels}"
