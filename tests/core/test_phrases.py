"""The little language of phrases."""

import pytest

from bot.core.phrases import Phrases


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("end|ending my life", "i am ending my life", True),
        ("end|ending my life", "ending the life", False),
        ("no hope left?", "there is no hope", True),
        ("no hope left?", "no hope left at all", True),
        ("boss * hits me", "my boss sometimes really hits me", True),
        ("boss * hits me", "my boss hits me", True),
        ("boss * hits me", "my boss is someone who never ever hits me", False),
        ("(is|are) dead", "they are dead", True),
        ("a.b", "a.b", True),
        ("a.b", "axb", False),
        ("job", "jobs", False),
    ],
)
def test_a_phrase_is_found(phrase: str, text: str, found: bool) -> None:
    """Either word, a word that may be missing, a gap of up to three words; only whole words count."""
    assert (Phrases({"it": [phrase]}).found(text.split()) == "it") is found


def test_the_first_name_wins() -> None:
    """The gravest alarm is named first, and told first."""
    assert Phrases({"grave": ["b"], "mild": ["a"]}).found(["a", "b"]) == "grave"


def test_what_is_taken_out_leaves_a_gap() -> None:
    """The words around a saying must not join into a phrase."""
    assert Phrases({"saying": ["of boredom"]}).without(["kill", "of", "boredom", "myself"]) == ["kill", ",", "myself"]
