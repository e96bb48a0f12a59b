"""`python -m bot run` as a process, by polling and by webhook: what people do, and what they get."""

import asyncio
import re
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from tests.botapi import BotApi, Person
from tests.botapi.people import OTHER
from tests.e2e.process import hooked, polled, running, start

# One process serves all the tests that share this loop and server; each plays its own person.
pytestmark = pytest.mark.asyncio(loop_scope="module")
Environment = Callable[[BotApi, Path], dict[str, str]]
QUESTION = re.compile(r"\d+ of \d+")


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=[polled, hooked], ids=["polling", "webhook"])
async def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotApi]:
    """The strict server with the bot at work on it; nothing is refused, no spinner is left, no secret is logged."""
    folder = tmp_path_factory.mktemp("bot")
    async with BotApi() as api:
        environment = {**request.param(api, folder), "LOG_LEVEL": "debug"}
        async with running(api, folder, environment) as bot:
            yield api
        assert (api.refused, api.unanswered()) == ([], [])
        assert re.findall(r".*\[(?:error|critical).*", bot.log) == []
        assert [said for said in (api.token, "jbo", "lunch", "Ada", "carrera") if said in bot.log] == []


@pytest.fixture
def ada(served: BotApi) -> Person:
    """Somebody new."""
    return served.person("Ada")


async def test_words_are_answered(ada: Person) -> None:
    """In the person's own words."""
    assert "job" in (await ada.asks("what is a job?")).text.lower()


async def test_start_says_hello_with_buttons_or_words(ada: Person) -> None:
    """And a deep link opens its page at once."""
    ada.starts()
    assert (await ada.private.reply()).text
    ada.starts("ask-define_occupation")
    assert "ISCO-08" in (await ada.private.reply()).text


@pytest.mark.parametrize(
    "command",
    ["help", "job", "career", "occupation", "compare", "results", "settings", "privacy", "mydata", "forget", "cancel",
     "feedback", "about", "direction"],
)  # fmt: skip
async def test_every_command_is_answered(ada: Person, command: str) -> None:
    """Each with something of its own."""
    assert await ada.asks(f"/{command}")


async def test_the_menus_are_set(served: BotApi) -> None:
    """Per scope, with description and about text."""
    private, groups = (served.world.commands[f"all_{who}_chats", ""] for who in ("private", "group"))
    assert {row["command"] for row in groups} < {row["command"] for row in private}
    assert set(served.world.texts) == {("description", ""), ("short_description", "")}


async def test_a_mistyped_command_gets_the_nearest(ada: Person) -> None:
    """Offered, not carried out."""
    assert "/quiz" in (await ada.asks("/quzi")).text


@pytest.mark.parametrize("kind", OTHER)
async def test_every_kind_of_message_is_answered_kindly(ada: Person, kind: str) -> None:
    """Nobody is left without a word."""
    ada.sends(kind)
    assert (await ada.private.reply()).text


async def test_a_picture_with_a_question_is_answered(ada: Person) -> None:
    """Its caption is what was said."""
    ada.sends("photo", caption="what is a career?")
    assert "career" in (await ada.private.reply()).text.lower()


async def test_a_corrected_message_is_answered_again(ada: Person) -> None:
    """As a reply to it, so that both see which."""
    said = ada.says("what is a jbo")
    await ada.private.reply()
    ada.edits(said, "what is a career?")
    again = await ada.private.reply()
    assert again.body["reply_to_message"]["message_id"] == said.id


async def test_a_button_asks_its_question(ada: Person) -> None:
    """And the tap is answered."""
    answer = await ada.asks("what is a job?")
    assert (await ada.picks(answer.labels[0])).text


async def test_the_quiz_is_tapped_through_in_one_message(ada: Person) -> None:
    """Edited from question to question, to a result with a picture, which is then among /results."""
    question = await ada.asks("/quiz")
    first, count = question, 0
    while "Pause" in question.labels and count < 40:
        question, count = await ada.picks(question.labels[count % 5]), count + 1
    assert first.edits >= 9
    await ada.api.until(lambda: any("photo" in m.body for m in ada.private.chat.heard), 10, "the chart")
    assert "Career check" in (await ada.asks("/results")).text or ada.private.last().labels


