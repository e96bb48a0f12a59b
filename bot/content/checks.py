"""All that `python -m bot check` says about a content folder."""

from pathlib import Path

from bot.content.loader import examined
from bot.content.problems import Problem


def report(path: Path | None = None) -> tuple[list[Problem], str]:
    """Every problem, sorted by place, and a line to say when there is none."""
    content, problems = examined(path)
    summary = f"{len(content.intents)} intents"
    return sorted(set(problems)), summary
