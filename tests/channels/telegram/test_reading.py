"""Every kind of update is read as what it is; nothing that comes in raises."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.callbacks import Codec
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
from bot.channels.telegram.reading import read
from bot.channels.telegram.shown import look
from bot.core.model import Action, Commanded, Refused, Said, SentOther, Tapped
from bot.service import Incoming
from tests.botapi.people import OTHER
from tests.botapi.text import typed

ME = Me(7, "job_or_career_bot", frozenset({"quiz", "help"}))
CODEC = Codec.of("7:token")
NOW = 1_790_000_000
ADA = {"id": 1001, "is_bot": False, "first_name": "Ada", "language_code": "en"}
BOT = {"id": 7, "is_bot": True, "first_name": "Job or Career", "username": "job_or_career_bot"}
GROUP = {"id": -100500, "type": "supergroup", "title": "Friends"}
PRIVATE = {"id": 1001, "type": "private", "first_name": "Ada"}


def message(text: str | None = None, chat: dict[str, Any] = PRIVATE, **more: Any) -> dict[str, Any]:
    """A message by Ada, as Telegram sends it."""
    words = {} if text is None else {"text": text, "entities": typed(text)}
    return {"message_id": 5, "date": NOW, "chat": chat, "from": ADA, **words, **more}


def reading(kind: str, body: Any) -> Read:
    """What the update with this body is."""
    return read({"update_id": 1, kind: body}, ME, CODEC, NOW)


def event(body: dict[str, Any], kind: str = "message") -> Any:
    """What was done, or what else the update is."""
    found = reading(kind, body)
    return found.incoming.event if isinstance(found, Talked) else found


def test_a_private_message_says_who_where_and_when() -> None:
    """And nothing to reply to: there is one person in the chat."""
    incoming = Incoming("telegram", 1001, 1001, Said("what is a job?"), NOW, update=1, private=True, language="en")
    assert reading("message", message("what is a job?")) == Talked(incoming, Place(1001, private=True))


def test_a_group_message_is_replied_to_in_its_topic() -> None:
    """The person is named by the reply, and the forum's topic is kept."""
    found = reading("message", message("/quiz", GROUP, message_thread_id=9, is_topic_message=True))
    assert isinstance(found, Talked)
    assert (found.place, found.incoming.private) == (Place(-100500, private=False, thread=9, reply_to=5), False)


PRIVATELY: list[tuple[str, dict[str, Any], Any]] = [
    ("words", message("hello"), Said("hello")),
    ("a command", message("/quiz"), Commanded("quiz")),
    ("a command in capitals", message("/Quiz"), Commanded("quiz")),
    ("a deep link", message("/start ask-define_job"), Commanded("start", "ask-define_job")),
    ("a command to us by name", message("/quiz@Job_or_career_bot full"), Commanded("quiz", "full")),
    ("a command over lines", message("/feedback first\nsecond"), Commanded("feedback", "first\nsecond")),
    ("an unknown command", message("/quzi"), Commanded("quzi")),
    ("a slash between words", message("job/career"), Said("job/career")),
    ("a command in the middle", message("use /quiz now"), Said("use /quiz now")),
    ("a slash alone", message("/"), Said("/")),
    ("a caption", message(photo=[{}], caption="is this a job?"), Said("is this a job?")),
    ("only the bot's name", message("@job_or_career_bot"), Commanded("start")),
    ("no language", {**message("hi"), "from": {"id": 1001, "first_name": "Ada"}}, Said("hi")),
    ("no date", {k: v for k, v in message("hi").items() if k != "date"}, Said("hi")),
    ("a pinned message", message(pinned_message={}), Ignored(1, "not for the bot")),
    ("sent through us inline", message("Career: …", via_bot=BOT), Ignored(1, "sent through inline mode")),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in PRIVATELY], ids=[row[0] for row in PRIVATELY])
def test_private_messages(body: dict[str, Any], expected: Any) -> None:
    """Words, commands and what is neither."""
    assert event(body) == expected


