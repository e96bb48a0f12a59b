"""The confusion matrix as a picture: a row for what was meant, a column for what was guessed."""

from pathlib import Path

import click

from bot.content.evaluation import Evaluation


def draw(evaluation: Evaluation, path: Path) -> None:
    """Write the picture; its format is the file's ending. Needs matplotlib, which is a tool of development."""
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise click.UsageError("--plot needs matplotlib; try: pip install matplotlib") from None
    names, counts = evaluation.matrix()
    size = max(6.0, 0.3 * len(names) + 2)
    figure = Figure(figsize=(size, size), layout="constrained")
    axes = figure.add_subplot()
    axes.imshow([[count / (sum(row) or 1) for count in row] for row in counts], cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(names) + 1), [*names, "(nothing)"], rotation=90, fontsize=7)
    axes.set_yticks(range(len(names)), names, fontsize=7)
    axes.set_xlabel("best guess")
    axes.set_ylabel("meant")
    axes.set_title(f"{evaluation.best_guess:.1%} of {len(evaluation.on_topic)} phrases guessed right")
    for row, line in enumerate(counts):
        for column, count in enumerate(line):
            if count:
                shade = "white" if 2 * count > sum(line) else "black"
                axes.text(column, row, str(count), ha="center", va="center", fontsize=6, color=shade)
    try:
        figure.savefig(path)
    except (OSError, ValueError) as error:
        raise click.UsageError(f"cannot draw {path}: {error}; try a name that ends in .png or .svg") from None
