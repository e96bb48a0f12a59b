"""From a folder to `Content`, every problem on the way collected rather than the first one raised."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.content import intents, tables
from bot.content.alarm_tables import alarms
from bot.content.content import Content
from bot.content.contracts import RESPONSES
from bot.content.directions import direction
from bot.content.folders import Folder, shipped
from bot.content.follow_up_tables import follow_ups, unknown_intents
from bot.content.places import Steps
from bot.content.problems import ContentError, Problem
from bot.content.quizzes import quizzes
from bot.content.reply_tables import replies
from bot.content.yaml_nodes import Document, read
from bot.core.alarm import Alarms
from bot.core.direction import Direction
from bot.core.follow_ups import FollowUps
from bot.core.model import Intent, Occupation
from bot.core.quiz import Quiz
from bot.core.safety import kinds_of
from bot.replies.book import Book, Cited, TemplateText


def load(path: Path | None = None, brief: bool = False) -> Content:
    """The content of a folder, the shipped one by default. Raises ContentError with everything that is wrong. A `brief`
    one has one example an intent: for who recalls what was learned of all, which are most of the content's memory."""
    found = examined(path, brief)
    errors = [problem for problem in found.problems if not problem.warning]
    if errors:
        raise ContentError(errors)
    return found.content


@dataclass(frozen=True, slots=True)
class Examined:
    """As much of a folder's content as can be read, what is wrong with it, and the files to point into for more."""

    content: Content
    problems: list[Problem]
    drafts: Mapping[str, intents.Draft]
    documents: Mapping[str, Document]  # by the file's name within the folder: "responses/article.yml"
    missed: bool = False  # some intents could not be read, so what seems unused may be used by them


def examined(path: Path | None = None, brief: bool = False) -> Examined:
    """Read a folder, the shipped one by default, without stopping at what is wrong."""
    loading = _Loading(Folder(path or shipped()), brief)
    content = loading.content()
    return Examined(content, loading.problems, loading.drafts, loading.documents, loading.missed)


