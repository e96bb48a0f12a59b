"""Ten thousand random talks with the shipped guides: taps, words, stale buttons, restarts, questions in between.

Each talk is written to JSON and read back after every event, as a restart between any two updates would do.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.loader import load
from bot.core import engine
from bot.core.career_check import CareerCheck
from bot.core.dialogue import Dialogue
from bot.core.direction import DirectionRun
from bot.core.find_direction import FindDirection
from bot.core.knowledge import Knowledge
from bot.core.model import Action, Commanded, Event, Refused, Said, SentOther, Tapped
from bot.core.profile import Profile
from bot.core.quiz import QuizRun, State
from bot.storage import codec
from tests.core.worlds import SENTENCES, Phrases, knowledge, sure

TALKS = 10_000
WORDS = (
    *SENTENCES, "2", "agree", "kinda", "not really lol", "very much like me", "skip", "back", "pause", "resume", "stop",
    "yes", "no", "restart", "what does this mean?", "i like cooking and helping", "next", "by friday i ask my aunt",
    "blub", "😀", "5", "start over", "job", "why?", "the second one", "student", "employed", "never mind",
)  # fmt: skip
JUNK = (
    "q:1:a:gone:3",
    "q:zz:a:x:1",
    "d:1:t:good_at:gone",
    "q",
    "d",
    "gone:1",
    "ask:gone",
    "results:99",
    "compare:1:1",
    "share:0",
)
COMMANDS = ("quiz", "direction", "cancel", "results", "settings", "forget", "help", "job", "start", "nonsense")


@cache
def world() -> Knowledge:
    """The shipped guides, with an understander that knows a few sentences."""
    content = load()
    check = CareerCheck(next(iter(content.quizzes.values())), content.labels)
    assert content.direction
    sentences = SENTENCES | {"take the test": sure("start_quiz")}
    return knowledge(
        understander=Phrases(sentences),
        check=check,
        labels=content.labels,
        guides={check.quiz.id: check, "direction": FindDirection(content.direction, content.labels)},
        guide_verbs={"q": check.quiz.id, "d": "direction"},
        commands={
            **knowledge().commands,
            "quiz": Action("start", (check.quiz.id,)),
            "results": Action("results"),
        },
    )


@dataclass
class Walk:
    """One talk: every button ever shown stays tappable, as it does in a chat. A few people `skip` all that is asked."""

    random: Random
    skips: bool = False
    dialogue: Dialogue = field(default_factory=Dialogue)
    profile: Profile = field(default_factory=Profile)
    shown: list[Action] = field(default_factory=list)
    newest: list[Action] = field(default_factory=list)

    def event(self) -> Event:
        dice = self.random.random()
        if self.skips and dice < 0.9:
            return Said("skip") if self.dialogue.run else Commanded("quiz")
        if dice < 0.55 and self.newest:
            return Tapped(self.random.choice(self.newest))
        if dice < 0.65 and self.shown:
            return Tapped(self.random.choice(self.shown))
        if dice < 0.68:
            return Tapped(Action.parse(self.random.choice(JUNK)))
        if dice < 0.75:
            return Commanded(self.random.choice(COMMANDS))
        if dice < 0.78:
            return self.random.choice((SentOther("sticker"), Refused("foreign"), Refused("stale")))
        return Said(self.random.choice(WORDS))

    def step(self) -> None:
        before, results = self.dialogue.run, self.profile.results
        turn = engine.respond(world(), self.dialogue, self.profile, self.event(), 1_790_000_000)
        assert turn.says, "nothing was answered"
        self.dialogue = codec.read_dialogue(codec.write_dialogue(turn.dialogue))
        self.profile = codec.read_profile(codec.write_profile(turn.profile))
        assert (self.dialogue, self.profile) == (turn.dialogue, turn.profile), "a restart would lose something"
        self._is_sound(before, results, turn.forget)
        self.newest = [c.action for say in turn.says for row in say.choices for c in row if c.action] or self.newest
        self.shown.extend(self.newest)
        assert all(len(str(action)) <= 40 for action in self.newest), "a button would not fit into 64 bytes"

    def _is_sound(self, before: object, results: tuple[object, ...], forgot: bool) -> None:
        """No answer is lost or doubled, and a result is kept exactly once."""
        run = self.dialogue.run
        if isinstance(run, QuizRun):
            counts = Counter(item for item, _ in run.answers)
            assert set(counts.values()) <= {1}, "an answer is there twice"
            if isinstance(before, QuizRun) and before.id == run.id:
                given_ = {item for item, value in before.answers if value is not None}  # a skip is asked once more
                lost = given_ - dict(run.answers).keys()
                assert len(lost) <= 1 or not run.answers, "more than the last answer is gone"
        if not forgot:
            assert self.profile.results[: len(results)] == results
            assert len(self.profile.results) - len(results) in (0, 1)


SEEN: set[str] = set()
LEFT: set[str] = set()


def place(dialogue: Dialogue) -> str:
    match dialogue.run:
        case QuizRun(state=state):
            return f"quiz {state}"
        case DirectionRun(at=at, halted=halted):
            return f"direction {halted or at}"
    return "idle"


@pytest.mark.timeout(600)  # 40 s of one core, more on a busy machine
@given(st.integers(0, 2**32))
@settings(max_examples=TALKS, deadline=None, derandomize=True, database=None)
def test_ten_thousand_random_talks_lose_and_double_nothing(seed):
    walk = Walk(Random(seed), skips=seed % 50 == 0)
    for _ in range(walk.random.randint(4, 28)):
        was = place(walk.dialogue)
        walk.step()
        now = place(walk.dialogue)
        SEEN.add(now)
        if now != was:
            LEFT.add(was)


def test_every_state_was_reached_and_left():
    lasting = {f"quiz {state}" for state in State if state not in (State.FINISHED, State.STOPPED)}
    stages = ("good_at", "enjoy", "interests", "must_haves", "results", "plan", "paused", "stopping")
    wanted = {"idle", *lasting, *(f"direction {stage}" for stage in stages)}
    assert wanted - SEEN == set()
    assert wanted - LEFT == set()
