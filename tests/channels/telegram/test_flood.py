"""A flood is slowed, told of once, and over when there is room again; nobody else notices."""

from bot.channels.telegram.flood import Flood, Verdict

FINE, TELL, DROP = Verdict.FINE, Verdict.TELL, Verdict.DROP
ADA, BO = 1001, 1002


def test_a_burst_passes_and_then_one_is_told_once() -> None:
    """Three at once, one a second."""
    flood = Flood(burst=3, a_second=1)
    assert [flood.judge(ADA, 0.0) for _ in range(6)] == [FINE, FINE, FINE, TELL, DROP, DROP]


def test_others_are_not_slowed() -> None:
    """Each has a bucket."""
    flood = Flood(burst=1, a_second=1)
    assert [flood.judge(who, 0.0) for who in (ADA, ADA, BO)] == [FINE, TELL, FINE]


def test_who_waits_is_heard_again() -> None:
    """At the pace of the bucket, without being told again in between."""
    flood = Flood(burst=4, a_second=1)
    for _ in range(5):
        flood.judge(ADA, 0.0)
    assert [flood.judge(ADA, at) for at in (1.0, 1.0, 2.0)] == [FINE, DROP, FINE]


def test_a_new_flood_is_told_of_anew() -> None:
    """After a quiet time."""
    flood = Flood(burst=2, a_second=1)
    assert [flood.judge(ADA, at) for at in (0, 0, 0, 60, 60, 60)] == [FINE, FINE, TELL, FINE, FINE, TELL]


def test_memory_is_bounded() -> None:
    """The people longest silent are forgotten first."""
    flood = Flood(burst=1, a_second=0)
    for person in range(10_002):
        flood.judge(person, 0.0)
    assert (flood.judge(0, 0.0), flood.judge(10_001, 0.0)) == (FINE, TELL)
