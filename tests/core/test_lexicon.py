"""Phrases are found as written or with a slip, and nothing else is taken for one."""

import pytest

from bot.core.lexicon import Lexicon

WORDS = Lexicon(
    [("tell me more", "more"), ("why", "why"), ("why not", "why"), ("why", "never"), ("for example", "example")]
)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("tell me more", "more"),
        ("tel me more", "more"),
        ("for exampel", "example"),
        ("why", "why"),
        ("who", None),
        ("whx", None),
        ("tell me about nursing", None),
        ("", None),
    ],
)
def test_a_phrase_is_found_exactly_or_with_a_slip_and_a_short_one_only_exactly(said: str, meant: str | None) -> None:
    assert WORDS.find(said) == meant


def test_exactly_allows_no_slip() -> None:
    assert (WORDS.exactly("for example"), WORDS.exactly("for exampel")) == ("example", None)
