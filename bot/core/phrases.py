"""A little language in which authors write phrases to look for, and the search for many of them at once.

    end|ending my * life?    either word · a gap of up to three words · a word that may be missing
    (is|was) (a|an)? job     parentheses only group

A phrase is tried only on messages that hold one of the words of its rarest place, so that hundreds of
phrases cost some microseconds on a message with none of them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

_GAP = r"(?:\S+ ){0,3}"
_OPTIONAL = re.compile(r"\(([^()]*)\)(\??)")


class Phrases:
    """Phrases by name, ready to be found in a list of words; without one of their `anchors` it holds none."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._order = tuple(phrases)
        parsed = [(name, _parse(phrase)) for name, written in phrases.items() for phrase in written]
        self.words = frozenset(word for _, slots in parsed for words, _ in slots for word in words)
        often = Counter(word for _, slots in parsed for words, _ in slots for word in words)
        self._by_word: dict[str, list[Candidate]] = {}
        for name, slots in parsed:
            needed = [words for words, may_miss in slots if words and not may_miss]
            if not needed:
                continue
            anchor = min(needed, key=lambda words: (sum(often[word] for word in words), words))
            pattern = re.compile(r"(?<!\S)" + "".join(map(_regex, slots)))
            for word in anchor:
                self._by_word.setdefault(word, []).append((name, pattern, len(slots)))
        self.anchors = frozenset(self._by_word)

    def found(self, words: Sequence[str]) -> str | None:
        """The name of the first phrase in the words, in the order the names were given; None when there is none."""
        if self.anchors.isdisjoint(words):
            return None
        text = " ".join(words) + " "
        names = {name for name, pattern, _ in self._candidates(words) if pattern.search(text)}
        return next((name for name in self._order if name in names), None)

    def without(self, words: Sequence[str]) -> list[str]:
        """The words with every phrase that is found replaced by one comma, so that its rests do not make a new one; the
        phrase with more parts goes first."""
        if self.anchors.isdisjoint(words):
            return list(words)
        text = " ".join(words) + " "
        for _, pattern, _ in sorted(self._candidates(words), key=lambda found: -found[2]):
            text = pattern.sub(", ", text)
        return text.split()

    def _candidates(self, words: Sequence[str]) -> "list[Candidate]":
        return [entry for word in dict.fromkeys(words) for entry in self._by_word.get(word, ())]


Candidate = tuple[str, re.Pattern[str], int]  # a phrase's name, what finds it, and how many parts it has
Slot = tuple[tuple[str, ...], bool]  # the words that may stand here, none for a gap; whether it may be missing


def _parse(phrase: str) -> list[Slot]:
    flat = _OPTIONAL.sub(lambda group: group[1] + group[2], phrase)
    return [_slot(part) for part in flat.split()]


def _slot(part: str) -> Slot:
    if part == "*":
        return (), True
    return tuple(part.rstrip("?").split("|")), part.endswith("?")


def _regex(slot: Slot) -> str:
    words, may_miss = slot
    if not words:
        return _GAP
    one = f"(?:{'|'.join(map(re.escape, words))}) "
    return f"(?:{one})?" if may_miss else one