async def test_the_quiz_is_typed_through_too(ada: Person) -> None:
    """Numbers, words and the buttons' own labels."""
    question = await ada.asks("/quiz")
    for words in ("2", "mostly like me", "skip", question.labels[0]):
        before, question = question.text, await ada.asks(words)
        assert question.text != before


async def test_settings_are_changed_in_place(ada: Person) -> None:
    """The screen is edited."""
    screen = await ada.asks("/settings")
    assert await ada.picks(next(label for label in screen.labels if "Short" in label)) is screen
    assert "✓ Short answers" in screen.labels


async def test_my_data_comes_as_a_file(ada: Person) -> None:
    """In JSON."""
    assert (await ada.asks("/mydata")).body["document"]["file_name"].endswith(".json")


async def test_forgetting_asks_once(ada: Person) -> None:
    """Then everything is gone."""
    sure = await ada.asks("/forget")
    asked, yes = sure.text, sure.labels[0]
    assert (await ada.picks(yes)).text != asked
    assert ada.private.last().labels == []


async def test_inline_mode_offers_cards(ada: Person) -> None:
    """For a word, and for nothing typed yet; the second person is served from Telegram's cache."""
    assert "define_career" in [card["id"] for card in await ada.searches("career")]
    assert len(await ada.searches("")) >= 4
    assert ada.api.person("Bo").inline("career").cached


async def test_in_a_group_the_bot_answers_who_speaks_to_it(served: BotApi, ada: Person) -> None:
    """A command, a mention, a reply; as a reply, and plain talk is left alone."""
    group = served.group(ada)
    ada.says("anybody for lunch?", group)
    ada.says("@job_or_career_bot what is a job?", group)
    answer = await group.reply()
    assert answer.body["reply_to_message"]["text"].endswith("what is a job?")
    ada.says("why?", group, reply_to=answer)
    assert (await group.reply()).text
    ada.says("/quiz", group)
    assert QUESTION.search((await group.reply()).text)


async def test_a_quiz_in_a_group_is_one_persons(served: BotApi, ada: Person) -> None:
    """Others' taps get a note that passes by, and change nothing."""
    bo = served.person("Bo")
    group = served.group(ada, bo)
    question = await ada.asks("/quiz", group)
    tap = bo.taps(question.labels[0], group)
    await served.until(lambda: tap.answer is not None)
    assert tap.answer is not None
    assert tap.answer["text"]
    assert group.unread == []
    assert await ada.picks(question.labels[0], group) is question


async def test_a_group_may_become_a_supergroup_in_the_middle(served: BotApi, ada: Person) -> None:
    """The quiz goes on in the new chat."""
    group = served.group(ada, kind="group")
    first = await ada.asks("/quiz", group)
    second = (await ada.picks(first.labels[0], group)).text
    assert QUESTION.findall((await ada.asks("/quiz", group.migrate(ada.id))).text) == QUESTION.findall(second)


async def test_a_group_link_opens_what_it_names(served: BotApi, ada: Person) -> None:
    """`?startgroup=` comes as a command with the bot's name; being added alone is no reason to speak."""
    group = served.group(ada)
    ada.says("/start@job_or_career_bot ask-define_occupation", group)
    assert "ISCO-08" in (await group.reply()).text
    assert group.unread == []


async def test_a_forum_topic_is_kept(served: BotApi, ada: Person) -> None:
    """The answer stands where the question stood."""
    group = served.group(ada)
    group.chat.topics = {7}
    ada.says("/job", group, thread=7)
    assert (await group.reply()).body["message_thread_id"] == 7


