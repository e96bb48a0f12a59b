"""What the templates of a quiz and its results may use, as samples of the data that they will get."""

from collections.abc import Mapping
from typing import Any

Samples = tuple[Mapping[str, Any], ...]
Data = Mapping[str, Any]

PROGRESS: Data = {
    "title": "Career check",
    "number": 4,
    "done": 3,
    "total": 10,
    "bar": "▰▰▰▱▱▱▱▱▱▱",
    "form": "quick",
    "subject": "My current work",
}
BEGUN: Data = {**PROGRESS, "number": 1, "done": 0, "bar": "▱▱▱▱▱▱▱▱▱▱"}
TOLD: Data = {"text": "I like it.", "explains": "Think of a usual day.", "stage": "item", "note": "", "again": False}
QUESTION: Data = {**PROGRESS, **TOLD}
NOTES = ("", "first", "again", "resumed", "named", "changed", "earliest", "stale")
ITEM: Samples = (QUESTION, {**QUESTION, "stage": "fine"}, {**QUESTION, "again": True})
MAYBE = ({"value": 2, "label": "Not much like me"}, {"value": 3, "label": "Somewhat like me"})
LAST: Samples = ({**QUESTION, "stage": "situation"}, {**QUESTION, "stage": "work"})

SCORE: Data = {"mean": 3.8, "bar": "▰▰▰▰▰▰▰▱▱▱", "value": 3.75}
DAY: Data = {"iso": "2026-03-03", "day": 3, "month": "March", "year": 2026}
LOWEST = [{"name": "Growth", "about": "whether you learn"}, {"name": "Choice", "about": "whether you chose it"}]
BAND: Data = {"id": "career", "name": "mostly a career pattern", "says": "You build on it."}
SINCE: Data = {
    "day": DAY,
    "moves": [{"name": "Growth", "up": True, "steps": 1.0}, {"name": "Choice", "up": False, "steps": 0.5}],
}
QUOTED: Data = {"text": "I picked this work.", "answer": "Very much like me"}
FLIP: Data = {
    "changes": [{"text": "I like it.", "answer": "Mostly like me", "instead": "Somewhat like me"}],
    "band": "a mixed pattern",
}
RESULT: Data = {
    "title": "Career check",
    "subject": "My current work",
    "day": DAY,
    "form": "quick",
    "band": BAND,
    "leads": "",
    "career": SCORE,
    "job": SCORE,
    "axes": [{"id": "growth", "name": "Growth", "score": SCORE}, {"id": "choice", "name": "Choice", "score": None}],
    "close": True,
    "alike": True,
    "lacks": ["Choice"],
    "for_career": [QUOTED],
    "for_job": [QUOTED],
    "flip": FLIP,
    "lowest": LOWEST[:1],
    "level": False,
    "steps": ["Learn one small thing."],
    "content": False,
    "unhappy": False,
    "situation": "employed",
    "since": SINCE,
}
CLEAR: Data = {
    **RESULT,
    "close": False,
    "alike": False,
    "lacks": [],
    "for_career": [],
    "for_job": [],
    "flip": None,
    "since": None,
    "leads": "job",
    "steps": [],
    "content": True,
}
SCARCE: Data = {
    **CLEAR,
    "band": None,
    "leads": "",
    "career": None,
    "job": None,
    "axes": [],
    "lowest": [],
    "content": False,
}
RESULTS: Samples = (
    RESULT,
    CLEAR,
    SCARCE,
    {**RESULT, "since": {"day": DAY, "moves": []}, "leads": "career", "close": False, "unhappy": True},
    {**RESULT, "lowest": LOWEST, "for_career": []},
    {**RESULT, "lowest": LOWEST, "level": True, "for_job": [], "flip": None},
)
AXIS: Data = {
    "name": "Growth",
    "about": "whether you learn",
    "step": "Learn one thing.",
    "score": SCORE,
    "said": [QUOTED],
    "low": True,
}
AFTER: Samples = tuple({name: value for name, value in told.items() if name != "since"} for told in RESULTS)
SHOWS = ("verdict", "meaning", "sting", "wrong", "close", "next", "why", "good")  # what a remark on a result may show

LINE: Data = {"n": 1, "subject": "My current work", "day": DAY, "form": "quick", "band": "both at once"}
PLAN: Data = {"day": "2026-03-03", "text": "Ask my neighbour.", "occupation": "nurse"}
COLUMN: Data = {**LINE, "career": SCORE, "job": SCORE, "close": False}
EMPTY: Data = {**LINE, "band": "", "career": None, "job": None, "close": False}
COMPARED: Data = {
    "first": COLUMN,
    "second": COLUMN,
    "axes": [{"name": "Growth", "first": SCORE, "second": SCORE}, {"name": "Choice", "first": None, "second": SCORE}],
    "same_work": True,
    "same_form": False,
    "moves": SINCE["moves"],
}

QUIZ: Mapping[str, Samples] = {
    "quiz_question": (*({**QUESTION, "note": note} for note in NOTES), *ITEM),
    "quiz_situation": (*({**LAST[0], "note": note} for note in NOTES), *LAST),
    "quiz_explain": (*ITEM, *LAST),
    "quiz_unclear": (*ITEM, *LAST),
    "quiz_stale": (*ITEM, *LAST),
    "quiz_confirm": ({**QUESTION, "maybe": MAYBE[:1]}, {**ITEM[1], "maybe": MAYBE}),
    "quiz_remark": tuple(
        {**told, "says": "Ten to go."} for told in (*ITEM, *LAST, {**QUESTION, "stage": "", "text": ""})
    ),
    "quiz_subject": tuple({**PROGRESS, "note": note} for note in ("", "unclear", "stale")),
    "quiz_paused": tuple({**told, "note": ""} for told in (PROGRESS, BEGUN)),
    "quiz_stop_confirm": tuple({**told, "note": ""} for told in (PROGRESS, BEGUN)),
    "quiz_restart_confirm": ({**PROGRESS, "note": ""},),
    "quiz_reminder": (PROGRESS, BEGUN),
    "quiz_skipped": tuple({**told, "note": ""} for told in (PROGRESS, BEGUN)),
    "quiz_stopped": (PROGRESS,),
    "quiz_result": RESULTS,
    "quiz_chart": RESULTS,
    **{f"result_{name}": AFTER for name in SHOWS},
    "result_axis": tuple(
        {**AFTER[0], "axis": axis} for axis in (AXIS, {**AXIS, "score": None, "said": [], "low": False})
    ),
    "result_remark": ({"says": "Nobody sees it."},),
    "shared_result": RESULTS,
    "share": ({"link": "https://t.me/example?start=r0", "title": "Career check"},),
    "share_nothing": ({},),
    "share_unreadable": ({"title": "Career check"},),
    "results_list": (
        {"results": [LINE, {**LINE, "band": ""}], "more": 1, "since": SINCE, "plans": [PLAN]},
        {"results": [LINE], "more": 0, "since": {"day": DAY, "moves": []}, "plans": [{**PLAN, "occupation": None}]},
        {"results": [], "more": 0, "since": None, "plans": []},
    ),
    "results_compare": (
        COMPARED,
        {**COMPARED, "same_work": False, "same_form": True, "moves": []},
        {**COMPARED, "first": EMPTY, "second": EMPTY, "axes": []},
    ),
}
CAPTIONED = frozenset({"quiz_chart"})
