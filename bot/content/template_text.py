"""What can be said of a template without running it: syntax, names, blocks, citations, and its markup line by line."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from jinja2 import Environment, TemplateAssertionError, TemplateSyntaxError, meta, nodes

from bot.content.contracts import FUNCTIONS
from bot.content.problems import Problem
from bot.content.validation import did_you_mean
from bot.replies import anatomy
from bot.replies.book import Cited, TemplateText
from bot.replies.markup import refusals
from bot.replies.sandbox import FILTERS, TESTS

_WRAPPED = re.compile(r"[a-z,]\n(?=[a-z])")
_LEXER = Environment(autoescape=True)  # only ever splits text into tokens; what runs, runs in the sandbox


def problems(template: TemplateText, names: frozenset[str], cited: Mapping[str, Cited]) -> Iterator[Problem]:
    """Everything wrong with the text of one template. `names` is the data it may use."""
    try:
        tree = anatomy.parse(template.text)
    except TemplateSyntaxError as error:
        yield _problem(
            template, error.lineno, error.message or "not a Jinja template", "compare {{ and {% with their ends"
        )
        return
    for check in (_undefined(template, tree, names), _forbidden(template, tree), _blocks(template, tree)):
        yield from check
    yield from _citations(template, tree, cited)
    yield from _markup(template)


def _problem(template: TemplateText, line: int, what: str, try_: str, warning: bool = False) -> Problem:
    return Problem(template.file, line, "", what, try_, warning)


def _undefined(template: TemplateText, tree: nodes.Template, names: frozenset[str]) -> Iterator[Problem]:
    try:
        unknown = meta.find_undeclared_variables(tree) - names - set(FUNCTIONS)
    except (
        TemplateAssertionError
    ) as error:  # an unknown filter or test, which `_forbidden` tells, or a block that is twice
        if "defined twice" in (error.message or ""):
            yield _problem(template, error.lineno, error.message or "", "rename one: answer_2 is another wording")
        return
    for node in tree.find_all(nodes.Name):
        if node.name in unknown and node.ctx == "load":
            known = ", ".join(sorted(names))
            try_ = did_you_mean(node.name, names, f"this response gets {known}")
            yield _problem(template, node.lineno, f'"{node.name}" is not defined', try_)


_BANNED: tuple[tuple[type[nodes.Node], str], ...] = (
    (nodes.ScopedEvalContextModifier, "autoescape cannot be switched off"),
    (nodes.Extends, "a template extends no other"),
    (nodes.Include, "a template includes no other"),
    (nodes.Import, "a template imports no other"),
    (nodes.FromImport, "a template imports no other"),
    (nodes.Macro, "macros are not for answers"),
    (nodes.CallBlock, "macros are not for answers"),
)


def _forbidden(template: TemplateText, tree: nodes.Template) -> Iterator[Problem]:
    for kind, what in _BANNED:
        for node in tree.find_all(kind):
            yield _problem(template, node.lineno, what, "write the words out here")
    for used in tree.find_all(nodes.Filter):
        if used.name == "safe":
            yield _problem(template, used.lineno, "|safe lets data write HTML", "delete |safe")
        elif used.name not in FILTERS:
            yield _problem(template, used.lineno, f"there is no filter |{used.name}", _one_of(used.name, FILTERS))
    for test in tree.find_all(nodes.Test):
        if test.name not in TESTS:
            yield _problem(template, test.lineno, f'there is no test "is {test.name}"', _one_of(test.name, TESTS))
    yield from _deep_loops(template, tree, 0)


def _one_of(name: str, names: frozenset[str]) -> str:
    return did_you_mean(name, names, f"use one of {', '.join(sorted(names))}")


def _deep_loops(template: TemplateText, node: nodes.Node, depth: int) -> Iterator[Problem]:
    for child in node.iter_child_nodes():
        deeper = depth + isinstance(child, nodes.For)
        if deeper > 2 and deeper > depth:
            yield _problem(template, child.lineno, "a loop within a loop within a loop", "take one of them out")
        yield from _deep_loops(template, child, deeper)


def _blocks(template: TemplateText, tree: nodes.Template) -> Iterator[Problem]:
    seen: set[str] = set()
    for block in tree.find_all(nodes.Block):
        if block.name not in anatomy.PARTS and not anatomy.wordings((block.name,)):
            try_ = did_you_mean(
                block.name, anatomy.PARTS, f"blocks are {', '.join(anatomy.PARTS)} and answer_2, answer_3 …"
            )
            yield _problem(template, block.lineno, f'unknown block "{block.name}"', try_)
        seen.add(block.name)
    if seen and "answer" not in seen:
        yield _problem(
            template, 1, "no block is called answer", "put the answer into {% block answer %} … {% endblock %}"
        )


def _citations(template: TemplateText, tree: nodes.Template, cited: Mapping[str, Cited]) -> Iterator[Problem]:
    for citation in anatomy.citations(tree):
        if citation.ids is None:
            what = "cite takes ids in quotes, nothing else"
            yield _problem(template, citation.line, what, 'write it like cite("job-role", "isco-08")')
        for id_ in citation.ids or ():
            if id_ not in cited:
                try_ = did_you_mean(id_, cited, f"add {id_} to responses/article.yml")
                yield _problem(template, citation.line, f'there is no unit or source "{id_}"', try_)


# ---------------------------------------------------------------- markup


def _markup(template: TemplateText) -> Iterator[Problem]:
    for text, starts, lines in _segments(template.text):
        for refusal in refusals(text):
            line = _line(text, starts, lines, refusal.offset)
            yield _problem(template, line, refusal.what, refusal.try_)
        for wrapped in _WRAPPED.finditer(text):
            line = _line(text, starts, lines, wrapped.start())
            what = "a line break in the middle of a sentence is shown as one"
            yield _problem(template, line, what, "join the two lines", warning=True)


def _line(text: str, starts: list[int], lines: list[int], offset: int) -> int:
    piece = bisect_right(starts, offset) - 1
    return lines[piece] + text.count("\n", starts[piece], offset)


Segment = tuple[str, list[int], list[int]]  # text, where its pieces start, the line of each


def _segments(text: str) -> Iterator[Segment]:
    """What the template itself writes, block by block; an `x` stands for each value it fills in."""
    written, starts, lines = "", [0], [1]
    for line, kind, value in _pieces(text):
        if kind == "edge":
            yield written, starts, lines
            written, starts, lines = "", [0], [line]
        else:
            starts.append(len(written))
            lines.append(line)
            written += value
    yield written, starts, lines


def _pieces(text: str) -> Iterator[tuple[int, str, str]]:
    """(line, "data" or "edge", text): edges are where blocks begin and end."""
    inside = ""
    first = True
    for line, kind, value in _LEXER.lex(text):
        if kind in ("variable_begin", "block_begin"):
            inside, first = kind, True
        elif kind in ("variable_end", "block_end"):
            if inside == "variable_begin":
                yield line, "data", "x"
            inside = ""
        elif kind == "data":
            yield line, "data", value
        elif inside == "block_begin" and kind == "name" and first:
            first = False
            if value in ("block", "endblock"):
                yield line, "edge", ""
