"""The schema's versions as plain SQL files, one folder a database, applied in order by yoyo-migrations."""

import sqlite3
from datetime import datetime
from pathlib import Path

# Yoyo writes times into SQLite; Python 3.12 deprecated the adapter it came with and asks for one's own.
sqlite3.register_adapter(datetime, datetime.isoformat)

HERE = Path(__file__).parent


def apply(url: str, database: str) -> int:
    """Bring `database` ("sqlite" or "postgres") at `url` up to date; how many migrations that took.

    The caller holds a lock that dies with its process. Yoyo's own lock is a row in a table: a process killed while
    holding it would keep every later one from starting.
    """
    from yoyo import get_backend, read_migrations  # needed once in a process's life

    backend = get_backend(url)
    try:
        waiting = backend.to_apply(read_migrations(str(HERE / database)))
        backend.apply_migrations(waiting)
        return len(waiting)
    finally:
        backend.connection.close()
