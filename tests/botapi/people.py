"""The people: what a person can do with a Telegram client, and waiting for what the bot says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.botapi.markup import DEEP_LINK
from tests.botapi.text import typed, units
from tests.botapi.world import Chat, Message, Query, Tap

if TYPE_CHECKING:
    from tests.botapi.server import BotApi

FILE = {"file_id": "AgACAgQAAx", "file_unique_id": "AQADx"}
OTHER: dict[str, dict[str, Any]] = {
    "sticker": {
        "sticker": {
            **FILE,
            "type": "regular",
            "width": 512,
            "height": 512,
            "emoji": "👍",
            "is_animated": False,
            "is_video": False,
        }
    },
    "photo": {"photo": [{**FILE, "width": 90, "height": 90}]},
    "voice": {"voice": {**FILE, "duration": 3}},
    "video": {"video": {**FILE, "width": 10, "height": 10, "duration": 3}},
    "video_note": {"video_note": {**FILE, "length": 240, "duration": 3}},
    "animation": {
        "animation": {**FILE, "width": 10, "height": 10, "duration": 3},
        "document": {**FILE, "file_name": "a.mp4"},
    },
    "audio": {"audio": {**FILE, "duration": 3}},
    "document": {"document": {**FILE, "file_name": "cv.pdf"}},
    "location": {"location": {"latitude": 52.5, "longitude": 13.4}},
    "venue": {
        "venue": {"location": {"latitude": 1.0, "longitude": 2.0}, "title": "Office", "address": "Street 1"},
        "location": {"latitude": 1.0, "longitude": 2.0},
    },
    "contact": {"contact": {"phone_number": "+10000000000", "first_name": "Bo"}},
    "dice": {"dice": {"emoji": "🎲", "value": 4}},
    "poll": {
        "poll": {
            "id": "1",
            "question": "Tea?",
            "options": [{"text": "yes", "voter_count": 0, "persistent_id": "0"}],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": True,
            "members_only": False,
        }
    },
    "story": {"story": {"id": 1, "chat": {"id": 1, "type": "private", "first_name": "Ada"}}},
    "unheard_of": {"hologram": {"id": "1"}},
}


class Talk:
    """A chat from the people's side."""

    def __init__(self, api: BotApi, chat: Chat, privacy: bool = True) -> None:
        self.api = api
        self.chat = chat
        self.privacy = privacy
        self._read = 0

    @property
    def id(self) -> int:
        """The chat's id."""
        return self.chat.id

    async def reply(self, timeout: float = 5.0) -> Message:  # noqa: ASYNC109  (the test's patience)
        """The next message that the bot sends or edits here; each is given out once."""
        where = f"the bot's message {self._read + 1} in chat {self.id}"
        await self.api.until(lambda: len(self.chat.heard) > self._read, timeout, where)
        self._read += 1
        return self.chat.heard[self._read - 1]

    def skip_read(self) -> None:
        """Take everything so far as read."""
        self._read = len(self.chat.heard)

    @property
    def unread(self) -> list[Message]:
        """What the bot said here that nobody waited for yet."""
        return self.chat.heard[self._read :]

    def last(self, label: str | None = None) -> Message:
        """The newest message of the bot, or the newest with this button."""
        mine = [m for m in self.chat.messages.values() if m.sender == self.api.world.bot["id"] and not m.gone]
        found = [m for m in mine if label is None or label in m.labels]
        assert found, f"no message here has a button {label!r}; there are {[m.labels for m in mine[-3:]]}"
        return found[-1]

    # ------------------------------------------------------------ what happens to the bot here

    def bar(self, why: str, status: str, by: int) -> None:
        """The bot is thrown out or blocked; every call gets a 403 in these words."""
        self.chat.barred = why
        self.api.updates.add("my_chat_member", _membership(self.api, self.chat, by, "member", status), by)

    def let_in(self, by: int) -> None:
        """The bot is let in (again)."""
        self.chat.barred = None
        self.api.updates.add("my_chat_member", _membership(self.api, self.chat, by, "left", "member"), by)

    def migrate(self, by: int) -> Talk:
        """The group becomes a supergroup; the new talk."""
        world = self.api.world
        new = world.new_chat(self.id - 1_000_000_000_000, "supergroup", self.chat.title)
        new.members = set(self.chat.members)
        old = world.put(self.chat, by, migrate_to_chat_id=new.id)
        self.api.updates.add("message", old.body, by)
        self.chat.moved_to = new.id
        self.api.updates.add("message", world.put(new, by, migrate_from_chat_id=self.id).body, by)
        return Talk(self.api, new, self.privacy)

    def posts(self, text: str) -> Message:
        """A channel's own post."""
        message = self.api.world.put(self.chat, self.api.world.bot["id"], text=text, sender_chat={"id": self.id})
        self.api.updates.add("channel_post", message.body, self.id)
        return message


