"""What a button carries comes back whole, to its owner only, and nothing else does."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.channels.telegram.callbacks import Codec
from bot.core.model import Action, Refused, Tapped

TOKEN = "7700000001:AAF-token-of-the-tests"
CODEC = Codec.of(TOKEN)
ADA, BO = 1001, 1002
MOST = 2**52 - 1  # Telegram's largest id of a person

words = st.text("abcdefghijklmnopqrstuvwxyz0123456789_.", min_size=1, max_size=10)
actions = st.builds(Action, words, st.lists(words, max_size=2).map(tuple))


@given(actions, st.integers(min_value=1, max_value=MOST))
@example(Action("q", ("12345678901234567890123456789012345678",)), MOST)
def test_an_owners_tap_is_read_as_what_was_written(action: Action, owner: int) -> None:
    """Within 64 bytes, for the largest id and an action of 40 bytes."""
    data = CODEC.write(action, owner)
    assert (len(data.encode()) <= 64, CODEC.read(data, owner)) == (True, Tapped(action))


@given(st.binary(max_size=64).map(lambda data: data.decode("latin-1")))
def test_what_was_not_written_here_is_stale(data: str) -> None:
    """Whatever a client sends."""
    assert CODEC.read(data, ADA) == Refused("stale")


@given(st.integers(min_value=0, max_value=60), st.characters(codec="ascii"))
def test_a_changed_character_makes_it_stale(place: int, character: str) -> None:
    """The owner and the action are both signed."""
    data = CODEC.write(Action("ask", ("define_job",)), ADA)
    changed = data[: place % len(data)] + character + data[place % len(data) + 1 :]
    assert changed == data or CODEC.read(changed, ADA) == Refused("stale")


def test_somebody_elses_tap_is_foreign() -> None:
    """Genuine, but not theirs."""
    assert CODEC.read(CODEC.write(Action("q", ("1", "a")), ADA), BO) == Refused("foreign")


def test_buttons_written_in_the_name_of_a_chat_are_anybodys() -> None:
    """An anonymous administrator taps as somebody else than they write."""
    action = Action("none")
    assert CODEC.read(CODEC.write(action, -1001000000005), BO) == Tapped(action)


def test_buttons_survive_a_restart_and_die_with_the_token() -> None:
    """The key comes from the token alone."""
    data = CODEC.write(Action("none"), ADA)
    assert Codec.of(TOKEN).read(data, ADA) == Tapped(Action("none"))
    assert Codec.of("7700000001:another").read(data, ADA) == Refused("stale")


def test_no_data_at_all_is_stale() -> None:
    """A game's button has none."""
    assert CODEC.read(None, ADA) == Refused("stale")


def test_an_action_too_long_for_a_button_is_an_error() -> None:
    """Of whoever wrote the content, found by a test before a person meets it."""
    with pytest.raises(ValueError, match="too long for a button"):
        CODEC.write(Action("ask", ("x" * 60,)), ADA)


def test_the_key_does_not_show() -> None:
    """Not even in a traceback's repr."""
    assert repr(CODEC) == "Codec()"
