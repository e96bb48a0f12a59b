"""`python -m bot` and `jobbot`: the commands, and what becomes of their failures."""

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click

COMMANDS = ("chat", "run", "check", "explain", "preview", "evaluate", "migrate", "dead")


class Commands(click.Group):
    """Imports a command only when it is asked for, so that `--help` and `chat` start without Telegram's library."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS or find_spec(f"bot.commands.{cmd_name}") is None:
            return None
        command = import_module(f"bot.commands.{cmd_name}").command
        assert isinstance(command, click.Command)  # noqa: S101 - a promise among our own modules
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--content",
    type=click.Path(path_type=Path),
    envvar="BOT_CONTENT",
    metavar="DIR",
    help="Folder with intents/ and responses/ to use instead of the content that comes with the program. "
    "May also be set as BOT_CONTENT.",
)
@click.version_option(package_name="job-or-career", prog_name="jobbot")
@click.pass_context
def cli(context: click.Context, content: Path | None) -> None:
    """A chatbot that explains the difference between a job, an occupation and a career.

    \b
    Talk to it here, without a token or a server:
      jobbot chat
    Run it on Telegram, with TELEGRAM_BOT_TOKEN in .env:
      jobbot run
    After editing intents/ or responses/, find every mistake at once:
      jobbot check
    See why a message was understood the way it was:
      jobbot explain "is nursing a career?"
    """
    if content is not None and not content.is_dir():
        raise click.ClickException(f"there is no folder {content}. Try: a folder with intents/ and responses/ in it")
    context.obj = content


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. What a person can mend ends in one line and exit 1, a surprise in a traceback and exit 3."""
    from bot.commands.failures import guarded

    return guarded(lambda: cli.main(args=arguments, prog_name="jobbot", standalone_mode=False))


if __name__ == "__main__":
    sys.exit(main())
