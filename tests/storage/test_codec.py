"""bot/storage/codec.py: what was kept is read again, by this version and by later ones."""

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.dialogue import Dialogue
from bot.core.profile import Plan, Profile, Settings
from bot.storage import codec
from bot.storage.codec import Codec


@dataclass(frozen=True, slots=True)
class Kept:
    """A small value that has been through three versions."""

    words: tuple[str, ...] = ()
    count: int = 0


UPGRADES = {
    1: lambda data: {"words": data["text"].split()},
    2: lambda data: data | {"count": len(data["words"])},
}
today = Codec(Kept, Kept(), UPGRADES)


@given(st.from_type(Dialogue))
def test_every_talk_is_read_as_it_was_written(dialogue: Dialogue) -> None:
    assert codec.read_dialogue(codec.write_dialogue(dialogue)) == dialogue


@given(st.lists(st.text()), st.sampled_from(["normal", "short"]))
def test_a_profile_is_read_as_it_was_written(texts: list[str], length: str) -> None:
    profile = Profile(Settings(length=length), plans=tuple(Plan("2026-01-01", text) for text in texts))
    assert codec.read_profile(codec.write_profile(profile)) == profile


@pytest.mark.parametrize(
    "text",
    [
        '{"v":1,"is":{"text":"one two"}}',
        '{"v":2,"is":{"words":["one","two"]}}',
        '{"v":3,"is":{"words":["one","two"],"count":2}}',
        '{"v":4,"is":{"words":["one","two"],"count":2,"colour":"from a newer program"}}',
    ],
)
def test_a_text_of_any_version_is_brought_to_the_present_one(text: str) -> None:
    assert today.read(text) == Kept(("one", "two"), 2)


def test_a_text_carries_the_present_version() -> None:
    assert today.write(Kept(("a",), 1)) == '{"v":3,"is":{"words":["a"],"count":1}}'


@pytest.mark.parametrize(
    "text",
    ["", "nonsense", "[]", "null", "{}", '{"v":1}', '{"v":"x","is":{}}', '{"v":1,"is":{}}'],
)
def test_an_unreadable_text_begins_afresh(text: str) -> None:
    assert today.read(text) == Kept()


def test_an_unreadable_text_does_not_show_in_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    today.read('{"v":2,"is":{"words":"a secret plan"}}')
    shown: Any = capsys.readouterr()
    assert "secret" not in shown.out + shown.err


def test_nothing_kept_is_a_fresh_value() -> None:
    assert (codec.read_dialogue(None), codec.read_profile(None)) == (Dialogue(), Profile())
