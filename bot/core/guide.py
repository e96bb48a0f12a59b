"""The shape that every guided conversation has, so that the engine can lead a person through any of them.

A guide is pure data plus pure functions: the career check (`quiz.py`) and "find a direction" (`direction.py`) are
guides. A run is one person's walk through one of them; its class carries a `kind` literal so that storage can tell
runs apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, Literal, Protocol, TypeVar

from bot.core.model import Action, Say, Understanding
from bot.core.profile import Profile

R = TypeVar("R")
# How far the end of a guided conversation is past: it is the topic; there was another since; the words mean something
# else for sure.
Past = Literal["topic", "earlier", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Step(Generic[R]):
    """What a move led to: the run as it stands now (None when it is over), what to say, and the person's profile
    (with a new result or plan in it), if the move changed it."""

    run: R | None
    says: tuple[Say, ...]
    profile: Profile | None = None


class Guide(Protocol[R]):
    """A guided conversation. `moment` is in Unix seconds; `run_id` is a short ASCII id, new for each run."""

    def start(self, profile: Profile, run_id: str, moment: int, options: Mapping[str, Any]) -> Step[R]:
        """Open a run; `options` come from the button or command that asked for it (`form`, `subject`)."""

    def read(self, run: R, text: str, understood: Understanding) -> Action | None:
        """The move that typed words stand for ("2", "kinda agree", "back", "stop"), or None when they are none.

        `understood` is what the matcher made of the same words, so that a question is not taken for an answer.
        """

    def move(self, run: R, action: Action, profile: Profile, moment: int) -> Step[R]:
        """Make a move. One that does not fit (stale, double, unknown) changes nothing and says where the run is."""

    def ask(self, run: R) -> tuple[Say, ...]:
        """The present question again, as after an interruption."""

    def remind(self, run: R) -> tuple[Say, ...]:
        """That the run is paused, for who comes back with small talk."""

    def unclear(self, run: R, text: str) -> tuple[Say, ...]:
        """Words that were neither a move nor a question: ask again kindly, with the options."""

    def after(self, profile: Profile, text: str, past: Past) -> Action | tuple[Say, ...] | None:
        """What words mean once the run has come to its end: a button's action, an answer from what is kept in the
        profile, or None when they are about something else. The further the end is past, the plainer they must name
        what they are about."""
