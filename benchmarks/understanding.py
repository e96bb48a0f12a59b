"""Intent recognition on public sets, ours beside what people usually take; writes tables into benchmarks/README.md.

    python -m benchmarks.understanding ../shared/data            # everything, some twenty minutes on two cores
    python -m benchmarks.understanding ../shared/data --quick    # a tenth of the questions, ours and ten examples only

The folder holds clinc150.json, banking77.json and snips.json with lists of [text, intent] under `train`, `train10` (ten
examples an intent), `test`, and texts under `oos_test`. Every contender sees the same questions and the same typos;
each runs in a process of its own, so that its memory is its own.
"""

import json
import os
import random
import resource
import statistics
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one thread each: a bot shares its machine

import click
import yaml

from benchmarks.contenders import Contender, Pairs, contenders
from benchmarks.typos import mistyped

README = Path(__file__).parent / "README.md"
LANGUAGE = Path(__file__).parents[1] / "intents" / "language"
SETS = ("clinc150", "banking77", "snips")
SIZES = (1_000, 10_000, 100_000)
ACCEPTED = 0.95
SEED = 20
SLOW = 3_000  # examples above which rapidfuzz's scorers answer a sample of the questions
SAMPLE = 300


@dataclass(frozen=True)
class Measured:
    """One contender on one set."""

    contender: str
    accuracy: float
    one_typo: float
    two_typos: float
    auroc: float | None
    recall: float | None
    p50: float
    p99: float
    build: float
    memory: float
    asked: int


def main() -> None:
    run(standalone_mode=True)


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--quick", is_flag=True, help="A tenth of the questions, ours only; writes nothing.")
def run(data: Path, quick: bool) -> None:
    """Measure on the sets in DATA."""
    names = [each.name for each in contenders(language())]
    sections = []
    for key, title in (("train10", "Ten examples an intent"), ("train", "All examples")):
        for set_ in SETS:
            rows = [_apart(measure, data, set_, key, name, quick) for name in (names[:1] if quick else names)]
            sections.append(f"### {title}: {set_}\n\n{_table(rows)}")
            click.echo(sections[-1], nl=True)
    sections.append(f"### Growing\n\n{_growth(data, [names[0]] if quick else [names[0], names[1]])}")
    click.echo(sections[-1])
    if not quick:
        _write("\n\n".join(sections))


def language():  # type: ignore[no-untyped-def]  # so that numpy is imported after the number of its threads is set
    """Our tables that are not about a subject."""
    from bot.content.understanding import language as read

    tables = {"chat": yaml.safe_load((LANGUAGE / "chat.yml").read_text(encoding="utf-8"))}
    return read(tables)


# ---------------------------------------------------------------- one contender


def measure(data: Path, set_: str, key: str, name: str, quick: bool) -> Measured:
    """Learn, then ask everything."""
    sets = json.loads((data / f"{set_}.json").read_text(encoding="utf-8"))
    contender = _contender(name)
    before = _memory()
    start = time.perf_counter()
    contender.learn(sets[key])
    build = time.perf_counter() - start
    questions, off_topic = _questions(sets, name, len(sets[key]), quick)
    rng = random.Random(SEED)
    clean = [_timed(contender, text) for text, _ in questions]
    once = [contender.guess(mistyped(text, 1, rng))[0] for text, _ in questions]
    twice = [contender.guess(mistyped(text, 2, rng))[0] for text, _ in questions]
    known = [score for _, score, _ in clean]
    unknown = [contender.guess(text)[1] for text in off_topic]
    wanted = [intent for _, intent in questions]
    times = sorted(took for _, _, took in clean)
    return Measured(
        name,
        _share(guess == want for (guess, _, _), want in zip(clean, wanted, strict=True)),
        _share(guess == want for guess, want in zip(once, wanted, strict=True)),
        _share(guess == want for guess, want in zip(twice, wanted, strict=True)),
        auroc(known, unknown) if unknown else None,
        recall(known, unknown) if unknown else None,
        1e6 * statistics.median(times),
        1e6 * times[int(0.99 * len(times))],
        build,
        _memory() - before,
        len(questions),
    )


def _contender(name: str) -> Contender:
    return next(each for each in contenders(language()) if each.name == name)


def _questions(sets: dict[str, Pairs], name: str, examples: int, quick: bool) -> tuple[Pairs, Sequence[str]]:
    questions, off_topic = list(sets["test"]), list(sets["oos_test"])
    size = len(questions)
    if quick:
        size //= 10
    elif name.startswith("rapidfuzz") and examples > SLOW:
        size = SAMPLE
    rng = random.Random(SEED)
    return rng.sample(questions, size), rng.sample(off_topic, min(len(off_topic), size))


