"""The one place that joins the parts: content, matcher, guides and renderer into a service; a service and a channel into a bot."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.content.content import Content
from bot.content.loader import load
from bot.content.understanding import understander
from bot.core.career_check import CareerCheck
from bot.core.follow_ups import FollowUps, Subject
from bot.core.knowledge import Knowledge, Understander
from bot.core.model import Action
from bot.replies.render import Renderer
from bot.service import Service

NOBODYS_KEY = sha256(b"a terminal signs only for itself").digest()


def service(folder: Path | None = None, link: str = "", key: bytes = NOBODYS_KEY) -> Service:
    """The bot on one content folder, without a channel. Raises ContentError with everything that is wrong."""
    content = load(folder)
    renderer = Renderer(content.book)
    return Service(knowledge(content, renderer, link, key), renderer)


def knowledge(content: Content, renderer: Renderer, link: str = "", key: bytes = NOBODYS_KEY) -> Knowledge:
    """What the engine may know of this content."""
    check = career_check(content)
    guides: dict[str, Any] = {check.quiz.id: check} if check else {}
    if content.direction:
        guides["direction"] = content.direction
    return Knowledge(
        intents=content.intents,
        understander=understander(content),
        parts={intent.response: renderer.parts(intent.response) for intent in content.intents.values()},
        labels=content.labels,
        follow_ups=follow_ups(content.language.get("follow_ups") or {}),
        occupations=content.occupations,
        guides=guides,
        guide_verbs={"q": check.quiz.id if check else "", "d": "direction"},
        commands=commands(content),
        check=check,
        helplines=content.data.get("helplines") or {},
        link=link,
        key=key,
    )


def career_check(content: Content) -> CareerCheck | None:
    """The guide through the first quiz there is."""
    quiz = next(iter(content.quizzes.values()), None)
    return CareerCheck(quiz, content.labels) if quiz else None


def follow_ups(table: Mapping[str, Any]) -> FollowUps:
    """What `intents/language/follow_ups.yml` holds."""
    subjects = table.get("subjects", ())
    return FollowUps(
        parts={part: tuple(phrases) for part, phrases in table.get("parts", {}).items()},
        leads=tuple(table.get("leads", ())),
        fillers=frozenset(table.get("fillers", ())),
        ordinals=table.get("ordinals", {}),
        subjects=tuple(Subject(tuple(each["words"]), each["ask"], each.get("after", {})) for each in subjects),
        yes=tuple(table.get("yes", ())),
        no=tuple(table.get("no", ())),
    )


def commands(content: Content) -> dict[str, Action]:
    """What `responses/commands.yml` says that each command does, as far as this content can do it."""
    rows = (content.data.get("commands") or {}).get("commands", {})
    found = {name: Action.parse(row["does"]) for name, row in rows.items() if row.get("does")}
    return {name: action for name, action in found.items() if _possible(action, content)}


def _possible(action: Action, content: Content) -> bool:
    match action:
        case Action("ask", (intent,)):
            return intent in content.intents
        case Action("start", (guide, *_)):
            return guide in content.quizzes or (guide == "direction" and content.direction is not None)
        case Action("results"):
            return bool(content.quizzes)
    return True


__all__ = ["Understander", "knowledge", "service"]
