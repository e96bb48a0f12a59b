"""What a result page may tell, the list of results, and two of them compared."""

from dataclasses import replace

from bot.core import history, results
from bot.core.bars import bar
from bot.core.model import Action, Say
from bot.core.scoring import Result, score
from tests.core.quizzes import QUIZ, answers

LABELS = {"month_3": "March", "subject_offer": "An offer", "quiz_compare_with": "With"}


def result(quick: str, **more: object) -> Result:
    return score(QUIZ, "quick", answers(quick), **{"day": "2026-03-03", **more})  # type: ignore[arg-type]  # a test's shorthand


CAREER = result("5241534232")
JOB = result("1525152515")


def page(*kept: Result) -> Say:
    return results.says(QUIZ, LABELS, kept, len(kept))[0]


def actions(say: Say) -> list[str]:
    return [str(choice.action) for row in say.choices for choice in row]


# ---------------------------------------------------------------- one result


def test_the_page_names_the_band_and_both_sides() -> None:
    data = page(CAREER).data
    assert data["band"] == {"id": "career", "name": "mostly career", "says": "You build."}
    assert data["leads"] == "career"
    assert data["career"] == {"mean": 4.2, "bar": bar(3.2, 4), "value": 4.2}
    assert data["job"] == {"mean": 2.0, "bar": bar(1.0, 4), "value": 2.0}
    assert data["day"] == {"iso": "2026-03-03", "day": 3, "month": "March", "year": 2026}


def test_the_strongest_answers_are_quoted_in_the_persons_own_words() -> None:
    """Career 5 4 5 4 3, job 2 1 3 2 2: the fives first, agreement before denial; nothing speaks for a job."""
    data = page(CAREER).data
    assert data["for_career"] == [
        {"text": "Statement ac1.", "answer": "very much"},
        {"text": "Statement ec1.", "answer": "very much"},
    ]
    assert data["for_job"] == []


def test_evidence_skips_statements_that_are_gone() -> None:
    fewer = replace(QUIZ, items=tuple(item for item in QUIZ.items if item.id != "ac1"))
    quoted = results.evidence(fewer, CAREER, 1)
    assert [each["text"] for each in quoted] == ["Statement ec1.", "Statement dj1."]


def test_next_steps_fit_the_weakest_axis_and_the_band() -> None:
    data = page(CAREER).data
    assert [axis["name"] for axis in data["lowest"]] == ["Axis a", "Axis b", "Axis c", "Axis d"]
    assert data["steps"] == ["a career", "step a", "keep"]


def test_bars_that_look_alike_are_lowest_together() -> None:
    level, one = page(result("3" * 10)).data, page(result("3333133333")).data
    assert ([axis["name"] for axis in level["lowest"]], level["level"]) == ([f"Axis {axis}" for axis in "abcde"], True)
    assert ([axis["name"] for axis in one["lowest"]], one["level"]) == (["Axis e"], False)


def test_who_is_not_fine_is_told_so_before_the_pattern() -> None:
    bands = tuple(replace(band, unhappy="It is hard.") if band.id == "job" else band for band in QUIZ.bands)
    told = [
        results.told(replace(QUIZ, bands=bands), LABELS, replace(kept, fine=fine))
        for kept, fine in ((JOB, 2), (JOB, 3), (CAREER, 1))
    ]
    assert [data["unhappy"] for data in told] == [True, False, True]
    assert [data["band"]["says"] for data in told] == ["It is hard.", "It pays.", "You build."]


def test_a_side_leads_only_where_it_is_clear() -> None:
    assert [results.leads(each) for each in (CAREER, JOB, result("3" * 10), result("-" * 10))] == [
        "career", "job", "", ""
    ]  # fmt: skip


def test_the_lowest_mean_still_has_a_bar() -> None:
    lowest = results.mean(1.0)
    assert lowest is not None
    assert lowest["bar"] == bar(0.1, 4)


def test_who_is_fine_with_a_job_is_not_pushed() -> None:
    fine, not_fine, career = (
        page(replace(JOB, fine=4)).data,
        page(replace(JOB, fine=3)).data,
        page(replace(CAREER, fine=5)).data,
    )
    assert (fine["content"], fine["steps"]) == (True, [])
    assert not_fine["content"] is False
    assert len(not_fine["steps"]) == 3
    assert career["content"] is False


def test_what_would_flip_the_band_is_told_with_the_statements() -> None:
    data = page(result("4343434243")).data
    assert data["flip"] == {
        "changes": [{"text": "Statement bj1.", "answer": "somewhat", "instead": "mostly"}],
        "band": "mixed",
    }


def test_the_picture_says_what_its_caption_says() -> None:
    _, picture = results.says(QUIZ, LABELS, (CAREER,), 1)
    assert picture.chart is not None
    assert [row["value"] for row in picture.chart["sides"]] == [4.2, 2.0]
    assert [row["value"] for row in picture.chart["axes"]] == [
        axis["score"]["mean"] for axis in picture.data["axes"]
    ]  # fmt: skip


