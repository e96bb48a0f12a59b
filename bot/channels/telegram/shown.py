"""What a message of the bot shows now, so that no edit is asked for that would change nothing.

A tap brings its message along, but as it was when it was tapped: two quick taps bring the same one twice. What we last
asked Telegram to make of a message is therefore remembered, and rules over what the tap says.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any

from bot.replies.markup import plain
from bot.storage.port import Outgoing

REMEMBERED = 10_000  # messages

Look = int  # a hash: a text need not be kept to know it again


def look(text: str, keyboard: Mapping[str, Any] | None) -> Look:
    """What a plain text and its buttons look like; letters and buttons count, bold and italics do not."""
    rows = (keyboard or {}).get("inline_keyboard") or ()
    buttons = tuple(tuple(str(sorted(button.items())) for button in row) for row in rows)
    return hash((text.strip(), buttons))


class Shown:
    """What the messages show that were edited lately."""

    def __init__(self) -> None:
        self._looks: OrderedDict[tuple[int, int], Look] = OrderedDict()

    def changing(self, calls: Iterable[Outgoing], tapped: Look | None) -> tuple[Outgoing, ...]:
        """The calls without an edit that changes nothing; `tapped` is what the tap said its message shows."""
        return tuple(call for call in calls if not self._is_idle(call, tapped))

    def note(self, calls: Iterable[Outgoing]) -> None:
        """These calls are going to be made."""
        for call in calls:
            if (key := _edited(call)) is not None:
                self._looks[key] = _look(call)
                self._looks.move_to_end(key)
        while len(self._looks) > REMEMBERED:
            self._looks.popitem(last=False)

    def _is_idle(self, call: Outgoing, tapped: Look | None) -> bool:
        key = _edited(call)
        return key is not None and self._looks.get(key, tapped) == _look(call)


def _edited(call: Outgoing) -> tuple[int, int] | None:
    return (call.params["chat_id"], call.params["message_id"]) if call.call == "editMessageText" else None


def _look(call: Outgoing) -> Look:
    return look(plain(call.params["text"]), call.params.get("reply_markup"))
