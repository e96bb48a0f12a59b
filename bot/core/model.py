"""The nouns that every other module passes around: frozen values, no behaviour beyond trivial reading."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

# ---------------------------------------------------------------- what authors write


class Kind(StrEnum):
    """What an intent is for; it settles which decision a sure match leads to."""

    ANSWER = "answer"
    OUT_OF_SCOPE = "out_of_scope"
    SAFETY = "safety"
    SMALL_TALK = "small_talk"  # answered when sure, never offered as a question


ANY = "any"  # in `aside_to`: whatever the topic
CRISIS = "crisis_"  # and the kind of alarm: the response to it


@dataclass(frozen=True, slots=True)
class Intent:
    """One thing people want, as an author describes it in `intents/*.yml`.

    `id` may stand below another with a dot (`career_traits.framework`). `about` says in a line what the person
    wants and is learned from like an example; `label` is what a button offering it says.
    """

    id: str
    about: str
    label: str
    examples: tuple[str, ...]
    response: str
    suggests: tuple[str, ...] = ()
    kind: Kind = Kind.ANSWER
    starts: str | None = None  # the guided conversation it opens: a quiz's id, or "direction"
    needs: Literal["occupation"] | None = None  # the entity that the answer speaks about
    unless: Literal["occupation"] | None = None  # the entity that, named, makes it the question of its family instead
    lists: tuple[str, ...] = ()  # what "the second one" means after this answer: intent ids, in order
    aside_to: tuple[str, ...] = ()  # families of topics that stay on when it is said in passing
    sad: bool = False  # a trouble that the bot never brings up by itself

    @property
    def family(self) -> str:
        """The id of the top-level intent it stands below, or its own."""
        return self.id.partition(".")[0]

    @property
    def alarm(self) -> str:
        """The kind of alarm that an intent of kind `safety` raises: the one that its response is named after."""
        return self.response.removeprefix(CRISIS)

    @property
    def is_feeling(self) -> bool:
        """Whether it is said in passing to some topics only: small talk goes with any."""
        return bool(self.aside_to) and ANY not in self.aside_to

    def is_aside(self, topic: "Intent") -> bool:
        """Whether it leaves the talk its topic: "thanks" does, and "i feel ashamed" after losing a job."""
        return not {ANY, topic.family}.isdisjoint(self.aside_to)


@dataclass(frozen=True, slots=True)
class Occupation:
    """One row of `responses/occupations.yml`. `fields` are words that name it only where a line of work is asked about:
    "is security a career", but not "there is no security here"."""

    code: str  # ISCO-08 unit or minor group, as digits
    name: str  # everyday singular: "nurse"
    title: str  # the ISCO-08 title
    does: str  # one plain sentence
    aliases: tuple[str, ...]
    verbs: tuple[str, ...]
    interests: str  # RIASEC letters, strongest first; editorial
    training: str
    path: tuple[str, ...]  # two to four steps of a career in it
    tags: tuple[str, ...] = ()  # what must-haves look at, e.g. "remote", "short-training", "regular-hours"
    fields: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()  # what it has to do with ("children"), where somebody looks for a direction


# ---------------------------------------------------------------- understanding


class Decision(StrEnum):
    """What the bot does with a message."""

    ANSWER = "answer"
    OFFER = "offer"
    FALLBACK = "fallback"
    OUT_OF_SCOPE = "out_of_scope"
    SAFETY = "safety"


@dataclass(frozen=True, slots=True)
class Guess:
    """An intent id with a confidence, 0 to 1."""

    intent: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Entity:
    """Something named in the message: kind "occupation" with the occupation's name as `id`; `text` as written."""

    kind: str
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Work:
    """A person's own work as they told it: the occupation if they named one, the one `before` it, whether all of it is
    `past`, and for how many years."""

    occupation: str | None = None
    before: str | None = None
    past: bool = False
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Understanding:
    """What one message was taken to mean, and why.

    `intent` and `confidence` are the best guess whatever the decision; `offered` holds at most three ids when the
    decision is OFFER, and at most two when it is an answer that is not quite sure: what else may be meant. `alert`
    names the kind of alarm when the decision is SAFETY, and `denied` tells that the message only says there is none.
    `language` is an ISO 639-1 code, "en" unless the message was recognised as another language. `words` are the
    message's, chat spelling written out, in which follow-ups are looked for; `question` tells whether they ask
    anything. `also` is a second question in the same message. `why` holds one line per step for `explain`.
    """

    decision: Decision
    intent: str | None
    confidence: float
    runners_up: tuple[Guess, ...] = ()
    offered: tuple[str, ...] = ()
    entities: tuple[Entity, ...] = ()
    mine: bool = False  # about the person's own work
    alert: str | None = None  # "self_harm", "friend", "despair", "abuse"
    denied: bool = False
    language: str = "en"
    words: tuple[str, ...] = field(default=(), repr=False)
    question: bool = False
    also: "Understanding | None" = None
    why: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether the message got an answer of its own, an honest no included."""
        return self.decision in (Decision.ANSWER, Decision.OUT_OF_SCOPE)

    @property
    def named(self) -> tuple[str, ...]:
        """The occupations that it names, in their order."""
        return tuple(entity.id for entity in self.entities if entity.kind == "occupation")


# ---------------------------------------------------------------- events: what a person did


@dataclass(frozen=True, slots=True)
class Action:
    """What a button does: a verb and its arguments, in text `verb:arg:arg`, at most 40 bytes of ASCII."""

    verb: str
    args: tuple[str, ...] = ()

    def __str__(self) -> str:
        return ":".join((self.verb, *self.args))

    @classmethod
    def parse(cls, text: str) -> "Action":
        """The action that `str` wrote; never fails, an unknown verb is for the engine to answer."""
        verb, *args = text.split(":")
        return cls(verb, tuple(args))


@dataclass(frozen=True, slots=True)
class Said:
    """Free text. `edited` when the person corrected an earlier message."""

    text: str
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button that is known to be the person's own."""

    action: Action


@dataclass(frozen=True, slots=True)
class Commanded:
    """`/name argument`, without the slash and without the bot's name."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class SentOther:
    """A message that is not text: "sticker", "photo", "voice", "location", "contact", "poll", …"""

    kind: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A tap that may not count: "foreign" (somebody else's button), "stale" (unreadable, from an old version)."""

    why: Literal["foreign", "stale"]


Event = Said | Tapped | Commanded | SentOther | Refused


# ---------------------------------------------------------------- what the bot says, still without words


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: what it says and what it does. Exactly one of `action`, `url`, `share`, `copy` is set."""

    label: str
    action: Action | None = None
    url: str | None = None
    share: str | None = None  # text put into the inline query of another chat
    copy: str | None = None  # text put on the clipboard, at most 256 characters


@dataclass(frozen=True, slots=True)
class Say:
    """One message to word: a response's id, the part of it, and the data its template may use.

    `choices` are rows of buttons. `edits` asks a channel that can to replace the tapped message instead of sending
    a new one. `note` marks what may be shown in passing (a toast) instead of as a message. `chart` is the data of a
    picture to draw, `document` the name and data of a JSON file to attach.
    """

    response: str
    data: Mapping[str, Any] = field(default_factory=dict)
    choices: tuple[tuple[Choice, ...], ...] = ()
    part: str = "answer"  # "answer", "short", "why", "example", "more": a block of the template
    wording: int = 0  # which of several wordings; taken modulo how many there are
    edits: bool = False
    note: bool = False
    asks: bool = False  # words are wanted: a channel may open the keyboard with a placeholder
    chart: Mapping[str, Any] | None = None
    document: tuple[str, Mapping[str, Any]] | None = None
