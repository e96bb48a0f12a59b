"""What the server knows: people, chats, messages, taps, inline queries. Plain values that change; no transport."""

import itertools
import random
import time
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Message:
    """A message in a chat, by the bot or by a person, as it stands now."""

    chat: int
    id: int
    sender: int
    body: dict[str, Any]  # as the API shows it
    gone: bool = False
    frozen: bool = False  # can no longer be edited
    edits: int = 0

    @property
    def text(self) -> str:
        """The text or caption, without markup."""
        return str(self.body.get("text", self.body.get("caption", "")))

    @property
    def rows(self) -> list[list[dict[str, Any]]]:
        """The rows of buttons under it."""
        return list(self.body.get("reply_markup", {}).get("inline_keyboard", []))

    @property
    def labels(self) -> list[str]:
        """What its buttons say, row by row."""
        return [button["text"] for row in self.rows for button in row]


@dataclass(slots=True)
class Chat:
    """A chat, what happened in it by the bot's hand, and how it treats the bot."""

    id: int
    type: str  # "private", "group", "supergroup", "channel"
    title: str
    topics: set[int] = field(default_factory=set)
    messages: dict[int, Message] = field(default_factory=dict)
    heard: list[Message] = field(default_factory=list)  # what the bot sent or edited, in order, once each time
    barred: str | None = None  # the words of the 403 that every call gets
    muted: bool = False  # no right to write
    moved_to: int | None = None
    members: set[int] = field(default_factory=set)
    ids: Any = field(default_factory=lambda: itertools.count(1))

    def shown(self, names: dict[int, dict[str, Any]]) -> dict[str, Any]:
        """The chat as the API shows it."""
        if self.type == "private":
            person = names[self.id]
            return {"id": self.id, "type": "private", "first_name": person["first_name"]}
        return {"id": self.id, "type": self.type, "title": self.title}


@dataclass(slots=True)
class Tap:
    """A tap on a button, and what the bot answered."""

    id: str
    at: float
    person: int
    message: Message | None
    answer: dict[str, Any] | None = None


@dataclass(slots=True)
class Query:
    """An inline query, and what the bot answered."""

    id: str
    at: float
    person: int
    text: str
    answer: dict[str, Any] | None = None
    cached: bool = False

    @property
    def results(self) -> list[dict[str, Any]]:
        """The results offered, empty until answered."""
        return list((self.answer or {}).get("results", []))


class World:
    """Everybody and everything, with a clock that a test can put forward."""

    def __init__(self, bot: dict[str, Any], seed: int = 0) -> None:
        self.bot = bot
        self.people: dict[int, dict[str, Any]] = {bot["id"]: bot}
        self.chats: dict[int, Chat] = {}
        self.taps: dict[str, Tap] = {}
        self.queries: dict[str, Query] = {}
        self.inline: dict[str, Message] = {}
        self.cache: dict[tuple[str, int | None], tuple[float, dict[str, Any]]] = {}
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.texts: dict[tuple[str, str], str] = {}  # ("description" | "short_description" | "name", language)
        self.ahead = 0.0
        self._random = random.Random(seed)
        self._people = itertools.count(1001)
        self._private_ids = itertools.count(1)

    def now(self) -> float:
        """The server's time in Unix seconds."""
        return time.time() + self.ahead

    def token(self) -> str:
        """An id as Telegram gives to queries: digits, never the same."""
        return str(self._random.getrandbits(60))

    def new_person(self, name: str, language: str | None) -> dict[str, Any]:
        """A person, not yet known to the bot."""
        person = {"id": next(self._people), "is_bot": False, "first_name": name, "username": f"{name.lower()}_test"}
        person |= {"language_code": language} if language else {}
        self.people[person["id"]] = person
        return person

    def new_chat(self, chat_id: int, kind: str, title: str = "") -> Chat:
        """A chat; private ones share one row of message ids, as with Telegram."""
        chat = Chat(chat_id, kind, title)
        if kind in ("private", "group"):
            chat.ids = self._private_ids
        self.chats[chat_id] = chat
        return chat

    def put(self, chat: Chat, sender: int, **content: Any) -> Message:
        """A new message in a chat."""
        number = next(chat.ids)
        body = {"message_id": number, "date": int(self.now()), "chat": chat.shown(self.people)}
        body |= {"from": self.people[sender]} if chat.type != "channel" else {}
        message = Message(chat.id, number, sender, {**body, **content})
        chat.messages[number] = message
        return message
