"""The wheel: it brings the content along and works in a folder that has never seen the source."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LEFT_OUT = shutil.ignore_patterns(".*", "*.sqlite3*", "__pycache__", "data", "dist")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, with the dependencies at hand instead of from the network."""
    source = tmp_path_factory.mktemp("source") / "project"
    shutil.copytree(ROOT, source, ignore=LEFT_OUT)
    built = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(built), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return next(built.glob("*.whl"))


def test_it_holds_every_file_of_content(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    content = {
        f"bot/shipped/{path.relative_to(ROOT).as_posix()}"
        for folder in ("intents", "responses")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }

    assert content - names == set()


def test_installed_in_an_empty_environment_it_answers(wheel: Path, tmp_path: Path) -> None:
    """The environment holds the wheel and sees the dependencies; the source tree is out of sight."""
    venv.create(tmp_path / "venv", with_pip=False)
    packages = next((tmp_path / "venv").glob("lib/*/site-packages"))
    zipfile.ZipFile(wheel).extractall(packages)
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    python = tmp_path / "venv" / "bin" / "python"
    (tmp_path / "intents").mkdir()
    (tmp_path / "intents" / "a.yml").write_text("hours: [when are you open, opening hours]\n")
    (tmp_path / "responses").mkdir()
    (tmp_path / "responses" / "a.j2").write_text("Nine to five.\n")

    def jobbot(*arguments: str, stdin: bytes = b"") -> bytes:
        environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
        command = [str(python), "-m", "bot", *arguments]
        ended = subprocess.run(
            command, input=stdin, capture_output=True, cwd=tmp_path, env=environment, timeout=60, check=True
        )
        return ended.stdout

    assert b"bot/shipped/responses/system/thanks_rating.j2:1: answer\n" in jobbot("preview", "thanks_rating")
    assert jobbot("--content", ".", "chat", stdin=b"when are you open\n/forget\nno\n").decode().split("\n\n")[0] == (
        "Nine to five."
    )