@pytest.mark.parametrize("kind", OTHER)
def test_every_other_kind_of_message_is_named(kind: str) -> None:
    """An animation comes as a document too, a venue as a location; what nobody has heard of is "other"."""
    assert event(message(**OTHER[kind])) == SentOther("other" if kind == "unheard_of" else kind)


IN_A_GROUP: list[tuple[str, dict[str, Any], Any]] = [
    ("plain talk", message("what is a job?", GROUP), Ignored(1, "not for the bot")),
    ("our command", message("/quiz", GROUP), Commanded("quiz")),
    ("our command by name", message("/quzi@job_or_career_bot", GROUP), Commanded("quzi")),
    ("another bot's command", message("/quiz@other_bot", GROUP), Ignored(1, "not for the bot")),
    ("a command we do not have", message("/ban", GROUP), Ignored(1, "not for the bot")),
    ("a mention first", message("@job_or_career_bot what is a job?", GROUP), Said("what is a job?")),
    ("a mention last", message("😀 what is a job, @Job_Or_Career_Bot?", GROUP), Said("😀 what is a job,?")),
    ("a mention of somebody else", message("@somebody what is a job?", GROUP), Ignored(1, "not for the bot")),
    ("a reply to us", message("why?", GROUP, reply_to_message={"from": BOT}), Said("why?")),
    ("a reply to Bo", message("why?", GROUP, reply_to_message={"from": {"id": 8}}), Ignored(1, "not for the bot")),
    ("a sticker", message(chat=GROUP, sticker={}), Ignored(1, "not for the bot")),
    ("a sticker to us", message(chat=GROUP, sticker={}, reply_to_message={"from": BOT}), SentOther("sticker")),
    ("a new member", message(chat=GROUP, new_chat_members=[BOT]), Ignored(1, "not for the bot")),
    ("another bot", message("hi", GROUP, **{"from": {"id": 8, "is_bot": True}}), Ignored(1, "another bot's message")),
    ("a channel", message("/quiz", {"id": -1002, "type": "channel"}), Ignored(1, "a channel's post")),
    ("its copy in the group", message("/quiz", GROUP, is_automatic_forward=True), Ignored(1, "a channel's post")),
    ("moving out", message(chat=GROUP, migrate_to_chat_id=-1007), Moved(1, -100500, -1007)),
    ("moving in", message(chat=GROUP, migrate_from_chat_id=-5), Moved(1, -5, -100500)),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in IN_A_GROUP], ids=[row[0] for row in IN_A_GROUP])
def test_group_messages(body: dict[str, Any], expected: Any) -> None:
    """Only what is meant for the bot is answered there."""
    assert event(body) == expected


def test_an_anonymous_administrator_is_the_group() -> None:
    """Telegram sends a bot's name as the author."""
    sender = {"from": {"id": 1087968824, "is_bot": True}, "sender_chat": GROUP}
    found = reading("message", message("/quiz", GROUP, **sender))
    assert isinstance(found, Talked)
    assert found.incoming.person == -100500


def test_a_correction_is_said_again_and_replied_to() -> None:
    """So that both see which message the answer belongs to."""
    found = reading("edited_message", message("what is a career?", edit_date=NOW))
    assert isinstance(found, Talked)
    assert (found.incoming.event, found.place.reply_to) == (Said("what is a career?", edited=True), 5)


def test_a_live_location_that_moves_is_ignored() -> None:
    """It comes as an edit every few seconds."""
    assert event(message(location={}), "edited_message") == Ignored(1, "no words")


def tap(data: str | None, **more: Any) -> dict[str, Any]:
    """Ada's tap on a message of the bot."""
    shown = {"message_id": 4, "date": NOW, "chat": PRIVATE, "from": BOT, "text": "?"}
    return {"id": "77", "from": ADA, "chat_instance": "1", "data": data, "message": shown, **more}


def test_a_tap_names_its_message_and_waits_for_its_answer() -> None:
    """The message can be edited."""
    found = reading("callback_query", tap(CODEC.write(Action("ask", ("define_job",)), 1001)))
    assert isinstance(found, Talked)
    assert found.incoming.event == Tapped(Action("ask", ("define_job",)))
    assert found.place == Place(1001, private=True, tapped=4, editable=True, shown=look("?", None), callback="77")


