"""bot/settings.py: the environment is read once, and everything that is wrong with it is said at once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load

TOKEN = "123456789:AAF-a-token-of-the-tests-0000000000"
NAMES = [name.upper() for name in Settings.model_fields]

Set = Callable[..., Settings]


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Set:
    """Loads with nothing in the environment but what is given."""

    def load_with(**given: str) -> Settings:
        for name in NAMES:
            monkeypatch.delenv(name, raising=False)
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        return load(env_file=None)

    return load_with


def problems(settings: Set, **given: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        settings(**given)
    return list(caught.value.problems)


def test_a_token_is_all_that_is_needed(settings: Set) -> None:
    found = settings(TELEGRAM_BOT_TOKEN=TOKEN)
    assert (found.webhook_url, found.sqlite, found.retention_days) == (None, Path("data/bot.sqlite3"), 180)


def test_every_problem_is_named_at_once_each_with_what_to_do(settings: Set) -> None:
    found = problems(
        settings,
        DATABASE_URL="mysql://localhost",
        WEBHOOK_URL="http://bot.example.org",
        PORT="99999",
        LOG_LEVEL="loud",
        WEBHOOK_SECRET="short",
    )
    assert [line.split()[0].rstrip(":") for line in found] == [
        "TELEGRAM_BOT_TOKEN",
        "DATABASE_URL",
        "WEBHOOK_URL",
        "WEBHOOK_SECRET",
        "PORT",
        "LOG_LEVEL",
    ]
    assert all("Try: " in line for line in found)


def test_a_wrong_token_is_not_repeated(settings: Set) -> None:
    """It may be a right one with a letter too many."""
    (line,) = problems(settings, TELEGRAM_BOT_TOKEN="987654321 AAF-secret")
    assert line == "TELEGRAM_BOT_TOKEN is not a bot token. Try: copy it from @BotFather; it looks like 123456789:AA…"


def test_secrets_do_not_show(settings: Set) -> None:
    found = settings(
        TELEGRAM_BOT_TOKEN=TOKEN,
        DATABASE_URL="postgresql://bot:hunter2@localhost/bot",
        WEBHOOK_SECRET="a-secret-of-the-tests",
        METRICS_TOKEN="a-metrics-token",
    )
    shown = repr(found) + str(found)
    assert [secret for secret in ("AAF-a-token", "hunter2", "a-secret", "a-metrics") if secret in shown] == []


def test_several_workers_on_sqlite_are_refused(settings: Set) -> None:
    (line,) = problems(settings, TELEGRAM_BOT_TOKEN=TOKEN, WEB_CONCURRENCY="3")
    assert line == (
        "WEB_CONCURRENCY=3 needs PostgreSQL, as SQLite serves one process."
        " Try: set DATABASE_URL=postgresql://…, or WEB_CONCURRENCY=1"
    )


def test_several_workers_on_postgresql_are_fine(settings: Set) -> None:
    found = settings(TELEGRAM_BOT_TOKEN=TOKEN, WEB_CONCURRENCY="3", DATABASE_URL="postgresql://localhost/bot")
    assert found.web_concurrency == 3


@pytest.mark.parametrize(
    ("url", "path"),
    [("sqlite:///data/bot.sqlite3", "data/bot.sqlite3"), ("sqlite:////var/lib/bot.sqlite3", "/var/lib/bot.sqlite3")],
)
def test_three_slashes_are_relative_and_four_absolute(settings: Set, url: str, path: str) -> None:
    assert settings(TELEGRAM_BOT_TOKEN=TOKEN, DATABASE_URL=url).sqlite == Path(path)


def test_an_empty_value_is_as_good_as_none(settings: Set) -> None:
    """As a compose file or a Procfile leaves it."""
    assert settings(TELEGRAM_BOT_TOKEN=TOKEN, WEBHOOK_URL="", WEBHOOK_SECRET="").webhook_url is None


def test_the_secret_follows_from_the_token_and_does_not_give_it_away(settings: Set) -> None:
    one, same = settings(TELEGRAM_BOT_TOKEN=TOKEN), settings(TELEGRAM_BOT_TOKEN=TOKEN)
    other = settings(TELEGRAM_BOT_TOKEN=TOKEN[:-1] + "1")
    assert (one.secret == same.secret, one.secret == other.secret, "AAF" in one.secret) == (True, False, False)


def test_a_file_is_read_and_the_environment_rules_over_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    file = tmp_path / ".env"
    file.write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\nPORT=1\nRETENTION_DAYS=7\n")
    monkeypatch.setenv("PORT", "2")
    found = load(env_file=str(file))
    assert (found.port, found.retention_days) == (2, 7)


def test_the_example_names_every_setting() -> None:
    text = Path(".env.example").read_text()
    assert [name for name in NAMES if f"{name}=" not in text] == []
