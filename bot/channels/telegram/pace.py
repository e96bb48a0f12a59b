"""How fast a good citizen sends: a message a second in a private chat, twenty a minute in a group, thirty in all.

Bursts pass, as Telegram lets them: only who exceeds a window waits, and each chat waits for itself. Telegram's own
`retry_after` rules over all of this; these windows are there so that it is seldom needed.
"""

from collections import OrderedDict
from dataclasses import dataclass, field

PRIVATE = (10, 10.0)  # calls, seconds
GROUP = (20, 60.0)
REMEMBERED = 10_000  # chats
UNPACED = frozenset({"sendChatAction"})


@dataclass(slots=True)
class Window:
    """At most `count` reservations in any `seconds`."""

    count: int
    seconds: float
    taken: list[float] = field(default_factory=list)  # short, and there are many: an empty deque takes 600 bytes

    def reserve(self, now: float) -> float:
        """The first moment that is free, taken."""
        at = now
        if len(self.taken) == self.count:
            at = max(now, self.taken.pop(0) + self.seconds)
        self.taken.append(at)
        return at


class Pace:
    """Tells each call how long to wait. `rate` is the limit over all chats a second; 0: none."""

    def __init__(self, rate: int = 30) -> None:
        self._all = Window(rate, 1.0) if rate else None
        self._chats: OrderedDict[int, Window] = OrderedDict()

    def wait(self, method: str, chat: object, now: float) -> float:
        """Seconds to wait before `method` may be called for `chat`; its place is then reserved."""
        if not _counts(method, chat):
            return 0.0
        assert isinstance(chat, int)  # noqa: S101 _counts has looked
        at = self._window(chat).reserve(now)
        if self._all is not None:
            at = self._all.reserve(at) if at == now else at
        return at - now

    def _window(self, chat: int) -> Window:
        window = self._chats.get(chat)
        if window is None:
            window = self._chats[chat] = Window(*(GROUP if chat < 0 else PRIVATE))
            if len(self._chats) > REMEMBERED:
                self._chats.popitem(last=False)
        else:
            self._chats.move_to_end(chat)
        return window


def _counts(method: str, chat: object) -> bool:
    """New messages count everywhere; in a group edits do too, in a private chat a quiz may be tapped through."""
    if not isinstance(chat, int) or method in UNPACED:
        return False
    return method.startswith(("send", "copy", "forward")) or (chat < 0 and method.startswith("edit"))
