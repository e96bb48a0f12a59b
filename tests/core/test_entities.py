"""Occupations named in a message."""

from dataclasses import replace

import pytest

from bot.core.entities import Occupations
from bot.core.matching.stems import Stemmer
from bot.core.model import Occupation


def row(name: str, *aliases: str) -> Occupation:
    return Occupation("2221", name, name.title(), "Works.", aliases, (), "S", "none", ())


OCCUPATIONS = Occupations(
    [
        row("factory manager", "production management"),
        row("product manager", "product management"),
        replace(row("guard"), fields=("security",)),
        row("nurse", "rn"),
        row("teacher"),
        row("data scientist", "data analyst"),
        row("scientist"),
        row("flight attendant", "cabin crew"),
    ],
    Stemmer(),
    frozenset({"nose", "purse", "teacup"}),
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("is nursing a career", ["nurse"]),
        ("how do nurses live", ["nurse"]),
        ("is being a nusre hard", ["nurse"]),
        ("is teaching a real job", ["teacher"]),
        ("data scientists and teachers", ["data scientist", "teacher"]),
        ("become a scientist", ["scientist"]),
        ("are cabin crew paid", ["flight attendant"]),
        ("flight atendant", ["flight attendant"]),
        ("nurse or nurse", ["nurse"]),
        ("product management", ["product manager"]),
        ("security", []),
        ("my nose and my purse", []),
        ("what is a job", []),
        ("", []),
    ],
)
def test_occupations_are_spotted(text: str, names: list[str]) -> None:
    """By name, alias, plural, -ing form or a slip; the longest name wins; each once, in their order."""
    assert [entity.id for entity in OCCUPATIONS.spot(text.split())] == names


def test_a_field_names_work_only_where_work_is_asked_about_and_none_is_named():
    assert [entity.id for entity in OCCUPATIONS.spot(["is", "security", "a", "career"], asked=True)] == ["guard"]
    assert [entity.id for entity in OCCUPATIONS.spot(["nurses", "like", "security"], asked=True)] == ["nurse"]


def test_short_words_are_no_misspelt_names() -> None:
    """ "Bro" is no call centre, "bpo"."""
    short = Occupations([row("call centre agent", "bpo")], Stemmer())
    assert short.spot(["hey", "bro"]) == ()
    assert [entity.id for entity in short.spot(["is", "bpo", "hard"])] == ["call centre agent"]


def test_an_entity_keeps_what_was_written() -> None:
    """The answer may repeat the person's own word."""
    (entity,) = OCCUPATIONS.spot(["is", "nursing", "a", "career"])
    assert (entity.kind, entity.id, entity.text) == ("occupation", "nurse", "nursing")


def test_a_word_that_only_looks_like_an_occupation_names_none_by_itself() -> None:
    occupations = Occupations([Occupation("8111", "miner", "Miners", "Digs.", ("mine",), (), "R", "", ())], Stemmer(),
                              others=frozenset({"mine"}))  # fmt: skip
    assert [[each.id for each in occupations.spot(words)] for words in (["and", "mine"], ["miner"])] == [[], ["miner"]]


def test_no_table_spots_nothing() -> None:
    assert Occupations([], Stemmer()).spot(["nurse"]) == ()
