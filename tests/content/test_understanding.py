"""From content to an understander, and the cache between."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from bot.content import cache
from bot.content.folders import Folder
from bot.content.loader import load
from bot.content.understanding import english, examples, kept_at, learned, understander, understood
from bot.core.matching.families import NOTHING
from bot.core.matching.learning import Language
from bot.core.model import Decision
from tests.content.folders import write
from tests.core.matching.corpus import LIBRARY

MINIMAL = {
    "intents/library.yml": """
        open:
          examples: [when do you open, what are your opening hours, are you open today]
        borrow:
          examples: [can i borrow a book, how do i borrow a film, lend me a book]
    """,
    "responses/default.j2": "Ask at the desk.",
}


def test_minimal_content_is_understood(tmp_path: Path) -> None:
    """Two intents, no tables of words, no occupations: chat spelling and languages come with the program."""
    folder = write(tmp_path / "content", MINIMAL)
    library = understander(load(folder), tmp_path / "cache")
    understood = library.understand("wen do u opn")
    assert (understood.decision, understood.intent) == (Decision.ANSWER, "open")
    assert library.understand("wie geht es dir heute").language == "de"


def test_our_noise_is_noise_elsewhere_unless_it_is_the_subject(tmp_path: Path) -> None:
    """What means nothing to this bot may be the very subject of another."""
    said = "examples: [how do i boil an egg, lend me a film, can i borrow a film today]"
    content = load(write(tmp_path, MINIMAL))
    foreign = replace(content, language={**content.language, "off_topic": yaml.safe_load(said)})
    assert examples(foreign)[NOTHING] == ("how do i boil an egg",)


def test_what_was_learned_is_kept(tmp_path: Path) -> None:
    """A second start reads it, and scores alike."""
    path = tmp_path / "kept" / "learned-x.npz"
    first, second = (learned(LIBRARY, Language(), path) for _ in range(2))
    texts = ("can i borrow a film", "renew", "zebra")
    scores = [[matcher.scores(text).values.tolist() for text in texts] for matcher, _ in (first, second)]
    assert scores[0] == scores[1]
    assert first[1] == second[1]


@pytest.mark.parametrize("broken", [b"", b"not numpy", b"PK\x03\x04broken"])
def test_a_broken_cache_is_learned_anew(tmp_path: Path, broken: bytes) -> None:
    """Whatever stands in the file."""
    path = tmp_path / "learned-x.npz"
    path.write_bytes(broken)
    matcher, _ = learned(LIBRARY, Language(), path)
    assert matcher.scores("good evening").values.argmax() == list(LIBRARY).index("greeting")
    assert cache.kept(path) is not None


def test_every_word_is_in_the_key(tmp_path: Path) -> None:
    """Another example, another spelling: another file."""
    file = "intents/library.yml"
    changes = [
        {},
        {file: MINIMAL[file].replace("lend me", "sell me")},
        {"intents/language/chat.yml": "u: you"},
        {"intents/more.yml": "close: [do you close at noon]"},
    ]
    folders = [write(tmp_path / str(place), {**MINIMAL, **change}) for place, change in enumerate(changes)]
    assert len({kept_at(Folder(folder)) for folder in folders}) == len(changes)


def test_a_start_needs_no_examples_once_they_were_learned(tmp_path: Path) -> None:
    """It reads one of each intent, understands the same, and nobody is told to wait."""
    kept, folder = tmp_path / "cache", write(tmp_path / "content", MINIMAL)
    told: list[int] = []
    starts = [understood(folder, kept, before_learning=told.append) for _ in range(2)]
    assert told == [6]
    assert [sum(len(intent.examples) for intent in content.intents.values()) for content, _ in starts] == [6, 2]
    first, second = (understander.understand("wen do u opn") for _, understander in starts)
    assert first == second


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "taken").write_text("")
    assert learned(LIBRARY, Language(), tmp_path / "taken" / "learned-x.npz")[0].intents == tuple(LIBRARY)


def test_the_word_list_is_english() -> None:
    """Everyday words and British spellings are right, slips are not."""
    words = english()
    assert [word for word in ("nurse", "colour", "organised", "gone") if word not in words] == []
    assert [word for word in ("carreer", "nusre") if word in words] == []
