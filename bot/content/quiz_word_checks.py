"""Are the words of a quiz of use: what people type for moves, hints, remarks, and how hard its statements read?"""

from collections.abc import Iterator

from bot.content.nearest import did_you_mean
from bot.content.problems import Problem
from bot.content.quiz_contracts import SHOWS
from bot.content.readability import grade
from bot.content.remark_entries import problems as remark_problems
from bot.content.remark_entries import written
from bot.content.yaml_nodes import Document
from bot.core.plain import plain
from bot.core.quiz import Option, Quiz
from bot.core.quiz_reading import CHANGE, SAME

HARDEST = 8.0  # school grade of a statement
MOVES = ("skip", "back", "explain", "pause", "resume", "restart", "stop", "name")
WORDS = (
    *MOVES,
    "yes",
    "no",
    "current",
    "offer",
    "last",
    "planned",
    "filler",
    "question",
    "between",
    "about",
    "beside",
    "check",
    "not",
)
REMARKED = (*MOVES, CHANGE, SAME)  # what a remark may do


def problems(quiz: Quiz, document: Document) -> Iterator[Problem]:
    """Everything that is wrong with words."""
    for check in (_options, _words, _hints, _remarks, _grades):
        yield from check(quiz, document)


def _options(quiz: Quiz, document: Document) -> Iterator[Problem]:
    values = [option.value for option in quiz.options]
    if values != [1, 2, 3, 4, 5]:
        yield document.problem(("options",), f"the values are {values}", "use 1 to 5 in this order")
    for where, options in optioned(quiz):
        meant: dict[str, int | str] = {}
        for option in options:
            for words in (option.label, *option.words):
                before = meant.setdefault(plain(words), option.value)
                if before != option.value:
                    what = f'"{words}" stands for {before} and for {option.value}'
                    yield document.problem(where[:1], what, "delete it from one of them")


def optioned(quiz: Quiz) -> tuple[tuple[tuple[str, ...], tuple[Option, ...]], ...]:
    """The places of options, and the options."""
    return (
        (("options",), quiz.options),
        (("situation", "options"), quiz.situation.options),
        (("work", "options"), quiz.work.options),
    )


def _words(quiz: Quiz, document: Document) -> Iterator[Problem]:
    for name in quiz.words:
        if name not in WORDS:
            yield document.problem(
                ("words", name), f'nothing is called "{name}"', did_you_mean(name, WORDS, "delete it")
            )
    answers = {plain(words): option.label for option in quiz.options for words in (option.label, *option.words)}
    for name in MOVES:
        for place, words in enumerate(quiz.words.get(name, ())):
            if plain(words) in answers:
                what = f'"{words}" is also an answer: {answers[plain(words)]}'
                yield document.problem(("words", name, place), what, "delete it here or there")


def _hints(quiz: Quiz, document: Document) -> Iterator[Problem]:
    asked = [(("items", item.id), item.hints) for item in quiz.items]
    for at, hints in (*asked, (("fine",), quiz.fine.hints)):
        for way, phrases in (("agree", hints.agree), ("disagree", hints.disagree)):
            yield from written(phrases, document, (*at, "hints", way))
    for side, phrases in quiz.feelings.items():
        yield from written(phrases, document, ("feelings", side))
    for where, options in optioned(quiz):
        for place, option in enumerate(options):
            yield from written(option.hints, document, (*where, place, "hints"))


def _remarks(quiz: Quiz, document: Document) -> Iterator[Problem]:
    yield from remark_problems(quiz.remarks, document, REMARKED, SHOWS)


def _grades(quiz: Quiz, document: Document) -> Iterator[Problem]:
    for item in quiz.items:
        hard = grade(item.text)
        if hard > HARDEST:
            what = f"reads like school grade {hard:.1f}; at most {HARDEST:g} is fair"
            yield document.problem(("items", item.id, "text"), what, "use shorter words or two sentences")
