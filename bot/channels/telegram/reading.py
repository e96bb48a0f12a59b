"""What an update is: one of a few kinds, read from Telegram's raw JSON, whatever is in it.

Raw dicts, because decoding into python-telegram-bot's types takes many times as long (`docs/decisions.md`) and one
message without a date stops it for good. Nothing here raises: what cannot be read is `Undecodable`, what is none of our
business `Ignored`, each with the reason.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from bot.channels.telegram.callbacks import Codec
from bot.channels.telegram.contents import ENVELOPE, EVENTS, OTHERS
from bot.channels.telegram.kinds import (
    Barred,
    Ignored,
    Me,
    Moved,
    Place,
    Read,
    Searched,
    Talked,
    TappedNowhere,
    Undecodable,
)
from bot.channels.telegram.shown import look
from bot.core.model import Commanded, Event, Refused, Said, SentOther
from bot.service import Incoming

ALLOWED = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")  # what we ask Telegram for

Raw = Mapping[str, Any]
COMMAND = re.compile(r"/(?P<name>[A-Za-z0-9_]{1,32})(@(?P<bot>[A-Za-z0-9_]+))?(?:\s+(?P<argument>.*))?", re.DOTALL)


def read(update: object, me: Me, codec: Codec, now: int) -> Read:
    """What an update is. `now` is in Unix seconds. Never raises, whatever comes in."""
    number = update.get("update_id") if isinstance(update, Mapping) else None
    if not isinstance(update, Mapping) or not _is_id(number):
        return Undecodable(None, "no update_id")
    try:
        return _Reader(number, me, codec, now).read(update)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        return Undecodable(number, f"{_kind(update)}: {type(error).__name__} {str(error)[:80]}")


def _kind(update: Raw) -> str:
    return next((str(key) for key in update if key != "update_id"), "empty")


@dataclass(frozen=True, slots=True)
class _Reader:
    update: int
    me: Me
    codec: Codec
    now: int

    def read(self, update: Raw) -> Read:
        match _kind(update):
            case "message":
                return self._message(update["message"], edited=False)
            case "edited_message":
                return self._message(update["edited_message"], edited=True)
            case "callback_query":
                return self._tap(update["callback_query"])
            case "inline_query":
                query = update["inline_query"]
                return Searched(self.update, str(query["id"]), _id(query["from"]), _words(query["query"]))
            case "my_chat_member":
                return self._membership(update["my_chat_member"])
            case kind:
                return Ignored(self.update, f"an update of kind {kind}")

    # ------------------------------------------------------------ messages

    def _message(self, message: Raw, edited: bool) -> Read:
        chat = _id(message["chat"])
        if "migrate_to_chat_id" in message:
            return Moved(self.update, chat, _number(message["migrate_to_chat_id"]))
        if "migrate_from_chat_id" in message:
            return Moved(self.update, _number(message["migrate_from_chat_id"]), chat)
        if why := self._unasked(message):
            return Ignored(self.update, why)
        private = message["chat"]["type"] == "private"
        event = self._event(message, private)
        if event is None or (edited and isinstance(event, SentOther)):
            return Ignored(self.update, "no words" if edited else "not for the bot")
        return self._talked(message, event if not edited else _corrected(event), private, edited)

    def _unasked(self, message: Raw) -> str | None:
        """Why nobody waits for an answer to this, None when somebody may."""
        if message["chat"]["type"] == "channel" or message.get("is_automatic_forward"):
            return "a channel's post"
        if message.get("via_bot", {}).get("id") == self.me.id:
            return "sent through inline mode"
        if "from" not in message or (message["from"].get("is_bot") and "sender_chat" not in message):
            return "another bot's message"
        return None

    def _talked(self, message: Raw, event: Event, private: bool, edited: bool) -> Talked:
        topic = message.get("message_thread_id") if message.get("is_topic_message") else None
        place = Place(
            chat=_id(message["chat"]),
            private=private,
            thread=topic,
            # in a group it shows who is answered; after an edit, what
            reply_to=_number(message["message_id"]) if edited or not private else None,
        )
        return Talked(self._incoming(place, _author(message), event, message["from"]), place)

    def _incoming(self, place: Place, person: int, event: Event, sender: Raw) -> Incoming:
        language = sender.get("language_code")
        return Incoming(
            channel="telegram",
            chat=place.chat,
            person=person,
            event=event,
            moment=self.now,
            update=self.update,
            private=place.private,
            language=language if isinstance(language, str) else None,
        )

    def _event(self, message: Raw, private: bool) -> Event | None:
        """What was done, None when it was not done to the bot."""
        text, entities = _text(message)
        if text is None:
            return self._wordless(message, private)
        command = self._command(text, entities)
        if command is not None:
            name, bot, argument = command
            called = bot.lower() == self.me.username.lower() if bot else private or name in self.me.commands
            return Commanded(name, argument) if called else None
        mentioned, words = self._without_mention(text, entities)
        if not private and not mentioned and not self._is_reply_to_me(message):
            return None
        return Said(words) if words else Commanded("start")

    def _wordless(self, message: Raw, private: bool) -> Event | None:
        kind = next((kind for kind in OTHERS if kind in message), None)
        if kind is None and (not private or not _is_content(message)):
            return None
        return SentOther(kind or "other") if private or self._is_reply_to_me(message) else None

    def _command(self, text: str, entities: list[Raw]) -> tuple[str, str, str] | None:
        if not any(entity["type"] == "bot_command" and entity["offset"] == 0 for entity in entities):
            return None
        found = COMMAND.fullmatch(text)
        return (found["name"].lower(), found["bot"] or "", (found["argument"] or "").strip()) if found else None

    def _without_mention(self, text: str, entities: list[Raw]) -> tuple[bool, str]:
        """Whether the bot is mentioned, and the words without its name. Telegram counts in UTF-16 units."""
        if not entities:
            return False, text.strip(" \n,:")
        units = text.encode("utf-16-le")
        mine = [entity for entity in entities if self._names_me(units, entity)]
        for entity in sorted(mine, key=lambda entity: -int(entity["offset"])):
            start, end = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
            units = units[:start] + units[end:]
        return bool(mine), re.sub(r"\s+([,.!?])", r"\1", units.decode("utf-16-le", "replace")).strip(" \n,:")

    def _names_me(self, units: bytes, entity: Raw) -> bool:
        if entity["type"] == "text_mention":
            return bool(entity["user"]["id"] == self.me.id)
        start, end = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
        name = units[start:end].decode("utf-16-le", "replace").lower()
        return entity["type"] == "mention" and name == f"@{self.me.username}".lower()

    def _is_reply_to_me(self, message: Raw) -> bool:
        return bool(message.get("reply_to_message", {}).get("from", {}).get("id") == self.me.id)

    # ------------------------------------------------------------ taps and memberships

    def _tap(self, query: Raw) -> Read:
        callback, person, message = str(query["id"]), _id(query["from"]), query.get("message")
        if not isinstance(message, Mapping):
            return TappedNowhere(self.update, callback)
        event = self.codec.read(query.get("data"), person)
        editable = "text" in message and message.get("date") != 0 and not isinstance(event, Refused)
        place = Place(
            chat=_id(message["chat"]),
            private=message["chat"]["type"] == "private",
            thread=message.get("message_thread_id") if message.get("is_topic_message") else None,
            tapped=_number(message["message_id"]),
            editable=editable,
            shown=look(_words(message["text"]), message.get("reply_markup")) if editable else None,
            callback=callback,
        )
        return Talked(self._incoming(place, person, event, query["from"]), place)

    def _membership(self, change: Raw) -> Read:
        status = change["new_chat_member"]["status"]
        if status in ("kicked", "left"):
            return Barred(self.update, _id(change["chat"]))
        return Ignored(self.update, f"the bot is {status} now")


def _text(message: Raw) -> tuple[str | None, list[Raw]]:
    """The text or caption with its entities."""
    for text, entities in (("text", "entities"), ("caption", "caption_entities")):
        if text in message:
            return _words(message[text]), list(message.get(entities, ()))
    return None, []


def _corrected(event: Event) -> Event:
    return Said(event.text, edited=True) if isinstance(event, Said) else event


def _author(message: Raw) -> int:
    """Who wrote it: the person, or the group or channel that somebody wrote in the name of."""
    return _id(message["sender_chat"]) if "sender_chat" in message else _id(message["from"])


def _is_content(message: Raw) -> bool:
    """Whether somebody sent this, in a private chat: an event of the chat (a new pin, a new photo, a boost) carries one
    unknown key that is a plain value or names the event; we know the usual ones."""
    return bool(message.keys() - ENVELOPE - EVENTS)


def _id(holder: Raw) -> int:
    return _number(holder["id"])


def _number(value: object) -> int:
    if not _is_id(value):
        raise TypeError("expected a number")
    return value


def _is_id(value: object) -> TypeGuard[int]:
    """Whether it is a number that a database holds."""
    return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("expected text")
    value.encode()  # raises for half a surrogate pair, which nothing that comes after can take
    return value
