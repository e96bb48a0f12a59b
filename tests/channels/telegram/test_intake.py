"""One update from arrival to commit: what is answered, what is buried, what comes again, and who is told."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram.callbacks import Codec
from bot.channels.telegram.flood import Flood
from bot.channels.telegram.intake import Intake, Phrases
from bot.channels.telegram.kinds import Me, Searched
from bot.core.model import Action, Choice, Commanded, Refused, Said, SentOther, Tapped
from bot.replies.reply import Reply
from bot.service import Answered, Incoming
from bot.storage.port import Outgoing, Queued, Stored, StoreDown
from bot.storage.sqlite import SqliteStore
from tests.channels.telegram.test_reading import ADA, BOT, GROUP, PRIVATE, message

CODEC = Codec.of("7:token")
ME = Me(7, "job_or_career_bot", frozenset({"quiz"}))
PHRASES = Phrases(slow=Reply("slowly"), trouble=Reply("sorry"))


class Echo:
    """A service that says what it heard, counts in the dialogue, and breaks when told to."""

    def handle(self, stored: Stored, incoming: Incoming) -> Answered:
        count = int(stored.dialogue or 0) + 1
        match incoming.event:
            case Said("break") | Commanded("break"):
                raise ZeroDivisionError("template")
            case Said(text):
                words = text
            case Commanded(name, argument):
                words = f"/{name} {argument}".strip()
            case Tapped(action):
                words = f"tapped {action}"
            case SentOther(kind):
                words = f"a {kind}"
            case Refused(why):
                return Answered(stored, (Reply(why, note=True),))
        choices = ((Choice("Again", action=Action("again")),),)
        return Answered(Stored(str(count), stored.profile), (Reply(f"{count} {words}", choices=choices),))


class Ear:
    """A sender that notes what it is woken for."""

    def __init__(self) -> None:
        self.calls: list[Outgoing] = []
        self.looked: list[str] = []

    def look(self, lane: str) -> None:
        self.looked.append(lane)

    def wake(self, queued: Iterable[Queued]) -> None:
        self.calls += [one.outgoing for one in queued]

    @property
    def said(self) -> list[str]:
        """The texts, "…" for a spinner that stops without words."""
        return [str(call.params.get("text", "…")) for call in self.calls]


class Cards:
    """Inline mode with nothing to offer."""

    def answer(self, search: Searched) -> Outgoing:
        return Outgoing(f"inline:{search.query}", "answerInlineQuery", {"inline_query_id": search.query, "results": []})


class Down(SqliteStore):
    """A store that can be made unreachable."""

    down = False

    async def process(self, *given: Any) -> Any:
        if self.down:
            raise StoreDown("no room on the disk")
        return await super().process(*given)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Down]:
    """A real store."""
    made = Down(tmp_path / "bot.sqlite3")
    await made.open()
    yield made
    await made.close()


@pytest.fixture
def ear() -> Ear:
    """What is sent."""
    return Ear()


@pytest.fixture
def intake(store: Down, ear: Ear) -> Intake:
    """The intake, with a flood that begins at the fourth message."""
    return Intake(
        me=ME,
        codec=CODEC,
        service=Echo(),
        store=store,
        sender=ear,
        inline=Cards(),
        phrases=PHRASES,
        flood=Flood(burst=3, a_second=0),
    )


def update(number: int, text: str = "hi", **more: Any) -> dict[str, Any]:
    """Ada's message number so and so."""
    return {"update_id": number, "message": message(text, **more)}


def tap(number: int, owner: int = 1001) -> dict[str, Any]:
    """Ada's tap."""
    shown = {"message_id": 4, "date": 1, "chat": PRIVATE, "from": BOT, "text": "?"}
    data = CODEC.write(Action("again"), owner)
    return {"update_id": number, "callback_query": {"id": str(number), "from": ADA, "data": data, "message": shown}}


async def test_a_message_is_answered(intake: Intake, ear: Ear) -> None:
    """And what it led to is queued before the sender is woken."""
    await intake.take(update(1, "hello"))
    assert ear.said == ["1 hello"]


async def test_an_update_that_comes_twice_is_answered_once(intake: Intake, ear: Ear) -> None:
    """Delivery is at least once."""
    await asyncio.gather(intake.take(update(1)), intake.take(update(1)))
    await intake.take(update(1))
    assert ear.said == ["1 hi"]


async def test_a_talk_goes_on_where_it_was(intake: Intake, ear: Ear) -> None:
    """For each person in each chat by themselves."""
    await intake.take(update(1, "one"))
    await intake.take(update(2, "/two@job_or_career_bot", chat=GROUP))
    await intake.take(update(3, "three"))
    assert ear.said == ["1 one", "1 /two", "2 three"]


async def test_a_tap_is_answered_in_its_own_lane(intake: Intake, ear: Ear) -> None:
    """Before what it leads to."""
    await intake.take(tap(1))
    assert [(call.lane, call.call) for call in ear.calls] == [
        ("callback:1", "answerCallbackQuery"),
        ("1001", "sendMessage"),
    ]


