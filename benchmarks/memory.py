"""How much memory the bot takes as it is installed for production, on SQLite and on PostgreSQL.

    python -m benchmarks.memory [seconds]

Installs it as the Dockerfile does (requirements.lock, compiled for `-OO`; this needs PyPI), releases the database and
starts the bot as the Procfile does, with the content learned before. Then the load of `benchmarks.throughput`: texts
again and again, and texts never seen before. MiB resident, the largest process.
"""

import asyncio
import os
import subprocess
import sys
import sysconfig
import tempfile
import venv
from pathlib import Path

import aiohttp

from benchmarks import throughput
from tests import postgres


def installed(folder: Path) -> str:
    """The Python of a new virtual environment that holds the bot and nothing else."""
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    build = folder / "source"
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=throughput.ROOT, capture_output=True, text=True, check=True
    ).stdout
    for name in tracked.splitlines():
        (build / name).parent.mkdir(parents=True, exist_ok=True)
        (build / name).write_bytes((throughput.ROOT / name).read_bytes())
    subprocess.run([*pip, "--require-hashes", "-r", str(throughput.ROOT / "requirements.lock")], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", str(build)], check=True)
    compiled = [python, "-OO", "-m", "compileall", "-q", str(folder / "lib"), sysconfig.get_path("stdlib")]
    subprocess.run(compiled, check=False, stdout=subprocess.DEVNULL)  # not all of the standard library can be
    return python


async def measured(session: aiohttp.ClientSession, python: str, database: str, seconds: float) -> tuple[float, ...]:
    """MiB when ready, under load with known texts, and with new ones."""
    environment = throughput.settings(database)
    throughput.release(python, environment)
    async with throughput.process([python, "-OO", "-m", "bot", "run"], "0", **environment) as bot:
        await throughput.until_up(session, f"http://127.0.0.1:{throughput.BOT}/readyz", 60)
        await asyncio.sleep(2)
        ready = max(one.memory_info().rss for one in throughput.family(bot)) / 2**20
        known = await throughput.measured(session, throughput.Served(bot), seconds)
        new = await throughput.measured(session, throughput.Served(bot), seconds, new=True)
        return ready, known.memory, new.memory


def learned(python: str) -> None:
    """What a first start has done by a process of its own."""
    subprocess.run([python, "-m", "bot", "explain", "hello"], check=True, stdout=subprocess.DEVNULL)


async def main(seconds: float) -> None:
    with tempfile.TemporaryDirectory() as name, postgres.server() as server:
        folder = Path(name)
        os.environ |= {"XDG_CACHE_HOME": str(folder), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
        python = installed(folder / "venv")
        os.chdir(folder)  # or the bot in this folder would be run
        learned(python)
        urls = {"SQLite": f"sqlite:///{folder}/bot.sqlite3", "PostgreSQL": await postgres.database(server, "memory")}
        async with throughput.stub() as session:
            print("| MiB | ready | texts again and again | texts never seen before |\n|---|---|---|---|")
            for database, url in urls.items():
                figures = await measured(session, python, url, seconds)
                print(f"| {database} |", " | ".join(f"{figure:.1f}" for figure in figures), "|", flush=True)


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]) if len(sys.argv) > 1 else 8))
