"""What Prometheus can ask: counters and histograms of this process, or of all workers together."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY, Collector

from bot.storage.port import Stats

QUICK = (0.001, 0.002, 0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)

UPDATES = Counter("bot_updates_total", "Updates received", ["outcome"])  # done, repeated, dead, store_down
DECISIONS = Counter("bot_decisions_total", "What the bot did with a message", ["kind"])
CALLS = Counter("bot_calls_total", "Calls of the Bot API", ["method", "outcome"])
LIMITED = Counter("bot_rate_limited_total", "Calls that Telegram answered with 429")
DEAD = Counter("bot_dead_letters_total", "Updates and calls given up", ["direction"])
UPDATE_SECONDS = Histogram("bot_update_seconds", "From an update's arrival to its commit", buckets=QUICK)
CALL_SECONDS = Histogram("bot_call_seconds", "One call of the Bot API, as long as it took", buckets=QUICK)

updates, decisions, calls, dead = (cache(each.labels) for each in (UPDATES, DECISIONS, CALLS, DEAD))  # found at once


def page(stats: Stats | None, pending: int | None) -> bytes:
    """The text for /metrics. `pending` is Telegram's own count of updates waiting for us; None when not known."""
    registry = CollectorRegistry()
    registry.register(_Now(stats, pending))
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    if folder is None:
        return generate_latest(REGISTRY) + generate_latest(registry)
    MultiProcessCollector(registry, folder)  # type: ignore[no-untyped-call]  # the library has no types here
    return generate_latest(registry)


def share(folder: Path) -> None:
    """Let all workers count into `folder`. To be called, and inherited, before this module is imported."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


class _Now(Collector):
    """Gauges read from the store at the moment of asking."""

    def __init__(self, stats: Stats | None, pending: int | None) -> None:
        self._stats = stats
        self._pending = pending

    def collect(self) -> Iterator[Metric]:
        if self._pending is not None:
            yield GaugeMetricFamily("bot_pending_update_count", "Updates waiting at Telegram", self._pending)
        if self._stats is None:
            return
        yield GaugeMetricFamily("bot_outbox_depth", "Calls waiting", self._stats.waiting)
        yield GaugeMetricFamily("bot_outbox_age_seconds", "Age of the oldest waiting call", self._stats.oldest)
        yield GaugeMetricFamily("bot_dead_letters", "Dead letters kept", self._stats.dead)
        yield GaugeMetricFamily("bot_people", "People with something kept", self._stats.people)
        votes = CounterMetricFamily("bot_feedback", "Votes on answers", labels=["response", "vote"])
        for response, up, down in self._stats.feedback:
            votes.add_metric([response, "up"], up)
            votes.add_metric([response, "down"], down)
        yield votes
