"""A word list knows its words and no others, in a few bytes each."""

from sys import getsizeof

from bot.core.matching.wordlist import Imprints, WordList, imprints


def test_a_list_knows_its_words_each_once_and_no_other() -> None:
    words = WordList(["nurse", "nose", "nurse"])
    assert [word in words for word in ("nurse", "nose", "nurses", "", 7)] == [True, True, False, False, False]
    assert len(words) == 2


def test_an_empty_list_knows_nothing() -> None:
    assert "nurse" not in WordList([])


def test_a_word_takes_eight_bytes() -> None:
    known = WordList(f"word{number}" for number in range(10_000))
    assert getsizeof(known._hashes) < 10_000 * 9
    assert all(f"word{number}" in known for number in range(10_000))
    assert not any(f"other{number}" in known for number in range(10_000))


def test_imprints_are_alike_in_every_process() -> None:
    """They are kept in a file, which another process reads."""
    kept = imprints(["what is a job", "career", "career"])
    assert kept.tolist() == [1717343673470208770, 8861272225678778467]
    assert [text in Imprints(kept) for text in ("career", "what is a job", "job", 7)] == [True, True, False, False]
