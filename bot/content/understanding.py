"""From loaded content to the `Understander`, by way of a cache: the same words are learned only once."""

import gzip
import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from platformdirs import user_cache_path

from bot.content.content import Content
from bot.content.folders import LANGUAGE
from bot.core.entities import Occupations
from bot.core.languages import Languages
from bot.core.matching.calibration import Calibration, calibrate
from bot.core.matching.learning import Corpus, Language, fit, read, restored
from bot.core.matching.matcher import Matcher
from bot.core.matching.softmax import Matrix
from bot.core.phrases import Phrases
from bot.core.safety import Safety
from bot.core.understanding import NOTHING, Understander, Watch

CACHE_VERSION = 3  # raise it when the matcher changes what it learns
_KEPT = 8  # learned contents in the cache; older ones are deleted


@cache
def english() -> frozenset[str]:
    """Right English words: SCOWL's small lists, American and British (licence beside the file)."""
    data = files("bot.content").joinpath("english.txt.gz").read_bytes()
    return frozenset(gzip.decompress(data).decode().split())


def understander(content: Content, cache_folder: Path | None = None) -> Understander:
    """The understander of a content. What it learns is kept in the user's cache folder, as npz without pickle."""
    corpus = read(examples(content), language(content.language))
    folder = cache_folder or user_cache_path("job-or-career")
    matcher, calibration = _learned(corpus, folder)
    return Understander(content.intents, matcher, calibration, watch(content, matcher))


def examples(content: Content) -> dict[str, tuple[str, ...]]:
    """Intent → what is learned from: its examples and its `about` line; under no name, what means nothing here."""
    learned = {id_: (*intent.examples, intent.about) for id_, intent in content.intents.items()}
    nothing = tuple((content.language.get("off_topic") or {}).get("examples", ()))
    # Ours would deny other content its own subjects: "what's the weather" is an intent of many bots.
    own = content.folder.own or (content.folder.path / LANGUAGE / "off_topic.yml").is_file()
    return learned | ({NOTHING: nothing} if nothing and own else {})


def language(tables: Mapping[str, Any]) -> Language:
    """The tables of `intents/language/` that the matcher reads."""
    families = (tables.get("synonyms") or {}).get("families", ())
    chat = {str(short): str(long) for short, long in (tables.get("chat") or {}).items()}
    return Language(chat, tuple(tuple(map(str, family)) for family in families), english())


def watch(content: Content, matcher: Matcher) -> Watch:
    """What is looked for besides the intents."""
    tables = content.language
    stemmer = matcher.space.stemmer
    occupations = Occupations(content.occupations.values(), stemmer, english()) if content.occupations else None
    return Watch(
        Safety(tables.get("safety") or {}, english()),
        Languages.read(tables.get("languages") or {}, english()),
        occupations,
        Phrases({"mine": (tables.get("mine") or {}).get("phrases", ())}),
    )


# ---------------------------------------------------------------- the cache


def _learned(corpus: Corpus, folder: Path) -> tuple[Matcher, Calibration]:
    path = folder / f"learned-{_key(corpus)}.npz"
    kept = _kept(path)
    if kept is not None:
        return restored(corpus, kept[0]), kept[1]
    calibration = calibrate(corpus)
    matcher = fit(corpus)
    _keep(path, matcher.linear.examples, calibration)
    return matcher, calibration


def _key(corpus: Corpus) -> str:
    digest = hashlib.sha256(str(CACHE_VERSION).encode())
    for part in _said(corpus):
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()[:24]


def _said(corpus: Corpus) -> Iterable[str]:
    """Everything the weights depend on: the intents, whose each sentence is, and its words and stems in order."""
    yield from corpus.intents
    for target, tokens in zip(corpus.targets, corpus.tokens, strict=True):
        yield str(target)
        yield " ".join(f"{token.word}/{token.stem}" for token in tokens)


def _kept(path: Path) -> tuple[Matrix, Calibration] | None:
    """What an earlier start learned; None when there is nothing or it cannot be read."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            weights = arrays["weights"]
            coefficients, accept = arrays["coefficients"].tolist(), float(arrays["accept"])
    except (OSError, ValueError, KeyError, EOFError):
        return None
    return weights, Calibration(tuple(coefficients), accept)


def _keep(path: Path, weights: Matrix, calibration: Calibration) -> None:
    """Written beside and moved into place, so that a crash leaves no half file. A read-only home only costs time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".tmp.npz")
        np.savez(
            beside,
            weights=weights,
            coefficients=np.array(calibration.coefficients),
            accept=np.array(calibration.accept),
        )
        beside.replace(path)
        for old in sorted(path.parent.glob("learned-*.npz"), key=lambda file: file.stat().st_mtime)[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return
