"""Typed words stand for the buttons on the screen, but never where they are a message in their own right."""

import pytest

from bot.core.model import Action, Choice, Say
from bot.core.screen import buttons, labelled, shortened

SHARE = ("Share this result", "share:1")
BEFORE = ("Compare with the one before", "compare:1:2")
JOB = ("Job or career, the difference?", "ask:job_vs_career")
SHOWN = (SHARE, BEFORE, JOB)
FILLERS = frozenset({"the", "a", "me"})


def test_a_label_is_its_button_whatever_its_signs_and_capitals():
    assert labelled("job or career the difference", SHOWN) == Action("ask", ("job_vs_career",))


def test_other_words_are_no_label():
    assert labelled("job or career", SHOWN) is None


@pytest.mark.parametrize(
    ("text", "is_question", "action"),
    [
        ("share", False, "share:1"),
        ("share", True, "share:1"),  # an action is what is meant, whatever else the word could ask
        ("compare", True, "compare:1:2"),
        ("the result", False, "share:1"),
        ("the difference", False, "ask:job_vs_career"),
        ("job", True, None),  # asks what a job is, not how it differs
        ("the", False, None),
        ("", False, None),
        ("why", False, None),
        ("this one before the result", False, None),  # too long for a short form
    ],
)
def test_a_few_words_of_a_label_are_its_button(text, is_question, action):
    assert shortened(text, SHOWN, FILLERS, is_question) == (Action.parse(action) if action else None)


def test_what_two_labels_hold_is_neither():
    shown = (("A job offer", "x:1"), ("My last job", "x:2"))

    assert shortened("job", shown, FILLERS, is_question=False) is None


def test_judgements_parts_and_what_a_guide_asks_are_not_kept():
    rows = tuple((Choice(verb, Action(verb)),) for verb in ("rate", "part", "none", "q", "ask"))

    assert buttons([Say("any", choices=rows)], without=["q"]) == (("ask", "ask"),)
