"""What a button carries: whose it is, what it does, and a signature, in the 64 bytes that Telegram gives.

    version (1) · signature (8) · owner (≤ 9, base 64) · "." · action (≤ 45)

A client can send any data it likes, so nothing is believed without the signature. Its key comes from the bot's token:
buttons survive restarts and deploys, and die with the token. The chat is left out of it on purpose, so that buttons
live on when a group becomes a supergroup.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from functools import cache, lru_cache

from bot.core.model import Action, Refused, Tapped

VERSION = "1"
LIMIT = 64  # bytes, Telegram's
SIGNED = 8  # characters of the signature: 48 bits, and each guess costs a request to Telegram
ANYBODY = 0  # the owner of a button that is nobody's own
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@dataclass(frozen=True, slots=True)
class Codec:
    """Writes and reads callback data; the key never shows in a repr."""

    key: bytes = field(repr=False)

    @classmethod
    def of(cls, token: str) -> "Codec":
        """The codec of the bot with this token."""
        return cls(hmac.digest(token.encode(), b"callback data of buttons", hashlib.sha256))

    def write(self, action: Action, owner: int) -> str:
        """The callback data of a button that `owner` may tap. Raises ValueError for an action that is too long."""
        body = f"{_digits(owner)}.{action}"
        data = VERSION + self._signature(body) + body
        if len(data.encode()) > LIMIT:
            raise ValueError(f"the action {action} is too long for a button: {len(data.encode())} bytes of {LIMIT}")
        return data

    def read(self, data: object, person: int) -> Tapped | Refused:
        """What a tap by `person` stands for: their own action, or why it may not count."""
        if not isinstance(data, str) or not data.startswith(VERSION):
            return Refused("stale")
        signature, body = data[1 : 1 + SIGNED], data[1 + SIGNED :]
        if not hmac.compare_digest(signature.encode(), self._signature(body).encode()):
            return Refused("stale")
        owner, _, action = body.partition(".")
        return Tapped(Action.parse(action)) if owner in (_digits(person), _digits(ANYBODY)) else Refused("foreign")

    def _signature(self, body: str) -> str:
        keyed = _keyed(self.key).copy()
        keyed.update((VERSION + body).encode())
        return base64.urlsafe_b64encode(keyed.digest()).decode()


@cache
def _keyed(key: bytes) -> "hashlib.blake2b":
    return hashlib.blake2b(key=key, digest_size=SIGNED * 3 // 4)


@lru_cache(256)  # a message's buttons all have the same owner
def _digits(number: int) -> str:
    """A person's id, at most 52 bits, in base 64. Who writes in the name of a chat has a negative one and taps as
    somebody else: such buttons are anybody's."""
    number, digits = max(number, ANYBODY), ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits or _DIGITS[0]
