"""A result as a page and a picture: the band, the evidence in the person's own answers, five axes, next steps."""

from collections.abc import Mapping
from datetime import date
from math import floor
from typing import Any

from bot.core.bars import bar
from bot.core.model import Action, Choice, Say
from bot.core.quiz import Axis, Band, Item, Quiz
from bot.core.quiz_says import Labels, Rows, label, subject_name
from bot.core.scoring import HIGH, LOW, Result, flip, leaning

EVIDENCE = 2  # answers shown for each side
LEAST = 0.1  # what the bar of the lowest mean shows: an empty one would look like no answer
CHANGED = 0.5  # the least difference between two results that is worth telling: half a step
SEEKING = ("between", "student")


def says(quiz: Quiz, labels: Labels, results: tuple[Result, ...], n: int, edits: bool = False) -> tuple[Say, ...]:
    """The n-th result (from 1) as a page and as a picture with buttons."""
    result = results[n - 1]
    data = {**told(quiz, labels, result), "since": since(quiz, labels, results, n)}
    return (Say("quiz_result", data, edits=edits), *pictured(labels, data, _rows(quiz, labels, results, n)))


def pictured(labels: Labels, data: Mapping[str, Any], rows: Rows) -> tuple[Say, ...]:
    """The picture with the page's content as its caption; none where nothing could be scored."""
    if data["band"] is None:
        return (Say("quiz_chart", data, rows),)
    return (Say("quiz_chart", data, rows, chart=chart(labels, data)),)


def told(quiz: Quiz, labels: Labels, result: Result) -> dict[str, Any]:
    """What the page of a result may use, in plain values."""
    found = band_of(quiz, result)
    content, unhappy = is_content(quiz, result), is_unhappy(result)
    return {
        "title": quiz.title,
        "subject": subject_name(labels, result.subject),
        "day": day(labels, result.day),
        "form": result.form,
        "band": _band(found, unhappy) if found else None,
        "leads": leads(result),
        "career": mean(result.career),
        "job": mean(result.job),
        "axes": axes(quiz, result),
        "close": result.close,
        "alike": result.alike,
        "lacks": [_side_or_axis(quiz, labels, name) for name in result.lacks],
        "for_career": evidence(quiz, result, 1),
        "for_job": evidence(quiz, result, -1),
        "flip": _flip(quiz, result),
        "lowest": [{"name": axis.name, "about": axis.about} for axis in lowest(quiz, result)],
        "level": len(lowest(quiz, result)) == len(quiz.axes),
        "steps": [] if content else _steps(quiz, result),
        "content": content,
        "unhappy": unhappy,
        "situation": result.situation or "",
    }


def band_of(quiz: Quiz, result: Result) -> Band | None:
    return next((band for band in quiz.bands if band.id == result.band), None)


def _band(band: Band, unhappy: bool) -> dict[str, str]:
    return {"id": band.id, "name": band.name, "says": (unhappy and band.unhappy) or band.says}


def leads(result: Result) -> str:
    """The side that leads, "" where it is too close to call or too little was answered."""
    if result.close or result.career is None or result.job is None:
        return ""
    return "career" if result.career > result.job else "job"


def mean(value: float | None) -> dict[str, Any] | None:
    """A mean with its bar: 1 shows the least there is, 3 the middle, 5 is full."""
    if value is None:
        return None
    return {"mean": tenths(value), "bar": bar(max(value - LOW, LEAST), HIGH - LOW), "value": value}


def tenths(value: float) -> float:
    """Rounded to one place, halves up: 3.25 is 3.3, as people do it."""
    return floor(value * 10 + 0.5) / 10


def axes(quiz: Quiz, result: Result) -> list[dict[str, Any]]:
    """The axes in the quiz's order, each with its mean; `score` is None where too little was answered."""
    means = dict(result.axes)
    return [{"id": axis.id, "name": axis.name, "score": mean(means.get(axis.id))} for axis in quiz.axes]


def evidence(quiz: Quiz, result: Result, way: int) -> list[dict[str, str]]:
    """The person's own strongest answers for a career (`way` 1) or a job pattern (−1), plain agreement first."""
    given = answered(quiz, result)
    strength = {item.id: (leaning(item, value) - 3) * way for item, value in given}
    own = "career" if way > 0 else "job"
    strong = [(item, value) for item, value in given if strength[item.id] > 0]
    strong.sort(key=lambda pair: (-strength[pair[0].id], pair[0].key != own))
    return [quoted(quiz, item, value) for item, value in strong[:EVIDENCE]]


def answered(quiz: Quiz, result: Result) -> list[tuple[Item, int]]:
    """The statements that are still there, with the person's answers."""
    return [(item, value) for key, value in result.answers if value is not None and (item := quiz.item(key))]


def lowest(quiz: Quiz, result: Result) -> tuple[Axis, ...]:
    """The axes with the lowest mean as it is shown: several where they look alike."""
    means = {name: tenths(value) for name, value in result.axes if value is not None}
    least = min((means[axis.id] for axis in quiz.axes if axis.id in means), default=None)
    return tuple(axis for axis in quiz.axes if axis.id in means and means[axis.id] == least)


