"""The shape of every file that authors write, apart from quizzes: which keys, of what kind, how long."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Label = Annotated[str, StringConstraints(min_length=1, max_length=40, strip_whitespace=True)]
INTENT_ID = r"[a-z0-9_]+(\.[a-z0-9_]+)?"
IntentId = Annotated[str, StringConstraints(pattern=f"^{INTENT_ID}$")]
RESPONSE_ID = IntentId


class Written(BaseModel):
    """What an author writes: unknown keys are mistakes, and nothing is quietly turned into something else."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class IntentEntry(Written):
    """One intent in `intents/*.yml`; its id is the key above it."""

    examples: Annotated[list[Text], Field(min_length=1)]
    about: Text | None = None
    label: Label | None = None
    response: IntentId | None = None
    suggests: Annotated[list[IntentId], Field(max_length=3)] = []
    kind: Literal["answer", "out_of_scope", "safety", "small_talk"] = "answer"
    starts: Text | None = None
    needs: Literal["occupation"] | None = None
    unless: Literal["occupation"] | None = None
    lists: list[IntentId] = []
    aside_to: list[IntentId] = []
    sad: bool = False


class CitedEntry(Written):
    """A unit of the article or another source: its name, and our paraphrase of what it says."""

    title: Text
    says: Text


class ArticleFile(Written):
    """`responses/article.yml`."""

    units: dict[str, CitedEntry] = {}
    sources: dict[str, CitedEntry] = {}


class OccupationRow(Written):
    """One row of `responses/occupations.yml`."""

    code: Annotated[str, StringConstraints(pattern=r"^[0-9]{2,4}$")]
    name: Text
    title: Text
    does: Text
    aliases: list[Text] = []
    fields: list[Text] = []
    verbs: list[Text] = []
    interests: Annotated[str, StringConstraints(pattern=r"^[RIASEC]{1,6}$")]
    training: Text
    path: Annotated[list[Text], Field(max_length=4)] = []
    tags: list[Text] = []


class HelplineRow(Written):
    """One place to find a person to talk to."""

    name: Text
    where: Text
    how: Text


class HelplinesFile(Written):
    """`responses/helplines.yml`; `checked_on` is the ISO date on which somebody looked at each row."""

    checked_on: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    rows: Annotated[list[HelplineRow], Field(min_length=1)]


class CommandEntry(Written):
    """One command: what Telegram's menu says, the button's action it stands for, the words that ask for it, whether
    groups see it."""

    description: Annotated[str, StringConstraints(min_length=1, max_length=256)]
    does: Text | None = None
    asked: list[Text] = []
    groups: bool = False


class CommandsFile(Written):
    """`responses/commands.yml`, with what Telegram shows before the first message and in the profile."""

    commands: dict[Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,32}$")], CommandEntry]
    welcome: dict[Text, Label] = {}
    description: Annotated[str, StringConstraints(max_length=512)] = ""
    about: Annotated[str, StringConstraints(max_length=120)] = ""
