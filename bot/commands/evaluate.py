"""`evaluate`: how well the bot understands phrases it never learned, and its own examples when they are held back."""

from pathlib import Path

import click


@click.command("evaluate")
@click.option(
    "--phrases",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of held-out phrases, files of `intent_id: [phrases]`, off-topic ones under `off_topic`. "
    "Default: tests/phrases in the content folder, if there is one.",
)
@click.option("--folds/--no-folds", default=True, help="Also cross-validate the examples in five folds.")
@click.option("--confusions", default=10, show_default=True, help="How many of the worst confusions to show.")
@click.option(
    "--plot", type=click.Path(path_type=Path, dir_okay=False), help="Draw the confusion matrix into this file."
)
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="End with exit code 1 if fewer messages are understood (answered right or offered), for CI.",
)
@click.pass_context
def command(
    context: click.Context,
    phrases: Path | None,
    folds: bool,
    confusions: int,
    plot: Path | None,
    fail_under: float | None,
) -> int:
    """Measure how well messages are understood.

    Held-out phrases are asked as people would ask them; then the examples are asked in five folds, each with a matcher
    that learned from the other four. Prints shares, precision, recall and F1 of each intent, the worst confusions with
    the two sentences that cause each, and how well the confidence is calibrated.

    \b
    Examples:
      $ jobbot evaluate
      $ jobbot evaluate --no-folds --fail-under 95
      $ jobbot evaluate --plot confusions.png
    """
    from bot.commands.evaluating import Evaluating

    evaluating = Evaluating(context.obj, phrases, confusions)
    measured = [each for each in (evaluating.phrases(), evaluating.folds() if folds else None) if each]
    if not measured:
        raise click.UsageError("there is nothing to measure: give --phrases FOLDER, or leave out --no-folds")
    if plot:
        from bot.commands.confusion_plot import draw

        draw(measured[0], plot)
        click.echo(f"drew {plot}")
    understood = 100 * measured[0].understood
    if fail_under is not None and understood < fail_under:
        click.echo(f"{understood:.1f} % understood is under {fail_under:g} %")
        return 1
    return 0
