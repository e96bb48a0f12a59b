"""What was learned, kept between starts: a file of plain numpy arrays, named by all that it depends on."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

import bot.core.matching
from bot.core.matching.calibration import Calibration
from bot.core.matching.inventory import Inventory
from bot.core.matching.learning import Language, Lesson
from bot.core.matching.softmax import Linear

_KEPT = 6  # files in the folder; older ones are deleted


@dataclass(frozen=True, slots=True)
class Learned:
    """What takes time to find."""

    lesson: Lesson
    calibration: Calibration


def key(examples: Mapping[str, tuple[str, ...]], language: Language) -> str:
    """A name for what is learned from these examples by this program: a change of any word or line makes another."""
    said = json.dumps([list(examples.items()), dict(language.chat), language.families, len(language.english)])
    return hashlib.sha256(_program() + said.encode()).hexdigest()[:24]


@cache
def _program() -> bytes:
    """The matcher's source: what it learns differs when it does, and nobody has to remember to raise a version."""
    sources = sorted(path for folder in bot.core.matching.__path__ for path in Path(folder).glob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in (*sources, Path(__file__)))).digest()


def kept(path: Path) -> Learned | None:
    """What an earlier start kept; None when there is nothing or it cannot be read. Never unpickles anything."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return _read(arrays)
    except Exception:  # noqa: BLE001 - whatever is wrong with a cache file, learning anew is the answer
        return None


def keep(path: Path, learned: Learned) -> None:
    """Written beside and moved into place, so that a crash leaves no half file. A read-only home only costs time."""
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            np.savez(file, **_arrays(learned))
        beside.replace(path)
        _tidy(path.parent)
    except OSError:
        with suppress(OSError):
            beside.unlink()


def _arrays(learned: Learned) -> dict[str, Any]:
    inventory, linear = learned.lesson.inventory, learned.lesson.linear
    return {
        "intents": _lines(learned.lesson.intents),
        "words": _lines(inventory.words),
        "times": np.array(list(inventory.words.values()), np.int32),
        "stems": _lines(inventory.stems),
        "pairs": inventory.pairs,
        "grams": _lines(inventory.grams),
        "counts": inventory.counts,
        "sentences": _lines(learned.lesson.sentences),
        "starts": np.array(learned.lesson.starts, np.int32),
        "features": linear.features,
        "scale": linear.scale,
        "bias": linear.bias,
        "coefficients": np.array(learned.calibration.coefficients),
        "thresholds": np.array((learned.calibration.answer, learned.calibration.offer)),
    }


def _read(arrays: Mapping[str, Any]) -> Learned:
    sentences = _texts(arrays["sentences"])
    inventory = Inventory(
        words=dict(zip(_texts(arrays["words"]), arrays["times"].tolist(), strict=True)),
        stems=_texts(arrays["stems"]),
        pairs=arrays["pairs"],
        grams=_texts(arrays["grams"]),
        counts=arrays["counts"],
        examples=len(sentences),
    )
    linear = Linear(arrays["features"], arrays["scale"], arrays["bias"])
    calibration = Calibration(tuple(arrays["coefficients"].tolist()), *arrays["thresholds"].tolist())
    intents, starts = _texts(arrays["intents"]), tuple(arrays["starts"].tolist())
    return Learned(Lesson(intents, inventory, sentences, starts, linear), calibration)


def _lines(texts: Iterable[str]) -> Any:
    """Texts as bytes, a line each: numpy's own arrays of text take four bytes a letter of the longest."""
    return np.frombuffer("\n".join(texts).encode(), np.uint8)


def _texts(lines: Any) -> tuple[str, ...]:
    return tuple(lines.tobytes().decode().split("\n")) if lines.size else ()


def _tidy(folder: Path) -> None:
    files = sorted(folder.glob("learned-*.npz"), key=lambda file: file.stat().st_mtime)
    for old in files[:-_KEPT]:
        old.unlink(missing_ok=True)
