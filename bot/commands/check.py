"""`check`: everything that is wrong with the content, all at once."""

import click

from bot.content.checks import report


@click.command("check")
@click.option("--warnings/--no-warnings", default=True, help="Also show what is not forbidden but worth a look.")
@click.pass_context
def command(context: click.Context, warnings: bool) -> int:
    """Find every mistake in intents/ and responses/.

    Prints one entry for each: the file and line, what is wrong, and what to try. Ends with exit code 1 if there is any;
    warnings alone are fine.

    \b
    Example:
      $ jobbot check
      intents/definitions.yml:11: define_job.examples[2]: expected text, found true
        try: put quotes around "yes"
    """
    problems, summary = report(context.obj)
    errors = [problem for problem in problems if not problem.warning]
    for problem in problems:
        if warnings or not problem.warning:
            click.echo(str(problem))
    click.echo(f"{len(errors)} to mend" if errors else summary)
    return 1 if errors else 0
