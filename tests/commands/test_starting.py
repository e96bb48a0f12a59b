"""What a first start says while it learns."""

import sys

import pytest

from bot.commands.starting import MANY, told


@pytest.mark.parametrize(
    ("at_terminal", "examples", "said"), [(True, MANY, True), (True, 25, False), (False, MANY, False)]
)
def test_who_waits_at_a_terminal_is_told_why(
    at_terminal: bool,
    examples: int,
    said: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Not in a pipe, whose reader wants answers only, and not for a moment's learning."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: at_terminal)
    told(examples)
    assert ("Learning from 3,000 examples" in capsys.readouterr().err) is said
