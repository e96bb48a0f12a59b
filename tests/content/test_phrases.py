"""The held-out phrases: enough of each, told apart, and none of them learned from."""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PHRASES = ROOT / "tests" / "phrases"
NOT_INTENTS = {"off_topic.yml", "safety.yml"}
FEWEST, FEWEST_FINE = 12, 4  # of an intent, and of a finer point below one
MOST_AMBIGUOUS = 0.15


@cache
def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def by_intent() -> dict[str, list[Any]]:
    """Intent id → its phrases, as text or as `{text, also}`."""
    files = [path for path in sorted(PHRASES.glob("*.yml")) if path.name not in NOT_INTENTS]
    return {id_: phrases for path in files for id_, phrases in read(path).items()}


def text_of(phrase: Any) -> str:
    return phrase["text"] if isinstance(phrase, dict) else phrase


def examples() -> set[str]:
    """What the bot learns from, as it stands in `intents/*.yml`."""
    intents = [intent for path in (ROOT / "intents").glob("*.yml") for intent in read(path).values()]
    return {plain(example) for intent in intents for example in intent["examples"]}


def plain(text: str) -> str:
    return " ".join("".join(char for char in text.lower() if char.isalnum() or char.isspace()).split())


@pytest.mark.parametrize("intent", by_intent())
def test_an_intent_has_enough_phrases(intent: str) -> None:
    """A share of right answers says little when it is counted over a handful."""
    assert len(by_intent()[intent]) >= (FEWEST_FINE if "." in intent else FEWEST)


def test_no_phrase_stands_twice() -> None:
    """One phrase has one key; a second right answer is named by `also`."""
    counts = Counter(plain(text_of(phrase)) for phrases in by_intent().values() for phrase in phrases)
    assert [phrase for phrase, count in counts.items() if count > 1] == []


def test_few_phrases_allow_two_answers() -> None:
    """`also` is for real ambiguity, not to make the figures better."""
    phrases = [phrase for phrases in by_intent().values() for phrase in phrases]
    ambiguous = [phrase for phrase in phrases if isinstance(phrase, dict)]
    assert len(ambiguous) <= MOST_AMBIGUOUS * len(phrases)


def test_what_else_is_right_exists() -> None:
    """`also` names ids that phrases are kept for, so a slip of the pen is seen."""
    also = {
        id_
        for phrases in by_intent().values()
        for phrase in phrases
        if isinstance(phrase, dict)
        for id_ in phrase["also"]
    }
    assert also - set(by_intent()) == set()


def test_off_topic_messages_are_many() -> None:
    """At least 150, half of them in the shape of real questions."""
    assert len(set(read(PHRASES / "off_topic.yml")["off_topic"])) >= 150


def test_alarms_and_calm_words_are_apart() -> None:
    """No message is both an alarm and calm, and each kind has enough to count."""
    safety = read(PHRASES / "safety.yml")
    assert {kind: len(messages) >= 20 for kind, messages in safety["alarms"].items()} == dict.fromkeys(
        ("self_harm", "despair", "abuse"), True
    )
    alarms = {plain(message) for messages in safety["alarms"].values() for message in messages}
    assert alarms & {plain(message) for message in safety["calm"]} == set()


def test_nothing_held_out_is_learned_from() -> None:
    """A phrase that is also an example measures memory, not understanding."""
    held_out = {plain(text_of(phrase)) for phrases in by_intent().values() for phrase in phrases}
    assert sorted(held_out & examples()) == []
