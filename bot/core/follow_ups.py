"""Short messages that mean something only after another one: "why?", "and a career?", "the second one", "shorter".

They are read before the matcher, which sees sentences one by one, and only when they are nothing but a follow-up: every
word must belong to the phrase. "Why do people quit" is for the matcher.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from sys import intern

from bot.core.lexicon import Lexicon
from bot.core.model import Entity
from bot.core.recalled import recalled
from bot.core.tally import Counting

WORD = re.compile(r"[\w'’]+")
LATEST = 1024  # readings that are remembered
LONGEST = 9  # words; a longer message carries its own subject


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing that a question can be about: its words, and the intent that answers "and a …?"; `after` overrides that
    intent by the family of the topic ("and a career?" after the traits of a job asks for the traits of a career).
    Several words ("my own job") must be all that follows the lead."""

    words: tuple[str, ...]
    ask: str
    after: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)  # without slots, or nothing could be kept that is made of the tables; told apart by
# what it is and not by what is in it, as results are remembered for it
class FollowUps:
    """What authors wrote in `intents/language/follow_ups.yml`."""

    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # part of an answer → phrases asking for it
    leads: tuple[str, ...] = ()  # "and", "what about": what an elliptical question opens with
    fillers: frozenset[str] = frozenset()  # words that may surround an ordinal or a subject
    ordinals: Mapping[str, int] = field(default_factory=dict)  # "second" → 2, "last" → -1
    subjects: tuple[Subject, ...] = ()
    refers: frozenset[str] = frozenset()  # "one", "it": words that may stand for the occupation talked about
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    eager: tuple[str, ...] = ()  # a yes that is more than polite
    rejects: frozenset[str] = frozenset()  # how what was offered is turned down, besides by a no
    padding: frozenset[str] = frozenset()  # words that a yes or a no may be followed by: "yeah lets do that"
    named: str | None = None  # the intent that "and nursing?" asks where the topic is no question about occupations
    own: str | None = None  # the intent that "i'm a cleaner" is taken for
    own_past: str | None = None  # the same, of work that is over
    aim: str | None = None  # the intent that "can a waiter become a chef" asks
    signs: Mapping[str, str] = field(default_factory=dict)  # "lol", 👍: what is no word of a sentence → the intent
    asks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # intent → whole messages that ask for it
    polite: frozenset[str] = frozenset()  # words that say nothing at the end: "shorter pls"
    counting: Counting = field(default_factory=Counting)

    @cached_property
    def part_of(self) -> Lexicon[str]:
        """Phrase → the part of an answer that it asks for."""
        return Lexicon((phrase, part) for part, phrases in self.parts.items() for phrase in phrases)

    @cached_property
    def subject_of(self) -> Lexicon[Subject]:
        """Word → the subject that it names."""
        return Lexicon((word, subject) for subject in self.subjects for word in subject.words)

    def named_in(self, words: Iterable[str]) -> tuple[str, ...]:
        """The subjects that words name, each by its first word."""
        found = (self.subject_of.exactly(word) for word in words)
        return tuple(dict.fromkeys(subject.words[0] for subject in found if subject))

    @cached_property
    def agreeing(self) -> Lexicon[bool]:
        """Phrase → whether it is a yes or a no."""
        return Lexicon(chain(((yes, True) for yes in (*self.yes, *self.eager)), ((no, False) for no in self.no)))

    @cached_property
    def asked_by(self) -> Lexicon[str]:
        """Whole message → the intent that it asks for."""
        return Lexicon((phrase, intent) for intent, phrases in self.asks.items() for phrase in phrases)

    @cached_property
    def openings(self) -> tuple[tuple[str, ...], ...]:
        """The leads word by word, the longest first."""
        return tuple(tuple(lead.split()) for lead in sorted(self.leads, key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Part:
    """Another part of the last answer, or of the answer of `ask` when a subject was named along with it."""

    part: str
    ask: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """The question of another intent, by way of an elliptical phrase."""

    intent: str


@dataclass(frozen=True, slots=True)
class Same:
    """The last question again, about another occupation."""

    occupation: str


@dataclass(frozen=True, slots=True)
class Nth:
    """One of the things just listed; 1 is the first, -1 the last."""

    n: int


FollowUp = Part | Ask | Same | Nth


@dataclass(frozen=True, slots=True)
class _About:
    """A question about a subject, or a part of its answer; which intent that asks depends on the topic."""

    subject: Subject
    part: str | None = None


@recalled(2 * LATEST)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a message in lower case, without punctuation. Remembered, as one message and the labels of the
    buttons before it are read many times."""
    return tuple(map(intern, WORD.findall(text.lower().replace("’", "'"))))


def read(text: str, follow_ups: FollowUps, family: str | None, entities: tuple[Entity, ...]) -> FollowUp | None:
    """The follow-up that `text` is, seen from a topic of `family`, or None when it stands for itself."""
    found = _read(text, follow_ups, entities)
    if not isinstance(found, _About):
        return found
    ask = found.subject.after.get(family or "", found.subject.ask)
    return Ask(ask) if found.part is None else Part(found.part, ask)


@recalled(LATEST)
def _read(text: str, follow_ups: FollowUps, entities: tuple[Entity, ...]) -> FollowUp | _About | None:
    """What can be told without the topic. Remembered, as a message is read more than once, and people write the same
    short ones."""
    words = words_of(text)
    if not words:
        return Part("short") if "?" in text else None
    if len(words) > LONGEST:
        return None
    return (
        (None if entities else _part(words, follow_ups))  # "is IT a career" names an occupation, "is it a career" none
        or _asked(words, follow_ups)
        or _nth(words, follow_ups)
        or _elliptical(words, follow_ups, entities)
        or _part_of(words, follow_ups)
    )


def refers(text: str, follow_ups: FollowUps) -> bool:
    """Whether a word of the message stands for what was talked about: "does it have to be religious?"."""
    return not follow_ups.refers.isdisjoint(words_of(text))


def resolved(text: str, follow_ups: FollowUps, name: str) -> str | None:
    """The text with `name` in place of the word that refers to it ("how do I become one?"); None when none does."""
    words = words_of(text)
    places = [place for place, word in enumerate(words) if word in follow_ups.refers]
    if not places:
        return None
    return " ".join((*words[: places[-1]], name, *words[places[-1] + 1 :]))


def sign(text: str, follow_ups: FollowUps) -> str | None:
    """The intent that "lol", ":(" or the first of some emoji says, when the message is nothing else."""
    said = text.strip().lower()
    if said in follow_ups.signs or WORD.search(said):
        return follow_ups.signs.get(said)
    return next((follow_ups.signs[each] for each in said if each in follow_ups.signs), None)


def nth_of(text: str, follow_ups: FollowUps) -> int | None:
    """The place that "2", "the second one" or "last" names, or None."""
    found = _nth(words_of(text), follow_ups)
    return found.n if found else None


def nths_in(text: str, follow_ups: FollowUps) -> tuple[int, ...]:
    """The places that a short message names, where it can only be about a list: "i like the 2nd and the last"."""
    words = words_of(text)
    return (
        tuple(follow_ups.ordinals[word] for word in words if word in follow_ups.ordinals)
        if len(words) < LONGEST
        else ()
    )


def _part(words: Sequence[str], follow_ups: FollowUps) -> Part | None:
    """ "why?", "tell me more", "shorter pls"."""
    part = follow_ups.part_of.find(" ".join(words)) or follow_ups.part_of.find(
        " ".join(_without_tail(words, follow_ups.polite))
    )
    return Part(part) if part else None


def _asked(words: Sequence[str], follow_ups: FollowUps) -> Ask | None:
    """A whole message that always asks the same, whatever it looks like: "dunno"."""
    intent = follow_ups.asked_by.exactly(" ".join(words))
    return Ask(intent) if intent else None


def _part_of(words: Sequence[str], follow_ups: FollowUps) -> _About | None:
    """The same with a subject behind it: "an example of a career"."""
    subject, rest = _subject(words, follow_ups)
    if subject is None or not rest:
        return None
    asked = " ".join(_without_tail(rest, follow_ups.fillers))
    part = follow_ups.part_of.exactly(asked)
    return _About(subject, part) if part else None


def _nth(words: Sequence[str], follow_ups: FollowUps) -> Nth | None:
    words = _after_lead(words, follow_ups.openings) or words
    named = [follow_ups.ordinals[word] for word in words if word in follow_ups.ordinals]
    others = [word for word in words if word not in follow_ups.ordinals and word not in follow_ups.fillers]
    return Nth(named[0]) if len(named) == 1 and not others else None


def _elliptical(words: Sequence[str], follow_ups: FollowUps, entities: tuple[Entity, ...]) -> FollowUp | _About | None:
    """ "and a career?", "what about nursing?"; the lead is what tells it from a question of its own."""
    rest = _after_lead(words, follow_ups.openings)
    if rest is None:
        return None
    said = " ".join(rest)
    whole = next((subject for subject in follow_ups.subjects if said in subject.words), None)
    if whole:
        return _About(whole)
    subject, others = _subject(rest, follow_ups)
    if subject and all(word in follow_ups.fillers for word in others):
        return _About(subject)
    jobs = [entity for entity in entities if entity.kind == "occupation"]
    if len(jobs) == 1 and len(rest) <= len(jobs[0].text.split()) + 2:
        return Same(jobs[0].id)
    return None


def _subject(words: Sequence[str], follow_ups: FollowUps) -> tuple[Subject | None, list[str]]:
    """The only subject named, misspelt or not, and the words around it."""
    found: list[Subject] = []
    others: list[str] = []
    for word in words:
        named = follow_ups.subject_of.find(word)
        if named is None:
            others.append(word)
        elif named not in found:
            found.append(named)
    return (found[0] if len(found) == 1 else None), others


def _after_lead(words: Sequence[str], openings: tuple[tuple[str, ...], ...]) -> Sequence[str] | None:
    """The words behind the longest lead that opens the message, or None when none does."""
    for opening in openings if words else ():
        if words[0] == opening[0] and tuple(words[: len(opening)]) == opening and len(words) > len(opening):
            return words[len(opening) :]
    return None


def _without_tail(words: Sequence[str], fillers: frozenset[str]) -> list[str]:
    """The words less the fillers that led up to the subject: "an example of a" → "an example"."""
    kept = list(words)
    while len(kept) > 1 and kept[-1] in fillers:
        kept.pop()
    return kept
