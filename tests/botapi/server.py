"""The HTTP face: tokens, parameters in three encodings, injected faults, and the book of everything refused."""

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.botapi.calls import CALLS
from tests.botapi.people import Person, Talk, join
from tests.botapi.refusal import Refusal
from tests.botapi.shapes import read_call
from tests.botapi.updates import Updates
from tests.botapi.world import Chat, World

TOKEN = "7700000001:AAF-strict-server-of-the-tests-0000000"
BOT = {
    "id": 7700000001,
    "is_bot": True,
    "first_name": "Job or Career",
    "username": "job_or_career_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}
GROUP_A_MINUTE = 20
BODY_LIMIT = 60_000_000


@dataclass(frozen=True, slots=True)
class Call:
    """A call that came in: when, what, and whether it was carried out."""

    at: float
    method: str
    params: dict[str, Any]
    done: bool
    answer: dict[str, Any]


@dataclass(frozen=True, slots=True)
class No:
    """A call that was refused for what it was, not by an injected fault."""

    method: str
    reason: str
    params: dict[str, Any]


@dataclass(slots=True)
class Fault:
    """Trouble to make: an error code, or None to drop the connection before or after the call is carried out."""

    method: str | None
    chat: int | None
    code: int | None
    retry_after: int | None
    times: int
    after: bool

    def meets(self, method: str, params: dict[str, Any]) -> bool:
        """Whether this call is in for it."""
        chat = self.chat is None or str(params.get("chat_id")) == str(self.chat)
        return self.times > 0 and chat and self.method in (None, method)


class BotApi:
    """`async with BotApi() as api:` runs the server on loopback; `api.url` is what the bot is given as its base."""

    def __init__(self, token: str = TOKEN, group_limit: bool = True) -> None:
        self.token = token
        self.world = World(dict(BOT))
        self.updates = Updates(self.world, self._carry_out)
        self.refused: list[No] = []
        self.calls: list[Call] = []
        self.latency = 0.0  # seconds that every call takes
        self._group_limit = group_limit
        self._recent: dict[int, deque[float]] = {}
        self._faults: list[Fault] = []
        self._heard = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self.port = 0

    # ------------------------------------------------------------ life

    async def __aenter__(self) -> "BotApi":
        app = web.Application(client_max_size=BODY_LIMIT)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.2, access_log=None, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.updates.close()
        assert self._runner is not None
        await self._runner.cleanup()

    @property
    def url(self) -> str:
        """For TELEGRAM_BASE_URL: the token is appended, as python-telegram-bot does."""
        return f"http://127.0.0.1:{self.port}/bot"

    @property
    def file_url(self) -> str:
        """For TELEGRAM_BASE_FILE_URL."""
        return f"http://127.0.0.1:{self.port}/file/bot"

    # ------------------------------------------------------------ people

    def person(self, name: str = "Ada", language: str | None = "en") -> Person:
        """Somebody with a Telegram account, who has not yet met the bot."""
        return Person(self, self.world.new_person(name, language)["id"])

    def group(self, *people: Person, kind: str = "supergroup", title: str = "Friends", privacy: bool = True) -> Talk:
        """A group of these people with the bot in it; the bot is told that it was added."""
        return join(self, kind, title, people, privacy)

    # ------------------------------------------------------------ trouble

    def fail(
        self, code: int, *, method: str | None = None, chat: int | None = None, retry_after: int | None = None,
        times: int = 1,
    ) -> None:  # fmt: skip
        """Answer the next calls that match with this error code."""
        self._faults.append(Fault(method, chat, code, retry_after, times, after=False))

    def drop(self, *, method: str | None = None, chat: int | None = None, times: int = 1, after: bool = False) -> None:
        """Cut the connection of the next calls that match, `after` carrying them out or instead."""
        self._faults.append(Fault(method, chat, None, None, times, after))

    def skip(self, seconds: float) -> None:
        """Put the server's clock forward: taps and queries grow old."""
        self.world.ahead += seconds

    def forgive(self, *reasons: str) -> None:
        """Take refusals out of the book that a test provoked; each must be there."""
        for reason in reasons:
            found = [no for no in self.refused if reason in no.reason]
            assert found, f"nothing was refused with {reason!r}: {self.refused}"
            self.refused = [no for no in self.refused if no not in found]

    @property
    def menus_set(self) -> bool:
        """Whether the bot has put up its menus, as it does at its start."""
        return bool(self.world.commands)

    def unanswered(self) -> list[Any]:
        """Taps whose spinner still turns."""
        return [tap for tap in self.world.taps.values() if tap.answer is None]

    async def until(self, holds: Callable[[], Any], timeout: float = 5.0, what: str = "") -> Any:  # noqa: ASYNC109
        """Wait until something holds, looking again after each call that the bot makes; what it gave."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                while not (found := holds()):
                    await self._heard.wait()
                return found
        raise AssertionError(f"waited {timeout} s for {what or 'something'}; refused so far: {self.refused}")

    # ------------------------------------------------------------ HTTP

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.token:
            return _answer(Refusal(401, "Unauthorized"))
        method, params = request.match_info["method"], await _params(request)
        if self.latency:
            await asyncio.sleep(self.latency)
        fault = next((fault for fault in self._faults if fault.meets(method, params)), None)
        if fault is not None:
            fault.times -= 1
            if fault.code is not None:
                return self._faulty(method, params, fault)
            if not fault.after:
                return _cut(request)
        answer = await self._carry_out(method, params, request)
        return _cut(request) if fault is not None else web.json_response(answer, status=answer.get("error_code", 200))

    def _faulty(self, method: str, params: dict[str, Any], fault: Fault) -> web.Response:
        assert fault.code is not None
        words = {429: f"Too Many Requests: retry after {fault.retry_after}", 502: "Bad Gateway"}
        extra = {"retry_after": fault.retry_after} if fault.retry_after is not None else {}
        refusal = Refusal(fault.code, words.get(fault.code, "Internal Server Error"), **extra)
        self._note(method, params, refusal.body())
        return _answer(refusal)

    async def _carry_out(
        self, method: str, params: dict[str, Any], request: web.Request | None = None
    ) -> dict[str, Any]:
        try:
            result = await self._run(method, read_call(method, params))
        except Refusal as refusal:
            answer = refusal.body()
            given_up = request is not None and request.transport is None
            if not (method == "getUpdates" and given_up):  # a poll that nobody waits for any more is refused to nobody
                self.refused.append(No(method, refusal.description, params))
        else:
            answer = {"ok": True, "result": result}
        if method != "getUpdates":
            self._note(method, params, answer)
        return answer

    async def _run(self, method: str, params: dict[str, Any]) -> Any:
        match method:
            case "getUpdates":
                return await self.updates.get(params)
            case "setWebhook":
                return await self.updates.set_webhook(params)
            case "deleteWebhook":
                return await self.updates.delete_webhook(params)
            case "getWebhookInfo":
                return self.updates.webhook_info()
            case _ if method in CALLS:
                self._check_pace(method, params)
                return CALLS[method](self.world, params)
        raise Refusal(501, f"Not Implemented: the strict server does not play {method} yet; add it to calls.py")

    def _check_pace(self, method: str, params: dict[str, Any]) -> None:
        chat = self.world.chats.get(params.get("chat_id", 0))
        if not self._group_limit or not method.startswith("send") or method == "sendChatAction":
            return
        if chat is None or chat.type not in ("group", "supergroup"):
            return
        recent = self._recent.setdefault(chat.id, deque())
        while recent and recent[0] <= self.world.now() - 60:
            recent.popleft()
        if len(recent) >= GROUP_A_MINUTE:
            wait = int(recent[0] + 60 - self.world.now()) + 1
            raise Refusal(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        recent.append(self.world.now())

    def _note(self, method: str, params: dict[str, Any], answer: dict[str, Any]) -> None:
        self.calls.append(Call(self.world.now(), method, params, answer["ok"], answer))
        self._heard.set()
        self._heard = asyncio.Event()

    def chat(self, chat_id: int) -> Chat:
        """A chat by its id."""
        return self.world.chats[chat_id]


def _answer(refusal: Refusal) -> web.Response:
    return web.json_response(refusal.body(), status=refusal.code)


def _cut(request: web.Request) -> web.Response:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def _params(request: web.Request) -> dict[str, Any]:
    """Query string, JSON, form or multipart, as the Bot API takes them; `attach://` names a part."""
    params: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        body = await request.text()
        return params | (json.loads(body) if body.strip() else {})
    form = dict(await request.post())
    attached = {
        value.removeprefix("attach://")
        for value in form.values()
        if isinstance(value, str) and value.startswith("attach://")
    }
    return params | {
        name: form[value.removeprefix("attach://")]
        if isinstance(value, str) and value.startswith("attach://")
        else value
        for name, value in form.items()
        if name not in attached
    }