async def test_a_group_where_it_may_not_write_is_no_error(served: BotApi, ada: Person) -> None:
    """Nor is one that it was put out of; others are answered meanwhile."""
    group = served.group(ada)
    group.chat.muted = True
    ada.says("/job", group)
    await served.until(lambda: any("not enough rights" in no.reason for no in served.refused))
    group.chat.muted = False
    other = served.group(ada)
    other.chat.barred = "bot was kicked from the supergroup chat"
    ada.says("/job", other)
    await served.until(lambda: any("kicked" in no.reason for no in served.refused))
    assert (await ada.asks("/job", group)).text
    served.forgive("not enough rights", "kicked")


async def test_a_message_that_cannot_be_edited_any_more_is_sent_anew(served: BotApi, ada: Person) -> None:
    """Too old, or deleted by the person; the quiz goes on below."""
    question = await ada.asks("/quiz")
    question.frozen = True
    second = await ada.picks(question.labels[0])
    second.gone = True
    tap = ada.taps(second.labels[0], message=second)
    assert (await ada.private.reply()).id > second.id > question.id
    assert tap.answer is not None
    served.forgive("message can't be edited", "message to edit not found")


async def test_a_tap_too_old_to_be_answered_is_no_error(served: BotApi, ada: Person) -> None:
    """What it asks for is done all the same."""
    answer = await ada.asks("what is a job?")
    served.fail(502, method="answerCallbackQuery")
    tap = ada.taps(answer.labels[0])
    assert (await ada.private.reply()).text
    served.skip(151)
    await served.until(lambda: any("query is too old" in no.reason for no in served.refused))
    served.forgive("query is too old")
    served.world.taps.pop(tap.id)


async def test_a_person_who_is_gone_is_no_error(served: BotApi, ada: Person) -> None:
    """Deactivated between the question and the answer."""
    ada.starts()
    await ada.private.reply()
    ada.private.chat.barred = "user is deactivated"
    ada.says("what is a job?")
    await served.until(lambda: any("deactivated" in no.reason for no in served.refused))
    served.forgive("deactivated")


async def test_another_language_is_answered_in_kind(ada: Person) -> None:
    """Kindly, and in English."""
    assert "English" in (await ada.asks("¿Cuál es la diferencia entre un trabajo y una carrera?")).text


async def test_a_rating_is_thanked_for_in_passing(served: BotApi, ada: Person) -> None:
    """And adds no message to the talk."""
    answer = await ada.asks("what is a job?")
    tap = ada.taps(next(label for label in answer.labels if "👍" in label))
    await served.until(lambda: tap.answer is not None)
    assert tap.answer is not None
    assert tap.answer["text"]
    assert ada.private.unread == []


async def test_a_shared_result_can_be_sent_copied_and_opened(served: BotApi, ada: Person) -> None:
    """By its link, and through inline mode in another chat."""
    question, count = await ada.asks("/quiz"), 0
    while "Pause" in question.labels:
        question, count = await ada.picks(question.labels[(4, 1)[count % 2]]), count + 1
    await served.until(lambda: any("photo" in m.body for m in ada.private.chat.heard), 10, "the chart")
    ada.private.skip_read()
    shared = await ada.picks("Share this result")
    buttons = {key: button[key] for row in shared.rows for button in row for key in button if key != "text"}
    link = buttons["switch_inline_query"]
    assert buttons["copy_text"] == {"text": link}
    assert link.startswith("https://t.me/job_or_career_bot?start=")
    bo = served.person("Bo")
    (card,) = await bo.searches(link)
    bo.starts(link.partition("start=")[2])
    page = (await bo.private.reply()).text
    assert page.split("\n")[0] in card["input_message_content"]["message_text"].replace("<b>", "").replace("</b>", "")


async def test_a_flood_is_slowed_and_nobody_else(served: BotApi, ada: Person) -> None:
    """One kind note; Bo is answered at once."""
    bo = served.person("Bo")
    for number in range(75):
        ada.says(f"/cancel {number}")
    assert (await bo.asks("what is a job?")).text
    await served.until(lambda: any("a lot at once" in m.text for m in ada.private.chat.heard), 20, "the note")