class Person:
    """Somebody with a client. Without `where` everything happens in the private chat."""

    def __init__(self, api: BotApi, person: int) -> None:
        self.api = api
        self.id = person
        self._private: Talk | None = None

    @property
    def private(self) -> Talk:
        """The talk with the bot alone; opening it lets the bot write."""
        if self._private is None:
            self._private = Talk(self.api, self.api.world.new_chat(self.id, "private"))
        return self._private

    def says(
        self, text: str, where: Talk | None = None, *, reply_to: Message | None = None, thread: int | None = None
    ) -> Message:
        """Type a message; in a group with privacy mode the bot gets only what is meant for it."""
        assert 1 <= units(text) <= 4096, "a client cuts longer texts"
        content: dict[str, Any] = {"text": text, "entities": typed(text)} if typed(text) else {"text": text}
        content |= {"reply_to_message": reply_to.body} if reply_to else {}
        content |= {"message_thread_id": thread, "is_topic_message": True} if thread else {}
        return self._put(where or self.private, content)

    def sends(self, kind: str, where: Talk | None = None, caption: str | None = None) -> Message:
        """Send something else than text."""
        content = {**OTHER[kind], **({"caption": caption} if caption else {})}
        return self._put(where or self.private, content)

    def _put(self, talk: Talk, content: dict[str, Any]) -> Message:
        message = self.api.world.put(talk.chat, self.id, **content)
        if self._reaches(talk, message):
            self.api.updates.add("message", message.body, self.id)
        return message

    def _reaches(self, talk: Talk, message: Message) -> bool:
        bot = self.api.world.bot
        replied = message.body.get("reply_to_message", {}).get("from", {}).get("id") == bot["id"]
        text = message.text.lower()
        called = text.startswith("/") and (
            "@" not in text.split()[0] or text.split()[0].endswith(f"@{bot['username']}")
        )
        return not talk.privacy or talk.chat.type == "private" or replied or called or f"@{bot['username']}" in text

    def edits(self, message: Message, text: str) -> None:
        """Correct a message sent before."""
        message.body = {**message.body, "text": text, "entities": typed(text), "edit_date": int(self.api.world.now())}
        self.api.updates.add("edited_message", message.body, self.id)

    async def asks(self, text: str, where: Talk | None = None, timeout: float = 5.0) -> Message:  # noqa: ASYNC109
        """Say something and wait for the answer."""
        talk = where or self.private
        talk.skip_read()
        self.says(text, where)
        return await talk.reply(timeout)

    def starts(self, payload: str = "") -> Message:
        """Press START, with a deep link's payload."""
        assert not payload or DEEP_LINK.fullmatch(payload), f"Telegram drops the payload {payload!r}"
        return self.says(f"/start {payload}".strip())

    def taps(self, label: str, where: Talk | None = None, message: Message | None = None) -> Tap:
        """Tap a button by what it says, on the newest message that has it."""
        talk = where or self.private
        target = message or talk.last(label)
        button = next(b for row in target.rows for b in row if b["text"] == label)
        assert "callback_data" in button, f"{label!r} is not a button for the bot: {button}"
        return self.taps_data(button["callback_data"], target)

    def taps_data(self, data: str, message: Message, **extra: Any) -> Tap:
        """Tap with this callback data, whatever the message says."""
        world = self.api.world
        tap = Tap(world.token(), world.now(), self.id, message)
        world.taps[tap.id] = tap
        body = {
            "id": tap.id,
            "from": world.people[self.id],
            "chat_instance": "1",
            "data": data,
            "message": message.body,
        }
        self.api.updates.add("callback_query", {**body, **extra}, self.id, lives=150)
        return tap

    async def picks(self, label: str, where: Talk | None = None, timeout: float = 5.0) -> Message:  # noqa: ASYNC109
        """Tap a button and wait both for the callback's answer and for the message it leads to."""
        talk = where or self.private
        talk.skip_read()
        tap = self.taps(label, where)
        await self.api.until(lambda: tap.answer is not None, timeout, f"an answer to the tap on {label!r}")
        return await talk.reply(timeout)

    # ------------------------------------------------------------ inline mode

    def inline(self, text: str) -> Query:
        """Type `@bot text` in some chat; the server answers from its cache when the bot let it."""
        assert len(text) <= 256
        world = self.api.world
        query = Query(world.token(), world.now(), self.id, text)
        world.queries[query.id] = query
        for whose in (None, self.id):
            until, answer = world.cache.get((text, whose), (0.0, {}))
            if until > world.now():
                query.answer, query.cached = answer, True
                return query
        body = {"id": query.id, "from": world.people[self.id], "query": text, "offset": "", "chat_type": "sender"}
        self.api.updates.add("inline_query", body, self.id, lives=30)
        return query

    async def searches(self, text: str, timeout: float = 5.0) -> list[dict[str, Any]]:  # noqa: ASYNC109
        """Type `@bot text` and wait for the results."""
        query = self.inline(text)
        await self.api.until(lambda: query.answer is not None, timeout, f"results for {text!r}")
        return query.results

    def chooses(self, query: Query, result: str) -> None:
        """Send one of the results; the bot hears of it."""
        assert result in [one["id"] for one in query.results]
        body = {"result_id": result, "from": self.api.world.people[self.id], "query": query.text}
        self.api.updates.add("chosen_inline_result", body, self.id)

    # ------------------------------------------------------------ leaving

    def blocks(self) -> None:
        """Block the bot."""
        self.private.bar("bot was blocked by the user", "kicked", self.id)

    def unblocks(self) -> None:
        """Unblock it."""
        self.private.let_in(self.id)


def join(api: BotApi, kind: str, title: str, people: tuple[Person, ...], privacy: bool) -> Talk:
    """A new group or channel with the bot in it."""
    base = {"group": -5_000_000, "supergroup": -1_001_000_000_000, "channel": -1_002_000_000_000}[kind]
    chat = api.world.new_chat(base - len(api.world.chats), kind, title)
    chat.members = {person.id for person in people}
    by = people[0].id if people else api.world.bot["id"]
    talk = Talk(api, chat, privacy)
    talk.let_in(by)
    return talk


def _membership(api: BotApi, chat: Chat, by: int, old: str, new: str) -> dict[str, Any]:
    bot = api.world.bot
    return {
        "chat": chat.shown(api.world.people),
        "from": api.world.people[by],
        "date": int(api.world.now()),
        "old_chat_member": {"user": bot, "status": old},
        "new_chat_member": {"user": bot, "status": new, **({"until_date": 0} if new == "kicked" else {})},
    }
