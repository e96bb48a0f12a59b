"""bot/channels/telegram/sender.py against a real SQLite store; Telegram is a small scripted caller."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TelegramError

from bot.channels.telegram import sender as sending
from bot.channels.telegram.api import Busy, File, ServerError
from bot.channels.telegram.pace import Pace
from bot.channels.telegram.sender import Sender
from bot.storage.port import Committed, Key, Outgoing, Stored
from bot.storage.sqlite import SqliteStore


class Telegram:
    """Answers calls from a script: for each chat the errors to raise first, then success."""

    def __init__(self) -> None:
        self.made: list[tuple[str, Any, str]] = []
        self.files: list[Mapping[str, File]] = []
        self.errors: dict[Any, list[TelegramError]] = {}
        self.tried = 0

    async def call(self, method: str, params: Mapping[str, Any], files: Mapping[str, File] | None = None) -> Any:
        self.tried += 1
        await asyncio.sleep(0)
        errors = self.errors.get(params.get("chat_id"), [])
        if errors:
            raise errors.pop(0)
        self.made.append((method, params.get("chat_id"), params.get("text", "")))
        self.files.append(files or {})


class Unpaced(Pace):
    """Lets everything pass at once."""

    def wait(self, method: str, chat: object, now: float) -> float:
        return 0.0


class Bench:
    """A store, a Telegram and a sender between them."""

    def __init__(self, folder: Path) -> None:
        self.store = SqliteStore(folder / "bot.sqlite3")
        self.telegram = Telegram()
        self.sender = self.new_sender()

    def new_sender(self, draw: Callable[[Mapping[str, Any]], bytes] | None = None, pace: Pace | None = None) -> Sender:
        return Sender(self.store, self.telegram, pace or Unpaced(), draw)

    async def queue(self, *outgoing: Outgoing) -> None:
        queued = await self.store.process(Key(1, 1), lambda _: Committed(Stored(), outgoing))
        self.sender.wake(queued or ())

    async def settled(self) -> None:
        async with asyncio.timeout(5):
            while (await self.store.stats()).waiting or self.sender.busy:  # noqa: ASYNC110 the store tells nobody
                await asyncio.sleep(0.005)

    async def reasons(self) -> list[tuple[str, str]]:
        return [(letter.what, letter.reason) for letter in await self.store.letters()]


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    bench = Bench(tmp_path)
    await bench.store.open()
    yield bench
    await bench.sender.stop(0.1)
    await bench.store.close()


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds of back-off become hundredths."""
    monkeypatch.setattr(sending, "LONGEST", 0.02)


def say(chat: int, text: str, **more: Any) -> Outgoing:
    return Outgoing(str(chat), "sendMessage", {"chat_id": chat, "text": text}, **more)


async def test_calls_of_a_lane_go_in_the_order_they_were_queued(bench: Bench) -> None:
    """Also when one of them is refused for a while."""
    bench.telegram.errors[7] = [Busy(0.02), ServerError("Bad Gateway"), NetworkError("reset")]
    await bench.queue(*(say(7, str(number)) for number in range(50)))
    await bench.settled()
    assert [text for _, _, text in bench.telegram.made] == [str(number) for number in range(50)]


async def test_a_chat_that_has_to_wait_does_not_hold_up_another(bench: Bench) -> None:
    bench.telegram.errors[7] = [Busy(60)]
    await bench.queue(say(7, "held"), say(8, "free"))
    await asyncio.sleep(0.1)
    assert bench.telegram.made == [("sendMessage", 8, "free")]


async def test_a_429_leaves_the_call_in_the_outbox(bench: Bench) -> None:
    bench.telegram.errors[7] = [Busy(60)]
    await bench.queue(say(7, "held"))
    await asyncio.sleep(0.05)
    assert (await bench.store.stats()).waiting == 1


