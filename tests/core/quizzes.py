"""A quiz for tests: five axes a–e with two career and two job statements each, and the shipped quiz's rules."""

from bot.core.career_check import CareerCheck
from bot.core.model import Action, Decision, Understanding
from bot.core.quiz import Axis, Band, Extra, Hints, Item, Option, Quiz, QuizRun
from bot.core.quiz_words import Value
from bot.core.remarks import Remark, Remarks

LABELS = ("not at all", "not much", "somewhat", "mostly", "very much")
OPTIONS = tuple(Option(value, label, hints=("used to",) if value == 2 else ()) for value, label in enumerate(LABELS, 1))
AXES = tuple(
    Axis(axis, f"Axis {axis}", f"about {axis}", f"career-{axis}", f"job-{axis}", f"step {axis}",
         {band: f"{axis} {band}" for band in ("career", "job", "both", "change", "mixed")})
    for axis in "abcde"
)  # fmt: skip
ITEMS = tuple(
    Item(
        f"{axis}{key[0]}{n}",
        f"Statement {axis}{key[0]}{n}.",
        axis,
        key,
        f"What {axis}{key[0]}{n} means.",
        Hints(("needed money",), ("not|never needed money",)) if axis == "b" else Hints(),
    )
    for axis in "abcde"
    for key in ("career", "job")
    for n in (1, 2)
)
QUICK = ("ac1", "bj1", "cc1", "dj1", "ec1", "aj1", "bc1", "cj1", "dc1", "ej1")
FULL = (*QUICK, "ac2", "bj2", "cc2", "dj2", "ec2", "aj2", "bc2", "cj2", "dc2", "ej2")
BANDS = (
    Band("career", "mostly career", "You build.", frozenset({("high", "low")}), "keep"),
    Band("job", "mostly job", "It pays.", frozenset({("low", "high")}), "decide"),
    Band("both", "both", "Both.", frozenset({("high", "high")}), "protect"),
    Band("change", "change", "Neither.", frozenset({("low", "low")}), "try"),
    Band(
        "mixed", "mixed", "Between.",
        frozenset({("middle", "low"), ("middle", "middle"), ("middle", "high"), ("low", "middle"), ("high", "middle")}),
        "pick",
    ),
)  # fmt: skip
WORDS = {
    "skip": ("skip",), "back": ("back", "go back one"), "explain": ("what does this mean",), "pause": ("pause",),
    "resume": ("continue",), "restart": ("start over",), "stop": ("stop",), "name": ("another job",),
    "yes": ("yes",), "no": ("no",), "current": ("my job",), "offer": ("an offer",), "between": ("between", "and", "or"),
    "filler": ("lol", "please"), "question": ("what", "whats", "how", "is"), "about": ("why", "so", "low"),
    "beside": ("i", "then", "so"),
}  # fmt: skip
REMARKS = Remarks((
    Remark("change", ("change my answer to?", "i lied"), does="change", when="during", beside=3),
    Remark("enough", ("had enough",), does="stop", when="during"),
    Remark("left", ("how many more",), says="{left} of {total} left, {done} done", when="during"),
    Remark("wrote", ("who wrote this",), says="People did."),
    Remark("switch", ("direction instead",), does="start:direction", when="during"),
    Remark("verdict", ("is it a? career",), shows="verdict", when="after"),
    Remark("anew", ("once more",), does="start:check", when="after"),
))  # fmt: skip
QUIZ = Quiz(
    id="check",
    title="Check",
    options=OPTIONS,
    axes=AXES,
    items=ITEMS,
    forms={"quick": QUICK, "full": FULL},
    levels=(("low", 1.0), ("middle", 3.0), ("high", 3.5)),
    bands=BANDS,
    fine=Extra("fine", "Fine?", "No score.", OPTIONS),
    situation=Extra(
        "situation", "Situation?", "No score.",
        (
            Option("employed", "Employed"), Option("between", "Between jobs", hints=("lost * job",)),
            Option("student", "Student"),
        ),
    ),
    work=Extra("work", "Which?", "Names it.", (Option("last", "My last"), Option("planned", "A plan"))),
    asks_work=("between", "student"),
    words=WORDS,
    feelings={"career": ("love it",), "job": ("hate it",)},
    remarks=REMARKS,
)  # fmt: skip
CHECK = CareerCheck(QUIZ)
UNSURE = Understanding(Decision.FALLBACK, None, 0.0)


def answers(quick: str = "", full: str = "") -> dict[str, int | None]:
    """The answers to a form, one sign each in its order: a digit, or "-" for a skip."""
    ids, signs = (QUICK, quick) if quick else (FULL, full)
    return {item: None if sign == "-" else int(sign) for item, sign in zip(ids, signs, strict=True)}


def run(quick: str = "", *last: tuple[str, Value | None], **changed: object) -> QuizRun:
    """A run of the quick form with these answers given, and of the last questions these."""
    given = tuple((item, None if sign == "-" else int(sign)) for item, sign in zip(QUICK, quick, strict=False))
    return QuizRun(**{"id": "7", "quiz": "check", "form": "quick", "answers": (*given, *last), **changed})  # type: ignore[arg-type]  # a test's shorthand


def tap(text: str) -> Action:
    return Action.parse(text)
