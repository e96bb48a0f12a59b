"""Inline mode offers explanations that make sense anywhere, that Telegram takes, and that it may keep."""

from datetime import date

import pytest

from bot.app import House, knowledge
from bot.channels.telegram.inline import CACHED, Inline
from bot.channels.telegram.kinds import Searched
from bot.content.loader import load
from bot.content.understanding import understander
from bot.core import sharing
from bot.core.knowledge import Knowledge
from bot.core.scoring import Result
from bot.replies.render import Renderer
from tests.botapi import BotApi
from tests.botapi.test_refusals import call

KEY = b"k" * 32


@pytest.fixture(scope="module")
def known() -> tuple[Knowledge, Renderer]:
    """The content as it is shipped."""
    content = load(None)
    renderer = Renderer(content.book)
    return knowledge(content, understander(content), renderer, House(key=KEY)), renderer


@pytest.fixture(scope="module")
def inline(known: tuple[Knowledge, Renderer]) -> Inline:
    """Inline mode on it."""
    return Inline(*known, "job_or_career_bot")


def ids(inline: Inline, text: str) -> list[str]:
    """What a query brings up."""
    return [str(card["id"]) for card in inline.results(text)]


def test_nothing_typed_yet_shows_the_main_ones(inline: Inline) -> None:
    """The comparison first, then the three words."""
    assert ids(inline, "")[:4] == ["job_vs_career", "define_job", "define_occupation", "define_career"]


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("career", "define_career"),
        ("what is a job?", "define_job"),
        ("difference between job and career", "job_vs_career"),
        ("occupatoin", "define_occupation"),
    ],
)
def test_words_bring_up_what_they_mean(inline: Inline, text: str, best: str) -> None:
    """Typed in full, half or wrong."""
    assert best in ids(inline, text)[:3]


def test_words_that_fit_nothing_show_the_main_ones(inline: Inline) -> None:
    """An empty list would look broken."""
    assert ids(inline, "zzzz qqqq") == ids(inline, "")


def test_only_what_makes_sense_anywhere_is_offered(inline: Inline, known: tuple[Knowledge, Renderer]) -> None:
    """No greeting, no quiz, nothing about somebody's own trouble."""
    personal = {intent.id for intent in known[0].intents.values() if intent.starts or intent.kind != "answer"}
    offered = (
        set(ids(inline, "")) | set(ids(inline, "hello")) | set(ids(inline, "test")) | set(ids(inline, "i want to die"))
    )
    assert offered & (personal | {"greeting", "thanks_bye", "bot_help"}) == set()


async def test_telegram_takes_every_card(botapi: BotApi, inline: Inline, known: tuple[Knowledge, Renderer]) -> None:
    """All there are, not only the first; and a query's answer may be kept by Telegram for everybody."""
    for intent in known[0].intents.values():
        query = botapi.person().inline(intent.label)
        made = inline.answer(Searched(1, query.id, query.person, query.text))
        assert (await call(botapi, made.call, dict(made.params)))["ok"]
        assert (made.params["cache_time"], made.params["is_personal"]) == (CACHED, False)


def test_a_card_leads_back_to_the_bot(inline: Inline) -> None:
    """To the same topic; the payload of one below another is its family's."""
    cards = {card["id"]: card for card in inline.results("what is an occupation on a form")}
    links = [card["reply_markup"]["inline_keyboard"][0][0]["url"] for card in cards.values()]
    assert "https://t.me/job_or_career_bot?start=ask-define_occupation" in links
    assert not any("." in link.partition("start=")[2] for link in links)


def test_a_shared_result_is_a_card_of_its_own(inline: Inline, known: tuple[Knowledge, Renderer]) -> None:
    """What the share button types into another chat; a changed code is only words."""
    check = known[0].check
    assert check is not None
    band, axes = check.quiz.bands[0].id, tuple((axis.id, 3.0) for axis in check.quiz.axes)
    form = next(iter(check.quiz.forms))
    result = Result(
        quiz=check.quiz.id, form=form, subject="current", day=str(date(2026, 11, 22)), career=4.0, job=2.0,
        axes=axes, band=band, close=False, alike=False, lacks=(),
    )  # fmt: skip
    code = sharing.encoded(check.quiz, result, KEY)
    (card,) = inline.results(f"https://t.me/job_or_career_bot?start={code}")
    assert (card["id"], card["title"]) == (code, known[0].label("inline_result"))
    assert code not in ids(inline, f"https://t.me/job_or_career_bot?start=r{code[:0:-1]}")
