"""The one place that joins the parts: content and matcher to a service, a service and a channel to a bot."""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.content.content import Content
from bot.content.understanding import Waiting, understood, without_examples
from bot.core.career_check import CareerCheck
from bot.core.find_direction import FindDirection
from bot.core.knowledge import Knowledge, Understander
from bot.core.model import Action, Choice
from bot.core.own_work import OwnWork
from bot.core.phrases import Phrases
from bot.core.remarks import Remark, Remarks
from bot.replies.render import Renderer
from bot.service import Service

NOBODYS_KEY = sha256(b"a terminal signs only for itself").digest()


@dataclass(frozen=True, slots=True)
class House:
    """What a running bot adds to its content: where it can be linked to, its secret, and who runs it for how long."""

    link: str = "https://t.me/"  # what the code of a shared result is put behind
    key: bytes = field(default=NOBODYS_KEY, repr=False)
    retention_days: int = 180
    operator: str | None = None


def service(
    folder: Path | None = None, house: House = House(), reasons: bool = False, before_learning: Waiting | None = None
) -> Service:
    """The bot on one content folder, without a channel. Raises ContentError with everything that is wrong. Where the
    examples must be learned first, `before_learning` is told how many."""
    content, understander = understood(folder, reasons=reasons, before_learning=before_learning)
    renderer = Renderer(content.book)
    return Service(knowledge(content, understander, renderer, house), renderer)


def knowledge(content: Content, understander: Understander, renderer: Renderer, house: House) -> Knowledge:
    """What the engine may know of this content."""
    check = career_check(content)
    guides: dict[str, Any] = {check.quiz.id: check} if check else {}
    if content.direction:
        guides["direction"] = FindDirection(content.direction, content.labels, content.follow_ups)
    return Knowledge(
        intents=without_examples(content.intents),
        understander=understander,
        parts={response: renderer.parts(response) for response in content.book.templates},
        labels=content.labels,
        follow_ups=content.follow_ups,
        occupations=content.occupations,
        guides=guides,
        guide_verbs={"q": check.quiz.id if check else "", "d": "direction"},
        commands=commands(content),
        asked=asked(content),
        welcome=welcome(content),
        check=check,
        helplines=content.data.get("helplines") or {},
        alarms=content.alarms,
        replies=content.replies,
        own_work=OwnWork.read(content.language.get("mine") or {}),
        sad=Phrases({"sad": (content.language.get("sad") or {}).get("phrases", ())}),
        pages={
            "privacy": {"retention_days": house.retention_days, "operator": house.operator},
            "feedback": {"operator": house.operator},
        },
        link=house.link,
        key=house.key,
    )


def career_check(content: Content) -> CareerCheck | None:
    """The guide through the first quiz there is."""
    quiz = next(iter(content.quizzes.values()), None)
    return CareerCheck(quiz, content.labels) if quiz else None


def commands(content: Content) -> dict[str, Action]:
    """What `responses/commands.yml` says that each command does, as far as this content can do it."""
    rows = (content.data.get("commands") or {}).get("commands", {})
    found = {name: Action.parse(row["does"]) for name, row in rows.items() if row.get("does")}
    return {name: action for name, action in found.items() if _possible(action, content)}


def asked(content: Content) -> Remarks:
    """The words that ask for a command, as authors wrote them beside it."""
    rows, known = (content.data.get("commands") or {}).get("commands", {}), commands(content)
    wanted = ((name, tuple(rows[name].get("asked", ()))) for name in known)
    return Remarks(Remark(name, phrases, does=name, beside=0) for name, phrases in wanted if phrases)


def welcome(content: Content) -> tuple[Choice, ...]:
    """The buttons under the first hello, as far as this content can do what they say."""
    rows = (content.data.get("commands") or {}).get("welcome", {})
    choices = (Choice(words, Action.parse(does)) for does, words in rows.items())
    return tuple(choice for choice in choices if choice.action and _possible(choice.action, content))


def _possible(action: Action, content: Content) -> bool:
    match action:
        case Action("ask", (intent,)):
            return intent in content.intents
        case Action("start", (guide, *_)):
            return guide in content.quizzes or (guide == "direction" and content.direction is not None)
        case Action("results"):
            return bool(content.quizzes)
    return True
