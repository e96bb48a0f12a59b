"""`migrate`: the database brought up to date."""

import asyncio

import click


@click.command("migrate")
def command() -> None:
    """Bring the database that DATABASE_URL names up to date. `run` does the same at its start.

    \b
    Example, before the new version's processes start:
      $ jobbot migrate
      the database is up to date
    """
    from bot.launch import configured, store
    from bot.settings import SettingsError
    from bot.storage.port import StoreDown

    async def bring() -> None:
        kept = store(configured(), serving=False)
        await kept.open()
        await kept.close()

    try:
        asyncio.run(bring())
    except (SettingsError, StoreDown) as error:
        raise click.ClickException(str(error)) from None
    click.echo("the database is up to date")
