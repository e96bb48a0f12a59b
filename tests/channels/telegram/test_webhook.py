"""bot/channels/telegram/webhook.py, asked over HTTP as Telegram and an operator's machines ask."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.channels.telegram.webhook import BODY, HEADER, Address, Webhook
from bot.storage.port import Committed, Key, StoreDown
from bot.storage.sqlite import SqliteStore

SECRET = "a-secret-of-the-tests"
ADDRESS = Address("https://bot.example.org/telegram", "/telegram", SECRET)
UPDATE = {"update_id": 1, "message": {"text": "hi"}}


class Telegram:
    """Knows which webhook is set."""

    def __init__(self) -> None:
        self.info: dict[str, Any] = {"url": "", "pending_update_count": 3}
        self.calls: list[str] = []

    async def call(self, method: str, params: Any = None) -> Any:
        self.calls.append(method)
        if method == "setWebhook":
            self.info |= {name: value for name, value in params.items() if name != "secret_token"}
        return self.info


class Bot:
    """Commits what it takes, unless told to fail."""

    def __init__(self, store: SqliteStore) -> None:
        self.api = Telegram()
        self.taken: list[Any] = []
        self.fails: Exception | None = None
        self._store = store

    async def open(self) -> None:
        await self._store.open()

    async def close(self) -> None:
        await self._store.close()

    async def take(self, update: Any) -> None:
        if self.fails:
            raise self.fails
        await self._store.process(Key(1, 1), Committed)
        self.taken.append(update)


class Bench:
    """The application running, and a way to ask it."""

    def __init__(self, folder: Path) -> None:
        self.store = SqliteStore(folder / "bot.sqlite3")
        self.bot = Bot(self.store)
        self.webhook = Webhook(self.bot, self.store, ADDRESS)

    async def post(self, content: bytes | None = None, **headers: str) -> int:
        body = json.dumps(UPDATE).encode() if content is None else content
        given = {HEADER: SECRET, "Content-Type": "application/json"} | headers
        return (await self._ask("POST", "/telegram", body, given)).status_code

    async def get(self, path: str) -> httpx.Response:
        return await self._ask("GET", path)

    async def _ask(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        transport = httpx.ASGITransport(self.webhook)
        async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
            return await client.request(method, path, content=body, headers=headers)


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    bench = Bench(tmp_path)
    async with bench.webhook.lifespan():
        yield bench


async def test_an_update_is_answered_with_200_when_it_is_committed(bench: Bench) -> None:
    assert (await bench.post(), bench.bot.taken) == (200, [UPDATE])


@pytest.mark.parametrize("given", [{HEADER: "another"}, {HEADER: ""}, {HEADER: SECRET + "x"}])
async def test_who_does_not_know_the_secret_is_refused(bench: Bench, given: dict[str, str]) -> None:
    assert (await bench.post(**given), bench.bot.taken) == (401, [])


@pytest.mark.parametrize(
    "kind",
    ["application/json", "application/json; charset=utf-8", 'Application/JSON;charset="UTF-8"', "application/json;"],
)
async def test_json_is_taken_with_any_charset_named(bench: Bench, kind: str) -> None:
    assert await bench.post(**{"Content-Type": kind}) == 200


async def test_the_charset_is_obeyed(bench: Bench) -> None:
    body = json.dumps({"update_id": 1, "message": {"text": "é"}}, ensure_ascii=False).encode("latin-1")
    await bench.post(body, **{"Content-Type": "application/json; charset=iso-8859-1"})
    assert bench.bot.taken[0]["message"]["text"] == "é"


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b"nonsense", b"[" * 100_000, b"1" * 10_000], ids=lambda body: repr(body[:8])
)
async def test_what_is_no_json_is_refused_with_400(bench: Bench, body: bytes) -> None:
    assert (await bench.post(body), bench.bot.taken) == (400, [])


async def test_an_unknown_charset_is_refused_with_400(bench: Bench) -> None:
    assert await bench.post(**{"Content-Type": "application/json; charset=klingon"}) == 400


async def test_another_kind_of_body_is_refused_with_415(bench: Bench) -> None:
    assert await bench.post(**{"Content-Type": "text/plain"}) == 415


async def test_a_body_too_long_is_not_read_to_its_end(bench: Bench) -> None:
    assert await bench.post(b'"' + b"x" * BODY + b'"') == 413


async def test_a_store_that_is_down_asks_telegram_to_come_again(bench: Bench) -> None:
    bench.bot.fails = StoreDown("the disk is full")
    assert await bench.post() == 503


async def test_an_update_that_breaks_the_bot_is_one_dead_letter_and_is_confirmed(bench: Bench) -> None:
    bench.bot.fails = LookupError("nobody foresaw this")
    statuses = [await bench.post(), await bench.post()]
    letters = [(letter.what, letter.reason) for letter in await bench.store.letters()]
    assert (statuses, letters) == ([200, 200], [("update", "LookupError")])


async def test_a_bot_whose_store_is_gone_is_well_but_not_ready(bench: Bench) -> None:
    await bench.store.close()
    statuses = [(await bench.get(path)).status_code for path in ("/healthz", "/readyz")]
    assert statuses == [200, 503]


async def test_a_bot_that_works_is_ready(bench: Bench) -> None:
    assert (await bench.get("/readyz")).status_code == 200


async def test_telegram_is_told_the_address_only_when_it_has_another(tmp_path: Path) -> None:
    """Set once over two starts."""
    bench = Bench(tmp_path)
    for _ in range(2):
        async with bench.webhook.lifespan():
            await asyncio.sleep(0.05)
        bench.webhook = Webhook(bench.bot, bench.store, ADDRESS)
    assert bench.bot.api.calls == ["getWebhookInfo", "setWebhook", "getWebhookInfo"]


def test_another_secret_makes_another_address() -> None:
    """Telegram never tells the secret it has, so a changed one must show in the URL."""
    other = Address(ADDRESS.url, ADDRESS.path, "another-secret")
    assert (other.marked != ADDRESS.marked, SECRET in ADDRESS.marked + repr(ADDRESS)) == (True, False)


@pytest.mark.parametrize(
    "name",
    [
        "bot_updates_total",
        "bot_update_seconds_bucket",
        "bot_call_seconds_bucket",
        "bot_outbox_depth 0.0",
        "bot_outbox_age_seconds 0.0",
        "bot_dead_letters 0.0",
        "bot_rate_limited_total",
        "bot_pending_update_count 3.0",
    ],
)
async def test_prometheus_finds_what_is_to_be_watched(bench: Bench, name: str) -> None:
    assert name in (await bench.get("/metrics")).text


async def test_figures_are_shown_only_to_who_has_the_token_if_there_is_one(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    guarded = Address(ADDRESS.url, ADDRESS.path, SECRET, metrics="a-token")
    bench.webhook = Webhook(bench.bot, bench.store, guarded)
    async with bench.webhook.lifespan():
        assert (await bench.get("/metrics")).status_code == 401
