"""bot/logs.py: what is logged names nobody and gives nothing away."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot import logs

TOKEN = "123456789:AAF-a-token-of-the-tests-0000000000"


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Afterwards everything is as it was."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


def entries(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_an_entry_is_an_event_with_its_values(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("info", "json")
    logs.log("bot.test").info("webhook_set", tries=2)
    (entry,) = entries(capsys)
    assert (entry["event"], entry["tries"], entry["level"], entry["logger"]) == ("webhook_set", 2, "info", "bot.test")


def test_a_token_is_blanked_out_wherever_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    """In our own entries, in a library's, in a value, in a list, in a traceback."""
    logs.configure("info", "json")
    logs.log("bot.test").info("called", url=f"https://api.telegram.org/bot{TOKEN}/getMe", many=[TOKEN])
    logging.getLogger("another").warning("GET https://api.telegram.org/bot%s/getMe", TOKEN)
    try:
        raise ValueError(TOKEN)
    except ValueError:
        logs.log("bot.test").exception("failed")
    shown = capsys.readouterr().err
    assert (shown.count("\n"), "AAF" in shown, shown.count("<token>") >= 4) == (3, False, True)


def test_a_password_in_an_address_is_blanked_out(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("info", "json")
    logs.log("bot.test").error("store_down", reason="cannot reach postgresql://bot:hunter2@db/bot")
    assert entries(capsys)[0]["reason"] == "cannot reach postgresql://bot:***@db/bot"


def test_libraries_that_log_every_request_are_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("info", "json")
    for name in logs.QUIET:
        logging.getLogger(name).info("a request")
    assert entries(capsys) == []


def test_a_chat_is_known_by_a_hash_that_depends_on_a_secret() -> None:
    logs.key("one")
    first = logs.hashed(123456)
    assert (first == logs.hashed("123456"), "123456" in first, len(first)) == (True, False, 10)
    logs.key("another")
    assert logs.hashed(123456) != first


def test_below_the_level_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("info", "json")
    logs.log("bot.test").debug("detail")
    assert entries(capsys) == []
