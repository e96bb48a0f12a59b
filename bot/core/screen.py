"""The buttons on the screen, for people who type what a button says, or a short form of it, instead of tapping it."""

from collections.abc import Iterable

from bot.core.follow_ups import words_of
from bot.core.model import Action, Say

Button = tuple[str, str]  # label, action as text

KEPT = 12  # buttons that a talk remembers
LONGEST = 4  # words of a short form
BARE = frozenset(
    {"how", "why", "who", "where", "when", "which", "can", "does", "should", "could", "would", "will", "yes", "no"}
)
LEFT_OUT = frozenset({"rate", "part", "none"})  # judged, or read as follow-ups


def buttons(says: Iterable[Say], without: Iterable[str] = ()) -> tuple[Button, ...]:
    """The buttons of some messages but for those whose actions have the verbs `without`."""
    left_out = LEFT_OUT.union(without)
    choices = (choice for say in says for row in say.choices for choice in row)
    found = ((choice.label, choice.action) for choice in choices if choice.action)
    return tuple((label, str(action)) for label, action in found if action.verb not in left_out)[:KEPT]


def doing(shown: Iterable[Button]) -> tuple[Button, ...]:
    """The buttons that do something other than asking a question."""
    return tuple(button for button in shown if not button[1].startswith("ask:"))


def labelled(text: str, shown: Iterable[Button]) -> Action | None:
    """The button whose label was typed word for word."""
    said = words_of(text)
    return next((Action.parse(action) for label, action in shown if said and words_of(label) == said), None)


def shortened(text: str, shown: Iterable[Button], fillers: frozenset[str], is_question: bool) -> Action | None:
    """The button that a few of its label's words stand for: "share" for "Share this result".

    What `is_question` is a message in its own right, so it is none of the questions that buttons ask.
    """
    said = words_of(text)
    telling = set(said) - fillers - BARE if len(said) <= LONGEST else None
    if not telling:
        return None
    labels = [(words_of(label), Action.parse(action)) for label, action in shown]
    eligible = [(words, action) for words, action in labels if not (is_question and action.verb == "ask")]
    opens = [action for words, action in eligible if words[: len(said)] == said]
    holds = [action for words, action in eligible if telling <= set(words)]
    if opens:
        return opens[0]
    return holds[0] if len(holds) == 1 and not is_question else None
