"""An alarm is a state of the talk: raised by what a person says, it deepens, is eased or ends by what they say next.

The kinds and the signs are the author's: a kind is answered with the template `crisis_<kind>`, and each sign ("i have
no one", "is that normal?") with the part of it that has the sign's name. What is neither is for the talk to meet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.model import Decision, Understanding
from bot.core.phrases import Phrases

DESPAIR = "despair"  # the kind of an alarm that nobody named
AFTER, HERE = "after", "here"  # the parts for what is no sign: something unclear, and small talk


@dataclass(frozen=True, slots=True)
class Sign:
    """What a message while an alarm is on may say: that it is over (`ends`), or that it is graver (`raises`)."""

    ends: bool = False
    raises: str | None = None


@dataclass(frozen=True, slots=True)
class Alarms:
    """`kinds` of alarm, gravest first; `signs` by name; `phrases` find the name of a sign; `chat` are the families of
    intents that are no question about work, so that they lead nowhere from here."""

    kinds: tuple[str, ...] = ()
    chat: frozenset[str] = frozenset()
    signs: Mapping[str, Sign] = field(default_factory=dict)
    phrases: Phrases = field(default_factory=lambda: Phrases({}))

    def graver(self, one: str | None, other: str | None) -> str:
        """The graver of two kinds; one that the author does not list is the mildest."""
        known = [kind for kind in (one, other) if kind]
        return min(known, key=lambda kind: self.kinds.index(kind) if kind in self.kinds else len(self.kinds))

    def sign_in(self, heard: Understanding) -> str:
        """The name of the sign that a message gives; a denial is the first sign that ends an alarm."""
        denial = next((name for name, sign in self.signs.items() if sign.ends), "")
        return denial if heard.denied else self.phrases.found(heard.words) or ""

    def is_gravest(self, kind: str) -> bool:
        """Whether no other kind is as grave."""
        return self.kinds[:1] == (kind,)


@dataclass(frozen=True, slots=True)
class Care:
    """What an alarm asks for: a part of the answer to its kind, and the alarm that is on afterwards."""

    kind: str
    part: str
    on: str | None


def care(alarms: Alarms, on: str | None, heard: Understanding) -> Care | None:
    """What a message means for the alarm that is `on`, or raises one; None when it does neither."""
    raised = (heard.alert or DESPAIR) if heard.decision is Decision.SAFETY else None
    if not (raised or on):
        return None
    name = alarms.sign_in(heard)
    sign = alarms.signs.get(name)
    if sign and sign.ends and (heard.denied or (on and not raised)):
        return Care(on or DESPAIR, name, None)
    met = on and sign and not sign.ends and alarms.graver(on, raised) in (on, sign.raises)
    if raised and not met:
        kind = alarms.graver(on, raised)
        return Care(kind, "answer", kind)
    if on and sign:
        kind = alarms.graver(on, sign.raises)
        return Care(kind, name, kind)
    return None


def staying(on: str, polite: bool) -> Care:
    """With an alarm on, a word for the person who wrote something else, or only something `polite`."""
    return Care(on, HERE if polite else AFTER, on)