async def test_what_was_just_committed_is_sent_without_being_read_back(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    await bench.sender.start()
    await asyncio.sleep(0.05)  # it has looked through the outbox
    claimed: list[str] = []
    claim = bench.store.claim

    async def noted(lane: str) -> Any:
        claimed.append(lane)
        return await claim(lane)

    monkeypatch.setattr(bench.store, "claim", noted)
    await bench.queue(say(7, "1"), say(7, "2"), say(8, "3"))
    await bench.settled()
    assert bench.telegram.made == [("sendMessage", 7, "1"), ("sendMessage", 8, "3"), ("sendMessage", 7, "2")]
    assert claimed == []


async def test_what_comes_while_its_lane_runs_goes_behind(bench: Bench) -> None:
    await bench.sender.start()
    await asyncio.sleep(0.05)
    for number in range(40):
        await bench.queue(say(7, str(number)), say(7, f"{number}+"))
        await asyncio.sleep(0.0005 * (number % 3))
    await bench.settled()
    texts = [text for _, _, text in bench.telegram.made]
    assert texts == [text for number in range(40) for text in (str(number), f"{number}+")]


async def test_what_a_former_run_left_is_sent_first(bench: Bench) -> None:
    """Nothing is woken for it: the start finds it."""
    await bench.store.process(Key(1, 1), lambda _: Committed(Stored(), (say(7, "left"),)))
    await bench.sender.start()
    await bench.queue(say(7, "new"))
    await bench.settled()
    assert [text for _, _, text in bench.telegram.made] == ["left", "new"]


async def test_a_person_who_blocked_the_bot_gets_nothing_more(bench: Bench) -> None:
    """The lane's calls become dead letters at once, without a try for each."""
    bench.telegram.errors[7] = [Forbidden("bot was blocked by the user")]
    await bench.queue(say(7, "one"), say(7, "two"))
    await bench.settled()
    assert (bench.telegram.tried, await bench.reasons()) == (
        1,
        [("sendMessage", "bot was blocked by the user"), ("sendMessage", "bot was blocked by the user")],
    )


async def test_a_refused_call_is_a_dead_letter_and_the_next_goes_out(bench: Bench) -> None:
    bench.telegram.errors[7] = [BadRequest("can't parse entities")]
    await bench.queue(say(7, "<wrong"), say(7, "right"))
    await bench.settled()
    assert (bench.telegram.made, await bench.reasons()) == (
        [("sendMessage", 7, "right")],
        [("sendMessage", "can't parse entities")],
    )


@pytest.mark.parametrize(
    "refusal",
    [
        "Bad Request: message is not modified: specified new message content …",
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
    ],
)
async def test_a_refusal_that_leaves_nothing_to_do_counts_as_made(bench: Bench, refusal: str) -> None:
    bench.telegram.errors[7] = [BadRequest(refusal)]
    await bench.queue(say(7, "same"))
    await bench.settled()
    assert await bench.reasons() == []


async def test_an_edit_that_cannot_be_is_sent_anew(bench: Bench) -> None:
    bench.telegram.errors[7] = [BadRequest("message can't be edited")]
    edit = Outgoing("7", "editMessageText", {"chat_id": 7, "text": "new"}, otherwise=say(7, "new"))
    await bench.queue(edit)
    await bench.settled()
    assert bench.telegram.made == [("sendMessage", 7, "new")]


async def test_a_group_that_became_a_supergroup_gets_its_messages_there(bench: Bench) -> None:
    bench.telegram.errors[-5] = [ChatMigrated(-1005)]
    await bench.queue(say(-5, "one"), say(-5, "two"))
    await bench.settled()
    assert bench.telegram.made == [("sendMessage", -1005, "one"), ("sendMessage", -1005, "two")]


async def test_a_call_that_makes_the_server_stumble_is_given_up_at_last(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "TRIES", 3)
    bench.telegram.errors[7] = [ServerError("Internal Server Error")] * 3
    await bench.queue(say(7, "poison"), say(7, "fine"))
    await bench.settled()
    assert (bench.telegram.made, await bench.reasons()) == (
        [("sendMessage", 7, "fine")],
        [("sendMessage", "3 server errors, the last: Internal Server Error")],
    )


async def test_a_chart_is_drawn_just_before_it_is_sent(bench: Bench) -> None:
    """And the person sees that a picture is coming."""
    bench.sender = bench.new_sender(lambda chart: f"PNG of {chart['title']}".encode())
    await bench.queue(Outgoing("7", "sendPhoto", {"chat_id": 7, "caption": "You"}, chart={"title": "axes"}))
    await bench.settled()
    assert ([method for method, _, _ in bench.telegram.made], bench.telegram.files[-1]) == (
        ["sendChatAction", "sendPhoto"],
        {"photo": File("chart.png", b"PNG of axes")},
    )


async def test_words_go_out_even_when_their_chart_cannot_be_drawn(bench: Bench) -> None:
    bench.sender = bench.new_sender(lambda chart: chart["missing"])
    await bench.queue(Outgoing("7", "sendPhoto", {"chat_id": 7, "caption": "You"}, chart={}))
    await bench.settled()
    assert bench.telegram.made[-1] == ("sendMessage", 7, "You")


async def test_a_file_among_the_parameters_is_uploaded(bench: Bench) -> None:
    document = {"filename": "mine.json", "base64": "e30="}
    await bench.queue(Outgoing("7", "sendDocument", {"chat_id": 7, "document": document}))
    await bench.settled()
    assert bench.telegram.files == [{"document": File("mine.json", b"{}")}]


async def test_stopping_leaves_what_waits_in_the_outbox(bench: Bench) -> None:
    """And the next run sends it."""
    bench.telegram.errors[7] = [Busy(60)]
    await bench.queue(say(7, "later"))
    await asyncio.sleep(0.02)
    await bench.sender.stop(1)
    bench.sender = bench.new_sender()
    await bench.sender.start()
    await bench.settled()
    assert bench.telegram.made == [("sendMessage", 7, "later")]


async def test_what_is_forgotten_while_it_waits_is_not_sent(bench: Bench) -> None:
    """Only the reply that confirms it is."""
    bench.telegram.errors[7] = [Busy(0.1)]
    await bench.queue(say(7, "your result"), say(7, "and a tip"))
    await asyncio.sleep(0.03)
    forgotten = Committed(Stored(), (say(7, "Everything is deleted."),), forget=True)
    bench.sender.wake(await bench.store.process(Key(7, 7), lambda _: forgotten) or ())
    await bench.settled()
    assert bench.telegram.made == [("sendMessage", 7, "Everything is deleted.")]


async def test_messages_beyond_the_overall_rate_wait_in_their_own_lanes(bench: Bench) -> None:
    bench.sender = bench.new_sender(pace=Pace(5))
    await bench.queue(*(say(chat, "hello") for chat in range(1, 9)))
    await asyncio.sleep(0.3)
    assert len(bench.telegram.made) == 5
