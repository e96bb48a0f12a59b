"""The strict server refuses what Telegram refuses: each rule a row."""

import io
from typing import Any

import aiohttp
import pytest
from PIL import Image

from tests.botapi import BotApi
from tests.botapi.world import Message


async def call(api: BotApi, method: str, params: dict[str, Any] | aiohttp.FormData) -> dict[str, Any]:
    """One call as a bot makes it."""
    async with aiohttp.ClientSession() as session:
        how = {"json": params} if isinstance(params, dict) else {"data": params}
        async with session.post(f"{api.url}{api.token}/{method}", **how) as answer:
            body = await answer.json()
            assert answer.status == body.get("error_code", 200)
            return dict(body)


def button(**does: Any) -> dict[str, Any]:
    """A keyboard of one button."""
    return {"reply_markup": {"inline_keyboard": [[{"text": "A", **does}]]}}


def rows(*lengths: int) -> dict[str, Any]:
    """A keyboard with rows of these lengths."""
    return {"reply_markup": {"inline_keyboard": [[{"text": "A", "callback_data": "a"}] * n for n in lengths]}}


def html(text: str) -> dict[str, Any]:
    """A text in HTML."""
    return {"text": text, "parse_mode": "HTML"}


def commands(command: str = "quiz", description: str = "Start", times: int = 1, **extra: Any) -> dict[str, Any]:
    """A menu of commands."""
    return {"commands": [{"command": command, "description": description}] * times, **extra}


