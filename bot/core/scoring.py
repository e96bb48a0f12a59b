"""Answers to result: pure functions with their formulas.

The questionnaire is the project's own (its article's ten points, joined in five axes), and so are the rules:

- C is the mean of the answers to the career statements, J of those to the job statements, both 1 to 5. Two means
  and not one scale, because wanting money and building a career are not opposites.
- An axis is the mean of its career answers a and of 6 − b for its job answers b (reverse keying).
- D = C − J. As the keys are balanced, agreeing (or disagreeing) with everything gives D = 0.
- Interval: D ± 1.64·√(s_c²/n_c + s_j²/n_j), with s² the sample variance (n − 1) of a side's answers and n their
  number: the usual 90 % large-sample interval for a difference of two independent means. With so few answers it is
  a rule of thumb for "too close to call", no more; |D| < 0.5 is too close as well.
- A side counts with at least 80 % of its statements answered (8 of 10, 4 of 5), an axis with 75 % (3 of 4, 2 of 2).
- At least 90 % of at least five answers alike is straight-lining: the result may mean little.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import ceil, sqrt

from bot.core.quiz import Band, Item, Quiz, Side

LOW, HIGH = 1, 5
SIDES: tuple[Side, Side] = ("career", "job")
Answers = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Result:
    """One finished quiz as kept: enough to show it again after its items were reworded or removed.

    `career`, `job` and the axes' means are 1 to 5, rounded to 3 places, None where too little was answered (then
    `lacks` names it). `margin` is half the interval of D. `day` is an ISO date. `subject` as in `QuizRun`.
    """

    quiz: str
    form: str
    subject: str
    day: str
    answers: tuple[tuple[str, int | None], ...] = ()
    career: float | None = None
    job: float | None = None
    axes: tuple[tuple[str, float | None], ...] = ()
    band: str | None = None
    margin: float = 0.0
    close: bool = False
    alike: bool = False
    lacks: tuple[str, ...] = ()
    fine: int | None = None
    situation: str | None = None


@dataclass(frozen=True, slots=True)
class Flip:
    """One or two answers (item id, from, to) that, changed by one step, would lead to another band."""

    changes: tuple[tuple[str, int, int], ...]
    band: str


def score(
    quiz: Quiz,
    form: str,
    answers: Answers,
    *,
    subject: str = "current",
    day: str = "",
    fine: int | None = None,
    situation: str | None = None,
) -> Result:
    """The result of the answers (by item id, None for skipped) to one form of a quiz."""
    items = quiz.form(form)
    career, job = (side_mean(items, answers, side) for side in SIDES)
    axes = tuple((axis.id, axis_mean(items, answers, axis.id)) for axis in quiz.axes)
    found = None if career is None or job is None else band(quiz, career, job)
    margin = half_interval(items, answers)
    return Result(
        quiz=quiz.id,
        form=form,
        subject=subject,
        day=day,
        answers=tuple((item.id, answers.get(item.id)) for item in items),
        career=_rounded(career),
        job=_rounded(job),
        axes=tuple((axis, _rounded(mean)) for axis, mean in axes),
        band=found.id if found else None,
        margin=round(margin, 3),
        close=career is not None and job is not None and too_close(career - job, margin),
        alike=is_alike(given(items, answers)),
        lacks=lacks(quiz, form, answers),
        fine=fine,
        situation=situation,
    )


def side_mean(items: Iterable[Item], answers: Answers, side: Side) -> float | None:
    """C or J: the mean of a side's answers, None when fewer than 80 % of its statements were answered."""
    keyed = [item for item in items if item.key == side]
    values = given(keyed, answers)
    return None if len(values) < _needed(len(keyed), 0.8) else _mean(values)


def axis_mean(items: Iterable[Item], answers: Answers, axis: str) -> float | None:
    """The mean of the axis's career answers and of 6 − its job answers, None below 75 % answered."""
    own = [item for item in items if item.axis == axis]
    values = [leaning(item, value) for item in own if (value := answers.get(item.id)) is not None]
    return None if len(values) < _needed(len(own), 0.75) else _mean(values)


