"""From a text to its words."""

import pytest

from bot.core.matching.words import MAX_WORDS, WordReader

READER = WordReader({"whats": "what is", "btwn": "between", "lol": "", "👋": "hello", "don't": "do not"})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What is a JOB?", ["what", "is", "a", "job"]),
        ("whats the diff btwn them lol", ["what", "is", "the", "diff", "between", "them"]),
        ("a joooob", ["a", "joob"]),
        ("the year 1000000", ["the", "year", "1000000"]),
        ("my boss's job", ["my", "boss", "job"]),
        ("don’t", ["do", "not"]),
        ("it isn't", ["it", "isnt"]),
        ("👋 bot_help 👋", ["hello", "bot", "help", "hello"]),
        ("🙂🙂🙂", []),
        ("", []),
        ("… ?! —", []),
    ],
)
def test_words_are_read(text: str, words: list[str]) -> None:
    """Lower case, chat spelling written out, long runs of a letter shortened, punctuation and other signs gone."""
    assert READER.words(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "саreer",
        "ｃａｒｅｅｒ",
        "𝐜𝐚𝐫𝐞𝐞𝐫",
        "ca\u200breer",
        "Cąreer",
        "c\u0336a\u0336r\u0336e\u0336e\u0336r\u0336",
        "cαrεεr",
    ],
    ids=["Cyrillic", "full width", "mathematical", "zero width", "accent", "struck through", "Greek"],
)
def test_look_alikes_are_latin(text: str) -> None:
    """However the letters were got, a career is a career."""
    assert READER.words(f"my {text}") == ["my", "career"]


def test_another_script_stays_as_it_is() -> None:
    """A Russian word is not a row of Latin letters that it happens to resemble."""
    assert READER.words("что такое карьера") == ["что", "такое", "карьера"]


def test_a_rant_is_bounded() -> None:
    """Of a very long message the beginning and the end are read."""
    words = READER.words(" ".join(f"w{number}" for number in range(700)))
    assert (len(words), words[0], words[-1]) == (MAX_WORDS, "w0", "w699")
