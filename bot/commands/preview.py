"""`preview`: a response as people will see it, in all its wordings and parts, with sample data."""

import click

from bot.content.nearest import did_you_mean


@click.command("preview")
@click.argument("response")
@click.option("--html", is_flag=True, help="Show the HTML that Telegram gets instead of what people see.")
@click.pass_context
def command(context: click.Context, response: str, html: bool) -> None:
    """Show RESPONSE as people will see it: every wording and part, with and without an occupation.

    \b
    Examples:
      $ jobbot preview define_job
      $ jobbot preview is_x_a_career --html
    """
    from bot.content.loader import examined
    from bot.content.template_runs import blocks, samples
    from bot.replies.render import Renderer
    from bot.replies.text import ansi

    book = examined(context.obj).content.book
    template = book.templates.get(response)
    if template is None:
        try_ = did_you_mean(response, book.templates, "jobbot check lists what is missing")
        raise click.ClickException(f"there is no response {response}. Try: {try_}")
    renderer = Renderer(book)
    for block, line in blocks(template):
        shown = dict.fromkeys(renderer.block_html(response, block, data) for data in samples(template))
        for text in shown:
            click.echo(click.style(f"{template.file}:{line}: {block}", fg="cyan"))
            click.echo(f"{text if html else ansi(text)}\n")
