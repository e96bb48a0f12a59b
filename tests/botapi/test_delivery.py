"""The strict server delivers as Telegram does: polling confirms by offset, a webhook is retried in order."""

import asyncio
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tests.botapi import BotApi
from tests.botapi.test_refusals import call


async def poll(api: BotApi, **params: Any) -> list[dict[str, Any]]:
    """The updates of one getUpdates."""
    return list((await call(api, "getUpdates", params))["result"])


async def test_updates_stay_until_the_offset_passes_them(botapi: BotApi) -> None:
    """Asking again without an offset gives them again."""
    ada = botapi.person()
    ada.says("one")
    ada.says("two")
    first, second = await poll(botapi)
    assert [first["message"]["text"], second["message"]["text"]] == ["one", "two"]
    assert await poll(botapi) == [first, second]
    assert await poll(botapi, offset=first["update_id"] + 1) == [second]
    assert await poll(botapi, offset=second["update_id"] + 1) == []


async def test_a_long_poll_ends_when_something_comes(botapi: BotApi) -> None:
    """The timeout is for silence only."""
    waiting = asyncio.create_task(poll(botapi, timeout=20))
    await asyncio.sleep(0.05)
    botapi.person().says("hi")
    assert len(await asyncio.wait_for(waiting, 2)) == 1


async def test_a_second_poll_ends_the_first(botapi: BotApi) -> None:
    """409 for the first."""
    first = asyncio.create_task(call(botapi, "getUpdates", {"timeout": 20}))
    await asyncio.sleep(0.05)
    await poll(botapi)
    answer = await first
    assert answer["error_code"] == 409
    botapi.forgive("terminated by other getUpdates request")


async def test_only_the_kinds_asked_for_come(botapi: BotApi) -> None:
    """`allowed_updates` is remembered when left out, and an empty list means the default."""
    ada = botapi.person()
    await poll(botapi, allowed_updates=["callback_query"])
    ada.says("unheard")
    assert await poll(botapi) == []
    await poll(botapi, allowed_updates=[])
    ada.says("heard")
    assert len(await poll(botapi)) == 1


async def test_a_day_old_update_is_gone(botapi: BotApi) -> None:
    """24 hours, and 30 seconds for an inline query."""
    ada = botapi.person()
    ada.says("one")
    ada.inline("career")
    botapi.skip(40)
    assert [list(update)[1] for update in await poll(botapi)] == ["message"]
    botapi.skip(86400)
    assert await poll(botapi) == []


async def test_privacy_mode_lets_through_what_is_meant_for_the_bot(botapi: BotApi) -> None:
    """Commands, mentions and replies to the bot; nothing else."""
    ada = botapi.person()
    group = botapi.group(ada)
    mine = (await call(botapi, "sendMessage", {"chat_id": group.id, "text": "hi"}))["result"]["message_id"]
    ada.says("just talk", group)
    ada.says("/quiz@other_bot", group)
    ada.says("/quiz", group)
    ada.says("@job_or_career_bot hello", group)
    ada.says("yes", group, reply_to=group.chat.messages[mine])
    texts = [update["message"]["text"] for update in await poll(botapi) if "message" in update]
    assert texts == ["/quiz", "@job_or_career_bot hello", "yes"]


class Hook:
    """A webhook that notes what came and answers as told."""

    def __init__(self, *answers: int) -> None:
        self.answers = list(answers)
        self.came: list[tuple[str | None, dict[str, Any]]] = []
        self.body: dict[str, Any] | None = None

    async def serve(self, request: web.Request) -> web.Response:
        """One delivery."""
        self.came.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.json()))
        status = self.answers.pop(0) if self.answers else 200
        return web.json_response(self.body, status=status) if self.body else web.Response(status=status)


@pytest.fixture
async def hook() -> Any:
    """A running webhook, its address in `url`."""
    made = Hook()
    app = web.Application()
    app.router.add_post("/hook", made.serve)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"  # type: ignore[attr-defined]
    yield made
    await runner.cleanup()


