"""The table of occupations: complete over ISCO-08, unambiguous, and within its own lists of verbs and tags."""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

FILE = Path(__file__).parents[2] / "responses" / "occupations.yml"
TEXT = FILE.read_text(encoding="utf-8")
ROWS = yaml.safe_load(TEXT)
NAMED = pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])

SUB_MAJOR_GROUPS = {  # ISCO-08 without the armed forces (01 to 03)
    *("11", "12", "13", "14", "21", "22", "23", "24", "25", "26", "31", "32", "33", "34", "35"),
    *("41", "42", "43", "44", "51", "52", "53", "54", "61", "62", "63"),
    *("71", "72", "73", "74", "75", "81", "82", "83", "91", "92", "93", "94", "95", "96"),
}
LONGEST_NAME = 26  # "d:<run>:look:<name>" must fit into 40 bytes on a button


def listed(word: str) -> set[str]:
    """The names that the comment `# word: a, b, c` on top of the file lists."""
    comment = re.search(rf"^# {word}: (.*(?:\n#   .*)*)", TEXT, flags=re.MULTILINE)
    assert comment
    without_remarks = re.sub(r"\([^)]*\)|#", " ", comment[1])
    return {name.strip() for name in without_remarks.split(",")}


def repeated(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def test_there_are_at_least_two_hundred_rows() -> None:
    """Enough for a direction in any field."""
    assert len(ROWS) >= 200


def test_every_sub_major_group_has_a_row() -> None:
    """No part of the world of work is left out, plain jobs included."""
    assert {row["code"][:2] for row in ROWS} == SUB_MAJOR_GROUPS


def test_a_code_is_a_minor_or_a_unit_group() -> None:
    """Three or four digits, in text, so that a leading zero could never be lost."""
    assert [row["code"] for row in ROWS if not re.fullmatch(r"[1-9][0-9]{2,3}", row["code"])] == []


def test_a_code_always_has_the_same_title() -> None:
    """A title belongs to the group, not to the row."""
    titles = {(row["code"], row["title"]) for row in ROWS}
    assert repeated([code for code, _ in titles]) == []


def test_no_word_names_two_occupations() -> None:
    """A name, an alias or a field leads to one row only."""
    words = [word for row in ROWS for word in (row["name"], *row["aliases"], *row.get("fields", ()))]
    assert repeated(words) == []


def test_words_are_written_as_they_are_compared() -> None:
    """Lower case, without stray spaces; names in ASCII and short enough for a button."""
    words = [word for row in ROWS for word in (row["name"], *row["aliases"], *row.get("fields", ()))]
    assert [word for word in words if word != " ".join(word.lower().split())] == []
    names = [row["name"] for row in ROWS]
    assert [name for name in names if not name.isascii() or ":" in name or len(name) > LONGEST_NAME] == []


def test_every_listed_verb_is_used_often_enough_to_be_offered() -> None:
    """A button for a verb that leads to few rows would disappoint."""
    counts = Counter(verb for row in ROWS for verb in row["verbs"])
    assert {verb for verb in listed("verbs") if counts[verb] < 5} == set()


@NAMED
def test_a_row_uses_only_what_the_lists_on_top_name(row: dict[str, object]) -> None:
    """Two to four verbs, no verb or tag of its own making."""
    verbs, tags = row["verbs"], row["tags"]
    assert isinstance(verbs, list)
    assert isinstance(tags, list)
    assert set(verbs) <= listed("verbs")
    assert set(tags) <= listed("tags")
    assert 2 <= len(set(verbs)) == len(verbs) <= 4


@NAMED
def test_tags_do_not_contradict_each_other(row: dict[str, list[str]]) -> None:
    """Nothing needs a degree and none, or a short and a long training."""
    contradictions = ({"degree", "no-degree"}, {"short-training", "long-training"}, {"short-training", "degree"})
    assert [pair for pair in (*contradictions, {"shifts", "regular-hours"}) if pair <= set(row["tags"])] == []
    assert "short-training" not in row["tags"] or "no-degree" in row["tags"]


@NAMED
def test_a_row_says_what_a_reader_wants_to_know(row: dict[str, object]) -> None:
    """One plain sentence, a hedged training, a path of two to four steps, Holland's letters without repeats."""
    does, training, path, interests = row["does"], row["training"], row["path"], row["interests"]
    assert isinstance(does, str)
    assert isinstance(training, str)
    assert isinstance(path, list)
    assert isinstance(interests, str)
    assert re.fullmatch(r"[A-Z][^.!?]{10,108}\.", does)
    assert re.search(r"\b(often|usually|some|no set|years of|differ)\b", training)
    assert 2 <= len(path) <= 4
    assert re.fullmatch(r"[RIASEC]{1,3}", interests)
    assert len(set(interests)) == len(interests)