def _timed(contender: Contender, text: str) -> tuple[str, float, float]:
    start = time.perf_counter()
    intent, score = contender.guess(text)
    return intent, score, time.perf_counter() - start


def auroc(known: Sequence[float], unknown: Sequence[float]) -> float:
    """How likely a question on the subject scores above one off it; ties count half (Mann–Whitney)."""
    wins, below = 0.0, 0
    ranked = sorted([(score, True) for score in known] + [(score, False) for score in unknown])
    for _, tied in groupby(ranked, key=lambda each: each[0]):
        on_subject = [on for _, on in tied]
        on, off = sum(on_subject), len(on_subject) - sum(on_subject)
        wins += on * (below + off / 2)
        below += off
    return wins / (len(known) * len(unknown))


def recall(known: Sequence[float], unknown: Sequence[float]) -> float:
    """The share of off-topic questions turned away when 95 % of the others are accepted."""
    threshold = sorted(known)[int((1 - ACCEPTED) * len(known))]
    return _share(score < threshold for score in unknown)


def _share(values: Iterable[bool]) -> float:
    found = list(values)
    return sum(found) / len(found)


def _memory() -> float:
    """The most memory that this process ever held, in MB."""
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def _apart(function, *arguments):  # type: ignore[no-untyped-def]  # whatever the function takes and gives
    """Run in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


# ---------------------------------------------------------------- growing


def _growth(data: Path, names: Sequence[str]) -> str:
    lines = ["| examples | contender | build s | memory MB | p50 µs | p99 µs |", "|---:|---|---:|---:|---:|---:|"]
    for size in SIZES:
        for name in names:
            row = _apart(grow, data, size, name)
            lines.append(f"| {size:,} | {name} | {row[0]:.2f} | {row[1]:.0f} | {row[2]:,.0f} | {row[3]:,.0f} |")
    note = "CLINC150's examples, repeated with one or two typos each beyond the 15,000 there are."
    return note + "\n\n" + "\n".join(lines)


def grow(data: Path, size: int, name: str) -> tuple[float, float, float, float]:
    """Build seconds, megabytes, and the median and 99th percentile of a question, at so many examples."""
    sets = json.loads((data / "clinc150.json").read_text(encoding="utf-8"))
    rng = random.Random(SEED)
    pairs = rng.sample(sets["train"], min(size, len(sets["train"])))
    while len(pairs) < size:
        text, intent = rng.choice(sets["train"])
        pairs.append((mistyped(text, rng.choice((1, 2)), rng), intent))
    contender = _contender(name)
    before = _memory()
    start = time.perf_counter()
    contender.learn(pairs)
    build = time.perf_counter() - start
    asked = rng.sample(sets["test"], 100 if name.startswith("rapidfuzz") else 1000)
    times = sorted(_timed(contender, text)[2] for text, _ in asked)
    return build, _memory() - before, 1e6 * statistics.median(times), 1e6 * times[int(0.99 * len(times))]


# ---------------------------------------------------------------- tables


def _table(rows: Sequence[Measured]) -> str:
    head = (
        "| | accuracy | one typo | two typos | off-topic AUROC | recall at 95 % | p50 µs | p99 µs | build s "
        "| memory MB | questions |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
    )
    return "\n".join([head, *map(_line, rows)])


def _line(row: Measured) -> str:
    shares = (f"{100 * share:.1f}" for share in (row.accuracy, row.one_typo, row.two_typos))
    off = ("–", "–") if row.auroc is None or row.recall is None else (f"{row.auroc:.3f}", f"{100 * row.recall:.0f}")
    costs = (f"{row.p50:,.0f}", f"{row.p99:,.0f}", f"{row.build:.2f}", f"{row.memory:.0f}", f"{row.asked:,}")
    return "| " + " | ".join((row.contender, *shares, *off, *costs)) + " |"


def _write(tables: str) -> None:
    begin, end = "<!-- understanding: begin -->", "<!-- understanding: end -->"
    text = README.read_text(encoding="utf-8") if README.exists() else "# Benchmarks\n"
    if begin not in text:
        text = text.rstrip() + f"\n\n## Understanding\n\n{begin}\n{end}\n"
    head, _, rest = text.partition(begin)
    _, _, tail = rest.partition(end)
    README.write_text(f"{head}{begin}\n{tables}\n{end}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
