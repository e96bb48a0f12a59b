"""Correcting words that nobody knows."""

import pytest

from bot.core.matching.spelling import Speller

SPELLER = Speller(
    {"career": 9, "carrier": 1, "job": 9, "my": 5, "difference": 3, "is": 8, "a": 9, "nurse": 2}, {"nose", "log"}
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("carreer", ("career",)),
        ("craeer", ("career",)),
        ("jpb", ("job",)),
        ("diffrance", ("difference",)),
        ("myjob", ("my", "job")),
        ("isajob", ("is", "a", "job")),
        ("nusre", ("nurse",)),
    ],
)
def test_a_slip_is_undone(written: str, meant: tuple[str, ...]) -> None:
    """A letter wrong, missing, too many or swapped, or a space missing."""
    assert SPELLER.correct(written) == meant


@pytest.mark.parametrize("word", ["nose", "log", "career", "xx", "2024", "zebra", "x" * 400])
def test_a_right_or_hopeless_word_is_left_alone(word: str) -> None:
    """A right English word is never bent into one of ours, and what is near to nothing stays unknown."""
    assert SPELLER.correct(word) == (word,)


def test_the_more_frequent_word_is_likelier() -> None:
    """At equal distance, what examples say more often is meant."""
    assert Speller({"beer": 1, "bear": 50}).correct("beur") == ("bear",)
