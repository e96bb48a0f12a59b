"""From loaded content to the `Understander`, by way of a cache: the same words are learned only once."""

import gzip
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache as once
from importlib.resources import files
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from bot.content import cache
from bot.content.content import Content
from bot.content.folders import LANGUAGE, Folder, shipped
from bot.content.loader import load
from bot.core.entities import Occupations
from bot.core.languages import Languages
from bot.core.matching.calibration import Calibration, calibrate
from bot.core.matching.families import NOTHING
from bot.core.matching.learning import Language, read, study, taught
from bot.core.matching.matcher import Matcher
from bot.core.matching.wordlist import WordList
from bot.core.model import Intent
from bot.core.phrases import Phrases
from bot.core.safety import Safety
from bot.core.understanding import Understander, Watch

Waiting = Callable[[int], object]  # is told how many examples are to be learned now
_STRANGE = 0.7  # coverage below which a text is no subject of the content


@once
def english() -> WordList:
    """Right English words: SCOWL's small lists, American and British (licence beside the file)."""
    with files("bot.content").joinpath("english.txt.gz").open("rb") as file, gzip.open(file, "rt") as lines:
        return WordList(line.strip() for line in lines)  # one by one: all of them as texts take 3 MiB


def understander(content: Content, cache_folder: Path | None = None, reasons: bool = False) -> Understander:
    """The understander of a content. What it learns is kept in `cache_folder`, the user's cache folder by default."""
    path = kept_at(content.folder, cache_folder)
    found, calibration = learned(examples(content), language(content.language), path)
    return Understander(without_examples(content.intents), found, calibration, watch(content, found), reasons)


def understood(
    folder: Path | None,
    cache_folder: Path | None = None,
    reasons: bool = False,
    before_learning: Waiting | None = None,
) -> tuple[Content, Understander]:
    """A folder's content and its understander. Once it was learned the examples are not read again: that takes most of
    a start's time and memory."""
    path = kept_at(Folder(folder or shipped()), cache_folder)
    if (kept := cache.kept(path)) is None:
        content = load(folder)
        if before_learning is not None:
            before_learning(sum(len(intent.examples) for intent in content.intents.values()))
        return content, understander(content, cache_folder, reasons)
    content = load(folder, brief=True)
    found = taught(kept.lesson, language(content.language))
    intents = without_examples(content.intents)
    return content, Understander(intents, found, kept.calibration, watch(content, found), reasons)


def kept_at(folder: Folder, cache_folder: Path | None = None) -> Path:
    """The file that keeps what `understander` learns of this folder, once it has."""
    files = (*folder.intents(), *folder.language().values())
    return (cache_folder or user_cache_path("job-or-career")) / f"learned-{cache.key(files)}.npz"


def without_examples(intents: Mapping[str, Intent]) -> dict[str, Intent]:
    """The intents as a running bot needs them: the examples have been learned, and are most of their memory."""
    return {id_: replace(intent, examples=()) for id_, intent in intents.items()}


def learned(said: Mapping[str, tuple[str, ...]], words: Language, path: Path) -> tuple[Matcher, Calibration]:
    """The matcher and its calibration: from the cache file at `path` if it is there, else learned and put there."""
    kept = cache.kept(path)
    if kept is not None:
        return taught(kept.lesson, words), kept.calibration
    corpus = read(said, words)
    vectors = corpus.vectors()
    calibration = calibrate(corpus, vectors)
    lesson = study(corpus, vectors)
    cache.keep(path, cache.Learned(lesson, calibration))
    return taught(lesson, words), calibration


def examples(content: Content) -> dict[str, tuple[str, ...]]:
    """Intent → what is learned from: its examples and its `about` line; under no name, what means nothing here."""
    learned = {id_: (*intent.examples, intent.about) for id_, intent in content.intents.items()}
    nothing = tuple(map(str, (content.language.get("off_topic") or {}).get("examples", ())))
    if not (content.folder.own or (content.folder.path / LANGUAGE / "off_topic.yml").is_file()):
        nothing = _strange_to(learned, nothing, language(content.language))
    return learned | ({NOTHING: nothing} if nothing else {})


def _strange_to(learned: Mapping[str, tuple[str, ...]], texts: tuple[str, ...], words: Language) -> tuple[str, ...]:
    """The texts that other content hardly has the words for. The rest may be its very subject: "what is the weather"
    means nothing to this bot and much to another."""
    corpus = read(learned, words)
    known = ((text, corpus.space.coverage(corpus.space.tokens(corpus.reader.words(text)))) for text in texts)
    return tuple(text for text, coverage in known if coverage < _STRANGE)


def language(tables: Mapping[str, Any]) -> Language:
    """The tables of `intents/language/` that the matcher reads."""
    families = (tables.get("synonyms") or {}).get("families", ())
    chat = {str(short): str(long) for short, long in (tables.get("chat") or {}).items()}
    return Language(chat, tuple(tuple(map(str, family)) for family in families), english())


def watch(content: Content, matched: Matcher) -> Watch:
    """What is looked for besides the intents."""
    tables = content.language
    stemmer = matched.space.stemmer
    mine, rows = tables.get("mine") or {}, content.occupations.values()
    others = frozenset(mine.get("no_occupation", ()))
    occupations = Occupations(rows, stemmer, english(), others) if rows else None
    return Watch(
        Safety(tables.get("safety") or {}, english()),
        Languages.read(tables.get("languages") or {}, english()),
        occupations,
        Phrases({"mine": mine.get("phrases", ())}),
        {str(short): str(long) for short, long in (tables.get("capitals") or {}).items()},
    )