async def test_a_webhook_gets_the_updates_with_its_secret(botapi: BotApi, hook: Any) -> None:
    """And polling is refused meanwhile."""
    await call(botapi, "setWebhook", {"url": hook.url, "secret_token": "s3cret"})
    botapi.person().says("hi")
    await until(lambda: hook.came)
    assert [(secret, update["message"]["text"]) for secret, update in hook.came] == [("s3cret", "hi")]
    assert (await call(botapi, "getUpdates", {}))["error_code"] == 409
    await call(botapi, "deleteWebhook", {})
    assert await poll(botapi) == []
    botapi.forgive("can't use getUpdates method while webhook is active")


async def test_a_webhook_is_retried_and_keeps_a_chats_order(botapi: BotApi, hook: Any) -> None:
    """The second message of the chat waits for the first; another chat does not."""
    botapi.updates.patience = 0.02
    hook.answers = [500, 503]
    ada, bo = botapi.person(), botapi.person("Bo")
    ada.says("one")
    ada.says("two")
    await call(botapi, "setWebhook", {"url": hook.url})
    bo.says("other")
    await until(lambda: len(hook.came) == 5)
    texts = [update["message"]["text"] for _, update in hook.came]
    assert sorted(texts) == ["one", "one", "one", "other", "two"] or sorted(texts) == [
        "one",
        "one",
        "other",
        "other",
        "two",
    ]
    assert texts.index("two") > max(n for n, text in enumerate(texts) if text == "one")
    info = (await call(botapi, "getWebhookInfo", {}))["result"]
    assert (info["pending_update_count"], "Wrong response" in info["last_error_message"]) == (0, True)


async def test_a_call_in_the_webhooks_answer_is_carried_out(botapi: BotApi, hook: Any) -> None:
    """Its result is thrown away, a refusal is in the book."""
    ada = botapi.person()
    hook.body = {"method": "sendMessage", "chat_id": ada.id, "text": "hi"}
    await call(botapi, "setWebhook", {"url": hook.url})
    ada.says("hello")
    assert (await ada.private.reply()).text == "hi"


async def test_trouble_can_be_made(botapi: BotApi) -> None:
    """429 for one chat, 502, and a connection cut before or after the call is carried out; none is in the book."""
    ada, bo = botapi.person(), botapi.person("Bo")
    to_ada, to_bo = ({"chat_id": who.private.id, "text": "hi"} for who in (ada, bo))
    botapi.fail(429, chat=ada.id, retry_after=7)
    assert (await call(botapi, "sendMessage", to_bo))["ok"]
    assert (await call(botapi, "sendMessage", to_ada))["parameters"] == {"retry_after": 7}
    botapi.fail(502, method="sendMessage")
    assert (await call(botapi, "sendMessage", to_ada))["error_code"] == 502
    for after, count in ((False, 0), (True, 1)):
        botapi.drop(after=after)
        with pytest.raises(aiohttp.ClientError):
            await call(botapi, "sendMessage", to_ada)
        assert len(ada.private.unread) == count
    assert botapi.refused == []


async def test_an_inline_answer_is_cached(botapi: BotApi) -> None:
    """The second person's query does not reach the bot."""
    ada, bo = botapi.person(), botapi.person("Bo")
    query = ada.inline("career")
    await call(botapi, "answerInlineQuery", {"inline_query_id": query.id, "results": [], "cache_time": 60})
    assert bo.inline("career").cached
    botapi.skip(61)
    assert not bo.inline("career").cached


async def until(holds: Any, timeout: float = 3.0) -> None:  # noqa: ASYNC109  (the test's patience)
    """Wait for something outside the server."""
    async with asyncio.timeout(timeout):
        while not holds():  # noqa: ASYNC110  (there is no event to wait for)
            await asyncio.sleep(0.005)
