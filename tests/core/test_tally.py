"""Several yes-or-no answers in one message, counted; and nothing else taken for them."""

import pytest

from bot.core.tally import Counting, Tally, tally

COUNTING = Counting(
    yes=frozenset({"yes", "yeah"}),
    no=frozenset({"no"}),
    all=frozenset({"all"}),
    rest=frozenset({"rest", "other"}),
    to=frozenset({"to"}),
    each=frozenset({"first", "last"}),
    left_out=frozenset({"the", "one", "and", "but"}),
    numbers={"two": 2, "mostly": 2},
)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("yes yes no", Tally(2, 1)),
        ("no no no", Tally(0, 3)),
        ("yeah no", Tally(1, 1)),
        ("first one yes the other two no", Tally(1, 2)),
        ("first yes rest no", Tally(1, 2)),
        ("yes to the first no to the rest", Tally(1, 2)),
        ("two yes one no", Tally(2, 1)),
        ("two yes", Tally(2, 0)),
        ("all yes", Tally(3, 0)),
        ("no to all", Tally(0, 3)),
        ("mostly yes", Tally(2, 0)),
        ("1 yes 2 yes 3 no", Tally(2, 1)),
        ("first yes last no", Tally(1, 1)),
    ],
)
def test_answers_are_counted(text: str, count: Tally) -> None:
    """In a row, by number, by place; numbers that would be too many are places."""
    assert tally(text.split(), COUNTING, 3) == count


@pytest.mark.parametrize(
    "text", ["yes", "no", "", "two", "yes i choose it", "first", "and the one", "to yes", "42 yes"]
)
def test_a_single_yes_and_other_words_are_no_count(text: str) -> None:
    assert tally(text.split(), COUNTING, 3) is None
