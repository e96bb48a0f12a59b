"""A word list knows its words and no others, in a few bytes each."""

from sys import getsizeof

from bot.core.matching.wordlist import WordList


def test_a_list_knows_its_words_each_once_and_no_other() -> None:
    words = WordList(["nurse", "nose", "nurse"])
    assert [word in words for word in ("nurse", "nose", "nurses", "", 7)] == [True, True, False, False, False]
    assert len(words) == 2


def test_an_empty_list_knows_nothing() -> None:
    assert "nurse" not in WordList([])


def test_a_word_takes_eight_bytes() -> None:
    known = WordList(f"word{number}" for number in range(10_000))
    assert getsizeof(known._hashes) < 10_000 * 8 + 200
    assert all(f"word{number}" in known for number in range(10_000))
    assert not any(f"other{number}" in known for number in range(10_000))
