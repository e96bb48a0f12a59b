"""Polling confirms what is settled and nothing else, keeps each chat's order, and knows when to give up."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest

from bot.channels.telegram.api import Api
from bot.channels.telegram.polling import CannotRunError, Polling, chat_of
from bot.channels.telegram.reading import ALLOWED
from bot.channels.telegram.request import AiohttpRequest
from bot.storage.port import StoreDown
from tests.botapi import BotApi


class Taker:
    """Settles updates, noting them; `slow` names texts that wait for `go`, `down` counts failures of the store."""

    def __init__(self) -> None:
        self.took: list[str] = []
        self.slow: set[str] = set()
        self.go = asyncio.Event()
        self.down = 0

    async def __call__(self, update: Mapping[str, Any]) -> None:
        text = update["message"]["text"]
        if self.down:
            self.down -= 1
            raise StoreDown("no room on the disk")
        if text in self.slow:
            await self.go.wait()
        self.took.append(text)


@pytest.fixture
def taker() -> Taker:
    """One for each test."""
    return Taker()


@pytest.fixture
async def polling(botapi: BotApi, taker: Taker) -> AsyncIterator[Polling]:
    """Polling of the strict server, not yet running."""
    request = AiohttpRequest()
    await request.initialize()
    yield Polling(Api(botapi.token, botapi.url, request), taker, back_off=0.01)
    await request.shutdown()


@pytest.fixture
async def running(polling: Polling) -> AsyncIterator[asyncio.Task[None]]:
    """The same, running."""
    task = asyncio.create_task(polling.run())
    yield task
    polling.stop()
    await asyncio.wait_for(asyncio.gather(task, return_exceptions=True), 5)


async def settle(taker: Taker, count: int) -> list[str]:
    """What was taken, once it is so many."""
    async with asyncio.timeout(5):
        while len(taker.took) < count:  # noqa: ASYNC110  (there is no event to wait for)
            await asyncio.sleep(0.005)
    return taker.took


async def test_updates_are_taken_and_confirmed(botapi: BotApi, taker: Taker, running: asyncio.Task[None]) -> None:
    """The server forgets them."""
    botapi.person().says("one")
    assert await settle(taker, 1) == ["one"]
    await until(lambda: not botapi.updates.waiting)
    assert botapi.updates.allowed == set(ALLOWED)


async def test_an_update_in_hand_is_not_confirmed(botapi: BotApi, taker: Taker, running: asyncio.Task[None]) -> None:
    """A kill now would lose nothing."""
    taker.slow = {"one"}
    botapi.person().says("one")
    await asyncio.sleep(0.1)
    assert len(botapi.updates.waiting) == 1
    taker.go.set()
    await until(lambda: not botapi.updates.waiting)


async def test_chats_do_not_wait_for_each_other(botapi: BotApi, taker: Taker, running: asyncio.Task[None]) -> None:
    """But a chat's second message waits for its first."""
    taker.slow = {"a1"}
    ada, bo = botapi.person("Ada"), botapi.person("Bo")
    for who, text in ((ada, "a1"), (ada, "a2"), (bo, "b1")):
        who.says(text)
    assert await settle(taker, 1) == ["b1"]
    taker.go.set()
    assert await settle(taker, 3) == ["b1", "a1", "a2"]


async def test_while_the_store_is_down_nothing_is_confirmed(
    botapi: BotApi, taker: Taker, running: asyncio.Task[None]
) -> None:
    """The update comes again until it is taken."""
    taker.down = 2
    botapi.person().says("one")
    assert await settle(taker, 1) == ["one"]
    assert taker.down == 0


async def test_trouble_at_telegram_is_sat_out(botapi: BotApi, taker: Taker, running: asyncio.Task[None]) -> None:
    """5xx, 429 and a cut connection."""
    botapi.fail(502, method="getUpdates", times=2)
    botapi.fail(429, method="getUpdates", retry_after=1)
    botapi.drop(method="getUpdates")
    botapi.person().says("one")
    assert await settle(taker, 1) == ["one"]


async def test_a_webhook_set_before_is_taken_away(botapi: BotApi, taker: Taker, polling: Polling) -> None:
    """Its updates come by polling."""
    await botapi.updates.set_webhook({"url": "https://bot.example.org/hook"})
    botapi.person().says("one")
    task = asyncio.create_task(polling.run())
    assert await settle(taker, 1) == ["one"]
    polling.stop()
    await task


async def test_stopping_settles_and_confirms_what_is_in_hand(botapi: BotApi, taker: Taker, polling: Polling) -> None:
    """The next process begins after it."""
    taker.slow = {"one"}
    botapi.person().says("one")
    task = asyncio.create_task(polling.run())
    await asyncio.sleep(0.1)
    polling.stop()
    taker.go.set()
    await asyncio.wait_for(task, 5)
    assert (taker.took, botapi.updates.waiting) == (["one"], [])


async def test_a_wrong_token_is_told_in_a_line(botapi: BotApi, taker: Taker) -> None:
    """Trying again is no use."""
    request = AiohttpRequest()
    await request.initialize()
    with pytest.raises(CannotRunError, match="does not accept TELEGRAM_BOT_TOKEN"):
        await Polling(Api("7700000002:wrong", botapi.url, request), taker).run()
    await request.shutdown()


async def test_another_process_with_the_same_token_is_told_of(botapi: BotApi, polling: Polling) -> None:
    """Once it stays: a deploy may overlap for a moment."""
    botapi.fail(409, method="getUpdates", times=99)
    with pytest.raises(CannotRunError, match="Another process fetches this bot's updates"):
        await asyncio.wait_for(polling.run(), 10)


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        ({"update_id": 1, "message": {"chat": {"id": 5}, "from": {"id": 6}}}, "5"),
        ({"update_id": 1, "callback_query": {"from": {"id": 6}, "message": {"chat": {"id": 5}}}}, "5"),
        ({"update_id": 1, "inline_query": {"from": {"id": 6}}}, "6"),
        ({"update_id": 1, "message": None}, "None"),
        ({"update_id": 1, "message": {"chat": 7}}, ""),
    ],
)
def test_a_chats_order_hangs_on_its_id(update: dict[str, Any], chat: str) -> None:
    """A tap belongs to its message's chat; what is broken belongs nowhere."""
    assert chat_of(update) == chat


async def until(holds: Any) -> None:
    """Wait for something on the server."""
    async with asyncio.timeout(5):
        while not holds():  # noqa: ASYNC110  (there is no event to wait for)
            await asyncio.sleep(0.005)
