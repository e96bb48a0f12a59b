"""The stem of a word (Porter's Snowball English), and of a family of synonyms the stem of its first member.

Families are the authors' (`intents/language/synonyms.yml`): static word vectors were tried instead and hurt
the recognition of off-topic questions, while a family that an author wrote means what it says.
"""

from collections.abc import Iterable

from Stemmer import Stemmer as Snowball


class Stemmer:
    """Stems words, half a microsecond each: nothing need be remembered."""

    def __init__(self, families: Iterable[Iterable[str]] = ()) -> None:
        self._snowball = Snowball("english", 0).stemWord
        self._head: dict[str, str] = {}
        for family in families:
            head, *others = (self._snowball(word.lower()) for word in family)
            self._head |= {stem: self._head.get(head, head) for stem in others if stem != head}

    def stem(self, word: str) -> str:
        """The stem of a word in lower case."""
        stem: str = self._snowball(word)
        return self._head.get(stem, stem)
