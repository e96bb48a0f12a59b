"""A quicker start: nothing is collected while modules and content are loaded, since nearly all of it stays."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage collection inside; what was made inside is never looked through again either."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
