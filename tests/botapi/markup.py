"""Keyboards: what Telegram lets a bot hang under a message."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from telegram import CopyTextButton, ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardRemove
from telegram.constants import InlineKeyboardButtonLimit, InlineKeyboardMarkupLimit

from tests.botapi.refusal import bad
from tests.botapi.shapes import read_object
from tests.botapi.text import units

DEEP_LINK = re.compile(r"[A-Za-z0-9_-]{1,64}")
ACTIONS = ("url", "callback_data", "switch_inline_query", "switch_inline_query_current_chat", "copy_text")


def check_markup(markup: dict[str, Any], inline_only: bool = False) -> None:
    """Refuse a reply markup that Telegram would refuse."""
    if "inline_keyboard" in markup:
        return _check_inline(markup)
    if inline_only:
        raise bad("inline keyboard expected")
    if "force_reply" in markup:
        return _check_force_reply(markup)
    if "remove_keyboard" in markup:
        read_object(ReplyKeyboardRemove, {k: v for k, v in markup.items() if k != "remove_keyboard"}, "reply_markup")
        return None
    raise bad("object expected as reply markup")


def _check_force_reply(markup: dict[str, Any]) -> None:
    read = read_object(ForceReply, {k: v for k, v in markup.items() if k != "force_reply"}, "reply_markup")
    if markup["force_reply"] is not True:
        raise bad("reply_markup: force_reply must be true")
    if not 1 <= units(read.get("input_field_placeholder", "-")) <= 64:
        raise bad("reply_markup: input_field_placeholder must be 1-64 characters")


def _check_inline(markup: dict[str, Any]) -> None:
    rows = read_object(InlineKeyboardMarkup, markup, "reply_markup")["inline_keyboard"]
    if not all(isinstance(row, list) and row for row in rows):
        raise bad("inline keyboard must be an array of non-empty rows")
    if any(len(row) > InlineKeyboardMarkupLimit.BUTTONS_PER_ROW for row in rows):
        raise bad("inline keyboard row is too long")
    if sum(map(len, rows)) > InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER:
        raise bad("reply markup is too long")
    for row in rows:
        for button in row:
            _check_button(button)


def _check_button(button: Any) -> None:
    read = read_object(InlineKeyboardButton, button, "inline keyboard button")
    if not read["text"].strip():
        raise bad("inline keyboard button text is empty")
    kinds = [name for name in ACTIONS if name in button]
    if len(kinds) != 1:
        raise bad("text buttons are unallowed in the inline keyboard" if not kinds else f"button does {kinds}")
    match kinds[0]:
        case "callback_data":
            _check_data(read["callback_data"])
        case "url":
            check_url(read["url"])
        case "copy_text":
            _check_copy(read["copy_text"])
        case name if units(read[name]) > 256:
            raise bad("switch_inline_query is longer than an inline query can be")


def _check_data(data: str) -> None:
    if not 1 <= len(data.encode()) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
        raise bad("BUTTON_DATA_INVALID")


def _check_copy(value: dict[str, Any]) -> None:
    text = read_object(CopyTextButton, value, "copy_text")["text"]
    if not 1 <= units(text) <= InlineKeyboardButtonLimit.MAX_COPY_TEXT:
        raise bad("BUTTON_COPY_TEXT_INVALID")


def check_url(url: str) -> None:
    """Refuse what is no http(s) or tg address, and a deep link whose payload would be lost."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https", "tg") or not parts.netloc:
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    asked = parse_qs(parts.query, keep_blank_values=True)
    for name in ("start", "startgroup"):
        if parts.netloc == "t.me" and not all(DEEP_LINK.fullmatch(value) for value in asked.get(name, ())):
            raise bad(f"deep link payload in '{url}' is not 1-64 characters of A-Z a-z 0-9 _ -")
