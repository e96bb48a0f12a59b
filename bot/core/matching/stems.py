"""The stem of a word (Porter's Snowball English), and of a family of synonyms the stem of its first member.

Families are the authors' (`intents/language/synonyms.yml`): static word vectors were tried instead and hurt
the recognition of off-topic questions, while a family that an author wrote means what it says.
"""

from collections.abc import Iterable, Mapping

from snowballstemmer import stemmer

MAX_REMEMBERED = 50_000


class Stemmer:
    """Stems words and remembers them; the pure Python Snowball takes 10 to 30 µs a word. `known` are stems found
    earlier with the same families."""

    def __init__(self, families: Iterable[Iterable[str]] = (), known: Mapping[str, str] | None = None) -> None:
        self._snowball = stemmer("english").stemWord
        self._head: dict[str, str] = {}
        self._stems: dict[str, str] = dict(known or {})
        for family in families:
            head, *others = (self._snowball(word.lower()) for word in family)
            self._head |= {stem: self._head.get(head, head) for stem in others if stem != head}

    def stem(self, word: str) -> str:
        found = self._stems.get(word)
        if found is None:
            if len(self._stems) >= MAX_REMEMBERED:
                self._stems.clear()
            stem = self._snowball(word)
            found = self._stems[word] = self._head.get(stem, stem)
        return found
