"""Menus, description and about text are set once, and again only when they have changed."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.channels.telegram.api import Api
from bot.channels.telegram.menus import Entry, Menu, menus, publish
from bot.channels.telegram.request import AiohttpRequest
from tests.botapi import BotApi

TABLE: dict[str, Any] = {
    "commands": {
        "start": {"description": "Say hello", "groups": True},
        "quiz": {"description": "Take the check", "does": "start:check"},
        "secret": {"description": "Not in this bot", "does": "start:other"},
    },
    "description": "  Ask me.\n",
    "about": "A bot.",
    "languages": {"de": {"commands": {"quiz": {"description": "Der Test"}}}},
}
MENUS = (
    Menu((Entry("start", "Say hello", groups=True), Entry("quiz", "Take the check")), "Ask me.", "A bot."),
    Menu((Entry("quiz", "Der Test"),), language="de"),
)


@pytest.fixture
async def api(botapi: BotApi) -> AsyncIterator[Api]:
    """Calls to the strict server."""
    request = AiohttpRequest()
    await request.initialize()
    yield Api(botapi.token, botapi.url, request)
    await request.shutdown()


def test_the_table_becomes_menus_of_what_the_bot_can_do() -> None:
    """By language; a command that this content cannot carry out is left out."""
    assert menus(TABLE, {"start", "quiz"}) == MENUS


def test_too_long_a_text_is_cut_to_what_telegram_takes() -> None:
    """An author's mistake must not keep the bot from starting."""
    (menu,) = menus(
        {"commands": {"a": {"description": "x" * 300}}, "description": "x" * 600, "about": "x" * 130}, {"a"}
    )
    assert (len(menu.entries[0].description), len(menu.description), len(menu.about)) == (256, 512, 120)


async def test_everything_is_set_at_the_first_start(botapi: BotApi, api: Api) -> None:
    """Per scope and language."""
    await publish(api, MENUS)
    both = [{"command": "start", "description": "Say hello"}, {"command": "quiz", "description": "Take the check"}]
    assert botapi.world.commands == {
        ("all_private_chats", ""): both,
        ("all_group_chats", ""): both[:1],
        ("all_private_chats", "de"): [{"command": "quiz", "description": "Der Test"}],
    }
    assert botapi.world.texts == {("description", ""): "Ask me.", ("short_description", ""): "A bot."}


async def test_nothing_is_set_at_the_second(botapi: BotApi, api: Api) -> None:
    """Only looked at."""
    await publish(api, MENUS)
    assert await publish(api, MENUS) == ()


async def test_only_what_changed_is_set(botapi: BotApi, api: Api) -> None:
    """The about text, here."""
    await publish(api, MENUS[:1])
    assert await publish(api, (Menu(MENUS[0].entries, "Ask me.", "Another."),)) == ("setMyShortDescription",)


async def test_a_refusal_does_not_keep_the_rest_from_being_set(botapi: BotApi, api: Api) -> None:
    """A bot without a menu still answers."""
    botapi.fail(502, method="setMyCommands", times=9)
    assert await publish(api, MENUS) == ("setMyDescription", "setMyShortDescription")
