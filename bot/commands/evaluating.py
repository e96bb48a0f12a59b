"""Runs the measurements of `evaluate` with a progress bar, and words what came out."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from rapidfuzz import fuzz, process

from bot.content.evaluation import Evaluation, Outcome, Result
from bot.content.folders import shipped
from bot.content.loader import load
from bot.content.phrases import held_out
from bot.content.trials import asked, cross_validated
from bot.content.understanding import examples, understander

PHRASES = "tests/phrases"


class Evaluating:
    """One run of `evaluate` on one content folder."""

    def __init__(self, folder: Path | None, phrases: Path | None, confusions: int) -> None:
        self._content = load(folder)
        self._phrases = phrases or (folder or shipped()) / PHRASES
        self._examples = examples(self._content)
        self._confusions = confusions

    def phrases(self) -> Evaluation | None:
        """Ask the held-out phrases; None where there are none."""
        phrases = held_out(self._phrases)
        if not phrases:
            return None
        results = asked(understander(self._content), phrases)
        evaluation = Evaluation(tuple(_shown(results, len(phrases), "held-out phrases")))
        self._report("held-out phrases", evaluation)
        return evaluation

    def folds(self) -> Evaluation:
        """Cross-validate the examples."""
        count = sum(map(len, self._examples.values()))
        results = cross_validated(self._content)
        evaluation = Evaluation(tuple(_shown(results, count, "examples in five folds")))
        self._report("examples, each held back from what was learned", evaluation)
        return evaluation

    def _report(self, title: str, evaluation: Evaluation) -> None:
        lines = [
            f"\n== {title}: {len(evaluation.on_topic)}, and {len(evaluation.off_topic)} off topic",
            *_shares(evaluation),
            *_intents(evaluation),
            *self._worst(evaluation),
            *_bands(evaluation),
        ]
        click.echo("\n".join(lines))

    def _worst(self, evaluation: Evaluation) -> Iterator[str]:
        yield "\nworst confusions: the phrase, and the example that drew it away"
        for wanted, guessed, results in evaluation.confusions()[: self._confusions]:
            yield f"  {wanted} taken for {guessed or 'nothing'}: {len(results)}"
            yield f'    "{results[0].phrase.text}"'
            drew = self._drew(results[0])
            if drew:
                yield f'    "{drew}"'

    def _drew(self, result: Result) -> str | None:
        """The example of the wrong intent that is most like the phrase."""
        intent = result.understood.intent
        near = process.extractOne(
            result.phrase.text, self._examples.get(intent or "", ()), scorer=fuzz.token_sort_ratio, processor=str.lower
        )
        return near[0] if near else None


def _shown(results: Iterable[Result], length: int, label: str) -> Iterator[Result]:
    with click.progressbar(results, length=length, label=label) as bar:
        yield from bar


def _shares(evaluation: Evaluation) -> Iterator[str]:
    yield f"understood, answered right or offered   {evaluation.understood:6.1%}"
    for outcome in Outcome:
        yield f"  {outcome:<37} {evaluation.share(outcome):6.1%}"
    yield f"best guess right, whatever was decided  {evaluation.best_guess:6.1%}"
    if evaluation.off_topic:
        yield f"false answers off topic                 {evaluation.false_answers:6.1%}"


def _intents(evaluation: Evaluation) -> Iterator[str]:
    yield "\nintent                     phrases  precision  recall     F1"
    for score in evaluation.scores():
        numbers = f"{score.count:7} {score.precision:10.1%} {score.recall:7.1%} {score.f1:6.1%}"
        yield f"{score.intent:<26} {numbers}"


def _bands(evaluation: Evaluation) -> Iterator[str]:
    yield "\nconfidence  guesses  mean  right"
    for band in evaluation.calibration():
        yield f"from {band.low:.1f}    {band.count:7} {band.confidence:5.0%} {band.right:6.0%}"
