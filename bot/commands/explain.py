"""`explain`: what a message was taken to mean and why, for one message or for a stream of them."""

import sys

import click

from bot.commands.starting import told, uncollected


@click.command("explain")
@click.argument("text", required=False)
@click.option(
    "--jsonl", is_flag=True, help="Read messages from standard input, one a line; print one JSON object a line."
)
@click.pass_context
def command(context: click.Context, text: str | None, jsonl: bool) -> None:
    """Show what TEXT was taken to mean, why, and what the bot answers. Each message is met as the first of a talk.

    With --jsonl each line of standard input is a message, and each line of the output an object with: text, decision
    (answer, offer, fallback, out_of_scope or safety), intent, confidence (0 to 1), runners_up (id and confidence of
    each), offered (ids), response (id), reply (the text as shown). Any number of lines stream through in constant
    memory.

    \b
    Examples:
      $ jobbot explain "is nursing a real career?"
      $ jobbot explain --jsonl < messages.txt > understood.jsonl
    """
    if (text is None) != jsonl:
        raise click.UsageError('give either a message, like "what is a job", or --jsonl')
    with uncollected():
        from bot.app import service
        from bot.commands.explaining import explained, stream

        bot = service(context.obj, reasons=not jsonl, before_learning=told)
    if jsonl:
        stream(bot, sys.stdin.buffer, sys.stdout.buffer)
    else:
        click.echo(explained(bot, text or ""))