async def test_somebody_elses_button_gets_a_note(intake: Intake, ear: Ear) -> None:
    """And nothing else."""
    await intake.take(tap(1, owner=1002))
    assert ear.said == ["foreign"]


async def test_an_answer_that_breaks_is_buried_and_the_person_told(intake: Intake, ear: Ear, store: Down) -> None:
    """The next message is answered as if nothing had been."""
    await intake.take(update(1, "break"))
    await intake.take(update(2, "on"))
    (letter,) = await store.letters()
    assert ear.said == ["sorry", "1 on"]
    assert (letter.direction, letter.what, letter.person) == ("in", "message", 1001)
    assert letter.reason == "ZeroDivisionError: template"


async def test_an_update_that_cannot_be_read_is_buried(intake: Intake, ear: Ear, store: Down) -> None:
    """It blocks nothing, with or without an id."""
    for broken in ({"update_id": 1, "message": {}}, {"no": "\ud83d"}, None, [], "text"):
        await intake.take(broken)
    await intake.take(update(2))
    assert (ear.said, len(await store.letters())) == (["1 hi"], 5)


async def test_what_breaks_anywhere_else_is_buried_too(intake: Intake, store: Down, monkeypatch: Any) -> None:
    """The polling loop and the webhook rely on it."""

    def broken(*_: object) -> Outgoing:
        raise RecursionError

    monkeypatch.setattr(Cards, "answer", broken)
    await intake.take({"update_id": 1, "inline_query": {"id": "9", "from": ADA, "query": "job", "offset": ""}})
    assert [letter.reason for letter in await store.letters()] == ["RecursionError"]


async def test_a_store_that_is_down_makes_the_update_come_again(intake: Intake, ear: Ear, store: Down) -> None:
    """It is the only thing that raises; nothing is buried."""
    store.down = True
    with pytest.raises(StoreDown):
        await intake.take(update(1))
    store.down = False
    await intake.take(update(1))
    assert (ear.said, await store.letters()) == (["1 hi"], ())


async def test_a_flood_is_told_once_and_its_taps_are_answered(intake: Intake, ear: Ear) -> None:
    """Others are answered meanwhile; the note overtakes the answers that still wait."""
    for number in range(1, 7):
        await intake.take(update(number, str(number)))
    await intake.take(tap(7))
    other = update(8, "calm")
    other["message"]["from"] = {**ADA, "id": 1002}
    await intake.take(other)
    assert ear.said == ["1 1", "2 2", "3 3", "slowly", "…", "1 calm"]
    assert ear.calls[3].lane == "1001:note"


async def test_a_second_tap_that_would_change_nothing_edits_nothing(intake: Intake, ear: Ear, monkeypatch: Any) -> None:
    """A double tap brings the message as it was before the first."""
    answered = Answered(Stored(), (Reply("done", edits=True),))
    monkeypatch.setattr(Echo, "handle", lambda *_: answered)
    await intake.take(tap(1))
    await intake.take(tap(2))
    assert [call.call for call in ear.calls] == ["answerCallbackQuery", "editMessageText", "answerCallbackQuery"]


async def test_an_inline_query_is_answered(intake: Intake, ear: Ear) -> None:
    """Without touching anybody's talk."""
    query = {"id": "9", "from": ADA, "query": "job", "offset": ""}
    await intake.take({"update_id": 1, "inline_query": query})
    assert [call.lane for call in ear.calls] == ["inline:9"]


async def test_a_tap_on_a_message_we_cannot_see_is_answered(intake: Intake, ear: Ear) -> None:
    """Its spinner stops."""
    query = {"id": "9", "from": ADA, "data": "x", "inline_message_id": "i"}
    await intake.take({"update_id": 1, "callback_query": query})
    assert ear.said == ["…"]


async def test_a_talk_moves_with_its_group(intake: Intake, ear: Ear) -> None:
    """To the supergroup's id, whichever of the two messages comes first, and twice is as good as once."""
    small = {"id": -5, "type": "group", "title": "Friends"}
    await intake.take(update(1, "/quiz", chat=small))
    await intake.take({"update_id": 2, "message": message(chat=small, migrate_to_chat_id=GROUP["id"])})
    await intake.take({"update_id": 3, "message": message(chat=GROUP, migrate_from_chat_id=-5)})
    await intake.take(update(4, "/quiz", chat=GROUP))
    assert ear.said == ["1 /quiz", "2 /quiz"]
    assert ear.looked[0] == str(GROUP["id"])  # what waited for the old chat


async def test_who_blocks_the_bot_gets_nothing_more(intake: Intake, ear: Ear, store: Down) -> None:
    """What waited for them is given up."""
    await intake.take(update(1))
    change = {"chat": PRIVATE, "from": ADA, "new_chat_member": {"status": "kicked"}}
    await intake.take({"update_id": 2, "my_chat_member": change})
    assert await store.lanes() == ()


async def test_what_is_not_for_the_bot_is_left_alone(intake: Intake, ear: Ear) -> None:
    """Talk among people, channels, kinds of updates not asked for."""
    await intake.take(update(1, "just talk", chat=GROUP))
    await intake.take({"update_id": 2, "poll_answer": {}})
    assert ear.said == []