def leaning(item: Item, value: int) -> int:
    """How far an answer speaks for a career pattern, 1 to 5: itself, or 6 − it for a job statement."""
    return value if item.key == "career" else LOW + HIGH - value


def half_interval(items: Iterable[Item], answers: Answers) -> float:
    """1.64·√(s_c²/n_c + s_j²/n_j); a side with fewer than two answers adds nothing."""
    items = tuple(items)
    sides = (given((item for item in items if item.key == side), answers) for side in SIDES)
    return 1.64 * sqrt(sum(_variance(values) / len(values) for values in sides if len(values) > 1))


def too_close(difference: float, margin: float) -> bool:
    """Whether which side leads cannot be told: |D| < 0.5, or 0 lies within D ± margin."""
    return abs(difference) < 0.5 or abs(difference) <= margin


def band(quiz: Quiz, career: float, job: float) -> Band | None:
    """The band that covers the two means' levels; the loader proves that there is exactly one."""
    pair = (level(quiz, career), level(quiz, job))
    return next((candidate for candidate in quiz.bands if pair in candidate.where), None)


def level(quiz: Quiz, mean: float) -> str:
    """The highest level that a mean reaches. The mean of whole numbers is compared with a little slack (floats)."""
    reached = [name for name, start in quiz.levels if mean >= start - 1e-9]
    return reached[-1] if reached else quiz.levels[0][0]


def given(items: Iterable[Item], answers: Answers) -> list[int]:
    """The answers to these items that are not skips."""
    return [value for item in items if (value := answers.get(item.id)) is not None]


def is_alike(values: list[int]) -> bool:
    """Straight-lining: at least 90 % of at least five answers are the same."""
    return len(values) >= 5 and max(values.count(value) for value in set(values)) >= 0.9 * len(values)


def lacks(quiz: Quiz, form: str, answers: Answers) -> tuple[str, ...]:
    """The sides and axes with too few answers to speak of."""
    items = quiz.form(form)
    sides = [side for side in SIDES if side_mean(items, answers, side) is None]
    axes = [axis.id for axis in quiz.axes if axis_mean(items, answers, axis.id) is None]
    return (*sides, *axes)


def flip(quiz: Quiz, result: Result) -> Flip | None:
    """The first one, else the first two answers that, each moved by one step, change the band; None if none do."""
    items = quiz.form(result.form)
    answers = dict(result.answers)
    moves = _steps(items, answers)
    for changes in (*((move,) for move in moves), *combinations(moves, 2)):
        found = _band_after(quiz, items, answers, changes)
        if found is not None and result.band is not None and found.id != result.band:
            return Flip(changes, found.id)
    return None


def _steps(items: tuple[Item, ...], answers: Answers) -> list[tuple[str, int, int]]:
    """Single steps worth trying: the first two of each side and direction, as all of a kind change C and J alike."""
    kinds: dict[tuple[Side, int], int] = {}
    found = []
    for item in items:
        value = answers.get(item.id)
        for step in (1, -1) if value is not None else ():
            kind = (item.key, step)
            if value is not None and LOW <= value + step <= HIGH and kinds.setdefault(kind, 0) < 2:
                kinds[kind] += 1
                found.append((item.id, value, value + step))
    return found


def _band_after(
    quiz: Quiz, items: tuple[Item, ...], answers: Answers, changes: tuple[tuple[str, int, int], ...]
) -> Band | None:
    if len({item for item, _, _ in changes}) < len(changes):
        return None
    after = {**answers, **{item: to for item, _, to in changes}}
    career, job = (side_mean(items, after, side) for side in SIDES)
    return None if career is None or job is None else band(quiz, career, job)


def _needed(count: int, share: float) -> int:
    return max(1, ceil(count * share - 1e-9))


def _mean(values: list[int]) -> float:
    return sum(values) / len(values)


def _variance(values: list[int]) -> float:
    mean = _mean(values)
    return sum((value - mean) ** 2 for value in values) / (len(values) - 1)


def _rounded(mean: float | None) -> float | None:
    return None if mean is None else round(mean, 3)