def test_the_buttons_lead_on() -> None:
    plain, seeking = (
        results.says(QUIZ, LABELS, kept, 1)[1] for kept in ((CAREER,), (replace(CAREER, situation="student"),))
    )
    assert actions(plain) == ["share:1", "start:check"]
    assert actions(seeking) == ["share:1", "start:check", "start:direction"]
    assert actions(results.says(QUIZ, LABELS, (JOB, CAREER), 2)[1]) == ["share:2", "results", "start:check"]


def test_an_old_result_still_shows_after_its_quiz_was_changed() -> None:
    """The means and the band were kept; quotes of what is gone, and a band that is gone, are left out."""
    items = tuple(item for item in QUIZ.items if item.id not in ("ac1", "bj1"))
    forms = {"quick": tuple(item for item in QUIZ.forms["quick"] if item not in ("ac1", "bj1"))}
    changed = replace(QUIZ, items=items, forms=forms, axes=QUIZ.axes[1:])
    data = results.told(changed, LABELS, CAREER)
    assert (data["career"]["mean"], data["band"]["id"]) == (4.2, "career")
    assert [axis["id"] for axis in data["axes"]] == ["b", "c", "d", "e"]
    bandless = results.says(replace(changed, bands=QUIZ.bands[1:]), LABELS, (CAREER,), 1)
    assert (bandless[0].data["band"], bandless[1].chart) == (None, None)


# ---------------------------------------------------------------- over time


def test_the_latest_is_compared_with_the_one_before_about_the_same_work() -> None:
    """e: 5 and 6−2 = 4.5 now; before 3 and 6−2 = 3.5."""
    before = result("5241334232", day="2025-03-09")
    offer = result("1111111111", subject="offer")
    since = page(before, offer, CAREER).data["since"]
    assert since["day"]["year"] == 2025
    assert since["moves"] == [{"name": "Axis e", "up": True, "steps": 1.0}]


def test_means_are_rounded_as_people_do_it() -> None:
    assert [results.tenths(value) for value in (3.25, 3.75, 2.333, 1.0)] == [3.3, 3.8, 2.3, 1.0]


def test_a_first_result_has_nothing_before_it() -> None:
    assert page(replace(CAREER, subject="offer"), CAREER).data["since"] is None


def test_less_than_half_a_step_is_not_told() -> None:
    full = replace(CAREER, axes=(("a", 4.25), ("b", 3.25), ("c", None), ("d", 4.0), ("e", 4.5)))
    assert results.moves(QUIZ, CAREER, full) == [{"name": "Axis b", "up": False, "steps": 0.5}]


# ---------------------------------------------------------------- the list and side by side


def test_the_list_shows_the_latest_first_with_ways_to_compare() -> None:
    offer = replace(JOB, subject="offer")
    say = history.listed(QUIZ, LABELS, (offer, CAREER, CAREER))
    assert [(row["n"], row["subject"], row["band"]) for row in say.data["results"]] == [
        (3, "current", "mostly career"), (2, "current", "mostly career"), (1, "An offer", "mostly job")
    ]  # fmt: skip
    assert actions(say) == ["results:3", "results:2", "results:1", "compare:2:3", "compare:1:3", "start:check"]
    assert [row[0].label for row in say.choices][4] == "With An offer"


def test_an_empty_list_offers_to_begin() -> None:
    say = history.listed(QUIZ, LABELS, ())
    assert (say.data["results"], say.data["since"], actions(say)) == ([], None, ["start:check"])


def test_two_jobs_stand_side_by_side() -> None:
    offer = replace(JOB, subject="offer")
    says = history.does(QUIZ, LABELS, (offer, CAREER), Action("compare", ("2", "1")))
    assert says is not None
    data = says[0].data
    assert (data["first"]["subject"], data["second"]["subject"], data["same_work"]) == ("An offer", "current", False)
    assert data["axes"][0] == {"name": "Axis a", "first": results.mean(1.0), "second": results.mean(4.0)}


def test_a_number_from_elsewhere_leads_nowhere() -> None:
    for args in (("0",), ("3",), ("-1",), ("²",), ("1", "1"), ("1", "9"), ("x", "1")):
        verb = "results" if len(args) == 1 else "compare"
        assert history.does(QUIZ, LABELS, (CAREER, JOB), Action(verb, args)) is None


def test_a_long_history_shows_the_latest_and_counts_the_rest() -> None:
    say = history.listed(QUIZ, LABELS, (CAREER,) * 30)
    assert (len(say.data["results"]), say.data["more"]) == (8, 22)


def test_bars_are_full_only_at_the_most_and_empty_only_at_nothing() -> None:
    assert [bar(value, 4, 4) for value in (0, 0.1, 2, 3.9, 4)] == ["▱▱▱▱", "▰▱▱▱", "▰▰▱▱", "▰▰▰▱", "▰▰▰▰"]
    assert bar(1, 0) == "▱" * 10
