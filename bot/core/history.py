"""A person's results over time and side by side: the list, and two of them compared."""

from typing import Any

from bot.core import results as pages
from bot.core.model import Action, Choice, Say
from bot.core.quiz import Quiz
from bot.core.quiz_says import Labels, Rows, label, subject_name
from bot.core.scoring import Result

SHOWN = 8  # results listed, the latest first
COMPARED = 3  # other jobs that a button offers to compare with


def does(quiz: Quiz, labels: Labels, results: tuple[Result, ...], action: Action) -> tuple[Say, ...] | None:
    """What `results`, `results:<n>` and `compare:<n>:<m>` lead to; None for any other action or number."""
    match action:
        case Action("results", ()):
            return (listed(quiz, labels, results),)
        case Action("results", (n,)) if _is_place(results, n):
            return pages.says(quiz, labels, results, int(n))
        case Action("compare", (n, m)) if _is_place(results, n) and _is_place(results, m) and n != m:
            return (compared(quiz, labels, results, int(n), int(m)),)
    return None


def listed(quiz: Quiz, labels: Labels, results: tuple[Result, ...]) -> Say:
    """All that is kept, the latest first, with buttons to open and to compare."""
    places = list(range(len(results), 0, -1))[:SHOWN]
    rows = [{"n": n, **_line(quiz, labels, results[n - 1])} for n in places]
    latest = pages.since(quiz, labels, results, len(results)) if results else None
    data = {"results": rows, "more": max(0, len(results) - SHOWN), "since": latest}
    return Say("results_list", data, _list_rows(quiz, labels, results, places))


def compared(quiz: Quiz, labels: Labels, results: tuple[Result, ...], n: int, m: int) -> Say:
    """Two results side by side; of the same work the earlier one stands first."""
    first, second = (results[place - 1] for place in ((n, m) if n < m else (m, n)))
    data = {
        "first": _column(quiz, labels, first),
        "second": _column(quiz, labels, second),
        "axes": _both(quiz, first, second),
        "same_work": first.subject == second.subject,
        "same_form": first.form == second.form,
        "moves": pages.moves(quiz, first, second),
    }
    return Say("results_compare", data, ((Choice(label(labels, "results"), Action("results")),),))


def _is_place(results: tuple[Result, ...], n: str) -> bool:
    return n.isascii() and n.isdigit() and 1 <= int(n) <= len(results)


def _line(quiz: Quiz, labels: Labels, result: Result) -> dict[str, Any]:
    band = pages.band_of(quiz, result)
    return {
        "subject": subject_name(labels, result.subject),
        "day": pages.day(labels, result.day),
        "form": result.form,
        "band": band.name if band else "",
    }


def _column(quiz: Quiz, labels: Labels, result: Result) -> dict[str, Any]:
    sides = {"career": pages.mean(result.career), "job": pages.mean(result.job)}
    return {**_line(quiz, labels, result), **sides, "close": result.close}


def _both(quiz: Quiz, first: Result, second: Result) -> list[dict[str, Any]]:
    pairs = zip(pages.axes(quiz, first), pages.axes(quiz, second), strict=True)
    return [{"name": a["name"], "first": a["score"], "second": b["score"]} for a, b in pairs]


def _list_rows(quiz: Quiz, labels: Labels, results: tuple[Result, ...], places: list[int]) -> Rows:
    opens = [(Choice(_short(labels, results[n - 1]), Action("results", (str(n),))),) for n in places]
    pairs = [(Choice(name, Action("compare", (str(m), str(n)))),) for name, m, n in _pairs(labels, results)]
    start = Choice(label(labels, "once_more" if results else "start"), Action("start", (quiz.id,)))
    return (*opens, *pairs, (start,))


def _short(labels: Labels, result: Result) -> str:
    return f"{result.day} · {subject_name(labels, result.subject)}"


def _pairs(labels: Labels, results: tuple[Result, ...]) -> list[tuple[str, int, int]]:
    """What to compare the latest result with: the one before about the same work, and the latest of each other."""
    if not results:
        return []
    n, latest = len(results), results[-1]
    places: dict[str, int] = {}
    for place in range(n - 1, 0, -1):
        if results[place - 1].quiz == latest.quiz:
            places.setdefault(results[place - 1].subject, place)
    same = places.pop(latest.subject, None)
    pairs = [(label(labels, "compare_before"), same, n)] if same else []
    others = [(f"{label(labels, 'compare_with')} {subject_name(labels, s)}", m, n) for s, m in places.items()]
    return [*pairs, *others[:COMPARED]]
