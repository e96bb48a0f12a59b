"""benchmarks/durability.py at a reduced size: what it bounds must hold here too."""

import argparse
from pathlib import Path

import pytest

from benchmarks import durability


@pytest.mark.parametrize("scenario", ["webhook", "workers", "fuzz"])
async def test_nothing_is_lost_when_things_go_wrong(
    scenario: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).parent.parent)
    options = argparse.Namespace(scenarios=[scenario], kills=2, fuzzed=1500, slack=10)  # a busy machine takes longer
    broken = await durability.main(options)
    assert (broken, capsys.readouterr().out.count("BROKEN")) == (0, 0)
