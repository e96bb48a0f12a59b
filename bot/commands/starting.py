"""A quicker start: nothing is collected while modules and content are loaded, since nearly all of it stays."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

MANY = 3_000  # examples; fewer are learned before anybody wonders


def told(examples: int) -> None:
    """Say at a terminal why nothing happens yet."""
    if examples >= MANY and sys.stderr.isatty():
        click.echo(f"Learning from {examples:,} examples. This takes some ten seconds, and only once …", err=True)


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage collection inside; what was made inside is never looked through again either."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
