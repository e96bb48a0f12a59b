"""Slows down a person who sends far too much at once, without delaying anybody else.

A bucket for each person: a burst passes, then so many a second. Who empties it is told once, kindly, and is heard again
as soon as there is room; what they sent meanwhile is acknowledged and left alone. Only memory is used: a restart
forgives everybody.
"""

from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum

BURST = 60.0  # messages and taps at once: nobody who types or taps by hand gets there
A_SECOND = 2.0
REMEMBERED = 10_000  # people


class Verdict(StrEnum):
    """What to do with an update of this person."""

    FINE = "fine"
    TELL = "tell"  # too much; the first time in this flood
    DROP = "drop"  # too much, and told


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    told: bool = False


class Flood:
    """The buckets. `now` is any clock in seconds that only goes forward."""

    def __init__(self, burst: float = BURST, a_second: float = A_SECOND) -> None:
        self._burst = burst
        self._a_second = a_second
        self._buckets: OrderedDict[int, _Bucket] = OrderedDict()

    def judge(self, person: int, now: float) -> Verdict:
        """Take one from the person's bucket and say what to do."""
        bucket = self._buckets.setdefault(person, _Bucket(self._burst, now))
        self._buckets.move_to_end(person)
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        bucket.left = min(self._burst, bucket.left + (now - bucket.at) * self._a_second)
        bucket.at = now
        if bucket.left >= 1:
            bucket.left -= 1
            bucket.told = bucket.told and bucket.left < self._burst / 2  # a new flood is told of anew
            return Verdict.FINE
        told, bucket.told = bucket.told, True
        return Verdict.DROP if told else Verdict.TELL
