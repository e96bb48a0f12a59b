"""A result's code: it opens the same result, tells nothing about the person, and notices any change."""

import string
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.scoring import Result, score
from bot.core.sharing import decoded, encoded, is_code, opened, shared
from tests.core.quizzes import FULL, QUICK, QUIZ, answers

KEY = b"a secret of this bot"
RESULT = score(
    QUIZ, "quick", answers("5241534232"), subject="night shift", day="2026-03-03", fine=4, situation="student"
)
CODE = encoded(QUIZ, RESULT, KEY)
SIGNS = string.ascii_letters + string.digits + "-_"


def public(result: Result) -> Result:
    """What of a result is for others."""
    return replace(result, answers=(), subject="shared", fine=None, situation=None, margin=0.0)


def test_the_code_fits_a_deep_link() -> None:
    assert len(CODE) == 51
    assert set(CODE) <= set(SIGNS)
    assert is_code(CODE)


def test_the_code_opens_the_same_result() -> None:
    assert decoded(QUIZ, CODE, KEY) == public(RESULT)


@given(
    st.fixed_dictionaries(dict.fromkeys(FULL, st.one_of(st.integers(1, 5), st.none()))),
    st.sampled_from(("quick", "full")),
)
def test_any_result_with_a_band_survives(given_: dict[str, int | None], form: str) -> None:
    result = score(QUIZ, form, given_, day="2031-12-31")
    if result.band is not None:
        assert decoded(QUIZ, encoded(QUIZ, result, KEY), KEY) == public(result)


def test_nothing_about_the_person_is_in_it() -> None:
    """Other answers with the same means, another work, another situation: the very same code."""
    swapped = {**answers("5241534232"), "ac1": 4, "cc1": 5}
    assert decoded(QUIZ, CODE, KEY) is not None
    other = replace(RESULT, subject="x", situation="employed", fine=1, answers=tuple(swapped.items()))
    assert encoded(QUIZ, other, KEY) == CODE


@pytest.mark.parametrize("place", range(len(CODE)))
def test_any_changed_sign_is_noticed(place: int) -> None:
    for sign in SIGNS:
        if sign != CODE[place]:
            assert decoded(QUIZ, CODE[:place] + sign + CODE[place + 1 :], KEY) is None


@given(st.text(SIGNS, max_size=64))
def test_nobody_can_make_one_up(code: str) -> None:
    assert decoded(QUIZ, code, KEY) is None
    assert decoded(QUIZ, "r" + code, KEY) is None


@given(st.text(max_size=80))
def test_any_text_is_refused_without_an_error(code: str) -> None:
    assert decoded(QUIZ, code, KEY) is None


def test_another_key_opens_nothing() -> None:
    assert decoded(QUIZ, CODE, b"another") is None


def test_a_code_of_another_quiz_or_a_band_that_is_gone_opens_nothing() -> None:
    assert decoded(replace(QUIZ, id="other"), CODE, KEY) is None
    assert decoded(replace(QUIZ, bands=QUIZ.bands[1:]), CODE, KEY) is None
    assert decoded(replace(QUIZ, axes=QUIZ.axes[:4]), CODE, KEY) is None


def test_reworded_and_removed_statements_do_not_matter() -> None:
    fewer = replace(QUIZ, items=QUIZ.items[:3], forms={"quick": QUICK[:1], "full": ()})
    assert decoded(fewer, CODE, KEY) == public(RESULT)


def test_a_shared_result_shows_a_page_a_picture_and_the_way_to_an_own_one() -> None:
    page, picture = opened(QUIZ, {}, CODE, KEY)
    assert (page.response, page.data["band"]["id"], page.data["for_career"]) == ("shared_result", "career", [])
    assert picture.chart is not None
    assert str(picture.choices[0][0].action) == "start:check"


def test_a_changed_code_is_refused_in_words() -> None:
    (say,) = opened(QUIZ, {}, CODE[:-1] + ("A" if CODE[-1] != "A" else "B"), KEY)
    assert say.response == "share_unreadable"


def test_sharing_offers_the_link_to_send_and_to_copy() -> None:
    (say,) = shared(QUIZ, {}, RESULT, "https://t.me/bot?start=", KEY)
    url = "https://t.me/bot?start=" + CODE
    assert [(row[0].share, row[0].copy) for row in say.choices] == [(url, None), (None, url)]


def test_a_result_without_a_band_is_not_shared() -> None:
    (say,) = shared(QUIZ, {}, score(QUIZ, "quick", {}, day="2026-03-03"), "https://t.me/bot?start=", KEY)
    assert say.response == "share_nothing"
