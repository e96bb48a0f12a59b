"""What looks like a question, with or without its mark."""

import pytest

from bot.core.asking import asks, wonders


@pytest.mark.parametrize(
    ("text", "asked", "wondered"),
    [
        ("what now", True, True),
        ("is nursing hard", True, False),
        ("i cook, is it a job", True, False),
        ("i cook was that all", True, False),
        ("really?", True, False),
        ("i am a cook", False, False),
        ("it is hard", False, False),
        ("and so is my sister", False, False),
    ],
)
def test_a_question_opens_with_a_verb_or_turns_it_round(text: str, asked: bool, wondered: bool) -> None:
    assert (asks(text), wonders(text)) == (asked, wondered)
