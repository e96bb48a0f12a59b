"""No edit is asked for that would change nothing, whatever the tap says its message shows."""

from typing import Any

from bot.channels.telegram.shown import Shown, look
from bot.storage.port import Outgoing

KEYBOARD = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}


def edit(text: str, message: int = 4, keyboard: dict[str, Any] | None = None) -> Outgoing:
    """An edit of Ada's message."""
    markup = {"reply_markup": keyboard} if keyboard else {}
    return Outgoing("1001", "editMessageText", {"chat_id": 1001, "message_id": message, "text": text, **markup})


SPINNER = Outgoing("callback:1", "answerCallbackQuery", {"callback_query_id": "1"})


def test_an_edit_into_what_is_shown_is_left_out() -> None:
    """The spinner is stopped all the same."""
    assert Shown().changing([SPINNER, edit("<b>a</b> &amp; b\n")], look("a & b", None)) == (SPINNER,)


def test_other_words_or_buttons_are_an_edit() -> None:
    """So is a button that does something else."""
    shown, other = look("a", KEYBOARD), {"inline_keyboard": [[{"text": "A", "callback_data": "b"}]]}
    for call in (edit("b", keyboard=KEYBOARD), edit("a"), edit("a", keyboard=other)):
        assert Shown().changing([call], shown) == (call,)
    assert Shown().changing([edit("a", keyboard=KEYBOARD)], shown) == ()


def test_what_was_asked_for_last_rules_over_what_a_tap_says() -> None:
    """Two quick taps bring the message as it was before both."""
    shown = Shown()
    shown.note([edit("two")])
    assert shown.changing([edit("two")], look("one", None)) == ()
    assert shown.changing([edit("one")], look("one", None)) == (edit("one"),)


def test_each_message_is_by_itself() -> None:
    """And calls that are no edits pass."""
    shown, send = Shown(), Outgoing("1001", "sendMessage", {"chat_id": 1001, "text": "two"})
    shown.note([edit("two"), send])
    assert shown.changing([edit("two", message=5), send], None) == (edit("two", message=5), send)


def test_memory_is_bounded() -> None:
    """The messages edited longest ago are forgotten first."""
    shown = Shown()
    shown.note(edit("a", message=number) for number in range(10_001))
    assert shown.changing([edit("a", message=0), edit("a", message=10_000)], None) == (edit("a", message=0),)
