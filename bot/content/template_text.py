"""What can be said of a template without running it: syntax, names, blocks and citations."""

from collections.abc import Iterator, Mapping, Sequence

from jinja2 import TemplateAssertionError, TemplateSyntaxError, meta, nodes

from bot.content import template_markup
from bot.content.contracts import FUNCTIONS
from bot.content.nearest import did_you_mean
from bot.content.problems import Problem
from bot.replies import anatomy
from bot.replies.book import Cited, TemplateText
from bot.replies.sandbox import FILTERS, TESTS


def problems(
    template: TemplateText, names: frozenset[str], parts: Sequence[str], cited: Mapping[str, Cited]
) -> Iterator[Problem]:
    """Everything wrong with the text of one template, which may use the data `names` and have blocks for `parts`."""
    try:
        tree = anatomy.parse(template.text)
    except TemplateSyntaxError as error:
        yield _problem(
            template, error.lineno, error.message or "not a Jinja template", "compare {{ and {% with their ends"
        )
        return
    for check in (_undefined(template, tree, names), _forbidden(template, tree), _blocks(template, tree, parts)):
        yield from check
    yield from _citations(template, tree, cited)
    yield from template_markup.problems(template)


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


def _blocks(template: TemplateText, tree: nodes.Template, parts: Sequence[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for block in tree.find_all(nodes.Block):
        if anatomy.part_of(block.name) not in parts:
            try_ = did_you_mean(block.name, parts, f"blocks are {', '.join(parts)} and answer_2, answer_3 …")
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