def is_content(quiz: Quiz, result: Result) -> bool:
    """Fine with the work as it is, and the answers show a job pattern: a good place to be, and no push."""
    return _covers(quiz, result, 0, -1) and result.fine is not None and result.fine > 3


def is_unhappy(result: Result) -> bool:
    """Not fine with the work as it is: that matters more than any pattern."""
    return result.fine is not None and result.fine < 3


def _covers(quiz: Quiz, result: Result, career: int, job: int) -> bool:
    """Whether the result's band covers these two levels, by their place (0 lowest, −1 highest)."""
    found = band_of(quiz, result)
    return found is not None and (quiz.levels[career][0], quiz.levels[job][0]) in found.where


def since(quiz: Quiz, labels: Labels, results: tuple[Result, ...], n: int) -> dict[str, Any] | None:
    """How the axes moved since the result before it about the same work; None when there is none."""
    after = results[n - 1]
    before = [r for r in results[: n - 1] if (r.quiz, r.subject) == (after.quiz, after.subject)]
    return {"day": day(labels, before[-1].day), "moves": moves(quiz, before[-1], after)} if before else None


def moves(quiz: Quiz, before: Result, after: Result) -> list[dict[str, Any]]:
    """The axes that differ by half a step or more, largest first: `steps` in whole halves, `up` or not."""
    first, second = dict(before.axes), dict(after.axes)
    found = []
    for axis in quiz.axes:
        old, new = first.get(axis.id), second.get(axis.id)
        if old is not None and new is not None and abs(new - old) >= CHANGED - 1e-9:
            found.append({"name": axis.name, "up": new > old, "steps": floor(abs(new - old) * 2 + 1e-9) / 2})
    return sorted(found, key=lambda move: -float(str(move["steps"])))


def day(labels: Labels, iso: str) -> dict[str, Any]:
    """A date as words: the month by the author's name for it."""
    try:
        when = date.fromisoformat(iso)
    except ValueError:
        return {"iso": iso, "day": 0, "month": "", "year": 0}
    return {"iso": iso, "day": when.day, "month": labels.get(f"month_{when.month}", ""), "year": when.year}


def chart(labels: Labels, data: Mapping[str, Any]) -> dict[str, Any]:
    """The data of the picture: plain JSON, every word of it the author's."""
    sides = [{"name": label(labels, key), **(data[key] or {})} for key in ("career", "job")]
    scores = [{"name": axis["name"], **(axis["score"] or {})} for axis in data["axes"]]
    close = [label(labels, "chart_close")] if data["close"] else []
    return {
        "kind": "result",
        "title": data["title"],
        "band": data["band"]["name"],
        "about": " · ".join((data["subject"], data["day"]["iso"], *close)),
        "sides": [_bar(row) for row in sides],
        "axes": [_bar(row) for row in scores],
        "low": label(labels, "chart_low"),
        "high": label(labels, "chart_high"),
        "foot": label(labels, "chart_foot"),
    }


def _bar(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": row["name"], "value": row.get("mean")}


def quoted(quiz: Quiz, item: Item, value: int) -> dict[str, str]:
    return {"text": item.text, "answer": _option(quiz, value)}


def _option(quiz: Quiz, value: int) -> str:
    return next((option.label for option in quiz.options if option.value == value), str(value))


def _flip(quiz: Quiz, result: Result) -> dict[str, Any] | None:
    found = flip(quiz, result) if result.answers and result.form in quiz.forms else None
    if found is None:
        return None
    names = {band.id: band.name for band in quiz.bands}
    changes = [
        {"text": item.text, "answer": _option(quiz, now), "instead": _option(quiz, then)}
        for key, now, then in found.changes
        if (item := quiz.item(key))
    ]
    return {"changes": changes, "band": names[found.band]}


def _steps(quiz: Quiz, result: Result) -> list[str]:
    """What to do next: for this axis in this band, for this axis, for this band."""
    found = band_of(quiz, result)
    low = next(iter(lowest(quiz, result)), None)
    if low is None or found is None:
        return []
    return [step for step in (low.steps.get(found.id), low.step, found.step) if step]


def _side_or_axis(quiz: Quiz, labels: Labels, name: str) -> str:
    return next((axis.name for axis in quiz.axes if axis.id == name), label(labels, name))


def _rows(quiz: Quiz, labels: Labels, results: tuple[Result, ...], n: int) -> Rows:
    """Share it, see all, do it again; and a direction for those who are looking for one."""
    result = results[n - 1]
    share = [(Choice(label(labels, "share"), Action("share", (str(n),))),)] if result.band else []
    every = [Choice(label(labels, "results"), Action("results"))] if len(results) > 1 else []
    anew = Choice(label(labels, "once_more"), Action("start", (quiz.id,)))
    seeks = result.situation in SEEKING or _covers(quiz, result, 0, 0)
    direction = [(Choice(label(labels, "direction"), Action("start", ("direction",))),)] if seeks else []
    return (*share, (*every, anew), *direction)
