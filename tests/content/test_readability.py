"""Flesch–Kincaid grades, as far as vowels tell syllables."""

import pytest

from bot.content.readability import grade, syllables

WORDS = """a job:1 career:2 occupation:4 experience:4 education:4 money:2 building:2 idea:3 people:2 company:3 freedom:2
    time:1 wanted:2 makes:1 changes:2 little:2 created:3 social:2 isn’t:1 patience:2 called:1 used:1 jobs:1 radio:3"""


@pytest.mark.parametrize("pair", [word for word in WORDS.split() if ":" in word])
def test_syllables(pair: str) -> None:
    word, expected = pair.split(":")

    assert syllables(word) == int(expected)


def test_the_grade_follows_the_formula() -> None:
    """8 words, 2 sentences, 9 syllables: 0.39 · 4 + 11.8 · 9/8 − 15.59."""
    assert grade("You do a job. You build a career.") == pytest.approx(-0.755)


def test_long_words_and_sentences_are_harder() -> None:
    assert grade("Occupational classification facilitates international comparability of employment statistics.") > 20


def test_a_few_words_have_no_grade() -> None:
    assert grade("Thanks, that helps.") == 0.0
