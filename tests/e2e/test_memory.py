"""A process that has served fits into the smallest machine one can rent."""

from pathlib import Path

import pytest

from tests.botapi import BotApi
from tests.e2e.process import Bot, hooked, running

BOUND = 120  # MiB


def resident(bot: Bot) -> float:
    """The memory of the process, in MiB, as Linux counts it."""
    status = Path(f"/proc/{bot.process.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def learned(cache: Path) -> int:
    """How many contents were learned."""
    return len(list(cache.glob("job-or-career/learned-*.npz")))


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="the system does not tell a process's memory")
async def test_a_bot_that_has_just_learned_its_content_stays_small(tmp_path: Path) -> None:
    """Learning takes more for two seconds, which must not stay with a process that runs for months."""
    async with (
        BotApi() as api,
        running(api, tmp_path, {**hooked(api, tmp_path), "XDG_CACHE_HOME": str(tmp_path)}) as bot,
    ):
        ada = api.person("Ada")
        for question in ("what is a job?", "is my job a career?", "why", "hello", "what about nursing", "/help"):
            await ada.asks(question)
        assert (learned(tmp_path), resident(bot) < BOUND) == (1, True)
