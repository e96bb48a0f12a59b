"""What an update is: one of a few kinds, read from Telegram's raw JSON, whatever is in it.

Raw dicts, because decoding into python-telegram-bot's types costs more than all the rest of an update and one message
without a date stops it for good. Nothing here raises: what cannot be read is `Undecodable`, what is none of our
business `Ignored`, each with the reason.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from bot.channels.telegram.callbacks import Codec
from bot.channels.telegram.shown import Look, look
from bot.core.model import Commanded, Event, Refused, Said, SentOther
from bot.service import Incoming

ALLOWED = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")  # what we ask Telegram for

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Me:
    """Who the bot is on Telegram. In groups a bare command counts only when it is one of `commands`: another bot's
    must not be answered."""

    id: int
    username: str
    commands: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer goes. `reply_to` is the person's message, `tapped` the bot's own whose button was tapped,
    `editable` whether that one is a text that can still be edited, `shown` what it looked like, `callback` the tap
    that waits for its answer."""

    chat: int
    private: bool
    thread: int | None = None
    reply_to: int | None = None
    tapped: int | None = None
    editable: bool = False
    shown: Look | None = None
    callback: str | None = None


@dataclass(frozen=True, slots=True)
class Talked:
    """Somebody said or did something that the bot answers."""

    incoming: Incoming
    place: Place


@dataclass(frozen=True, slots=True)
class Searched:
    """An inline query: `@bot text` typed in any chat."""

    update: int
    query: str
    person: int
    text: str


@dataclass(frozen=True, slots=True)
class TappedNowhere:
    """A tap on a message that the bot cannot see: only its spinner can be stopped."""

    update: int
    callback: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A group became a supergroup."""

    update: int
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Barred:
    """The bot was blocked, or thrown out of a group."""

    update: int
    chat: int


@dataclass(frozen=True, slots=True)
class Ignored:
    """None of our business, and why."""

    update: int
    why: str


@dataclass(frozen=True, slots=True)
class Undecodable:
    """Not an update as Telegram sends them."""

    update: int | None
    why: str


Read = Talked | Searched | TappedNowhere | Moved | Barred | Ignored | Undecodable

OTHERS = (
    "sticker", "animation", "photo", "video", "video_note", "voice", "audio", "document", "venue", "location",
    "contact", "poll", "dice", "game", "story", "paid_media", "checklist", "invoice", "live_photo",
)  # fmt: skip
# A message is content or an event of the chat; these are the keys that every content may carry beside itself.
ENVELOPE = frozenset(
    (
        "message_id", "message_thread_id", "direct_messages_topic", "from", "sender_chat", "sender_boost_count",
        "sender_business_bot", "sender_tag", "date", "business_connection_id", "chat", "forward_origin",
        "is_topic_message", "is_automatic_forward", "reply_to_message", "external_reply", "quote", "reply_to_story",
        "reply_to_checklist_task_id", "via_bot", "edit_date", "has_protected_content", "is_from_offline",
        "is_paid_post", "media_group_id", "author_signature", "paid_star_count", "link_preview_options", "effect_id",
        "reply_markup",
    )
)  # fmt: skip
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


EVENTS = frozenset(
    (
        "new_chat_members", "left_chat_member", "chat_owner_left", "chat_owner_changed", "new_chat_title",
        "new_chat_photo", "delete_chat_photo", "group_chat_created", "supergroup_chat_created", "channel_chat_created",
        "message_auto_delete_timer_changed", "pinned_message", "successful_payment", "refunded_payment",
        "users_shared", "chat_shared", "gift", "unique_gift", "gift_upgrade_sent", "connected_website",
        "write_access_allowed", "passport_data", "proximity_alert_triggered", "boost_added", "chat_background_set",
        "checklist_tasks_done", "checklist_tasks_added", "direct_message_price_changed", "forum_topic_created",
        "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened", "general_forum_topic_hidden",
        "general_forum_topic_unhidden", "giveaway_created", "giveaway", "giveaway_winners", "giveaway_completed",
        "paid_message_price_changed", "suggested_post_approved", "suggested_post_approval_failed",
        "suggested_post_declined", "suggested_post_paid", "suggested_post_refunded", "video_chat_scheduled",
        "video_chat_started", "video_chat_ended", "video_chat_participants_invited", "web_app_data",
    )
)  # fmt: skip


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
    return value