async def test_a_channel_is_left_alone(served: BotApi, ada: Person) -> None:
    """On purpose."""
    channel = served.group(ada, kind="channel")
    channel.posts("/quiz")
    assert (await ada.asks("what is a job?")).text
    assert channel.unread == []


async def test_a_forged_or_old_button_says_where_things_are(ada: Person) -> None:
    """And its spinner stops."""
    answer = await ada.asks("what is a job?")
    for data in ("1AAAAAAAABBB.ask:define_job", "old-version", "x" * 64):
        tap = ada.taps_data(data, answer)
        await ada.api.until(lambda tap=tap: tap.answer is not None)
    assert ada.api.refused == []


async def test_who_blocks_the_bot_and_comes_back_is_answered(ada: Person) -> None:
    """Without an error in between."""
    await ada.asks("hello")
    ada.blocks()
    ada.unblocks()
    assert (await ada.asks("what is a job?")).text


async def test_telegrams_trouble_is_sat_out(served: BotApi, ada: Person) -> None:
    """429 for one chat, 502, a cut connection: each answer comes, once."""
    ada.starts()
    await ada.private.reply()
    served.fail(429, method="sendMessage", chat=ada.id, retry_after=1)
    served.fail(502, method="sendMessage", chat=ada.id)
    served.drop(method="sendMessage", chat=ada.id)
    assert (await ada.asks("what is a job?", timeout=15)).text
    assert ada.private.unread == []


async def test_the_answer_outlives_a_kill(tmp_path: Path) -> None:
    """The quiz goes on at its place after `kill -9`, and nothing is answered twice."""
    async with BotApi() as api:
        ada = api.person()
        bot = await start(tmp_path, **polled(api, tmp_path))
        question = await ada.asks("/quiz", timeout=30)
        second = await ada.picks(question.labels[1])
        seen = second.text
        assert await bot.stop(signal.SIGKILL) == -signal.SIGKILL
        async with running(api, tmp_path):
            assert (await ada.picks(question.labels[1], timeout=30)).text != seen
        # a call made but not yet marked when the kill came is made again: the floor, as no call can carry a key
        known = ("query is too old", "message is not modified")
        assert [no for no in api.refused if not any(words in no.reason for words in known)] == []
        assert api.unanswered() == []


@pytest.mark.parametrize("environment", [polled, hooked], ids=["polling", "webhook"])
async def test_a_stop_ends_it_even_where_telegram_cannot_be_reached(tmp_path: Path, environment: Environment) -> None:
    """It waits for Telegram, but not for ever."""
    async with BotApi() as api:
        unreachable = {**environment(api, tmp_path), "TELEGRAM_BASE_URL": "http://127.0.0.1:9/bot"}
        bot = await start(tmp_path, **unreachable)
        async with asyncio.timeout(30):
            while "telegram_not_reached" not in bot.log:  # noqa: ASYNC110  (a log has no event)
                await asyncio.sleep(0.05)
        assert await bot.stop() == 0, bot.log


async def test_a_wrong_token_is_one_line_and_exit_1(tmp_path: Path) -> None:
    """It says what to do."""
    async with BotApi(token="7700000001:BBF-another-token-than-the-one-of-the-bot") as api:
        environment = {**polled(api, tmp_path), "TELEGRAM_BOT_TOKEN": "7700000001:AAF-not-the-token-of-this-server-00"}
        bot = await start(tmp_path, **environment)
        assert (await bot.ended(), bot.log.count("\n")) == (1, 1), bot.log
        assert "TELEGRAM_BOT_TOKEN" in bot.log
        assert "AAF-not" not in bot.log


@pytest.mark.parametrize("token", ["", "no token", "123:abc"])
async def test_a_missing_or_malformed_token_is_one_line_and_exit_1(tmp_path: Path, token: str) -> None:
    """Before anything else is tried."""
    bot = await start(tmp_path, **({"TELEGRAM_BOT_TOKEN": token} if token else {}))
    assert (await bot.ended(), bot.log.count("\n")) == (1, 1), bot.log
    assert "TELEGRAM_BOT_TOKEN" in bot.log
    assert "Try:" in bot.log