class _Loading:
    """One reading of one folder."""

    def __init__(self, folder: Folder, brief: bool) -> None:
        self.folder = folder
        self.brief = brief
        self.problems: list[Problem] = []
        self.drafts: dict[str, intents.Draft] = {}
        self.documents: dict[str, Document] = {}
        self.missed = False  # whether any intent could not be read

    def content(self) -> Content:
        templates = self._templates()
        known = self._intents(templates)
        occupations = self._table("occupations.yml", tables.occupations, {})
        labels = self._labels()
        cited = self._table("article.yml", tables.cited, {})
        documents = self._language()
        quizzes_ = self._quizzes(cited)
        direction_ = self._direction(occupations)
        guides = frozenset((*quizzes_, "direction") if direction_ else quizzes_)
        intents.check_starts(self.drafts, guides, self.problems)
        return Content(
            folder=self.folder,
            intents=known,
            book=Book(templates, cited, labels, known, occupations),
            occupations=occupations,
            labels=labels,
            follow_ups=self._follow_ups(documents, known),
            alarms=self._alarms(documents),
            replies=replies(documents["replies"], self.problems) if "replies" in documents else {},
            language={name: tables.words(document, self.problems) for name, document in documents.items()},
            quizzes=quizzes_,
            direction=direction_,
            data=self._data(),
        )

    # ------------------------------------------------------------ intents

    def _intents(self, templates: Mapping[str, TemplateText]) -> dict[str, Intent]:
        responses = intents.Responses(frozenset(templates), self._own_templates())
        drafts = self.drafts
        declared: set[str] = set()
        for path in self.folder.intents():
            document = self._document(path, _holds_examples if self.brief else None)
            if document is None:
                self.missed = True
            else:
                declared |= intents.read(document, drafts, self.problems)
        if not drafts and not self.problems:
            what = "there are no intents here"
            try_ = "write intents/first.yml, or point --content at a folder with intents/ and responses/"
            self.problems.append(Problem(str(self.folder.path), 0, "", what, try_))
        if not self.missed:  # else what is named may well stand in the file that cannot be read
            intents.check_references(drafts, declared, self.problems)
        self.missed = self.missed or declared != set(drafts)
        return {id_: draft.intent(responses) for id_, draft in drafts.items()}

    def _own_templates(self) -> tuple[str, ...]:
        """The answers this folder itself brings: the templates directly in `responses/`."""
        return tuple(path.stem for path in self.folder.templates().values() if path.parent.name == "responses")

    # ------------------------------------------------------------ templates

    def _templates(self) -> dict[str, TemplateText]:
        """The folder's templates, over the shipped ones that any bot needs."""
        for path, other in self.folder.templates_twice():
            what = f"the response {path.stem} is also in {self.folder.shown(other)}"
            self.problems.append(Problem(self.folder.shown(path), 0, "", what, "rename or delete one of them"))
        found = self.folder.templates()
        if not self.folder.own:
            found = Folder(shipped()).defaults(frozenset(RESPONSES)) | found
        texts = {id_: self._template(id_, path) for id_, path in found.items()}
        return {id_: text for id_, text in texts.items() if text is not None}

    def _template(self, id_: str, path: Path) -> TemplateText | None:
        name = self.folder.shown(path)
        try:
            return TemplateText(id_, name, path.read_text("utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            self.problems.append(Problem(name, 0, "", f"cannot be read: {error}", "save the file as UTF-8 text"))
            return None

    # ------------------------------------------------------------ other files

    def _language(self) -> dict[str, Document]:
        shortened = _is_examples if self.brief else None
        documents = ((name, self._document(path, shortened)) for name, path in self.folder.language().items())
        return {name: document for name, document in documents if document is not None}

    def _follow_ups(self, documents: dict[str, Document], known: Mapping[str, Intent]) -> FollowUps:
        document = documents.get("follow_ups")
        if document is None:
            return FollowUps()
        if self.folder.own and known:
            unknown_intents(document, frozenset(known), self.problems)
        return follow_ups(document, self.problems)

    def _alarms(self, documents: dict[str, Document]) -> Alarms:
        document, safety = documents.get("after_alarm"), documents.get("safety")
        kinds = kinds_of(safety.value) if safety and isinstance(safety.value, dict) else ()
        return alarms(document, kinds, self.problems) if document else Alarms(kinds)

    def _labels(self) -> dict[str, str]:
        """The folder's labels over the shipped ones, key by key."""
        bases = [] if self.folder.own else [Folder(shipped())]
        labels: dict[str, str] = {}
        for folder in (*bases, self.folder):
            path = folder.response_file("labels.yml")
            document = self._document(path) if path else None
            if document is not None:
                labels |= tables.labels(document, self.problems)
        return labels

    def _quizzes(self, cited: Mapping[str, Cited]) -> dict[str, Quiz]:
        documents = (self._document(path) for path in self.folder.quizzes())
        units = frozenset(id_ for id_, each in cited.items() if each.kind == "unit")
        return quizzes([document for document in documents if document is not None], self.problems, units)

    def _direction(self, occupations: Mapping[str, Occupation]) -> Direction | None:
        path = self.folder.response_file("direction.yml")
        document = self._document(path) if path else None
        return direction(document, occupations, self.problems) if document else None

    def _data(self) -> dict[str, Any]:
        """Helplines and commands; the shipped ones where the folder lacks them: whoever writes the answers, a person in
        danger gets a number, and /forget works."""
        found: dict[str, Any] = {}
        for name, reader in (("helplines", tables.helplines), ("commands", tables.commands)):
            path = self.folder.shared_file(f"{name}.yml")
            document = self._document(path) if path else None
            found[name] = reader(document, self.problems) if document else {}
        return found

    def _table(self, name: str, reader: Callable[[Document, list[Problem]], Any], empty: Any) -> Any:
        path = self.folder.response_file(name)
        document = self._document(path) if path else None
        return reader(document, self.problems) if document else empty

    def _document(self, path: Path, shortened: Callable[[Steps], bool] | None = None) -> Document | None:
        try:
            document = read(path, self.folder.shown(path), shortened)
        except ContentError as error:
            self.problems.extend(error.problems)
            return None
        self.problems.extend(document.problems)
        if path.is_relative_to(self.folder.path):
            self.documents[path.relative_to(self.folder.path).as_posix()] = document
        return document


def _holds_examples(steps: Steps) -> bool:
    """Whether the list at these steps of an intents file is one of examples: `my_intent: [...]` is short for that."""
    return len(steps) == 1 or _is_examples(steps)


def _is_examples(steps: Steps) -> bool:
    return steps[-1:] == ("examples",)
