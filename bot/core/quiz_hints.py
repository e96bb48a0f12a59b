"""What a sentence leans to that is no plain answer: "2 or 3", "my boss never lets me", "yes i had kids to feed".

A leaning is never counted: the person is asked "shall I note that?". So it may be rough where `quiz_words` is strict.
Phrases of the statement itself go before those that fit any, and a no before a yes, as "not the main reason" has the
words of a yes in it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from bot.core.deciding import SURE
from bot.core.phrases import Phrases
from bot.core.plain import plain
from bot.core.quiz import Quiz
from bot.core.quiz_words import Vocabulary, listed, phrases

OWN = 15  # words; in a longer message what a statement hints at is said in passing
SHORT = 8  # the same for hints that fit any statement
BARE = 4  # the same for a glad word: "i love it" is an answer here, while "i hate my job" wants to be heard out
LETTERS, COMMON = 4, 3  # a telling word has so many letters, and stands in fewer statements
AGREES, DISAGREES = 4, 2
LONGEST = 5  # words of an answer that a sentence opens with
SHARES = re.compile(r"\b(?:(\d{1,3}) ?(?:%|percent\b)|(\d{1,2}) ?(?:/|out of) ?(?:10|ten)\b)")
HALVES = re.compile(r"\b([1-4])[.,][1-9]\b")

Pairs = tuple[tuple[int, tuple[str, ...]], ...]


def leaning(quiz: Quiz, step: str, text: str, certainty: float) -> tuple[int, ...]:
    """The answers that words lean to: one, two beside each other, or none. `certainty` is how sure the matcher is that
    they mean something else. Then only the statement's own hints count, and in the end only with a word of its text."""
    words = plain(text).split()
    if not words or not quiz.is_scaled(step):
        return ()
    numbers = _between(quiz, step, text) or _share(text)
    if numbers:
        return numbers
    own = _hinted(tuple(_own(quiz, step)), words, OWN)
    if own and (certainty < SURE or _repeats(quiz, step, words)):
        return own
    if certainty >= SURE:
        return ()
    fitting = (_any(quiz, step), SHORT) if not certainty else (_glad(quiz, step), BARE)
    return _opened(quiz, step, words) or _hinted(tuple(fitting[0]), words, fitting[1])


def _repeats(quiz: Quiz, step: str, words: list[str]) -> bool:
    """Whether a telling word of the statement is said again: one that stands in hardly any other statement."""
    often = Counter(word for item in quiz.items for word in set(plain(item.text).split()))
    item = quiz.item(step) or quiz.fine
    telling = {word for word in plain(item.text).split() if len(word) >= LETTERS and often[word] < COMMON}
    return not telling.isdisjoint(words)


def _between(quiz: Quiz, step: str, text: str) -> tuple[int, ...]:
    """Two neighbours named at once: "2 or 3", "somewhere between three and four", "3.5"."""
    halved = HALVES.sub(lambda half: f"{half[1]} {int(half[1]) + 1}", text)
    spaces = listed(quiz, "filler") | listed(quiz, "between")
    covered = Vocabulary(phrases(quiz.asked(step)), spaces).covered(plain(halved)) or ()
    values = sorted({value for value in covered if isinstance(value, int)})
    return tuple(values) if len(values) == 2 and values[1] - values[0] == 1 else ()


def _hinted(pairs: Pairs, words: list[str], longest: int) -> tuple[int, ...]:
    """What the first of the authors' hints that is found leans to."""
    found = _compiled(pairs).found(words) if len(words) <= longest else None
    return (pairs[int(found)][0],) if found else ()


def _own(quiz: Quiz, step: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The hints of the statement itself."""
    asked = quiz.item(step) or quiz.fine
    yield DISAGREES, asked.hints.disagree
    yield AGREES, asked.hints.agree


def _any(quiz: Quiz, step: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Hints that fit any statement: of the options, and feelings, by the side that the statement speaks for."""
    for option in quiz.options:
        if isinstance(option.value, int):
            yield option.value, option.hints
    yield AGREES if _speaks_for_job(quiz, step) else DISAGREES, quiz.feelings.get("job", ())
    yield from _glad(quiz, step)


def _glad(quiz: Quiz, step: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    yield DISAGREES if _speaks_for_job(quiz, step) else AGREES, quiz.feelings.get("career", ())


def _speaks_for_job(quiz: Quiz, step: str) -> bool:
    item = quiz.item(step)
    return item is not None and item.key == "job"


@lru_cache(maxsize=64)
def _compiled(pairs: Pairs) -> Phrases:
    return Phrases({str(place): asked for place, (_, asked) in enumerate(pairs)})


def _opened(quiz: Quiz, step: str, words: list[str]) -> tuple[int, ...]:
    """The answer that a sentence opens with ("yes i had kids to feed"), unless it says the opposite later."""
    values, skipped = phrases(quiz.asked(step)), listed(quiz, "filler")
    while words and words[0] in skipped and words[0] not in values:
        words = words[1:]
    phrase = next((each for each in _starts(words[:-1]) if isinstance(values.get(each), int)), "")
    value = values.get(phrase)
    plainly = phrase in listed(quiz, "yes") | listed(quiz, "no")
    telling = plainly or " " in phrase or len(phrase) > LETTERS
    if not isinstance(value, int) or not telling or len(words) > (OWN if plainly else SHORT):
        return ()
    rest = words[len(phrase.split()) :]
    later = [values[each] for at in range(len(rest)) for each in _starts(rest[at:]) if each in values]
    against = any(isinstance(other, int) and (other - 3) * (value - 3) < 0 for other in later)
    return () if against else (value,)


def _starts(words: list[str]) -> Iterator[str]:
    """The phrases that the words begin with, the longest first."""
    return (" ".join(words[:length]) for length in range(min(LONGEST, len(words)), 0, -1))


def _share(text: str) -> tuple[int, ...]:
    """A share as the nearest of the five: "80%", "7/10", "8 out of 10"."""
    found = SHARES.search(text)
    if found is None:
        return ()
    share = int(found[1]) / 100 if found[1] else int(found[2]) / 10
    return (1 + round(share * 4),) if share <= 1 else ()
