"""The intents of a folder: entries checked, defaults filled in, names of other intents proven."""

import re
from dataclasses import dataclass

from bot.content.nearest import did_you_mean
from bot.content.problems import Problem
from bot.content.schema import INTENT_ID, IntentEntry
from bot.content.validation import checked
from bot.content.yaml_nodes import Document
from bot.content.yaml_scalars import shown
from bot.core.model import ANY, Intent, Kind

_ID = re.compile(INTENT_ID)


@dataclass(frozen=True, slots=True)
class Responses:
    """The response ids that exist, and those of them that the folder itself wrote as answers."""

    known: frozenset[str]
    own: tuple[str, ...]

    def of(self, intent: str) -> str:
        """The response of an intent that names none: its own, its family's, `default`, or the only one there is."""
        for id_ in (intent, intent.partition(".")[0], "default"):
            if id_ in self.known:
                return id_
        return self.own[0] if len(self.own) == 1 else intent


@dataclass(frozen=True, slots=True)
class Draft:
    """An intent as written, with the document it stands in."""

    id: str
    entry: IntentEntry
    document: Document

    def intent(self, responses: Responses) -> Intent:
        entry = self.entry
        return Intent(
            id=self.id,
            about=entry.about or _spoken(self.id),
            label=entry.label or _label(self.id),
            examples=tuple(entry.examples),
            response=entry.response or responses.of(self.id),
            suggests=tuple(entry.suggests),
            kind=Kind(entry.kind),
            starts=entry.starts,
            needs=entry.needs,
            unless=entry.unless,
            lists=tuple(entry.lists),
            aside_to=tuple(entry.aside_to),
            sad=entry.sad,
        )


def read(document: Document, drafts: dict[str, Draft], problems: list[Problem]) -> set[str]:
    """Add the intents of one file to `drafts`; hands back all ids that it declares, also those of broken entries."""
    if not isinstance(document.value, dict):
        what = f"expected intents, found {shown(document.value)}"
        problems.append(Problem(document.file, 1, "", what, "write `my_intent:` and below it `examples:`"))
        return set()
    for id_, value in document.value.items():
        _add(id_, value, document, drafts, problems)
    return set(document.value)


def _add(id_: str, value: object, document: Document, drafts: dict[str, Draft], problems: list[Problem]) -> None:
    if not _ID.fullmatch(id_):
        what = f'"{id_}" is not an intent id'
        try_ = "use a-z, 0-9 and _, with at most one dot, like define_job or career_traits.grow"
        problems.append(document.problem((id_,), what, try_))
    elif id_ in drafts:
        first = drafts[id_].document
        what = f"this intent is also in {first.file}:{first.key_line((id_,))}"
        problems.append(document.problem((id_,), what, "rename one, or join their examples"))
    else:
        entry = checked(IntentEntry, _long_form(value), document, (id_,), problems)
        if entry is not None:
            drafts[id_] = Draft(id_, entry, document)


def _long_form(value: object) -> object:
    """`id: [examples…]` is short for `id: {examples: […]}`."""
    return {"examples": value} if isinstance(value, list) else value


def check_references(drafts: dict[str, Draft], known: set[str], problems: list[Problem]) -> None:
    """Every id in `suggests`, `lists` and `aside_to` must be an intent's."""
    for draft in drafts.values():
        entry = draft.entry
        for key, ids in (("suggests", entry.suggests), ("lists", entry.lists), ("aside_to", entry.aside_to)):
            for place, id_ in enumerate(ids):
                if id_ not in known and (key, id_) != ("aside_to", ANY):
                    what = f'there is no intent "{id_}"'
                    try_ = did_you_mean(id_, known, f"add the intent {id_}, or delete this one")
                    problems.append(draft.document.problem((draft.id, key, place), what, try_))


def check_starts(drafts: dict[str, Draft], guides: frozenset[str], problems: list[Problem]) -> None:
    """What an intent starts must be a guided conversation of this content."""
    for draft in drafts.values():
        starts = draft.entry.starts
        if starts is not None and starts not in guides:
            otherwise = f"use one of {', '.join(sorted(guides))}" if guides else "delete it"
            what = f'there is no guided conversation "{starts}"'
            problems.append(draft.document.problem((draft.id, "starts"), what, did_you_mean(starts, guides, otherwise)))


def _spoken(id_: str) -> str:
    return re.sub(r"[._]+", " ", id_).strip()


def _label(id_: str) -> str:
    return _spoken(id_).capitalize()[:40]
