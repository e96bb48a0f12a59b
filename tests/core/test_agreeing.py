"""A yes or no, with and without words around it that add nothing."""

import pytest

from bot.core.agreeing import is_eager, rejects, says_no, says_yes
from bot.core.follow_ups import FollowUps

WORDS = FollowUps(
    yes=("yes", "ok", "thats it"),
    no=("no", "not now"),
    eager=("sounds good",),
    rejects=frozenset({"none of these"}),
    padding=frozenset({"lets", "do", "that"}),
)


@pytest.mark.parametrize(
    ("text", "yes", "no", "eager"),
    [
        ("Yes!", True, False, False),
        ("yes lets do that", True, False, True),
        ("ok lets do that", True, False, True),
        ("thats it", True, False, False),
        ("sounds good", True, False, True),
        ("yes but why", False, False, False),
        ("not now", False, True, False),
        ("no lets", False, True, False),
        ("lets do that", False, False, False),
        ("none of these", False, False, False),
    ],
)
def test_what_follows_a_yes_or_a_no_must_add_nothing(text: str, yes: bool, no: bool, eager: bool) -> None:
    assert (says_yes(text, WORDS), says_no(text, WORDS), is_eager(text, WORDS)) == (yes, no, eager)


def test_an_offer_is_turned_down_by_a_no_or_in_its_own_words() -> None:
    assert [rejects(text, WORDS) for text in ("no", "none of these", "maybe")] == [True, True, False]
