"""What shows only when a template runs: each is rendered with samples of its data, every block and wording."""

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from bot.content.contracts import CAPTIONS, HEARD, NOTHING, OCCUPATION, RESPONSES, USUAL, WORK
from bot.content.problems import Problem
from bot.content.readability import grade
from bot.replies.book import TemplateText
from bot.replies.markup import CAPTION_LIMIT, TEXT_LIMIT, length, plain, refusals
from bot.replies.render import Renderer
from bot.replies.running import BrokenTemplateError

USUAL_LENGTH = 600  # characters that fit a phone's screen
HARDEST = 8.0  # school grade
_TOPIC = re.compile(r'after == "(\w+)"')
_EVIDENCE = re.compile(r"<blockquote.*?</blockquote>|<i>(?:Article|[^<]*\d{4})[^<]*</i>|<pre>.*?</pre>", re.DOTALL)


def problems(template: TemplateText, renderer: Renderer, answers: bool) -> Iterator[Problem]:
    """What goes wrong in any block with any sample. `answers`: it answers an intent, so length and grade count."""
    seen: set[str] = set()
    for block, line in blocks(template):
        for html in _runs(template, renderer, block, seen):
            if isinstance(html, Problem):
                yield html
            elif html not in seen:
                seen.add(html)
                yield from _sendable(template, line, block, html)
                if answers:
                    yield from _readable(template, line, block, html)


def blocks(template: TemplateText) -> list[tuple[str, int]]:
    """The blocks of a template with their lines; the whole is called `answer` where there are none."""
    found = [
        (block[1], template.text.count("\n", 0, block.start()) + 1)
        for block in re.finditer(r"{%-?\s*block\s+(\w+)", template.text)
    ]
    return found or [("answer", 1)]


def samples(template: TemplateText) -> Iterator[Mapping[str, Any]]:
    """The data that a response may get: with and without an occupation, about the person's own work or not, after each
    topic that the template asks for, and what the person may have told and said, and in a guided talk, where it looks
    at that."""
    topics = (None, *dict.fromkeys(_TOPIC.findall(template.text)))
    works = (None, *WORK) if "work." in template.text else (None,)
    saids = HEARD if "heard." in template.text else HEARD[:1]
    places = (False, True) if "guided" in template.text else (False,)
    told = product((None, OCCUPATION), (False, True), topics, works, saids, places)
    usual = [dict(zip(USUAL[1:], given, strict=True)) for given in told]
    for sample, given in product(RESPONSES.get(template.id, NOTHING), usual):
        yield {"intent": {"id": template.id, "label": template.id}, **given, **sample}


def _runs(template: TemplateText, renderer: Renderer, block: str, seen: set[str]) -> Iterator[str | Problem]:
    for data in samples(template):
        try:
            yield renderer.block_html(template.id, block, data)
        except BrokenTemplateError as error:
            try_ = "try another sample: jobbot preview " + template.id
            yield Problem(template.file, error.line, block, error.reason, _advice(error.reason) or try_)
            return


def _advice(reason: str) -> str | None:
    if "None" in reason:
        return "ask first whether it is there: {% if occupation %} … {% endif %}"
    if "has no attribute" in reason:
        return "compare the name with the fields of the data; docs/authoring.md lists them"
    return None


def _sendable(template: TemplateText, line: int, block: str, html: str) -> Iterator[Problem]:
    limit = CAPTION_LIMIT if template.id in CAPTIONS else TEXT_LIMIT
    if (size := length(html)) > limit:
        yield Problem(template.file, line, block, f"{size:,} characters; Telegram takes {limit:,}", "make it shorter")
    if not plain(html).strip():
        yield Problem(template.file, line, block, "says nothing with some of its data", "add words to the other branch")
    for refusal in refusals(html):
        yield Problem(template.file, line, block, f"when filled in: {refusal.what}", refusal.try_)


def _readable(template: TemplateText, line: int, block: str, html: str) -> Iterator[Problem]:
    said = plain(_EVIDENCE.sub("", html)).strip()
    if len(said) > USUAL_LENGTH and block != "more":
        what = f"{len(said)} characters; about {USUAL_LENGTH} fit a phone's screen"
        yield Problem(template.file, line, block, what, "move evidence into <blockquote expandable>", warning=True)
    if len(said.split()) >= 30 and (hard := grade(said)) > HARDEST:
        what = f"reads like school grade {hard:.1f}; aim at 6 to 8"
        yield Problem(template.file, line, block, what, "use shorter sentences and words", warning=True)
