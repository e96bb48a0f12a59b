"""Answers to result: pure functions with their formulas."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One finished career check, as kept. To be completed by the quiz's author: plain types and tuples only."""

    quiz: str
    form: str
    subject: str
    day: str
    answers: tuple[tuple[str, int | None], ...]
