"""What python-telegram-bot sends passes the strict server: it is strict, not peculiar."""

import io
from collections.abc import AsyncIterator

import pytest
from PIL import Image
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken

from bot.channels.telegram.request import AiohttpRequest
from tests.botapi import BotApi
from tests.botapi.people import OTHER


@pytest.fixture
async def bot(botapi: BotApi) -> AsyncIterator[Bot]:
    """The library's bot, which asks who it is at its start."""
    made = Bot(
        botapi.token, botapi.url, botapi.file_url, request=AiohttpRequest(), get_updates_request=AiohttpRequest()
    )
    async with made:
        yield made


KEYBOARD = InlineKeyboardMarkup(
    [[InlineKeyboardButton("A", callback_data="a"), InlineKeyboardButton("B", url="https://x.org")]]
)


async def test_messages_pictures_and_edits(botapi: BotApi, bot: Bot) -> None:
    """With keyboards, replies, previews and markup."""
    ada = botapi.person()
    said = ada.says("hi")
    preview, reply = LinkPreviewOptions(is_disabled=True), ReplyParameters(said.id)
    sent = await bot.send_message(
        ada.id, "<b>a</b>", "HTML", reply_markup=KEYBOARD, link_preview_options=preview, reply_parameters=reply
    )
    assert (sent.text, sent.entities[0].type, sent.reply_markup) == ("a", "bold", KEYBOARD)
    edited = await sent.edit_text("b")
    assert (isinstance(edited, bool), botapi.chat(ada.id).messages[sent.message_id].text) == (False, "b")
    await bot.send_message(ada.id, "c", reply_markup=ForceReply(input_field_placeholder="Words"))
    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, "PNG")
    photo = await bot.send_photo(ada.id, out.getvalue(), caption="d")
    assert (photo.photo[-1].width, photo.caption) == (40, "d")
    await bot.send_document(ada.id, b"{}", filename="a.json")
    await bot.send_chat_action(ada.id, "typing")
    await sent.delete()


async def test_menus_taps_and_inline_queries(botapi: BotApi, bot: Bot) -> None:
    """And what was set comes back."""
    scope = BotCommandScopeAllGroupChats()
    await bot.set_my_commands([("quiz", "The check")], scope, "en")
    assert await bot.get_my_commands(scope, "en") == (BotCommand("quiz", "The check"),)
    await bot.set_my_description("d")
    assert (await bot.get_my_description()).description == "d"
    ada = botapi.person()
    ada.starts()
    sent = await bot.send_message(ada.id, "a", reply_markup=KEYBOARD)
    await bot.answer_callback_query(ada.taps("A").id, "done")
    query = ada.inline("job")
    await bot.answer_inline_query(query.id, [InlineQueryResultArticle("1", "A", InputTextMessageContent("a"))])
    assert (sent.message_id, [result["id"] for result in query.results]) == (2, ["1"])


async def test_refusals_become_the_librarys_errors(botapi: BotApi, bot: Bot) -> None:
    """Each of its own kind."""
    ada = botapi.person()
    group = botapi.group(ada, kind="group")
    for error, chat in ((BadRequest, 5), (Forbidden, ada.id)):
        with pytest.raises(error):
            await bot.send_message(chat, "a")
    new = group.migrate(ada.id)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(group.id, "a")
    assert moved.value.new_chat_id == new.id
    botapi.forgive("chat not found", "can't initiate", "upgraded")


async def test_a_wrong_token_is_its_invalid_token(botapi: BotApi) -> None:
    """Already at the start."""
    wrong = Bot("7700000001:wrong", botapi.url, request=AiohttpRequest(), get_updates_request=AiohttpRequest())
    with pytest.raises(InvalidToken):
        await wrong.initialize()
    await wrong.shutdown()


async def test_every_update_can_be_read_by_the_library(botapi: BotApi, bot: Bot) -> None:
    """So the people are real enough."""
    ada = botapi.person()
    ada.starts("quiz")
    message = await bot.send_message(ada.id, "a", reply_markup=KEYBOARD)
    ada.taps("A")
    ada.inline("job")
    ada.edits(ada.says("one @job_or_career_bot"), "two")
    for kind in OTHER:
        ada.sends(kind, caption="words" if kind == "photo" else None)
    group = botapi.group(ada, kind="group")
    group.migrate(ada.id)
    ada.blocks()
    updates = await bot.get_updates(allowed_updates=Update.ALL_TYPES)
    assert len(updates) == len(botapi.updates.waiting)
    assert {update.effective_user.id for update in updates if update.effective_user} == {ada.id}
    assert (updates[0].message and updates[0].message.text, message.text) == ("/start quiz", "a")
