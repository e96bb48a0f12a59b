"""Which option typed words stand for ("2", "kinda agree", "not really lol"), if any.

The rule is caution: the words must be covered by known phrases to the last one, but for fillers ("lol", "i guess"), a
reason after the answer ("yes, because …") or a slip of the finger. A question is never an answer, whatever it begins
with; what stays unclear is asked again, which costs less than a wrong score.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from bot.core.phrases import Phrases
from bot.core.plain import plain, plains
from bot.core.quiz import Option, Quiz

SLIP = 86  # rapidfuzz ratio at which a word counts as misspelt: "disagre", "strongy agree"
LEAD = 5  # how much nearer than any other meaning it must be
CLAUSES = re.compile(r"[,;:.!\n]+|\s[-–—]\s|\s(?=because\b|cuz\b|since\b)")

Value = int | str
Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Phrases as `plain` writes them: what each stands for, what means nothing, what begins a question."""

    values: Values
    fillers: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()

    def asks(self, text: str) -> bool:
        """Whether plain words begin like a question or a request."""
        return text.partition(" ")[0] in self.questions

    def covered(self, text: str) -> list[Value] | None:
        """The values of the phrases that the text is made of, longest first, or None when any word is left over."""
        words, found, at = text.split(), list[Value](), 0
        while at < len(words):
            ends = (end for end in range(len(words), at, -1) if self._knows(" ".join(words[at:end])))
            end = next(ends, None)
            if end is None:
                return None
            phrase = " ".join(words[at:end])
            if phrase in self.values:
                found.append(self.values[phrase])
            at = end
        return found

    def _knows(self, phrase: str) -> bool:
        return phrase in self.values or phrase in self.fillers


def vocabulary(quiz: Quiz, values: Values) -> Vocabulary:
    """What the quiz's author knows of these phrases, of fillers and of questions."""
    return Vocabulary(values, listed(quiz, "filler"), listed(quiz, "question"))


def listed(quiz: Quiz, name: str) -> frozenset[str]:
    """The phrases that the author wrote under a name."""
    return plains(quiz.words.get(name, ()))


def free(quiz: Quiz) -> frozenset[str]:
    """The words that may stand beside a remark without being counted."""
    return listed(quiz, "filler") | listed(quiz, "beside")


def answer(words: Vocabulary, text: str, is_question: bool = False) -> Value | None:
    """The value of the option that the text stands for. `is_question`: the matcher is sure that it asks something."""
    for form in (plain(text), plain(text, 1)):
        covered = words.covered(form)
        if covered:
            return _joined(covered, form)
    if is_question or "?" in text:
        return None
    reasoned = _reasoned(words, text)
    return _misspelt(words.values, plain(text)) if reasoned is None else reasoned


@lru_cache(maxsize=64)
def phrases(options: tuple[Option, ...]) -> Values:
    """Every phrase that stands for an option."""
    found: dict[str, Value] = {}
    for place, option in enumerate(options, start=1):
        number = option.value if isinstance(option.value, int) else place
        own = (str(number), str(option.value), option.label, f"{number} {option.label}", *option.words)
        found |= {plain(words): option.value for words in own}
    highest = max((option.value for option in options if isinstance(option.value, int)), default=0)
    return found | {f"{value}/{highest}": value for value in range(1, highest + 1)}


def hinted(options: tuple[Option, ...], text: str) -> Value | None:
    """The value of the first option that has a hint in the text."""
    found = _hints(options).found(plain(text).split())
    return options[int(found)].value if found else None


@lru_cache(maxsize=16)
def _hints(options: tuple[Option, ...]) -> Phrases:
    return Phrases({str(place): option.hints for place, option in enumerate(options)})


def _joined(values: list[Value], text: str) -> Value | None:
    """One meaning of several phrases: on one side of the middle the stronger ("yes definitely"), else None."""
    if len(set(values)) == 1:
        return values[0]
    numbers = [value for value in values if isinstance(value, int)]
    if len(numbers) < len(values) or any(char.isdigit() for char in text):
        return None
    if all(value > 3 for value in numbers):
        return max(numbers)
    return min(numbers) if all(value < 3 for value in numbers) else None


def _reasoned(words: Vocabulary, text: str) -> Value | None:
    """An answer with a reason after it ("agree, I fought for it"), unless the rest asks or answers otherwise."""
    first, *rest = [plain(clause) for clause in CLAUSES.split(text) if plain(clause)] or [""]
    found = words.covered(first)
    if not found or not rest or any(words.asks(clause) for clause in rest):
        return None
    said = [value for clause in rest for value in words.covered(clause) or ()]
    return _joined([*found, *said], plain(text)) if said else _joined(found, first)


def _misspelt(values: Values, text: str) -> Value | None:
    """The value of the nearest phrase, if near enough and clearly nearer than any phrase of another value."""
    if len(text) < 4 or any(char.isdigit() for char in text):
        return None
    found = process.extract(text, values.keys(), scorer=fuzz.ratio, score_cutoff=SLIP - LEAD, limit=None)
    near = [(phrase, score) for phrase, score, _ in found if len(phrase) > 3]
    if not near or near[0][1] < SLIP:
        return None
    best, score = near[0]
    others = (other for phrase, other in near if values[phrase] != values[best])
    return values[best] if score - max(others, default=0) >= LEAD else None


def names_it(quiz: Quiz, text: str, by_axis: bool = True) -> bool:
    """Whether a message names the check or a part of its result: "my bars", "the test", "growth"."""
    axes = {plain(axis.name) for axis in quiz.axes if by_axis}
    return not (listed(quiz, "check") | axes).isdisjoint(plain(text).split())
