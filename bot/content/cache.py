"""What was learned, kept between starts: a file of plain numpy arrays, named by all that it depends on."""

import hashlib
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

import bot.content
import bot.core.matching
from bot.core.matching.calibration import Calibration
from bot.core.matching.inventory import Inventory
from bot.core.matching.learning import Lesson
from bot.core.matching.softmax import Linear

_KEPT = 6  # files in the folder; older ones are deleted


@dataclass(frozen=True, slots=True)
class Learned:
    """What takes time to find."""

    lesson: Lesson
    calibration: Calibration


def key(paths: Iterable[Path]) -> str:
    """A name for what this program learns from these files: a change of any byte makes another."""
    said = hashlib.sha256(_program())
    for path in paths:
        with suppress(OSError):  # a file that cannot be read is for the loader to tell of
            content = path.read_bytes()
            said.update(f"{path.name} {len(content)} ".encode() + content)
    return said.hexdigest()[:24]


@cache
def _program() -> bytes:
    """The source of what reads and learns, and its list of words: what is learned differs when these do, and nobody has
    to remember to raise a version."""
    folders = [Path(folder) for folder in (*bot.core.matching.__path__, *bot.content.__path__)]
    sources = sorted(path for folder in folders for path in (*folder.glob("*.py"), *folder.glob("*.gz")))
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).digest()


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
        "examples": np.array(inventory.examples),
        "compared": _lines(sentence for group in learned.lesson.compared for sentence in group),
        "ends": np.cumsum([len(group) for group in learned.lesson.compared], dtype=np.int32),
        "known": learned.lesson.known,
        "features": linear.features,
        "scale": linear.scale,
        "bias": linear.bias,
        "coefficients": np.array(learned.calibration.coefficients),
        "thresholds": np.array((learned.calibration.answer, learned.calibration.offer)),
    }


def _read(arrays: Mapping[str, Any]) -> Learned:
    inventory = Inventory(
        words=dict(zip(_texts(arrays["words"]), arrays["times"].tolist(), strict=True)),
        stems=_texts(arrays["stems"]),
        pairs=arrays["pairs"],
        grams=_texts(arrays["grams"]),
        counts=arrays["counts"],
        examples=int(arrays["examples"]),
    )
    linear = Linear(arrays["features"], arrays["scale"], arrays["bias"])
    calibration = Calibration(tuple(arrays["coefficients"].tolist()), *arrays["thresholds"].tolist())
    compared, ends = _texts(arrays["compared"]), arrays["ends"].tolist()
    groups = tuple(compared[start:end] for start, end in pairwise((0, *ends)))
    return Learned(Lesson(_texts(arrays["intents"]), inventory, groups, arrays["known"], linear), calibration)


def _lines(texts: Iterable[str]) -> Any:
    """Texts as bytes, a line each: numpy's own arrays of text take four bytes a letter of the longest."""
    return np.frombuffer("\n".join(texts).encode(), np.uint8)


def _texts(lines: Any) -> tuple[str, ...]:
    return tuple(lines.tobytes().decode().split("\n")) if lines.size else ()


def _tidy(folder: Path) -> None:
    files = sorted(folder.glob("learned-*.npz"), key=lambda file: file.stat().st_mtime)
    for old in files[:-_KEPT]:
        old.unlink(missing_ok=True)
