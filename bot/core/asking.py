"""Whether a message looks like a question, with or without its mark."""

from bot.core.follow_ups import words_of

OPENING = frozenset({"can", "could", "should", "would", "will", "is", "are", "am", "do", "does", "did"})
ASKING = frozenset({"what", "whats", "what's", "why", "how", "who", "which", "tell", "explain"})


def asks(text: str) -> bool:
    """Whether it asks anything: "is it hard", "what now", "really?"."""
    return "?" in text or wonders(text) or not OPENING.isdisjoint(words_of(text)[:1])


def wonders(text: str) -> bool:
    """Whether it has a word that asks for more than a yes: "what does 3 mean", but not "can i skip"."""
    return not ASKING.isdisjoint(words_of(text))
