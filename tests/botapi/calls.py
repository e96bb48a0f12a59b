"""What each method does to the world, and when it is refused. One function a method, named as the method."""

import io
import re
from collections.abc import Callable
from typing import Any

import telegram
from aiohttp.web import FileField
from PIL import Image, UnidentifiedImageError
from telegram.constants import (
    BotCommandLimit,
    BotDescriptionLimit,
    CallbackQueryLimit,
    ChatAction,
    InlineQueryLimit,
    InlineQueryResultLimit,
    MessageLimit,
)

from tests.botapi.markup import DEEP_LINK, check_markup, check_url
from tests.botapi.refusal import Refusal, bad, forbidden
from tests.botapi.shapes import read_object
from tests.botapi.text import parse, units
from tests.botapi.world import Chat, Message, World

Params = dict[str, Any]

TAP_LIVES = 150.0  # seconds in which a tap can be answered
QUERY_LIVES = 30.0
PHOTO_BYTES = 10_000_000
DOCUMENT_BYTES = 50_000_000


def getMe(world: World, sent: Params) -> Params:  # noqa: N802  (the API's own names, here and below)
    return world.bot


def sendMessage(world: World, sent: Params) -> Params:  # noqa: N802
    chat = _writable(world, sent)
    content = parse(sent["text"], sent.get("parse_mode"), MessageLimit.MAX_TEXT_LENGTH, "message")
    _check_preview(sent)
    return _post(world, chat, sent, content)


def sendPhoto(world: World, sent: Params) -> Params:  # noqa: N802
    chat = _writable(world, sent)
    width, height = _check_photo(sent["photo"])
    photo = [{"file_id": world.token(), "file_unique_id": world.token(), "width": width, "height": height}]
    return _post(world, chat, sent, {"photo": photo, **_caption(sent)})


def sendDocument(world: World, sent: Params) -> Params:  # noqa: N802
    chat = _writable(world, sent)
    name, content = _upload(sent["document"], DOCUMENT_BYTES)
    document = {"file_id": world.token(), "file_unique_id": world.token(), "file_name": name, "bytes": content}
    return _post(world, chat, sent, {"document": document, **_caption(sent)})


def sendChatAction(world: World, sent: Params) -> bool:  # noqa: N802
    _writable(world, sent)
    if sent["action"] not in set(ChatAction):
        raise bad("wrong parameter action in request")
    return True


def editMessageText(world: World, sent: Params) -> Params | bool:  # noqa: N802
    message = _editable(world, sent)
    content = parse(sent["text"], sent.get("parse_mode"), MessageLimit.MAX_TEXT_LENGTH, "message")
    _check_preview(sent)
    if "text" not in message.body:
        raise bad("there is no text in the message to edit")
    return _change(world, message, sent, content)


def editMessageCaption(world: World, sent: Params) -> Params | bool:  # noqa: N802
    return _change(world, _editable(world, sent), sent, _caption(sent))


def editMessageReplyMarkup(world: World, sent: Params) -> Params | bool:  # noqa: N802
    return _change(world, _editable(world, sent), sent, {})


def deleteMessage(world: World, sent: Params) -> bool:  # noqa: N802
    message = _chat(world, sent["chat_id"]).messages.get(sent["message_id"])
    if message is None or message.gone:
        raise bad("message to delete not found")
    if world.now() - message.body["date"] > 48 * 3600:
        raise bad("message can't be deleted for everyone")
    message.gone = True
    return True


def answerCallbackQuery(world: World, sent: Params) -> bool:  # noqa: N802
    tap = world.taps.get(sent["callback_query_id"])
    if tap is None or tap.answer is not None or world.now() - tap.at > TAP_LIVES:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if units(sent.get("text", "")) > CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH:
        raise bad("MESSAGE_TOO_LONG")
    if "url" in sent:
        raise bad("URL_INVALID")  # allowed only for games and the bot's own deep links
    tap.answer = sent
    return True


def answerInlineQuery(world: World, sent: Params) -> bool:  # noqa: N802
    query = world.queries.get(sent["inline_query_id"])
    if query is None or query.answer is not None or world.now() - query.at > QUERY_LIVES:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if len(sent["results"]) > InlineQueryLimit.RESULTS:
        raise bad("RESULTS_TOO_MUCH")
    ids = [_check_result(result)["id"] for result in sent["results"]]
    if len(set(ids)) != len(ids):
        raise bad("RESULT_ID_DUPLICATE")
    if len(sent.get("next_offset", "").encode()) > InlineQueryLimit.MAX_OFFSET_LENGTH:
        raise bad("NEXT_OFFSET_INVALID")
    if "button" in sent:
        _check_results_button(sent["button"])
    query.answer = sent
    whose = query.person if sent.get("is_personal") else None
    world.cache[query.text, whose] = (world.now() + sent.get("cache_time", 300), sent)
    return True


