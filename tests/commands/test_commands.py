"""The commands as a person or a program meets them, on somebody else's content."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.commands.conftest import Command

KEYS = ["text", "decision", "intent", "confidence", "runners_up", "offered", "response", "reply"]


@pytest.mark.parametrize("command", ["chat", "run", "check", "explain", "preview"])
def test_help_says_what_a_command_does_and_shows_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0

    printed = capsys.readouterr().out
    assert f"Usage: jobbot {command}" in printed
    assert f"$ jobbot {command}" in printed


def test_a_dozen_intents_and_one_template_are_a_bot(shop: Path, jobbot: Command) -> None:
    """What the folder lacks, such as /help and the fallback, comes from the shipped content; its intents do not."""
    ended = jobbot("--content", shop, "chat", stdin=b"when are you open?\n/help\nwhat is a career?\n")

    hours, help_, career = ended.stdout.decode().split("\n\n", 1)[0], ended.stdout.decode(), ended.stdout.decode()
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert hours == "About Hours: call 555 0100."
    assert "/privacy" in help_
    assert "endeavour" not in career
    assert "occupation" not in career


def test_the_environment_may_name_the_folder(shop: Path, jobbot: Command) -> None:
    ended = jobbot("check", "--no-warnings", content=shop)

    assert ended.stdout == b"All is well: 12 intents with 41 examples, 1 response\n"


def test_explain_shows_what_was_understood_and_why(shop: Path, jobbot: Command) -> None:
    lines = jobbot("--content", shop, "explain", "can i park my car there").stdout.decode().splitlines()

    assert lines[0] == "decision  answer"
    assert lines[1].startswith("intent    parking (")
    assert any(line.startswith("because   ") for line in lines)
    assert lines[-1] == "About Parking: call 555 0100."


def test_explain_prints_one_object_for_each_line(shop: Path, jobbot: Command) -> None:
    """Also for an empty line, bytes that are no UTF-8, a NUL, and a line too long to be a message."""
    long = b"parking " * 100_000
    ended = jobbot(
        "--content", shop, "explain", "--jsonl", stdin=b"where can i park\n\n\xff\xfe\nwi\0fi\r\n" + long + b"\nhours"
    )

    found = [json.loads(line) for line in ended.stdout.splitlines()]
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert [list(each) for each in found] == [KEYS] * 6
    assert [each["text"] for each in found[:4]] == ["where can i park", "", "\ufffd\ufffd", "wifi"]
    assert found[0]["decision"] == "answer"
    assert found[0]["intent"] == found[0]["response"].replace("answer", "parking") == "parking"
    assert found[0]["reply"] == "About Parking: call 555 0100."
    assert found[1]["decision"] == "fallback"
    assert len(found[4]["text"]) == 65_536
    assert found[5]["intent"] == "hours"


def test_explain_tells_the_decision_that_the_reply_shows(shop: Path, jobbot: Command) -> None:
    """A follow-up with nothing before it gets no answer, whatever its words remind of."""
    ended = jobbot("--content", shop, "explain", "--jsonl", stdin=b"why?\n")

    found = json.loads(ended.stdout)
    assert (found["decision"], found["offered"], found["response"]) == ("fallback", [], "nothing_to_follow")


def test_explain_answers_a_program_that_waits_for_each_answer(shop: Path, cache: Path) -> None:
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "--content", str(shop), "explain", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for text in (b"parking", b"wifi password"):
            process.stdin.write(text + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["text"] == text.decode()
        process.stdin.close()
        assert process.wait(10) == 0


def test_a_reader_that_leaves_early_is_no_failure(shop: Path, cache: Path) -> None:
    command = f"yes parking | head -2000 | {sys.executable} -m bot --content {shop} explain --jsonl | head -1"
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}

    ended = subprocess.run(["bash", "-c", command], capture_output=True, env=environment, timeout=60, check=False)

    assert json.loads(ended.stdout)["intent"] == "parking"
    assert ended.stderr == b""


def test_preview_shows_every_wording(shop: Path, jobbot: Command) -> None:
    ended = jobbot("--content", shop, "preview", "answer")

    assert ended.stdout.decode() == "responses/answer.j2:1: answer\nAbout answer: call 555 0100.\n\n"


def test_preview_of_nothing_names_the_nearest(shop: Path, jobbot: Command) -> None:
    ended = jobbot("--content", shop, "preview", "anser")

    assert ended.returncode == 1
    assert ended.stderr == b'Error: there is no response anser. Try: did you mean "answer"?\n'


def test_broken_content_ends_a_talk_before_it_begins(tmp_path: Path, jobbot: Command) -> None:
    (tmp_path / "intents").mkdir()
    (tmp_path / "intents" / "a.yml").write_text("hours: {examples: [yes]}\n")

    ended = jobbot("--content", tmp_path, "chat")

    assert (ended.returncode, ended.stdout) == (1, b"")
    assert ended.stderr.decode() == (
        'intents/a.yml:1: hours.examples[0]: expected text, found true\n  try: put quotes around "yes"\n'
    )


def test_a_folder_that_is_not_there_is_told_in_one_line(jobbot: Command) -> None:
    ended = jobbot("--content", "nowhere", "check")

    assert (ended.returncode, ended.stdout) == (1, b"")
    assert ended.stderr == b"Error: there is no folder nowhere. Try: a folder with intents/ and responses/ in it\n"


def test_a_surprise_ends_with_a_traceback_and_exit_code_3(capsys: pytest.CaptureFixture[str]) -> None:
    from bot.commands.failures import guarded

    def surprise() -> None:
        raise KeyError("unforeseen")

    assert guarded(surprise) == 3
    assert "KeyError: 'unforeseen'" in capsys.readouterr().err
