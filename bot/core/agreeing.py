"""A bare yes or no: alone, or with words around it that add nothing ("yeah lets do that")."""

from bot.core.follow_ups import LATEST, FollowUps, words_of
from bot.core.recalled import recalled


def says_yes(text: str, follow_ups: FollowUps) -> bool:
    """Whether the message is nothing but a yes."""
    return _agrees(text, follow_ups) is True


def says_no(text: str, follow_ups: FollowUps) -> bool:
    """Whether the message is nothing but a no."""
    return _agrees(text, follow_ups) is False


def is_eager(text: str, follow_ups: FollowUps) -> bool:
    """Whether it is a yes and more: "ok" may be said in passing, "ok lets do it" is not."""
    said = " ".join(words_of(text))
    return said in follow_ups.eager or (said not in follow_ups.yes and says_yes(text, follow_ups))


def rejects(text: str, follow_ups: FollowUps) -> bool:
    """Whether it turns down what was offered: a no, or "none of these"."""
    return _agrees(text, follow_ups) is False or " ".join(words_of(text)) in follow_ups.rejects


@recalled(LATEST)
def _agrees(text: str, follow_ups: FollowUps) -> bool | None:
    """The yes or no that the message opens with, where all that follows is padding."""
    words = words_of(text)
    whole = follow_ups.agreeing.find(" ".join(words))
    if whole is not None:
        return whole
    for length in range(len(words) - 1, 0, -1):
        found = follow_ups.agreeing.exactly(" ".join(words[:length]))
        if found is not None:
            return found if follow_ups.padding.issuperset(words[length:]) else None
    return None
