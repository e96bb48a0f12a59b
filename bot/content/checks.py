"""All that `python -m bot check` says about a content folder: the loader's problems and everything only checks see."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bot.content import (
    button_checks,
    citing_checks,
    intent_checks,
    part_checks,
    stray_checks,
    template_runs,
    template_text,
)
from bot.content.contracts import RESPONSES, USUAL
from bot.content.folders import Folder, shipped
from bot.content.loader import Examined, examined
from bot.content.nearest import did_you_mean
from bot.content.problems import Problem
from bot.replies.book import TemplateText
from bot.replies.render import Renderer


def report(path: Path | None = None) -> tuple[list[Problem], str]:
    """Every problem, sorted by place, and what to say when there is none."""
    found = examined(path)
    renderer = Renderer(found.content.book)
    problems = dict.fromkeys((*found.problems, *_problems(found, renderer)))
    return sorted(problems, key=lambda problem: (problem.file, problem.line, problem.path)), _summary(found, renderer)


def _problems(found: Examined, renderer: Renderer) -> Iterator[Problem]:
    yield from intent_checks.problems(found.drafts, found.content.folder)
    yield from _without_template(found)
    yield from _templates(found, renderer)
    yield from citing_checks.problems(found, renderer)
    yield from button_checks.problems(found)
    yield from part_checks.problems(found)
    yield from stray_checks.problems(found.content.folder, frozenset(Folder(shipped()).language()))


def _summary(found: Examined, renderer: Renderer) -> str:
    content = found.content
    used, units = citing_checks.used_units(found, renderer)
    examples = sum(len(intent.examples) for intent in content.intents.values())
    parts = [
        f"{_count(len(content.intents), 'intent')} with {_count(examples, 'example')}",
        _count(len(_own(found)), "response"),
        *(
            _count(len(rows), noun)
            for rows, noun in ((content.occupations, "occupation"), (content.quizzes, "quiz"))
            if rows
        ),
        *([f"{len(used)} of {len(units)} article units used"] if units else []),
    ]
    return "All is well: " + ", ".join(parts)


def _count(number: int, noun: str) -> str:
    plural = {"quiz": "quizzes"}.get(noun, f"{noun}s")
    return f"{number:,} {noun if number == 1 else plural}"


def _own(found: Examined) -> dict[str, TemplateText]:
    """The templates of the folder itself, without the shipped ones that fill its gaps."""
    return {
        id_: found.content.book.templates[id_]
        for id_ in found.content.folder.templates()
        if id_ in found.content.book.templates
    }


# ---------------------------------------------------------------- responses


def _without_template(found: Examined) -> Iterator[Problem]:
    templates = found.content.book.templates
    for intent in found.content.intents.values():
        if intent.response in templates or intent.starts:
            continue
        draft = found.drafts[intent.id]
        steps = (intent.id, "response") if draft.entry.response else (intent.id,)
        what = f"there is no template responses/{intent.response}.j2"
        yield draft.document.problem(
            steps, what, did_you_mean(intent.response, templates, "write it, or name another with `response:`")
        )
    if found.content.folder.own:
        for id_ in RESPONSES:
            if id_ not in templates:
                what = "the bot says this response, and there is no template for it"
                yield Problem(f"responses/system/{id_}.j2", 0, "", what, "write it")


def _templates(found: Examined, renderer: Renderer) -> Iterator[Problem]:
    said = {intent.response for intent in found.content.intents.values()} | set(RESPONSES) | {"default"}
    said |= part_checks.responses(found)
    answers = citing_checks.answers(found)
    for id_, template in _own(found).items():
        yield from _template(template, found, renderer, id_ in answers)
        if id_ not in said and not found.missed:
            what = "no intent is answered with this response"
            try_ = did_you_mean(id_, said - set(_own(found)), "delete it, or name it in an intent")
            yield Problem(template.file, 0, "", what, try_)
    yield from _overridden(found)


def _overridden(found: Examined) -> Iterator[Problem]:
    """The same for what only other folders use."""
    folder, book = found.content.folder, found.content.book
    texts = {
        id_: TemplateText(id_, folder.shown(path), path.read_text("utf-8")) for id_, path in folder.overridden().items()
    }
    renderer = Renderer(replace(book, templates={**book.templates, **texts}))
    for template in texts.values():
        yield from _template(template, found, renderer, False)


def _template(template: TemplateText, found: Examined, renderer: Renderer, answers: bool) -> Iterator[Problem]:
    """What its text shows, and if that is sound, what running it shows."""
    parts = part_checks.parts_of(found, template.id)
    told = list(template_text.problems(template, names(template.id), parts, renderer.book.cited))
    yield from told
    if all(problem.warning for problem in told):
        yield from template_runs.problems(template, renderer, answers)


def names(response: str) -> frozenset[str]:
    """The data that the template of a response may use."""
    return frozenset(USUAL).union(*(sample.keys() for sample in RESPONSES.get(response, ())))
