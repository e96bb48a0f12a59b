"""`intents/language/replies.yml`: the short replies that the question at the end of an answer invites."""

from collections.abc import Iterator, Mapping

from pydantic import Field

from bot.content.nearest import did_you_mean
from bot.content.places import Steps
from bot.content.problems import Problem
from bot.content.schema import Text, Written
from bot.content.validation import checked
from bot.content.yaml_nodes import Document
from bot.core.expecting import Expected
from bot.core.model import Intent
from bot.core.phrases import Phrases
from bot.replies import anatomy
from bot.replies.book import TemplateText


class RepliesEntry(Written):
    """What one answer expects; every value but `questions` names a block of its template, or an intent."""

    hears: dict[str, list[Text]] = Field(default={})
    agreed: Text | None = None
    declined: Text | None = None
    anything: Text | None = None
    counted: Text | None = None
    questions: int = Field(default=0, ge=0, le=9)


def replies(document: Document, problems: list[Problem]) -> dict[str, Expected]:
    """What each response expects, by its id."""
    found: dict[str, Expected] = {}
    rows = document.value if isinstance(document.value, dict) else {}
    for response, value in rows.items():
        entry = checked(RepliesEntry, value, document, (response,), problems)
        if entry is not None:
            given = entry.model_dump(exclude={"hears"})
            found[response] = Expected(hears=Phrases(entry.hears), **given)
    return found


def targets(document: Document, response: str) -> tuple[str, ...]:
    """Where the replies to a response, or to the family's, lead."""
    rows = document.value if isinstance(document.value, dict) else {}
    return tuple(name for id_, value in rows.items() if id_ == response for _, name in _targets(value))


def unknown(
    document: Document, templates: Mapping[str, TemplateText], intents: Mapping[str, Intent]
) -> Iterator[Problem]:
    """Responses and targets that are named and nobody wrote, and a count without its number of questions."""
    for response, value in document.value.items() if isinstance(document.value, dict) else ():
        template = templates.get(response)
        if template is None:
            what = f'there is no template "{response}"'
            yield document.problem((response,), what, did_you_mean(response, templates, "name a response"))
            continue
        texts = (template.text, templates[family].text if (family := response.partition(".")[0]) in templates else "")
        parts = {anatomy.part_of(block) for text in texts for block in anatomy.blocks(text)}
        for at, name in _targets(value):
            if name not in parts and name not in intents:
                what = f'"{name}" is no block of {response}.j2, and no intent'
                try_ = did_you_mean(name, parts.union(intents), f"write {{% block {name} %}} … in {response}.j2")
                yield document.problem((response, *at), what, try_)
        if isinstance(value, dict) and bool(value.get("counted")) != bool(value.get("questions")):
            what = "counted and questions go together"
            yield document.problem((response,), what, "say how many questions it asks, as in `questions: 3`")


def _targets(value: object) -> Iterator[tuple[Steps, str]]:
    """The targets of one entry, each with where it stands."""
    entry = value if isinstance(value, dict) else {}
    hears = entry.get("hears")
    yield from ((("hears", name), name) for name in (hears if isinstance(hears, dict) else ()))
    for key in ("agreed", "declined", "anything", "counted"):
        if isinstance(entry.get(key), str):
            yield (key,), entry[key]
