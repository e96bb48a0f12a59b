"""`run`: the bot on Telegram."""

import click


@click.command("run")
@click.pass_context
def command(context: click.Context) -> None:
    """Run the bot on Telegram, until Ctrl-C or SIGTERM.

    Settings come from the environment or a file .env in this folder; .env.example lists all of them. Only the token
    that @BotFather gave you is needed. Without WEBHOOK_URL the bot asks Telegram for updates (polling).

    \b
    Example:
      $ echo 'TELEGRAM_BOT_TOKEN=123456789:AA…' > .env
      $ jobbot run
    """
    from bot.channels.telegram.polling import CannotRunError
    from bot.launch import run
    from bot.settings import SettingsError

    try:
        run(context.obj)
    except (SettingsError, CannotRunError) as error:
        raise click.ClickException(str(error)) from None
