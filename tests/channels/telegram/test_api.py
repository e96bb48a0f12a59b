"""bot/channels/telegram/api.py and request.py against a real server: each refusal by its name, and never the token."""

import asyncio
import traceback
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, TimedOut

from bot.channels.telegram.api import Api, Busy, File, ServerError
from bot.channels.telegram.request import AiohttpRequest

TOKEN = "123456789:AAF-a-token-of-the-tests-0000000000"


class Server:
    """Answers as told, and notes what came."""

    def __init__(self) -> None:
        self.status = 200
        self.body: Any = {"ok": True, "result": True}
        self.came: list[tuple[str, Any]] = []
        self.port = 0
        self.takes = 0.0  # seconds

    async def answer(self, request: web.Request) -> web.Response:
        if request.content_type == "application/json":
            params = await request.json()
        else:
            fields = await request.post()
            params = {name: one.file.read() if isinstance(one, web.FileField) else one for name, one in fields.items()}
        self.came.append((request.match_info["method"], params))
        await asyncio.sleep(self.takes)
        if isinstance(self.body, str):
            return web.Response(status=self.status, text=self.body)
        return web.json_response(self.body, status=self.status)

    def refuses(self, status: int, description: str, **parameters: Any) -> None:
        self.status = status
        self.body = {"ok": False, "error_code": status, "description": description, "parameters": parameters}


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    application = web.Application()
    application.router.add_post("/bot{token}/{method}", server.answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.port = runner.addresses[0][1]
    yield server
    await runner.cleanup()


@pytest.fixture
async def request_() -> AsyncIterator[AiohttpRequest]:
    request = AiohttpRequest(read_timeout=0.3)
    await request.initialize()
    yield request
    await request.shutdown()


@pytest.fixture
def api(server: Server, request_: AiohttpRequest) -> Api:
    return Api(TOKEN, f"http://127.0.0.1:{server.port}/bot", request_)


async def test_a_call_sends_json_and_gives_its_result(api: Api, server: Server) -> None:
    server.body = {"ok": True, "result": {"message_id": 5}}
    result = await api.call("sendMessage", {"chat_id": 1, "text": "ü"})
    assert (result, server.came) == ({"message_id": 5}, [("sendMessage", {"chat_id": 1, "text": "ü"})])


async def test_a_file_is_sent_as_a_form(api: Api, server: Server) -> None:
    await api.call("sendPhoto", {"chat_id": 1, "caption": "c"}, {"photo": File("chart.png", b"PNG")})
    assert server.came == [("sendPhoto", {"chat_id": "1", "caption": "c", "photo": b"PNG"})]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, BadRequest),
        (401, InvalidToken),
        (403, Forbidden),
        (404, InvalidToken),
        (409, Conflict),
        (413, BadRequest),
        (500, ServerError),
        (502, ServerError),
    ],
)
async def test_each_refusal_has_its_kind(api: Api, server: Server, status: int, kind: type[Exception]) -> None:
    server.refuses(status, "why not")
    with pytest.raises(kind) as caught:
        await api.call("sendMessage")
    assert type(caught.value) is kind


async def test_a_429_says_how_long_to_wait(api: Api, server: Server) -> None:
    server.refuses(429, "Too Many Requests", retry_after=7)
    with pytest.raises(Busy) as caught:
        await api.call("sendMessage")
    assert caught.value.seconds == 7


async def test_a_group_that_has_moved_says_where_to(api: Api, server: Server) -> None:
    server.refuses(400, "group chat was upgraded", migrate_to_chat_id=-100123)
    with pytest.raises(ChatMigrated) as caught:
        await api.call("sendMessage")
    assert caught.value.new_chat_id == -100123


async def test_an_answer_that_is_no_json_is_a_servers_error(api: Api, server: Server) -> None:
    """A proxy's page, for one."""
    server.body, server.status = "<html>Bad Gateway", 502
    with pytest.raises(ServerError):
        await api.call("sendMessage")


async def test_nobody_there_is_a_network_error_without_the_address(request_: AiohttpRequest) -> None:
    api = Api(TOKEN, "http://127.0.0.1:1/bot", request_)
    with pytest.raises(NetworkError) as caught:
        await api.call("sendMessage")
    assert "AAF" not in "".join(traceback.format_exception(caught.value))


async def test_an_answer_that_does_not_come_is_a_timeout_without_the_address(api: Api, server: Server) -> None:
    server.takes = 0.6
    with pytest.raises(TimedOut) as caught:
        await api.call("sendMessage")
    assert "AAF" not in "".join(traceback.format_exception(caught.value))


def test_the_token_does_not_show() -> None:
    assert repr(Api(TOKEN, "https://api.telegram.org/bot", AiohttpRequest())) == "Api(…)"


async def test_it_serves_python_telegram_bot_too(server: Server) -> None:
    """It stands where that library lets one stand: `BaseRequest`."""
    server.body = {"ok": True, "result": {"id": 1, "is_bot": True, "first_name": "B", "username": "b_bot"}}
    base = f"http://127.0.0.1:{server.port}/bot"
    bot = Bot(TOKEN, base_url=base, request=AiohttpRequest(), get_updates_request=AiohttpRequest())
    async with bot:
        assert (await bot.get_me()).username == "b_bot"
