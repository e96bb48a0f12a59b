"""The schema's versions as plain SQL files, one folder a database, applied in order by yoyo-migrations."""

from pathlib import Path

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