MESSAGES: list[tuple[str, dict[str, Any], str | None]] = [
    ("a plain text", {"text": "hi"}, None),
    ("4096 characters", {"text": "x" * 4096}, None),
    ("4097 characters", {"text": "x" * 4097}, "message is too long"),
    ("4096 characters after parsing", html("<b>" + "x" * 4096 + "</b>"), None),
    ("2049 characters outside the BMP count double", {"text": "😀" * 2049}, "message is too long"),
    ("no text", {}, "parameter text is missing"),
    ("an empty text", {"text": ""}, "parameter text is missing"),
    ("only blanks", {"text": " \n"}, "message text is empty"),
    ("only a tag", html("<b> </b>"), "message text is empty"),
    ("every tag we use", html('<b>a</b><i>b</i><u>c</u><s>d</s><code>e</code><pre>f</pre>'
                              '<a href="https://x.org">g</a><tg-spoiler>h</tg-spoiler>'
                              '<blockquote expandable>i</blockquote>'), None),
    ("an unknown tag", html("<h1>a</h1>"), 'Unsupported start tag "h1"'),
    ("a stray <", html("1 < 2"), "Unsupported start tag"),
    ("an escaped <", html("1 &lt; 2"), None),
    ("wrong nesting", html("<b><i>a</b></i>"), "Unmatched end tag"),
    ("an open tag", html("<b>a"), "Can't find end tag"),
    ("an unknown mode", {"text": "a", "parse_mode": "Word"}, "unsupported parse_mode"),
    ("an unknown parameter", {"text": "a", "colour": "red"}, "unknown parameter colour"),
    ("a text that is a number", {"text": 5}, "must be of type text"),
    ("a flag that is a word", {"text": "a", "disable_notification": "maybe"}, "must be of type bool"),
    ("a thread that is a word", {"text": "a", "message_thread_id": "x"}, "must be of type int"),
    ("an unknown thread", {"text": "a", "message_thread_id": 9}, "message thread not found"),
    ("an unknown preview option", {"text": "a", "link_preview_options": {"off": True}}, "unknown parameter off"),
    ("previews off", {"text": "a", "link_preview_options": {"is_disabled": True}}, None),
    ("a reply to nothing", {"text": "a", "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
    ("a reply to nothing, allowed",
     {"text": "a", "reply_parameters": {"message_id": 999, "allow_sending_without_reply": True}}, None),
    ("a button", {"text": "a", **button(callback_data="a")}, None),
    ("64 bytes of data", {"text": "a", **button(callback_data="a" * 64)}, None),
    ("65 bytes of data", {"text": "a", **button(callback_data="a" * 65)}, "BUTTON_DATA_INVALID"),
    ("33 characters of two bytes", {"text": "a", **button(callback_data="é" * 33)}, "BUTTON_DATA_INVALID"),
    ("empty data", {"text": "a", **button(callback_data="")}, "BUTTON_DATA_INVALID"),
    ("a button that does nothing", {"text": "a", **button()}, "text buttons are unallowed"),
    ("a button that does two things", {"text": "a", **button(callback_data="a", url="https://x.org")}, "button does"),
    ("a button with an unknown field", {"text": "a", **button(callback_data="a", size=3)}, "unknown parameter size"),
    ("a button without words", {"text": "a", **button(callback_data="a", text="")}, "parameter text is missing"),
    ("a web address", {"text": "a", **button(url="https://befrienders.org")}, None),
    ("half a web address", {"text": "a", **button(url="befrienders.org")}, "Wrong HTTP URL"),
    ("a deep link", {"text": "a", **button(url="https://t.me/some_bot?start=quiz-1")}, None),
    ("a deep link with a blank", {"text": "a", **button(url="https://t.me/some_bot?start=a%20b")}, "deep link"),
    ("a deep link of 65", {"text": "a", **button(url="https://t.me/some_bot?start=" + "a" * 65)}, "deep link"),
    ("256 characters to copy", {"text": "a", **button(copy_text={"text": "x" * 256})}, None),
    ("257 characters to copy", {"text": "a", **button(copy_text={"text": "x" * 257})}, "COPY_TEXT_INVALID"),
    ("sharing", {"text": "a", **button(switch_inline_query="career")}, None),
    ("a row of 8", {"text": "a", **rows(8)}, None),
    ("a row of 9", {"text": "a", **rows(9)}, "row is too long"),
    ("100 buttons", {"text": "a", **rows(*[4] * 25)}, None),
    ("101 buttons", {"text": "a", **rows(*[4] * 25, 1)}, "reply markup is too long"),
    ("an empty row", {"text": "a", **rows(0)}, "non-empty rows"),
    ("a placeholder",
     {"text": "a", "reply_markup": {"force_reply": True, "input_field_placeholder": "Your words"}}, None),
    ("a placeholder of 65",
     {"text": "a", "reply_markup": {"force_reply": True, "input_field_placeholder": "x" * 65}}, "1-64 characters"),
    ("a markup of no kind", {"text": "a", "reply_markup": {"keys": []}}, "object expected as reply markup"),
    ("a markup that is text", {"text": "a", "reply_markup": "keys"}, "must be of type object"),
]  # fmt: skip


@pytest.mark.parametrize(("params", "reason"), [row[1:] for row in MESSAGES], ids=[row[0] for row in MESSAGES])
async def test_send_message(botapi: BotApi, params: dict[str, Any], reason: str | None) -> None:
    """sendMessage takes what Telegram takes, and the reason of a refusal is in the book."""
    chat = botapi.person().private
    answer = await call(botapi, "sendMessage", {"chat_id": chat.id, **params})
    if reason is None:
        assert answer["ok"], answer
    else:
        assert reason in answer["description"]
        botapi.forgive(reason)


OTHERS: list[tuple[str, str, dict[str, Any], str | None]] = [
    ("an unknown method", "sendThoughts", {}, "unknown method"),
    ("a method in the wrong case", "sendmessage", {}, "unknown method"),
    ("a method that is not played", "banChatMember", {"chat_id": 1, "user_id": 1}, "Not Implemented"),
    ("nobody's chat", "sendMessage", {"chat_id": 4, "text": "a"}, "chat not found"),
    ("an action", "sendChatAction", {"chat_id": "ADA", "action": "upload_photo"}, None),
    ("an unknown action", "sendChatAction", {"chat_id": "ADA", "action": "thinking"}, "wrong parameter action"),
    ("a command", "setMyCommands", commands(), None),
    ("a command in a scope", "setMyCommands", commands(scope={"type": "all_group_chats"}, language_code="en"), None),
    ("a capital", "setMyCommands", commands("Quiz"), "BOT_COMMAND_INVALID"),
    ("a slash", "setMyCommands", commands("/quiz"), "BOT_COMMAND_INVALID"),
    ("a command of 33", "setMyCommands", commands("q" * 33), "BOT_COMMAND_INVALID"),
    ("no description", "setMyCommands", commands(description=" "), "BOT_COMMAND_DESCRIPTION_INVALID"),
    ("a description of 257", "setMyCommands", commands(description="x" * 257), "BOT_COMMAND_DESCRIPTION_INVALID"),
    ("101 commands", "setMyCommands", commands(times=101), "BOT_COMMANDS_TOO_MUCH"),
    ("an unknown scope", "setMyCommands", commands(scope={"type": "everybody"}), "BotCommandScope"),
    ("a language in full", "setMyCommands", commands(language_code="english"), "LANG_CODE_INVALID"),
    ("512 of description", "setMyDescription", {"description": "x" * 512}, None),
    ("513 of description", "setMyDescription", {"description": "x" * 513}, "description is too long"),
    ("121 of about", "setMyShortDescription", {"short_description": "x" * 121}, "short_description is too long"),
    ("an unknown tap", "answerCallbackQuery", {"callback_query_id": "1"}, "query is too old"),
    ("an unknown query", "answerInlineQuery", {"inline_query_id": "1", "results": []}, "query is too old"),
    ("a webhook without TLS", "setWebhook", {"url": "http://x.org/hook"}, "An HTTPS URL must be provided"),
    ("a webhook on another port", "setWebhook", {"url": "https://x.org:8080/hook"}, "only on ports"),
    ("a secret with a blank", "setWebhook", {"url": "https://x.org/h", "secret_token": "a b"}, "unallowed characters"),
    ("an unknown kind of update", "getUpdates", {"allowed_updates": ["mesage"]}, "unknown ['mesage']"),
    ("101 updates at once", "getUpdates", {"limit": 101}, "wrong limit"),
    ("an edit of nothing", "editMessageText", {"chat_id": "ADA", "message_id": 99, "text": "a"}, "to edit not found"),
    ("an edit of nowhere", "editMessageText", {"text": "a"}, "message identifier is not specified"),
    ("a photo by name", "sendPhoto", {"chat_id": "ADA", "photo": "nothing.png"}, "a file must be uploaded"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "params", "reason"), [row[1:] for row in OTHERS], ids=[row[0] for row in OTHERS])
async def test_other_methods(botapi: BotApi, method: str, params: dict[str, Any], reason: str | None) -> None:
    """The other methods, too."""
    ada = botapi.person().private.id
    answer = await call(botapi, method, {k: ada if v == "ADA" else v for k, v in params.items()})
    if reason is None:
        assert answer["ok"], answer
    else:
        assert reason in answer["description"]
        botapi.forgive(reason)


def article(key: str = "1", **extra: Any) -> dict[str, Any]:
    """An inline result."""
    content = {"message_text": "<b>a</b>", "parse_mode": "HTML"}
    return {"type": "article", "id": key, "title": "A", "input_message_content": content, **extra}


RESULTS: list[tuple[str, list[dict[str, Any]], str | None]] = [
    ("none", [], None),
    ("fifty", [article(str(n)) for n in range(50)], None),
    ("fifty-one", [article(str(n)) for n in range(51)], "RESULTS_TOO_MUCH"),
    ("two with one id", [article(), article()], "RESULT_ID_DUPLICATE"),
    ("an id of 65 bytes", [article("x" * 65)], "RESULT_ID_INVALID"),
    ("no id", [article("")], "parameter id is missing"),
    ("no title", [article(title="")], "parameter title is missing"),
    ("an unknown field", [article(hide=True)], "unknown parameter hide"),
    ("another kind", [article(type="poem")], "wrong inline query result type"),
    ("broken HTML", [article(input_message_content={"message_text": "<b>", "parse_mode": "HTML"})], "can't parse"),
]  # fmt: skip


@pytest.mark.parametrize(("results", "reason"), [row[1:] for row in RESULTS], ids=[row[0] for row in RESULTS])
async def test_inline_results(botapi: BotApi, results: list[dict[str, Any]], reason: str | None) -> None:
    """Inline results are looked at one by one."""
    query = botapi.person().inline("career")
    answer = await call(botapi, "answerInlineQuery", {"inline_query_id": query.id, "results": results})
    if reason is None:
        assert answer["ok"], answer
    else:
        assert reason in answer["description"]
        botapi.forgive(reason)


def png(width: int, height: int) -> bytes:
    """A real picture."""
    out = io.BytesIO()
    Image.new("RGB", (width, height)).save(out, "PNG")
    return out.getvalue()


PICTURES: list[tuple[str, bytes, str, str | None]] = [
    ("a picture", png(64, 48), "", None),
    ("no picture", b"\x89PNG but no more", "", "IMAGE_PROCESS_FAILED"),
    ("half a picture", png(200, 200)[:150], "", "IMAGE_PROCESS_FAILED"),
    ("nothing", b"", "", "file must be non-empty"),
    ("too wide", png(2100, 100), "", "PHOTO_INVALID_DIMENSIONS"),
    ("too large", png(6000, 4001), "", "PHOTO_INVALID_DIMENSIONS"),
    ("a caption of 1024", png(9, 9), "x" * 1024, None),
    ("a caption of 1025", png(9, 9), "x" * 1025, "message caption is too long"),
]


@pytest.mark.parametrize("picture", PICTURES, ids=[row[0] for row in PICTURES])
@pytest.mark.parametrize("attached", [False, True], ids=["as a part", "by attach://"])
async def test_photos(botapi: BotApi, picture: tuple[str, bytes, str, str | None], attached: bool) -> None:
    """A photo is a real picture of a size that Telegram takes."""
    _, content, caption, reason = picture
    form = aiohttp.FormData({"chat_id": str(botapi.person().private.id), "caption": caption})
    form.add_field("part" if attached else "photo", content, filename="a.png", content_type="image/png")
    if attached:
        form.add_field("photo", "attach://part")
    answer = await call(botapi, "sendPhoto", form)
    if reason is None:
        assert answer["ok"], answer
    else:
        assert reason in answer["description"]
        botapi.forgive(reason)


async def sent(botapi: BotApi, **extra: Any) -> Message:
    """A message by the bot in Ada's chat."""
    chat = botapi.person().private
    await call(botapi, "sendMessage", {"chat_id": chat.id, "text": "one", **extra})
    return chat.last()


async def edit(botapi: BotApi, message: Message, text: str, **extra: Any) -> str | None:
    """Edit it; the reason when refused."""
    params = {"chat_id": message.chat, "message_id": message.id, "text": text, **extra}
    answer = await call(botapi, "editMessageText", params)
    return None if answer["ok"] else str(answer["description"])


async def test_an_edit_changes_the_message(botapi: BotApi) -> None:
    """Text and buttons are replaced, and no markup means no buttons."""
    message = await sent(botapi, **button(callback_data="a"))
    assert await edit(botapi, message, "two") is None
    assert (message.text, message.labels, message.edits) == ("two", [], 1)


async def test_an_edit_that_changes_nothing_is_refused(botapi: BotApi) -> None:
    """Telegram calls it "not modified"."""
    message = await sent(botapi)
    assert "message is not modified" in str(await edit(botapi, message, "one"))
    botapi.forgive("message is not modified")


async def test_what_cannot_be_edited_any_more_is_refused(botapi: BotApi) -> None:
    """A deleted message, one too old, somebody else's, one with a picture, and a keyboard that is not inline."""
    message = await sent(botapi)
    message.frozen = True
    assert "message can't be edited" in str(await edit(botapi, message, "two"))
    message.frozen, message.gone = False, True
    assert "message to edit not found" in str(await edit(botapi, message, "two"))
    message.gone = False
    assert "inline keyboard expected" in str(await edit(botapi, message, "x", reply_markup={"force_reply": True}))
    bo = botapi.person("Bo")
    assert "message can't be edited" in str(await edit(botapi, bo.says("mine"), "two"))
    botapi.forgive("message can't be edited", "message to edit not found", "inline keyboard expected")


async def test_a_tap_is_answered_once_and_in_time(botapi: BotApi) -> None:
    """The second answer and the late one are refused; so is a text over 200."""
    message = await sent(botapi, **button(callback_data="a"))
    ada = botapi.person()
    tap = ada.taps("A", message=message)
    params = {"callback_query_id": tap.id}
    assert (
        "MESSAGE_TOO_LONG" in (await call(botapi, "answerCallbackQuery", {**params, "text": "x" * 201}))["description"]
    )
    assert botapi.unanswered() == [tap]
    assert (await call(botapi, "answerCallbackQuery", {**params, "text": "x" * 200}))["ok"]
    assert botapi.unanswered() == []
    assert not (await call(botapi, "answerCallbackQuery", params))["ok"]
    late = ada.taps("A", message=message)
    botapi.skip(151)
    assert not (await call(botapi, "answerCallbackQuery", {"callback_query_id": late.id}))["ok"]
    botapi.forgive("query is too old", "MESSAGE_TOO_LONG")


async def test_who_has_not_started_or_has_blocked_gets_nothing(botapi: BotApi) -> None:
    """403, in Telegram's words."""
    ada = botapi.person()
    to_ada = {"chat_id": ada.id, "text": "hi"}
    assert "can't initiate conversation" in (await call(botapi, "sendMessage", to_ada))["description"]
    ada.starts()
    assert (await call(botapi, "sendMessage", to_ada))["ok"]
    ada.blocks()
    answer = await call(botapi, "sendMessage", to_ada)
    assert (answer["error_code"], answer["description"]) == (403, "Forbidden: bot was blocked by the user")
    ada.unblocks()
    assert (await call(botapi, "sendMessage", to_ada))["ok"]
    botapi.forgive("can't initiate", "blocked by the user")


async def test_a_group_that_moved_says_where_to(botapi: BotApi) -> None:
    """400 with the new id, and a message in both chats."""
    ada = botapi.person()
    group = botapi.group(ada, kind="group")
    new = group.migrate(ada.id)
    answer = await call(botapi, "sendMessage", {"chat_id": group.id, "text": "hi"})
    assert answer["parameters"] == {"migrate_to_chat_id": new.id}
    assert (await call(botapi, "sendMessage", {"chat_id": new.id, "text": "hi"}))["ok"]
    botapi.forgive("upgraded to a supergroup")


async def test_a_group_takes_twenty_messages_a_minute(botapi: BotApi) -> None:
    """The twenty-first gets a 429 that says how long to wait."""
    group = botapi.group(botapi.person())
    params = {"chat_id": group.id, "text": "hi"}
    answers = [await call(botapi, "sendMessage", params) for _ in range(21)]
    assert [answer["ok"] for answer in answers] == [True] * 20 + [False]
    assert 1 <= answers[-1]["parameters"]["retry_after"] <= 61
    botapi.skip(61)
    assert (await call(botapi, "sendMessage", params))["ok"]
    botapi.forgive("Too Many Requests")


async def test_a_wrong_token_is_unauthorized(botapi: BotApi) -> None:
    """401."""
    async with aiohttp.ClientSession() as session, session.get(f"{botapi.url}1:no/getMe") as answer:
        assert (answer.status, (await answer.json())["description"]) == (401, "Unauthorized")
