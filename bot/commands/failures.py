"""How a command ends: 0, or 1 with a line about what to mend, or 3 with a traceback for what nobody expected."""

import os
import sys
import traceback
from collections.abc import Callable
from typing import Any

import click

from bot.content.problems import ContentError


def guarded(run: Callable[[], Any]) -> int:
    """The exit code of `run`, its failures told on stderr."""
    try:
        result = run()
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except ContentError as error:
        return _failed(_summary(error))
    except click.Abort:
        return _failed("stopped")
    except BrokenPipeError:
        return _reader_left()
    except Exception:  # noqa: BLE001 - the door: whatever it is, it ends here with its traceback
        traceback.print_exc()
        return 3
    return result if isinstance(result, int) else 0


def _summary(error: ContentError) -> str:
    """The content's problems; a command other than `check` points there when there are many."""
    first = error.problems[:5]
    rest = len(error.problems) - len(first)
    more = f"\n… and {rest} more: see jobbot check" if rest else ""
    return "\n".join(str(problem) for problem in first) + more


def _failed(line: str) -> int:
    click.echo(line, err=True)
    return 1


def _reader_left() -> int:
    """Whoever read our output has closed it, like `head`; that is no failure."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
