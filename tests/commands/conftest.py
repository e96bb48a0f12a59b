"""A content folder of somebody else's: a dozen plain intents, one template, nothing more."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.content.folders import write

DOZEN = """
hours: [when are you open, opening hours, are you open on sunday, what time do you close]
place: [where are you, how do i find you, address please, which street is it]
price: [what does it cost, how much is it, prices please, is it expensive]
parking: [where can i park, is there a car park, parking, can i leave my car]
pets: [can i bring my dog, are pets allowed, is my cat welcome]
food: [do you sell food, is there a menu, can i eat there, do you have coffee]
cards: [can i pay by card, do you take credit cards, cash only?]
returns: [can i return this, i want my money back, refund please]
kids: [is it good for children, can kids come, do you have a playground]
wifi: [do you have wifi, is there internet, wifi password]
jobs: [are you hiring, do you have work for me, can i work there]
contact: {examples: [how do i reach you, phone number, email address please], label: Reach us}
"""

Command = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {"intents/shop.yml": DOZEN, "responses/answer.j2": "About {{ intent.label }}: call 555 0100.\n"}
    return write(tmp_path_factory.mktemp("shop"), files)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def jobbot(cache: Path, tmp_path: Path) -> Command:
    """Runs a command as a process of its own, in an empty folder."""

    def run(
        *arguments: str | Path, stdin: bytes = b"", content: Path | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, "XDG_CACHE_HOME": str(cache)} | ({"BOT_CONTENT": str(content)} if content else {})
        return subprocess.run(
            [sys.executable, "-m", "bot", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env=environment,
            timeout=60,
            check=False,
        )

    return run
