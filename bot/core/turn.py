"""What one event led to: the talk and the profile afterwards, and what to say."""

from dataclasses import dataclass, replace

from bot.core.dialogue import Dialogue
from bot.core.model import Say, Understanding
from bot.core.profile import Profile


@dataclass(frozen=True, slots=True)
class Turn:
    """What one event led to. `feedback` holds (response id, +1 or -1); `forget` asks storage to delete the person."""

    dialogue: Dialogue
    profile: Profile
    says: tuple[Say, ...] = ()
    understood: Understanding | None = None
    forget: bool = False
    feedback: tuple[tuple[str, int], ...] = ()


def without_choices(says: tuple[Say, ...]) -> tuple[Say, ...]:
    """The says with their buttons left to what follows: one set of buttons on the screen at a time."""
    return tuple(replace(say, choices=()) for say in says)
