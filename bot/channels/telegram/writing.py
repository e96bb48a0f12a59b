"""Replies as calls to Telegram: what is sent, edited, answered, attached, and in which lane each waits.

A tap is always answered, once, first, and in a lane of its own: its spinner turns until then.
"""

import base64
from collections.abc import Iterator, Sequence
from typing import Any

from bot.channels.telegram.callbacks import Codec
from bot.channels.telegram.kinds import Place
from bot.core.model import Choice
from bot.replies.markup import CAPTION_LIMIT, fitted, length, plain
from bot.replies.reply import Reply
from bot.storage.port import Outgoing

TOAST = 200  # characters of a callback's answer
PLACEHOLDER = 64
ROW = 8
BUTTONS = 100
SHARED = 256  # characters that fit into an inline query
COPIED = 256

Params = dict[str, Any]


def calls(place: Place, replies: Sequence[Reply], codec: Codec, owner: int) -> tuple[Outgoing, ...]:
    """The calls that say these replies; `owner` is the person whose buttons they are."""
    return tuple(_Writer(place, codec, owner).calls(replies))


def stop_spinner(callback: str, text: str = "") -> Outgoing:
    """The answer to a tap, with words that pass by or without."""
    said = {"text": plain(fitted(text, TOAST))} if text else {}
    return Outgoing(f"callback:{callback}", "answerCallbackQuery", {"callback_query_id": callback, **said})


class _Writer:
    def __init__(self, place: Place, codec: Codec, owner: int) -> None:
        self._place = place
        self._codec = codec
        self._owner = owner

    def calls(self, replies: Sequence[Reply]) -> Iterator[Outgoing]:
        callback = self._place.callback
        noted = next((reply for reply in replies if reply.note), None) if callback else None
        if callback:
            yield stop_spinner(callback, noted.html if noted else "")
        said = [reply for reply in replies if reply is not noted]
        for place, reply in enumerate(said):
            yield from self._said(reply, first=place == 0)

    def _said(self, reply: Reply, first: bool) -> Iterator[Outgoing]:
        if reply.chart is not None:
            yield self._call("sendPhoto", self._caption(reply, first), chart=reply.chart)
        elif reply.document is not None:
            yield from self._document(reply, reply.document, first)
        elif first and reply.edits and self._place.editable:
            yield self._edit(reply)
        else:
            yield self._message(reply, first)

    def _message(self, reply: Reply, first: bool) -> Outgoing:
        return self._call("sendMessage", {**_text(reply.html), **self._around(reply, first)})

    def _edit(self, reply: Reply) -> Outgoing:
        """An edit cannot open the keyboard with a placeholder; the words ask all the same."""
        params = {"chat_id": self._place.chat, "message_id": self._place.tapped, **_text(reply.html)}
        if keyboard := self._keyboard(reply):
            params["reply_markup"] = keyboard
        anew = self._message(reply, first=True)
        return Outgoing(str(self._place.chat), "editMessageText", params, otherwise=anew)

    def _document(self, reply: Reply, document: tuple[str, bytes], first: bool) -> Iterator[Outgoing]:
        name, content = document
        file = {"filename": name, "base64": base64.b64encode(content).decode()}
        if length(reply.html) > CAPTION_LIMIT:
            yield self._message(reply, first)
            yield self._call("sendDocument", {"document": file})
        else:
            yield self._call("sendDocument", {"document": file, **self._caption(reply, first)})

    def _caption(self, reply: Reply, first: bool) -> Params:
        caption = {"caption": reply.html, "parse_mode": "HTML"} if reply.html else {}
        return {**caption, **self._around(reply, first)}

    def _around(self, reply: Reply, first: bool) -> Params:
        """What goes with a message: the buttons or the open keyboard, and what it replies to."""
        place, params = self._place, Params()
        if first and place.reply_to is not None:
            params["reply_parameters"] = {"message_id": place.reply_to, "allow_sending_without_reply": True}
        if markup := self._keyboard(reply) or self._open_keyboard(reply, replies="reply_parameters" in params):
            params["reply_markup"] = markup
        return params

    def _open_keyboard(self, reply: Reply, replies: bool) -> Params | None:
        """In a group only for the one who is replied to; what they write then reaches us in spite of privacy mode."""
        if reply.placeholder is None or not (self._place.private or replies):
            return None
        selective = {} if self._place.private else {"selective": True}
        return {"force_reply": True, "input_field_placeholder": _cut(reply.placeholder, PLACEHOLDER), **selective}

    def _keyboard(self, reply: Reply) -> Params | None:
        rows = [list(row[at : at + ROW]) for row in reply.choices for at in range(0, len(row), ROW)]
        while sum(map(len, rows)) > BUTTONS:
            rows.pop()
        return {"inline_keyboard": [[self._button(choice) for choice in row] for row in rows]} if rows else None

    def _button(self, choice: Choice) -> Params:
        does: Params
        if choice.action is not None:
            does = {"callback_data": self._codec.write(choice.action, self._owner)}
        elif choice.url is not None:
            does = {"url": choice.url}
        elif choice.share is not None:
            does = {"switch_inline_query": _cut(choice.share, SHARED)}
        else:
            does = {"copy_text": {"text": _cut(choice.copy or choice.label, COPIED)}}
        return {"text": choice.label, **does}

    def _call(self, call: str, params: Params, **more: Any) -> Outgoing:
        thread = {} if self._place.thread is None else {"message_thread_id": self._place.thread}
        return Outgoing(str(self._place.chat), call, {"chat_id": self._place.chat, **thread, **params}, **more)


def _text(html: str) -> Params:
    return {"text": html, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


def _cut(text: str, limit: int) -> str:
    """The text, or what fits of it with an ellipsis, in UTF-16 units."""
    units = text.encode("utf-16-le")
    return text if len(units) <= limit * 2 else units[: limit * 2 - 2].decode("utf-16-le", "ignore") + "…"
