"""`chat`: talk to the bot in this terminal, or through a pipe."""

import click

from bot.commands.starting import told, uncollected


@click.command("chat")
@click.pass_context
def command(context: click.Context) -> None:
    """Talk to the bot here: no token, no server.

    At a terminal, buttons have numbers: type a number to tap one, or write in your own words. /help lists what else
    there is; Ctrl-D ends the talk. Nothing of it is kept.

    Through a pipe, each line is one message and replies are plain text.

    \b
    Examples:
      $ jobbot chat
      $ echo 'what is the difference between a job and a career?' | jobbot chat
    """
    with uncollected():
        from bot.app import service
        from bot.channels.terminal import main

        bot = service(context.obj, before_learning=told)
    main(bot)
