"""What answers come to: hand-computed results, and the laws that hold for any answers."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.quiz import Item
from bot.core.scoring import Flip, axis_mean, band, flip, half_interval, lacks, score, side_mean
from tests.core.quizzes import FULL, QUICK, QUIZ, answers

VALUES = st.integers(1, 5)
ANY = st.one_of(VALUES, st.none())
FULL_ANSWERS = st.fixed_dictionaries(dict.fromkeys(FULL, VALUES))
SOME_ANSWERS = st.fixed_dictionaries(dict.fromkeys(FULL, ANY))
KEYS = {item.id: item.key for item in QUIZ.items}


def test_a_career_pattern_by_hand() -> None:
    """Quick form, career 5 4 5 4 3 (C = 21/5), job 2 1 3 2 2 (J = 10/5). Order: ac bj cc dj ec aj bc cj dc ej.

    s_c² = (.64+.04+.64+.04+1.44)/4 = 0.7, s_j² = (0+1+1+0+0)/4 = 0.5, margin = 1.64·√(0.7/5+0.5/5) = 1.64·√0.24.
    """
    result = score(QUIZ, "quick", answers("5241534232"), day="2026-03-03")
    assert dict(result.answers) == {
        "ac1": 5, "bj1": 2, "cc1": 4, "dj1": 1, "ec1": 5, "aj1": 3, "bc1": 4, "cj1": 2, "dc1": 3, "ej1": 2
    }  # fmt: skip
    assert (result.career, result.job) == (4.2, 2.0)
    assert result.axes == (("a", 4.0), ("b", 4.0), ("c", 4.0), ("d", 4.0), ("e", 4.5))
    assert (result.band, result.margin) == ("career", 0.803)
    assert (result.close, result.alike, result.lacks) == (False, False, ())


def test_a_full_form_by_hand() -> None:
    """Every career statement 2, every job statement 5, but one of each skipped: C = 2, J = 5, no spread."""
    given_ = {item: 2 if KEYS[item] == "career" else 5 for item in FULL} | {"ac1": None, "bj1": None}
    result = score(QUIZ, "full", given_)
    assert (result.career, result.job, result.band) == (2.0, 5.0, "job")
    assert result.axes[0] == ("a", round((2 + 1 + 1) / 3, 3))
    assert (result.margin, result.close, result.lacks) == (0.0, False, ())


BY_MEANS = [
    (3.5, 2.9, "career"), (2.9, 3.5, "job"), (3.5, 3.5, "both"), (2.9, 2.9, "change"), (5.0, 1.0, "career"),
    (3.4, 1.0, "mixed"), (3.0, 3.0, "mixed"), (3.4, 3.5, "mixed"), (3.5, 3.0, "mixed"), (2.9, 3.4, "mixed"),
]  # fmt: skip


@pytest.mark.parametrize(("career", "job", "expected"), BY_MEANS)
def test_the_band_follows_from_the_two_means(career: float, job: float, expected: str) -> None:
    found = band(QUIZ, career, job)
    assert found is not None
    assert found.id == expected


def test_what_is_lacking_is_named() -> None:
    """Quick: both answers an axis, four of five a side."""
    assert lacks(QUIZ, "quick", answers("-555555555")) == ("a",)
    assert lacks(QUIZ, "quick", answers("-5-5555555")) == ("career", "a", "c")
    assert lacks(QUIZ, "quick", {}) == ("career", "job", "a", "b", "c", "d", "e")
    assert lacks(QUIZ, "full", answers(full="-" + "3" * 19)) == ()
    assert lacks(QUIZ, "full", answers(full="-" + "3" * 9 + "-" + "3" * 9)) == ("a",)


def test_without_enough_answers_there_is_no_band() -> None:
    result = score(QUIZ, "quick", answers("-5-5555555"))
    assert (result.career, result.band, result.job) == (None, None, 5.0)


def test_nine_of_ten_alike_is_straight_lining() -> None:
    assert score(QUIZ, "quick", answers("4444444441")).alike
    assert not score(QUIZ, "quick", answers("4444444411")).alike


def test_a_small_difference_is_too_close() -> None:
    """C = 4, J = 3.6: a difference of 0.4."""
    assert score(QUIZ, "quick", answers("4444444424")).close


def test_the_interval_by_hand() -> None:
    """Career answers 1 5 1 5 3 have variance 4, job answers all 3 none: 1.64·√(4/5)."""
    given_ = answers("1353133353")
    items = QUIZ.form("quick")
    career = [given_[item.id] for item in items if item.key == "career"]
    assert career == [1, 5, 1, 3, 5]
    assert half_interval(items, given_) == pytest.approx(1.64 * (4 / 5) ** 0.5)


def test_one_answer_that_flips_the_band_is_found() -> None:
    """C = 4 and J = 2.8: one job answer up by one step makes J = 3."""
    result = score(QUIZ, "quick", answers("4343434243"))
    assert (result.career, result.job, result.band) == (4.0, 2.8, "career")
    assert flip(QUIZ, result) == Flip((("bj1", 3, 4),), "mixed")


def test_two_answers_are_named_when_one_does_not_do() -> None:
    """C = 4, J = 2.4: J needs 0.6, C needs −0.6, a step is 0.2; so not even two do, and with J = 2.6 two do."""
    far = score(QUIZ, "quick", answers("4243424342"))
    assert (far.career, far.job, flip(QUIZ, far)) == (4.0, 2.4, None)
    near = score(QUIZ, "quick", answers("4243424343"))
    found = flip(QUIZ, near)
    assert near.job == 2.6
    assert found is not None
    assert [step for _, *step in found.changes] == [[2, 3], [3, 4]]


# ---------------------------------------------------------------- laws


@given(VALUES)
def test_agreeing_with_everything_gives_no_difference(value: int) -> None:
    for form in ("quick", "full"):
        result = score(QUIZ, form, dict.fromkeys(FULL, value))
        assert (result.career, result.job) == (value, value)
        assert {mean for _, mean in result.axes} == {3.0}
        assert result.close


@given(SOME_ANSWERS)
def test_every_mean_is_bounded(given_: dict[str, int | None]) -> None:
    result = score(QUIZ, "full", given_)
    means = [result.career, result.job, *(mean for _, mean in result.axes)]
    assert all(mean is None or 1 <= mean <= 5 for mean in means)
    assert 0 <= result.margin <= 1.64 * 2 * 2.4
    assert (result.band is None) == (result.career is None or result.job is None)


@given(FULL_ANSWERS, st.sampled_from(FULL))
def test_monotone_in_every_item(given_: dict[str, int | None], item: str) -> None:
    """One step up never lowers the item's own side, nor moves the other; the axis follows the item's key."""
    higher = {**given_, item: min(5, (given_[item] or 0) + 1)}
    before, after = score(QUIZ, "full", given_), score(QUIZ, "full", higher)
    gained = (after.career or 0) - (before.career or 0), (after.job or 0) - (before.job or 0)
    axis = item[0]
    moved = (dict(after.axes)[axis] or 0) - (dict(before.axes)[axis] or 0)
    if KEYS[item] == "career":
        assert gained[0] >= 0
        assert gained[1] == 0
        assert moved >= 0
    else:
        assert gained[0] == 0
        assert gained[1] >= 0
        assert moved <= 0


@given(SOME_ANSWERS, st.permutations(FULL))
def test_the_order_of_answers_and_items_does_not_matter(given_: dict[str, int | None], order: list[str]) -> None:
    shuffled = replace(QUIZ, forms={**QUIZ.forms, "full": tuple(order)})
    one = score(QUIZ, "full", given_)
    other = score(shuffled, "full", {item: given_[item] for item in order})
    assert replace(one, answers=()) == replace(other, answers=())


@given(SOME_ANSWERS)
def test_swapping_the_keys_swaps_the_sides(given_: dict[str, int | None]) -> None:
    """Each axis mean m becomes 6 − m, C and J trade places, the interval stays."""
    swapped = replace(QUIZ, items=tuple(_swapped(item) for item in QUIZ.items))
    one, other = score(QUIZ, "full", given_), score(swapped, "full", given_)
    assert (one.career, one.job) == (other.job, other.career)
    assert one.margin == other.margin
    for (_, mean), (_, mirrored) in zip(one.axes, other.axes, strict=True):
        assert mean is mirrored or mean + mirrored == pytest.approx(6, abs=0.002)  # type: ignore[operator]  # both None, or neither


@settings(max_examples=50)
@given(st.fixed_dictionaries(dict.fromkeys(QUICK, VALUES)))
def test_a_flip_is_one_or_two_single_steps_and_true(given_: dict[str, int | None]) -> None:
    result = score(QUIZ, "quick", given_)
    found = flip(QUIZ, result)
    if found is not None:
        assert len(found.changes) in (1, 2)
        assert all(abs(new - old) == 1 and 1 <= new <= 5 for _, old, new in found.changes)
        after = score(QUIZ, "quick", {**given_, **{item: new for item, _, new in found.changes}})
        assert (after.band, after.band != result.band) == (found.band, True)


def _swapped(item: Item) -> Item:
    return replace(item, key="job" if item.key == "career" else "career")


def test_means_of_nothing_are_nothing() -> None:
    assert side_mean((), {}, "career") is None
    assert axis_mean((), {}, "a") is None
