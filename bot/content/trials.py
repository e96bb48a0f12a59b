"""Asking the understander: held-out phrases, and the examples themselves by cross-validation."""

from collections.abc import Iterable, Iterator

from bot.content.content import Content
from bot.content.evaluation import Result
from bot.content.phrases import OFF_TOPIC, Phrase
from bot.content.understanding import examples, language, watch
from bot.core.matching.calibration import FOLDS, Calibration, calibrate
from bot.core.matching.families import NOTHING
from bot.core.matching.learning import fit, read
from bot.core.understanding import Understander


def asked(understander: Understander, phrases: Iterable[Phrase]) -> Iterator[Result]:
    """The result of each phrase."""
    for phrase in phrases:
        yield Result(phrase, understander.understand(phrase.text))


def cross_validated(content: Content, folds: int = FOLDS) -> Iterator[Result]:
    """The result of each example when it and its fold were not learned from. The confidence is calibrated once, on the
    first fold's training examples: five times would be five times the wait."""
    rows = [(id_, text) for id_, texts in examples(content).items() for text in texts]
    calibration: Calibration | None = None
    for fold in range(folds):
        kept = {id_: texts for id_, texts in _kept(rows, fold, folds).items() if texts}
        corpus = read(kept, language(content.language))
        vectors = corpus.vectors()
        calibration = calibration or calibrate(corpus, vectors)
        matcher = fit(corpus, vectors)
        understander = Understander(content.intents, matcher, calibration, watch(content, matcher))
        for place, (id_, text) in enumerate(rows):
            if place % folds == fold:
                phrase = Phrase(text, OFF_TOPIC if id_ == NOTHING else id_)
                yield Result(phrase, understander.understand(text))


def _kept(rows: list[tuple[str, str]], fold: int, folds: int) -> dict[str, list[str]]:
    kept: dict[str, list[str]] = {}
    for place, (id_, text) in enumerate(rows):
        if place % folds != fold:
            kept.setdefault(id_, []).append(text)
    return kept