TAPS: list[tuple[str, dict[str, Any], Any]] = [
    ("somebody else's", tap(CODEC.write(Action("none"), 1002)), Refused("foreign")),
    ("forged", tap("1AAAAAAAAB.none"), Refused("stale")),
    ("a game's", tap(None), Refused("stale")),
    ("under an inline result", tap("x", message=None, inline_message_id="i"), TappedNowhere(1, "77")),
]


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in TAPS], ids=[row[0] for row in TAPS])
def test_taps_that_may_not_count(body: dict[str, Any], expected: Any) -> None:
    """Each is answered all the same."""
    assert event(body, "callback_query") == expected


@pytest.mark.parametrize("change", [{"date": 0}, {"text": None, "photo": []}], ids=["too old", "a picture"])
def test_what_cannot_be_edited_is_not(change: dict[str, Any]) -> None:
    """An old message comes without its content; a picture has no text."""
    body = tap(CODEC.write(Action("none"), 1001))
    body["message"] = {k: v for k, v in {**body["message"], **change}.items() if v is not None}
    found = reading("callback_query", body)
    assert isinstance(found, Talked)
    assert found.place.editable is False


def test_an_inline_query_is_a_search() -> None:
    """With who asks and what."""
    assert reading("inline_query", {"id": "5", "from": ADA, "query": "job", "offset": ""}) == Searched(
        1, "5", 1001, "job"
    )


@pytest.mark.parametrize(
    ("status", "expected"),
    [("kicked", Barred(1, 1001)), ("left", Barred(1, 1001)), ("member", Ignored(1, "the bot is member now"))],
)
def test_a_membership_says_whether_we_may_write(status: str, expected: Any) -> None:
    """Blocked in private, thrown out of a group, let in again."""
    assert reading("my_chat_member", {"chat": PRIVATE, "from": ADA, "new_chat_member": {"status": status}}) == expected


BROKEN: list[tuple[Any, int | None]] = [
    (None, None),
    ([], None),
    ({}, None),
    ({"update_id": "1", "message": message("hi")}, None),
    ({"update_id": 2**63, "message": message("hi")}, None),
    ({"update_id": 3, "message": {**message("hi"), "from": {"id": 2**63}}}, 3),
    ({"update_id": 3, "message": message("half a pair \ud83d")}, 3),
    ({"update_id": 3, "message": None}, 3),
    ({"update_id": 3, "message": {}}, 3),
    ({"update_id": 3, "message": {**message("hi"), "chat": 5}}, 3),
    ({"update_id": 3, "message": {**message("hi"), "text": 5}}, 3),
    ({"update_id": 3, "message": {**message("/a"), "entities": [{}]}}, 3),
    ({"update_id": 3, "callback_query": {"id": "1"}}, 3),
    ({"update_id": 3, "inline_query": {"id": "1", "from": ADA}}, 3),
]


@pytest.mark.parametrize(("update", "number"), BROKEN)
def test_what_is_broken_is_undecodable(update: Any, number: int | None) -> None:
    """With its id where it has one, so that it is never delivered again."""
    found = read(update, ME, CODEC, NOW)
    assert (type(found), getattr(found, "update", None)) == (Undecodable, number)


def test_what_is_not_asked_for_is_ignored() -> None:
    """A kind of update that Telegram invents later."""
    assert reading("telepathy", {}) == Ignored(1, "an update of kind telepathy")


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["id", "chat", "from", "type", "text", "entities", "offset", "length", "message", "data", "date", "user",
         "reply_to_message", "sticker", "message_id", "new_chat_member", "status", "caption", "sender_chat"]
    ), inner, max_size=6),
    max_leaves=12,
)  # fmt: skip


@given(st.sampled_from(["message", "edited_message", "callback_query", "inline_query", "my_chat_member"]), json)
def test_nothing_raises(kind: str, body: Any) -> None:
    """Whatever Telegram, or somebody who found the webhook, sends."""
    assert isinstance(reading(kind, body), Read)
