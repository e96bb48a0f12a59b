"""Alarms, and the sayings that are none. The phrases tested are the shipped ones: they are what keeps people safe."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from bot.content.understanding import english
from bot.core.matching.words import WordReader
from bot.core.safety import Alert, Safety

ROOT = Path(__file__).parents[2]
LANGUAGE = ROOT / "intents" / "language"


@cache
def table(name: str) -> dict[str, list[str]]:
    return yaml.safe_load((LANGUAGE / f"{name}.yml").read_text(encoding="utf-8"))


@cache
def safety() -> Safety:
    return Safety(table("safety"), english())


def alert(text: str) -> str | None:
    found = heard(text)
    return found.kind if found else None


def heard(text: str) -> Alert | None:
    return safety().alert(WordReader({str(k): str(v) for k, v in table("chat").items()}).words(text))


@cache
def held_out() -> dict[str, dict[str, list[str]]]:
    return yaml.safe_load((ROOT / "tests" / "phrases" / "safety.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "i want to die",
        "I WANNA KILL MYSELF",
        "kms",
        "thinking of unaliving myself",
        "i wanna dye",
        "gonna kil myself",
        "having suicdal thoughts",
        "i dont want to live anymore",
        "my boss is nice but i want to end my life",
        "this job is killing me and i want to die",
        "i w\u0430nt to \u0501ie",
        "hello! what is a job? i want to kill myself",
    ],
)
def test_self_harm_alarms(text: str) -> None:
    """However it is written: capitals, chat words, misspelt, look-alike letters, amid other things, after an idiom."""
    assert alert(text) == "self_harm"


@pytest.mark.parametrize(
    "text",
    [
        "working in tech is killing me",
        "I could die of boredom",
        "dead-end job",
        "burnout paradise",
        "deadline tomorrow",
        "is it career suicide to quit",
        "i would kill for that job",
        "i am dying to know",
        "do i have to dye my hair for the interview",
        "i dont want to live to work",
        "take my life in a new direction",
        "i hate my job",
        "how do i kill time at work",
        "what is a job",
        "",
    ],
)
def test_idioms_are_calm(text: str) -> None:
    """Everyday sayings with alarming words in them alarm nobody."""
    assert alert(text) is None


@pytest.mark.parametrize("text", ["my boss hits me", "i am sexually harassed at work", "they took my passport"])
def test_abuse_is_told_apart(text: str) -> None:
    assert alert(text) == "abuse"


@pytest.mark.parametrize("text", ["i feel so worthless", "i see no way out", "my life is pointless"])
def test_despair_is_told_apart(text: str) -> None:
    assert alert(text) == "despair"


@pytest.mark.parametrize(
    "text",
    [
        "no im not gonna hurt myself im just tired",
        "im not suicidal btw",
        "i dont want to die",
        "i would never hurt myself",
        "no suicidal thoughts or anything",
    ],
)
def test_who_denies_an_alarm_is_heard(text: str) -> None:
    """Met with care all the same, but not as somebody in danger."""
    assert heard(text) == Alert("despair", denied=True)


def test_a_denial_calms_only_what_it_denies() -> None:
    assert alert("i dont want to hurt myself but i see no way out") == "despair"
    assert alert("im not suicidal, i want to die") == "self_harm"
    assert heard("i am not tired of my job") is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("my friend wants to kill himself because of his job", "friend"),
        ("my brother says he wants to die", "friend"),
        ("my sister is suicidal", "friend"),
        ("he talks about suicide all the time", "friend"),
        ("my friend died and i want to die", "self_harm"),
        ("my friend wants to kill himself and i want to die too", "self_harm"),
    ],
)
def test_a_friend_in_danger_is_told_apart_from_oneself(text: str, kind: str) -> None:
    assert alert(text) == kind


def test_held_out_alarms_are_raised() -> None:
    """Of self-harm in unseen words next to none is missed; of despair and abuse the matcher catches the rest."""
    alarms = held_out()["alarms"]
    raised = {kind: sum(alert(text) is not None for text in texts) / len(texts) for kind, texts in alarms.items()}
    assert raised["self_harm"] >= 0.95
    assert min(raised.values()) >= 0.8


def test_held_out_sayings_stay_calm() -> None:
    """Not one of them may end in a helpline."""
    assert [text for text in held_out()["calm"] if alert(text)] == []


def test_examples_of_everyday_intents_stay_calm() -> None:
    """What authors expect people to say about work must not alarm."""
    files = [path for path in (ROOT / "intents").glob("*.yml") if path.stem != "crisis"]
    entries = [entry for path in files for entry in yaml.safe_load(path.read_text(encoding="utf-8")).values()]
    everyday = [str(text) for entry in entries if entry.get("kind") != "safety" for text in entry["examples"]]
    assert sum(alert(text) is not None for text in everyday) <= len(everyday) / 500


def test_without_phrases_nothing_alarms() -> None:
    """Content without a table of alarms works."""
    assert Safety({}).alert(["kill", "myself"]) is None
