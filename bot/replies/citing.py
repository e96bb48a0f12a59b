"""How an answer names what it rests on: `{{ cite("job-role", "isco-08") }}` becomes one small italic line."""

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape

from bot.replies.book import Cited

MOST_NAMED = 3  # units in one line; "source?" tells them all


def source_line(ids: Iterable[str], cited: Mapping[str, Cited]) -> Markup:
    """`Article: “A job is just a role” · ILO, ISCO-08`, as a paragraph; unknown ids are the check's affair."""
    known = [cited[id_] for id_ in ids if id_ in cited]
    units = [f"“{each.title}”" for each in known if each.kind == "unit"]
    more = f" and {len(units) - MOST_NAMED} more" if len(units) > MOST_NAMED + 1 else ""
    shown = units[:MOST_NAMED] if more else units
    names = [f"Article: {', '.join(shown)}{more}"] if units else []
    names += [each.title for each in known if each.kind != "unit"]
    return Markup("\n\n<i>{}</i>").format(escape(" · ".join(names))) if names else Markup()


def told(ids: Iterable[str], cited: Mapping[str, Cited]) -> list[dict[str, Any]]:
    """What a "source?" is answered with: each unit or source with what it says, units first."""
    known = [cited[id_] for id_ in dict.fromkeys(ids) if id_ in cited]
    known.sort(key=lambda each: each.kind != "unit")
    return [{"id": each.id, "kind": each.kind, "title": each.title, "says": each.says} for each in known]
