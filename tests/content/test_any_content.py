"""Whatever stands in the files, `check` tells about it and does not stumble."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.checks import report
from bot.content.folders import shipped
from tests.content.folders import write

INTENTS = "hours:\n  label: Hours\n  examples:\n    - when\n    - how long\n  suggests: [hours]\nplace: [where]\n"
TEMPLATE = '{% block answer %}Hi <b>{{ intent.label }}</b>{% if mine %} you{% endif %} {{ cite("a") }}{% endblock %}\n'
ARTICLE = "units:\n  a: {title: A, says: B}\n"
PIECES = [*"\n[]{}<'\"|#!x\t\0é", "  ", ": ", "- ", "yes", "{{", "}}", "{%", "%}", "&a", "*a", "<b>", "</b>"]
EDITS = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 8), st.sampled_from(PIECES)), min_size=1, max_size=3)


def edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    for place, gone, piece in edits:
        at = place % (len(text) + 1)
        text = text[:at] + piece + text[at + gone :]
    return text


@given(EDITS, EDITS, EDITS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_edits_in_small_files(
    tmp_path: Path,
    intents: list[tuple[int, int, str]],
    template: list[tuple[int, int, str]],
    article: list[tuple[int, int, str]],
) -> None:
    files = {
        "intents/a.yml": (INTENTS, intents),
        "responses/a.j2": (TEMPLATE, template),
        "responses/article.yml": (ARTICLE, article),
    }
    folder = write(tmp_path, {})
    for name, (text, edits) in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(edited(text, edits), encoding="utf-8")

    problems, _summary = report(folder)

    assert all(problem.what and problem.try_ for problem in problems)


SHIPPED = ["article.yml", "direction.yml", "labels.yml", "helplines.yml", "commands.yml", "quizzes/career_check.yml"]


@given(st.sampled_from(SHIPPED), st.integers(0, 20_000), st.integers(0, 40), st.sampled_from(PIECES))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_edits_in_the_other_files(tmp_path: Path, name: str, place: int, gone: int, piece: str) -> None:
    text = (shipped() / "responses" / name).read_text(encoding="utf-8")
    path = tmp_path / "responses" / name
    write(tmp_path, {"intents/a.yml": INTENTS})
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(edited(text, [(place, gone, piece)]), encoding="utf-8")

    problems, _summary = report(tmp_path)
    path.unlink()

    assert all(problem.what and problem.try_ for problem in problems)
