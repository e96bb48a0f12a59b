"""The person's own work: what a message tells of it, and what stays in mind."""

import pytest

from bot.core.model import Decision, Entity, Understanding, Work
from bot.core.own_work import OwnWork, kept

OWN = OwnWork.read(
    {
        "past": ["i was a", "i was * now", "retired"],
        "now": ["now i|am"],
        "asks": ["is|was it a career"],
        "years": ["years", "yrs"],
        "age": ["old"],
        "being": ["am"],
        "toward": ["become", "be"],
        "between": ["a", "sous"],
    }
)


def heard(text: str, *jobs: str, mine: bool = False) -> Understanding:
    entities = tuple(Entity("occupation", job, job) for job in jobs)
    return Understanding(Decision.FALLBACK, None, 0.0, entities=entities, mine=mine, words=tuple(text.split()))


@pytest.mark.parametrize(
    ("message", "work"),
    [
        (heard("what is a job"), None),
        (heard("my sister is a nurse", "nurse"), None),
        (heard("i work as nurse", "nurse", mine=True), Work("nurse")),
        (heard("i am nurse in berlin", "nurse"), Work("nurse")),
        (heard("now i am sous chef", "chef"), Work("chef")),
        (heard("i drive a bus 22 yrs", mine=True), Work(years=22)),
        (heard("i am 45 years old", mine=True), Work()),
        (heard("i was a cook and want to be a nurse", "cook", "nurse"), Work("cook", past=True)),
        (heard("i was a nurse 30 years", "nurse"), Work("nurse", past=True, years=30)),
        (heard("retired"), Work(past=True)),
        (heard("i was engineer now i am driver", "engineer", "driver"), Work("driver", before="engineer")),
        (heard("i hate my boss and want to be a nurse", "nurse", mine=True), Work()),
        (heard("i am nurse and will become chef", "nurse", "chef"), Work("nurse")),
    ],
)
def test_what_is_told_of_ones_own_work(message: Understanding, work: Work | None) -> None:
    """By the author's phrases, or by the word before the occupation; an aim is no work one has."""
    assert OWN.told(message) == work


def test_the_aim_is_the_occupation_one_wants_to_become() -> None:
    assert OWN.aim(heard("can a waiter become a chef", "waiter", "chef")) == "chef"
    assert OWN.aim(heard("i am nurse", "nurse")) is None


def test_a_question_about_it_is_known_by_its_phrase() -> None:
    assert OWN.is_asked(["so", "is", "it", "a", "career"])
    assert not OWN.is_asked(["is", "nursing", "a", "career"])


@pytest.mark.parametrize(
    ("before", "told", "after"),
    [
        (None, None, None),
        (None, Work(), None),
        (Work("nurse"), None, Work("nurse")),
        (Work("nurse"), Work(), Work("nurse")),
        (Work("nurse"), Work(years=12), Work("nurse", years=12)),
        (Work("nurse", years=12), Work("nurse"), Work("nurse", years=12)),
        (Work("nurse"), Work("chef"), Work("chef", before="nurse")),
        (Work("nurse"), Work("cook", past=True), Work("nurse", before="cook")),
        (Work("nurse"), Work(past=True), Work("nurse", past=True)),
    ],
)
def test_the_newest_work_is_kept_and_completed_by_what_was_told_before(
    before: Work | None, told: Work | None, after: Work | None
) -> None:
    assert kept(before, told) == after
