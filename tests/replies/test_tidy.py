"""White space and emoji as authors and readers mean them."""

import pytest

from bot.replies.tidy import tidied, without_emoji


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("  one  two \n three \n", "one two\nthree"),
        ("one\n\n\n\n two", "one\n\ntwo"),
        ("• one\n• two", "• one\n• two"),
        ("a\n<pre>  x\n\n\n  y </pre>\n\n\nb", "a\n<pre>  x\n\n\n  y </pre>\n\nb"),
        ("<blockquote expandable>\none\n</blockquote>\ntwo", "<blockquote expandable>one</blockquote>\ntwo"),
        ("", ""),
    ],
)
def test_line_breaks_stay_and_leftovers_go(written: str, shown: str) -> None:
    assert tidied(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Well done 🎉", "Well done"),
        ("👋 Hello", "Hello"),
        ("a 👩‍🏫 teacher", "a teacher"),
        ("a ❤️ for it", "a for it"),
        ("1️⃣ stays a number", "1️⃣ stays a number"),
        ("bars ▓░ and ✓ stay", "bars ▓░ and ✓ stay"),
    ],
)
def test_emoji_go_with_the_space_beside_them(written: str, shown: str) -> None:
    assert without_emoji(written) == shown
