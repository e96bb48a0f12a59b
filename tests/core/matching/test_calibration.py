"""How sure the matcher may be."""

import pytest

from bot.core.matching.calibration import ANSWERED, PLAIN, calibrate
from bot.core.matching.families import Candidate
from bot.core.matching.learning import read
from tests.core.matching.corpus import LANGUAGE, LIBRARY


def candidate(score: float, lead: float) -> Candidate:
    return Candidate("borrow", 1, 1.0, score, lead)


def test_confidence_grows_with_score_lead_and_coverage() -> None:
    """A better fit, a clearer lead and a better known sentence each make surer."""
    corpus = read(LIBRARY, LANGUAGE)
    sure = calibrate(corpus, corpus.vectors()).confidence
    weak, better = sure(candidate(1, 0.2), 0.8), sure(candidate(4, 3), 0.8)
    assert 0 < weak < better < 1
    assert sure(candidate(4, 3), 0.2) < better


def test_thresholds_are_probabilities_in_order() -> None:
    """What may be answered may be offered."""
    corpus = read(LIBRARY, LANGUAGE)
    calibration = calibrate(corpus, corpus.vectors())
    assert 0 < calibration.offer <= calibration.answer < 1


def test_answering_is_a_matter_of_probability() -> None:
    """A wrong answer costs a third more than a needless question, whatever the content: four right ones to three wrong
    are enough."""
    corpus = read(LIBRARY, LANGUAGE)
    calibration = calibrate(corpus, corpus.vectors())
    assert calibration.answer == max(ANSWERED, calibration.offer) == pytest.approx(4 / 7, abs=0.01)


def test_too_little_to_learn_from_falls_back_to_a_plain_rule() -> None:
    """One example an intent leaves nothing to hold back and be right about."""
    corpus = read({"a": ("red",), "b": ("blue",)}, LANGUAGE)
    assert calibrate(corpus, corpus.vectors()) == PLAIN
