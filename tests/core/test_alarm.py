"""What a message does to an alarm: raise, deepen, answer, end, or nothing."""

import pytest

from bot.core.alarm import Alarms, Care, Sign, care, staying
from bot.core.model import Decision, Understanding
from bot.core.phrases import Phrases

ALARMS = Alarms(
    ("self_harm", "despair", "abuse"),
    frozenset(),
    {"fine": Sign(ends=True), "pills": Sign(raises="self_harm"), "alone": Sign()},
    Phrases({"fine": ("am fine",), "pills": ("have pills",), "alone": ("no one",)}),
)


def said(text: str, alert: str | None = None, denied: bool = False) -> Understanding:
    decision = Decision.SAFETY if alert else Decision.FALLBACK
    return Understanding(decision, None, 0.0, alert=alert, denied=denied, words=tuple(text.split()))


@pytest.mark.parametrize(
    ("on", "heard", "cared"),
    [
        (None, said("hello"), None),
        (None, said("i am fine"), None),
        (None, said("i want to die", "self_harm"), Care("self_harm", "answer", "self_harm")),
        (None, said("i have pills and want to die", "self_harm"), Care("self_harm", "answer", "self_harm")),
        ("abuse", said("no hope", "despair"), Care("despair", "answer", "despair")),
        ("self_harm", said("no hope", "despair"), Care("self_harm", "answer", "self_harm")),
        ("self_harm", said("no hope and no one", "despair"), Care("self_harm", "alone", "self_harm")),
        ("self_harm", said("no one"), Care("self_harm", "alone", "self_harm")),
        ("abuse", said("i have pills"), Care("self_harm", "pills", "self_harm")),
        ("abuse", said("i have pills", "self_harm"), Care("self_harm", "pills", "self_harm")),
        ("abuse", said("no one and no hope", "despair"), Care("despair", "answer", "despair")),
        ("self_harm", said("i am fine"), Care("self_harm", "fine", None)),
        ("despair", said("i am fine i want to die", "self_harm"), Care("self_harm", "answer", "self_harm")),
        ("self_harm", said("not suicidal", "despair", denied=True), Care("self_harm", "fine", None)),
        (None, said("not suicidal", "despair", denied=True), Care("despair", "fine", None)),
        ("despair", said("hello"), None),
    ],
)
def test_what_a_message_does_to_an_alarm(on: str | None, heard: Understanding, cared: Care | None) -> None:
    """The graver kind stays; a sign is answered by its own part; only a denial, or a plain "fine", ends it."""
    assert care(ALARMS, on, heard) == cared


def test_small_talk_and_unclear_words_leave_the_alarm_on() -> None:
    assert (staying("abuse", polite=True), staying("abuse", polite=False)) == (
        Care("abuse", "here", "abuse"),
        Care("abuse", "after", "abuse"),
    )


def test_content_without_signs_has_alarms_all_the_same() -> None:
    assert care(Alarms(), None, said("no", "abuse")) == Care("abuse", "answer", "abuse")
    assert care(Alarms(), None, said("no", "despair", denied=True)) == Care("despair", "answer", "despair")
