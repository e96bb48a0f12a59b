"""From a folder to content: defaults, fallbacks, and what of the shipped content another folder gets."""

from pathlib import Path

import pytest

from bot.content.folders import shipped
from bot.content.loader import load
from bot.core.model import Kind, Say
from bot.replies.render import Renderer
from tests.content.folders import write

ANSWER = {"responses/answer.j2": "An answer.\n"}


def test_an_intent_needs_no_more_than_examples(tmp_path: Path) -> None:
    folder = write(
        tmp_path, {"intents/a.yml": "opening_hours: {examples: [when]}\nby_car.parking: [where]\n", **ANSWER}
    )

    intents = load(folder).intents

    hours, parking = intents["opening_hours"], intents["by_car.parking"]
    assert (hours.about, hours.label, hours.kind, hours.suggests) == ("opening hours", "Opening hours", Kind.ANSWER, ())
    assert (parking.label, parking.family, parking.examples) == ("By car parking", "by_car", ("where",))


@pytest.mark.parametrize(
    ("templates", "response"),
    [
        (["car.park", "car", "default"], "car.park"),
        (["car", "default"], "car"),
        (["default", "other"], "default"),
        (["only"], "only"),
    ],
)
def test_an_answer_is_found_by_id_family_default_or_for_want_of_others(
    templates: list[str], response: str, tmp_path: Path
) -> None:
    files = {f"responses/{name}.j2": "Yes.\n" for name in templates}

    content = load(write(tmp_path, {"intents/a.yml": "car.park: [where can i park]\n", **files}))

    assert content.intents["car.park"].response == response


def test_another_folder_gets_the_pages_that_any_bot_needs_and_no_answers(tmp_path: Path) -> None:
    content = load(write(tmp_path, {"intents/a.yml": "hours: [when]\n", **ANSWER}))

    assert list(content.intents) == ["hours"]
    assert {"fallback", "offer", "help", "crisis_self_harm", "answer"} <= set(content.book.templates)
    assert not {"define_job", "greeting"} & set(content.book.templates)
    assert content.labels["why"] == "Why?"
    assert content.data["helplines"]["rows"]
    assert "chat" in content.language
    assert (dict(content.occupations), dict(content.quizzes), content.direction) == ({}, {}, None)


def test_another_folder_hears_nothing_of_careers(tmp_path: Path) -> None:
    words = Renderer(load(write(tmp_path, {"intents/a.yml": "hours: [when]\n", **ANSWER})).book)

    pages = [
        words.render(Say(id_, {"labels": ["Hours"], "language": "en"})).html
        for id_ in ("fallback", "help", "about", "start")
    ]

    assert [page for page in pages if "career" in page.lower()] == []


def test_a_folders_own_words_win_one_by_one(tmp_path: Path) -> None:
    own = {"responses/labels.yml": "why: How come?\n", "responses/help.j2": "Just ask.\n"}

    content = load(write(tmp_path, {"intents/a.yml": "hours: {examples: [when], response: answer}\n", **ANSWER, **own}))

    assert (content.labels["why"], content.labels["none"]) == ("How come?", load().labels["none"])
    assert content.book.templates["help"].text == "Just ask.\n"


def test_the_shipped_content_is_the_source_tree_here() -> None:
    assert shipped() == Path(__file__).parents[2]
    assert load().folder.own
