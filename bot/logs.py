"""Structured logs, as JSON or for a console: events and chat hashes, never texts, names or tokens."""

import hashlib
import logging
import re
import sys
from collections.abc import Mapping
from typing import Any

import structlog

TOKEN = re.compile(r"\d{5,20}:[A-Za-z0-9_-]{30,}")
PASSWORD = re.compile(r"(://[^:/@\s]*):[^@\s]*@")
QUIET = ("httpx", "httpcore", "aiohttp", "asyncio", "yoyo", "uvicorn.access", "telegram")


def configure(level: str = "info", form: str = "console") -> None:
    """Send our own and every library's log through one chain to standard error; each entry is scrubbed."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        scrub,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    last = structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer(colors=_colours())
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.PositionalArgumentsFormatter(), *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def log(name: str) -> Any:
    """A logger; its events are short names, its values counts, kinds and hashes."""
    return structlog.stdlib.get_logger(name)


def hashed(chat: object) -> str:
    """A chat or lane as it may stand in a log: the same for the same chat, not to be turned back by reading."""
    return hashlib.blake2s(str(chat).encode(), key=_key, digest_size=5).hexdigest()


def key(secret: str) -> None:
    """Make the hashes depend on a secret, without which chat ids could be tried one after another."""
    global _key
    _key = hashlib.sha256(secret.encode()).digest()


def scrub(_logger: Any, _method: str, event: Mapping[str, Any]) -> Mapping[str, Any]:
    """Blank out whatever looks like a bot token or a password in an address, wherever it stands."""
    return {name: clean(value) if isinstance(value, str) else _inner(value) for name, value in event.items()}


def clean(text: str) -> str:
    """The text without tokens and passwords."""
    return PASSWORD.sub(r"\1:***@", TOKEN.sub("<token>", text))


def _inner(value: Any) -> Any:
    """Values that could carry a token inside are turned into clean text; plain ones stay."""
    if value is None or isinstance(value, bool | int | float):
        return value
    shown = str(value)
    return clean(shown) if clean(shown) != shown else value


def _colours() -> bool:
    return sys.stderr.isatty()


_key = b"not yet keyed"
