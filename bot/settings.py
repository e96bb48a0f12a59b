"""The environment (and `.env`) → Settings, with every problem named at once, one line each and what to do."""

import hashlib
import hmac
import re
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

TOKEN = re.compile(r"\d{5,20}:[A-Za-z0-9_-]{30,60}")
SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")


class SettingsError(Exception):
    """What is wrong with the environment: one line a problem, each with what to do."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def _token(value: SecretStr) -> SecretStr:
    if not TOKEN.fullmatch(value.get_secret_value()):
        raise ValueError("is not a bot token. Try: copy it from @BotFather; it looks like 123456789:AA…")
    return value


def _database(value: SecretStr) -> SecretStr:
    if urlsplit(value.get_secret_value()).scheme not in ("sqlite", "postgresql", "postgres"):
        raise ValueError("is neither SQLite nor PostgreSQL. Try: sqlite:///data/bot.sqlite3 or postgresql://…")
    return value


def _https(value: str | None) -> str | None:
    parts = urlsplit(value or "https://none")
    local = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if not parts.hostname or parts.scheme not in (("https", "http") if local else ("https",)):
        raise ValueError("must be the public https:// address of this bot. Try: https://bot.example.org/telegram")
    return value


def _secret(value: SecretStr | None) -> SecretStr | None:
    if value is not None and not SECRET.fullmatch(value.get_secret_value()):
        raise ValueError("must be 16 to 256 of A-Z a-z 0-9 _ -. Try: leave it out, one is made from the token")
    return value


class Settings(BaseSettings):
    """What an operator decides. Secrets show as `**********` wherever they are printed."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True)

    telegram_bot_token: Annotated[SecretStr, AfterValidator(_token)]
    telegram_base_url: str = "https://api.telegram.org/bot"
    telegram_base_file_url: str = "https://api.telegram.org/file/bot"
    database_url: Annotated[SecretStr, AfterValidator(_database)] = SecretStr("sqlite:///data/bot.sqlite3")
    webhook_url: Annotated[str | None, AfterValidator(_https)] = None
    webhook_secret: Annotated[SecretStr | None, AfterValidator(_secret)] = None
    host: str = "0.0.0.0"  # noqa: S104 a container or platform routes to it; the secret token guards it
    port: int = Field(8080, ge=1, le=65535)
    web_concurrency: int = Field(1, ge=1, le=64)
    send_rate: int = Field(30, ge=0)  # messages a second over all chats; 0: no limit of our own
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["console", "json"] = "console"
    retention_days: int = Field(180, ge=1)
    bot_content: Path | None = None
    bot_operator: str | None = None  # who answers people's letters: an address or @name, shown in /privacy
    metrics_token: SecretStr | None = None  # when set, /metrics wants it as a bearer token

    @model_validator(mode="after")
    def _workers(self) -> Self:
        if self.web_concurrency > 1 and self.sqlite is not None:
            raise ValueError(
                f"WEB_CONCURRENCY={self.web_concurrency} needs PostgreSQL, as SQLite serves one process."
                " Try: set DATABASE_URL=postgresql://…, or WEB_CONCURRENCY=1"
            )
        return self

    @property
    def sqlite(self) -> Path | None:
        """The SQLite file, None for PostgreSQL. As in SQLAlchemy, three slashes: relative; four: absolute."""
        parts = urlsplit(self.database_url.get_secret_value())
        return Path(parts.path.removeprefix("/")) if parts.scheme == "sqlite" else None

    @property
    def secret(self) -> str:
        """The webhook's secret: the one given, or one that follows from the token, so that all workers agree."""
        if self.webhook_secret is not None:
            return self.webhook_secret.get_secret_value()
        return self.derived("webhook")

    @property
    def metrics(self) -> str | None:
        """What guards /metrics."""
        return self.metrics_token.get_secret_value() if self.metrics_token else None

    def derived(self, purpose: str) -> str:
        """A key for one purpose that only who knows the token can know."""
        token = self.telegram_bot_token.get_secret_value()
        return hmac.new(token.encode(), purpose.encode(), hashlib.sha256).hexdigest()


def load(env_file: str | None = ".env") -> Settings:
    """The settings of this process; SettingsError names everything that is wrong with them."""
    try:
        return Settings(_env_file=env_file)  # type: ignore[call-arg]  # pydantic reads the fields from the environment
    except ValidationError as error:
        raise SettingsError(tuple(_line(one) for one in error.errors(include_input=False))) from None


def _line(error: ErrorDetails) -> str:
    """One problem; never the value, which may be a secret."""
    name = ".".join(str(part) for part in error["loc"]).upper()
    if error["type"] == "missing":
        return f"{name} is missing. Try: add a line {name}=… to .env, with the token that @BotFather gave you"
    message = error["msg"].removeprefix("Value error, ")
    if not name or message.startswith(name):
        return message
    return f"{name} {message}" if error["type"] == "value_error" else f"{name}: {message}. Try: see .env.example"