def _check_results_button(button: Params) -> None:
    read = read_object(telegram.InlineQueryResultsButton, button, "button")
    if not DEEP_LINK.fullmatch(read.get("start_parameter", "")):
        raise bad("BUTTON_START_PARAMETER_INVALID")


def _check_result(result: Any) -> Params:
    read = read_object(telegram.InlineQueryResultArticle, result, "inline query result")
    if read["type"] != "article":
        raise bad("wrong inline query result type")
    if not InlineQueryResultLimit.MIN_ID_LENGTH <= len(read["id"].encode()) <= InlineQueryResultLimit.MAX_ID_LENGTH:
        raise bad("RESULT_ID_INVALID")
    content = read_object(telegram.InputTextMessageContent, read["input_message_content"], "input_message_content")
    parse(content["message_text"], content.get("parse_mode"), MessageLimit.MAX_TEXT_LENGTH, "message")
    _check_preview(content)
    if "reply_markup" in read:
        check_markup(read["reply_markup"], inline_only=True)
    if "url" in read:
        check_url(read["url"])
    return read


def setMyCommands(world: World, sent: Params) -> bool:  # noqa: N802
    if len(sent["commands"]) > BotCommandLimit.MAX_COMMAND_NUMBER:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in sent["commands"]:
        _check_command(read_object(telegram.BotCommand, command, "commands"))
    world.commands[_scope(sent), _language(sent)] = sent["commands"]
    return True


def _check_command(command: Params) -> None:
    if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= units(command["description"].strip()) <= BotCommandLimit.MAX_DESCRIPTION:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")


def getMyCommands(world: World, sent: Params) -> list[dict[str, str]]:  # noqa: N802
    return world.commands.get((_scope(sent), _language(sent)), [])


def deleteMyCommands(world: World, sent: Params) -> bool:  # noqa: N802
    world.commands.pop((_scope(sent), _language(sent)), None)
    return True


def setMyDescription(world: World, sent: Params) -> bool:  # noqa: N802
    return _set_text(world, "description", sent, BotDescriptionLimit.MAX_DESCRIPTION_LENGTH)


def getMyDescription(world: World, sent: Params) -> Params:  # noqa: N802
    return {"description": world.texts.get(("description", _language(sent)), "")}


def setMyShortDescription(world: World, sent: Params) -> bool:  # noqa: N802
    return _set_text(world, "short_description", sent, BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH)


def getMyShortDescription(world: World, sent: Params) -> Params:  # noqa: N802
    return {"short_description": world.texts.get(("short_description", _language(sent)), "")}


def getChat(world: World, sent: Params) -> Params:  # noqa: N802
    return _chat(world, sent["chat_id"]).shown(world.people)


def leaveChat(world: World, sent: Params) -> bool:  # noqa: N802
    chat = _chat(world, sent["chat_id"])
    chat.barred = f"bot is not a member of the {chat.type} chat"
    return True


def _set_text(world: World, name: str, sent: Params, limit: int) -> bool:
    if units(sent.get(name, "")) > limit:
        raise bad(f"{name} is too long")
    world.texts[name, _language(sent)] = sent.get(name, "")
    return True


def _language(sent: Params) -> str:
    language = str(sent.get("language_code", ""))
    if not re.fullmatch(r"([a-z]{2})?", language):
        raise bad("LANG_CODE_INVALID")
    return language


SCOPES = {
    "default": telegram.BotCommandScopeDefault,
    "all_private_chats": telegram.BotCommandScopeAllPrivateChats,
    "all_group_chats": telegram.BotCommandScopeAllGroupChats,
    "all_chat_administrators": telegram.BotCommandScopeAllChatAdministrators,
}


def _scope(sent: Params) -> str:
    scope = sent.get("scope", {"type": "default"})
    if scope.get("type") not in SCOPES:
        raise bad("can't parse BotCommandScope")
    read_object(SCOPES[scope["type"]], scope, "scope")
    return str(scope["type"])


def _chat(world: World, chat_id: Any) -> Chat:
    chat = world.chats.get(chat_id)
    if chat is None:
        raise (
            forbidden("bot can't initiate conversation with a user")
            if chat_id in world.people
            else bad("chat not found")
        )
    if chat.moved_to is not None:
        raise Refusal(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=chat.moved_to,
        )
    if chat.barred is not None:
        raise forbidden(chat.barred)
    return chat


