"""Whether a message looks like a question, with or without its mark."""

from itertools import pairwise

from bot.core.follow_ups import LATEST, words_of
from bot.core.recalled import recalled

OPENING = frozenset({"can", "could", "should", "would", "will", "is", "are", "am", "do", "does", "did", "was", "were"})
PERSONS = frozenset({"i", "it", "that", "this", "they", "you", "he", "she", "we"})
ASKING = frozenset({"what", "whats", "what's", "why", "how", "who", "which", "tell", "explain"})


@recalled(LATEST)
def asks(text: str) -> bool:
    """Whether it asks anything: "is it hard", "what now", "i cook, is that a job", "really?"."""
    words = words_of(text)
    turned = any(verb in OPENING and who in PERSONS for verb, who in pairwise(words))
    return "?" in text or wonders(text) or turned or not OPENING.isdisjoint(words[:1])


def wonders(text: str) -> bool:
    """Whether it has a word that asks for more than a yes: "what does 3 mean", but not "can i skip"."""
    return not ASKING.isdisjoint(words_of(text))
