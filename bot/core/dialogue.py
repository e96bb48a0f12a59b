"""Where a talk stands: one person's side of one chat, as a frozen value that storage writes as JSON.

A product, not a union of states: a "did you mean" can be open in the middle of the career check, and the check must be
at its place afterwards. What excludes each other is told apart inside `pending` and inside the run itself.
"""

from dataclasses import dataclass, replace
from typing import Any, Literal

from bot.core.direction import DirectionRun
from bot.core.model import Work
from bot.core.quiz import QuizRun
from bot.core.screen import Button, doing

ABOVE = 6  # buttons further up that a talk remembers
HEARD = 24  # how many different responses a talk remembers having given, enough to word a repeat differently


@dataclass(frozen=True, slots=True)
class Topic:
    """The last thing that was answered, which "why?" and "the second one" refer to. `guide` is the guided conversation
    that came to its end here, so that one may ask what came of it."""

    intent: str
    response: str
    occupation: str | None = None
    items: tuple[str, ...] = ()  # intent ids that an ordinal picks from
    shown: tuple[str, ...] = ()  # parts of the answer that were shown already
    guide: str | None = None


@dataclass(frozen=True, slots=True)
class Choosing:
    """A "did you mean" is open: these intents were offered, about the occupation named if there was one."""

    offered: tuple[str, ...]
    occupation: str | None = None
    kind: Literal["choosing"] = "choosing"


@dataclass(frozen=True, slots=True)
class Forgetting:
    """The person asked to have everything deleted and has not yet said yes."""

    kind: Literal["forgetting"] = "forgetting"


@dataclass(frozen=True, slots=True)
class Dialogue:
    """`run` is the guided conversation that is on, `shelved` another one that it interrupted and that comes back,
    paused, when it is over.

    `ended` is the guided conversation that last came to its end here. `heard` counts how often each of the latest
    responses was given; `rejected` are intents that the person just said they did not mean; `runs` counts the guided
    conversations begun here and names the next. `screen` are the buttons last shown and `above` the ones before, but
    for those of guided conversations, which tell theirs when asked. `alarm` is the kind of alarm that is on, `work` the
    person's own work as far as they told it, `language` that of their last message.
    """

    topic: Topic | None = None
    pending: Choosing | Forgetting | None = None
    run: QuizRun | DirectionRun | None = None
    shelved: QuizRun | DirectionRun | None = None
    ended: str | None = None
    rejected: tuple[str, ...] = ()
    heard: tuple[tuple[str, int], ...] = ()
    runs: int = 0
    screen: tuple[Button, ...] = ()
    above: tuple[Button, ...] = ()
    alarm: str | None = None
    work: Work | None = None
    language: str = "en"


def times_heard(dialogue: Dialogue, response: str, part: str = "answer") -> int:
    """How often this talk has given a part of `response`, as far as it remembers."""
    key = _key(response, part)
    return next((count for heard, count in dialogue.heard if heard == key), 0)


def hear(dialogue: Dialogue, response: str, part: str = "answer", **changes: Any) -> Dialogue:
    """The talk after giving a part of `response` once more, and with these `changes` of its fields; the least recent
    memory gives way."""
    key = _key(response, part)
    others = tuple(pair for pair in dialogue.heard if pair[0] != key)
    return replace(dialogue, heard=(*others, (key, times_heard(dialogue, response, part) + 1))[-HEARD:], **changes)


def is_last(dialogue: Dialogue, response: str, part: str | None = None) -> bool:
    """Whether the latest thing heard is `response`: this part of it, or any."""
    last = dialogue.heard[-1][0] if dialogue.heard else ""
    return last.partition(":")[0] == response if part is None else last == _key(response, part)


def _key(response: str, part: str) -> str:
    return response if part == "answer" else f"{response}:{part}"


def on_screen(dialogue: Dialogue, before: Topic | None, shown: tuple[Button, ...]) -> Dialogue:
    """The talk with these buttons on the screen: unless they came with a topic, "the second one" is one of them and no
    longer one of what the topic listed."""
    topic = dialogue.topic
    if topic is not None and topic == before:
        topic = replace(topic, items=())
    above = tuple(dict.fromkeys((*doing(dialogue.screen), *dialogue.above)))[:ABOVE]
    return replace(dialogue, topic=topic, screen=shown, above=above)


def occupation_of(dialogue: Dialogue) -> str | None:
    """The occupation talked about: that of an open offer, of the plan that is being made, or of the topic."""
    asked = dialogue.pending.occupation if isinstance(dialogue.pending, Choosing) else None
    match dialogue.run:
        case DirectionRun(at="plan", halted="", occupation=str(planned)):
            return asked or planned
    return asked or (dialogue.topic.occupation if dialogue.topic else None)