def _writable(world: World, sent: Params) -> Chat:
    chat = _chat(world, sent["chat_id"])
    if chat.muted:
        raise bad("not enough rights to send text messages to the chat")
    if (thread := sent.get("message_thread_id")) is not None and thread not in chat.topics:
        raise bad("message thread not found")
    return chat


def _editable(world: World, sent: Params) -> Message:
    if "inline_message_id" in sent:
        if sent["inline_message_id"] not in world.inline:
            raise bad("MESSAGE_ID_INVALID")
        return world.inline[sent["inline_message_id"]]
    if "chat_id" not in sent or "message_id" not in sent:
        raise bad("message identifier is not specified")
    message = _chat(world, sent["chat_id"]).messages.get(sent["message_id"])
    if message is None or message.gone:
        raise bad("message to edit not found")
    if message.sender != world.bot["id"] or message.frozen:
        raise bad("message can't be edited")
    return message


def _post(world: World, chat: Chat, sent: Params, content: Params) -> Params:
    if "reply_markup" in sent:
        check_markup(sent["reply_markup"])
        content = {**content, "reply_markup": sent["reply_markup"]}
    if "reply_parameters" in sent:
        content = {**content, **_reply(chat, sent["reply_parameters"])}
    if "message_thread_id" in sent:
        content = {**content, "message_thread_id": sent["message_thread_id"], "is_topic_message": True}
    message = world.put(chat, world.bot["id"], **content)
    chat.heard.append(message)
    return shown(message)


def shown(message: Message) -> Params:
    """The message as the API shows it: a bot sees only inline keyboards, and no bytes."""
    body = {k: v for k, v in message.body.items() if k != "reply_markup" or "inline_keyboard" in v}
    if "document" in body:
        body["document"] = {k: v for k, v in body["document"].items() if k != "bytes"}
    return body


def _reply(chat: Chat, given: Params) -> Params:
    read = read_object(telegram.ReplyParameters, given, "reply_parameters")
    target = chat.messages.get(read["message_id"])
    if target is None or target.gone:
        if read.get("allow_sending_without_reply"):
            return {}
        raise bad("message to be replied not found")
    return {"reply_to_message": {k: v for k, v in shown(target).items() if k != "reply_to_message"}}


def _change(world: World, message: Message, sent: Params, content: Params) -> Params | bool:
    markup = sent.get("reply_markup")
    if markup is not None:
        check_markup(markup, inline_only=True)
    kept = {k: v for k, v in message.body.items() if k != "reply_markup"}
    new = {**kept, **content, **({"reply_markup": markup} if markup and markup["inline_keyboard"] else {})}
    if {**message.body, "edit_date": 0} == {**new, "edit_date": 0}:
        raise bad(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    message.body = {**new, "edit_date": int(world.now())}
    message.edits += 1
    if message.chat in world.chats:
        world.chats[message.chat].heard.append(message)
    return True if "inline_message_id" in sent else shown(message)


def _caption(sent: Params) -> Params:
    if not sent.get("caption"):
        return {}
    content = parse(sent["caption"], sent.get("parse_mode"), MessageLimit.CAPTION_LENGTH, "message caption")
    return {"caption": content["text"], "caption_entities": content["entities"]}


def _check_preview(sent: Params) -> None:
    if "link_preview_options" in sent:
        read_object(telegram.LinkPreviewOptions, sent["link_preview_options"], "link_preview_options")


def _upload(file: FileField | str, limit: int) -> tuple[str, bytes]:
    if not isinstance(file, FileField):
        raise bad("wrong remote file identifier specified: a file must be uploaded")
    content = file.file.read()
    if not content:
        raise bad("file must be non-empty")
    if len(content) > limit:
        raise Refusal(413, "Request Entity Too Large")
    return file.filename, content


def _check_photo(file: FileField | str) -> tuple[int, int]:
    _, content = _upload(file, PHOTO_BYTES)
    try:
        with Image.open(io.BytesIO(content)) as image:
            image.load()
            width, height = image.size
    except (UnidentifiedImageError, OSError, SyntaxError) as error:
        raise bad("IMAGE_PROCESS_FAILED") from error
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return width, height


CALLS: dict[str, Callable[[World, Params], Any]] = {
    call.__name__: call
    for call in (
        getMe, sendMessage, sendPhoto, sendDocument, sendChatAction, editMessageText, editMessageCaption,
        editMessageReplyMarkup, deleteMessage, answerCallbackQuery, answerInlineQuery, setMyCommands, getMyCommands,
        deleteMyCommands, setMyDescription, getMyDescription, setMyShortDescription, getMyShortDescription, getChat,
        leaveChat,
    )
}  # fmt: skip
