"""How hard a text is to read, as a US school grade by Flesch and Kincaid (1975)."""

import re

_SENTENCE = re.compile(r"[.!?…]+(?:[\s\"”’)]|$)|\n+")
_WORD = re.compile(r"[A-Za-z’']*[A-Za-z][A-Za-z’']*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouycgszxh]es|[^td]ed|[^laeiouy]e)$")  # makes, called, work|place; not little, changes
_APART = re.compile(r"(?<![ct])i(?:a|en|o(?!n|us))|(?<=cr)eat|(?<=id)ea")  # two vowels that are two syllables


def grade(text: str) -> float:
    """The grade of a plain text: 0.39 words per sentence + 11.8 syllables per word − 15.59. 0 below 5 words."""
    words = _WORD.findall(text)
    if len(words) < 5:
        return 0.0
    sentences = sum(1 for sentence in _SENTENCE.split(text) if _WORD.search(sentence))
    syllables_ = sum(map(syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables_ / len(words) - 15.59


def syllables(word: str) -> int:
    """Syllables of an English word, by its groups of vowels; a silent ending is no group."""
    word = word.lower().replace("’", "'").split("'")[0] or "a"
    sounded = _SILENT.sub("", word) if len(word) > 3 else word
    return max(1, len(_VOWELS.findall(sounded)) + len(_APART.findall(sounded)))
