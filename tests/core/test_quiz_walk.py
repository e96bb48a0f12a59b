"""Ten thousand random talks with the career check, each checked against a much simpler model of it.

The model is a list of (item, value) pairs: an accepted answer or skip adds one pair at the end, back takes one away,
restart empties it; everything else must leave it alone. Nothing may raise, and every entry of the table must be used.
"""

import random
from collections import Counter

from bot.core.career_check import CareerCheck
from bot.core.guide import Step
from bot.core.model import Action, Decision, Understanding
from bot.core.profile import Profile
from bot.core.quiz import FINE, SITUATION, WORK, QuizRun, State, current
from bot.core.quiz_moves import TABLE, Move
from tests.core.quizzes import CHECK, QUIZ

TALKS = 10_000
SURE = Understanding(Decision.ANSWER, "define_career", 0.95)
UNSURE = Understanding(Decision.FALLBACK, None, 0.1)
TEXTS = (
    "2", "5/5", "mostly", "very much lol", "skip", "back", "go back one", "what does this mean?", "pause", "continue",
    "start over", "stop", "yes", "no", "what is a career?", "mostly, what's a job?", "", "🤷", "another job",
    "the bakery", "my job", "x" * 200, "q:1:a:ac1:5", "employed", "student", "my last", "not", "?", "0", "-1", "１",
    "2 or 3", "I love it", "change my answer to 2", "how many more", "who wrote this", "start over",
)  # fmt: skip


def test_ten_thousand_random_talks_lose_and_double_nothing() -> None:
    chance = random.Random(20)
    seen: Counter[object] = Counter()
    for talk in range(TALKS):
        _Walk(CHECK, chance, seen).talk(f"{talk:x}")
    assert {entry for entry in TABLE if not seen[entry]} == set()
    assert min(seen[State.FINISHED], seen[State.STOPPED], seen["refused"], seen["unclear"]) > 100


class _Walk:
    """One talk, with the model beside it."""

    def __init__(self, check: CareerCheck, chance: random.Random, seen: Counter[object]) -> None:
        self.check, self.chance, self.seen = check, chance, seen
        self.model: list[tuple[str, object]] = []
        self.skips = chance.choice((0.1, 0.2, 0.9))

    def talk(self, run_id: str) -> None:
        options = {"form": self.chance.choice(("quick", "full", "odd")), "subject": self.chance.choice(("", "offer"))}
        now = self.check.start(Profile(), run_id, 0, options).run
        eager = self.chance.random() < 0.5  # half of the people mostly answer, so that many get to the end
        for _ in range(self.chance.randint(1, 34)):
            if now is None:
                return
            action = self._answer(now) if eager and self.chance.random() < 0.9 else self._anything(now)
            now = self._moved(now, action) if action else now
            assert now is None or list(now.answers) == self.model

    def _moved(self, now: QuizRun, action: Action) -> QuizRun | None:
        step = self.check.move(now, action, Profile(), 1_780_000_000)
        assert step.says
        move = next((each for each in Move if action.args[1:2] == (each.value,)), None)
        quiet = (Move.EXPLAIN, Move.RESUME, Move.FORM, Move.CALL, Move.BACK, Move.REMARK, Move.CHANGE, Move.MAYBE)
        accepted = step.run != now or move in quiet
        if accepted and move is not None:
            self._follow(now, step, move, action)
        else:
            self.seen["refused"] += 1
        return step.run

    def _follow(self, now: QuizRun, step: Step[QuizRun], move: Move, action: Action) -> None:
        """The model makes the move too; where it was refused, both must have stayed."""
        self.seen[(now.state, move)] += 1
        before = list(self.model)
        if move in (Move.ANSWER, Move.SKIP) and step.run != now:
            self.model.append((action.args[2], _value(action, move)))
        elif move is Move.BACK and now.state is State.ASKING and step.run != now:
            self.model.pop()
        elif move is Move.CHANGE and step.run != now:
            self.model[-1] = (action.args[2], _value(action, move))
        elif step.run is not None and step.run.id != now.id:
            self.model.clear()
        if step.run is None:
            self._over(now, step, move)
        elif step.run.again and not now.again:  # skipped ones are asked once more
            assert all(value is None for item, value in self.model if item in step.run.again)
            self.model = [pair for pair in self.model if pair[0] not in step.run.again]
        elif step.run == now:
            assert self.model == before

    def _over(self, now: QuizRun, step: Step[QuizRun], move: Move) -> None:
        self.seen[State.STOPPED if move is Move.STOP_YES else State.FINISHED] += 1
        if move is Move.STOP_YES:
            assert step.profile is None
            return
        assert step.profile is not None
        (result,) = step.profile.results
        expected = {item: value for item, value in self.model if item not in (FINE, SITUATION, WORK)}
        assert dict(result.answers) == expected
        assert (result.fine, result.situation) == (dict(self.model).get(FINE), dict(self.model).get(SITUATION))

    # ------------------------------------------------------------ what people do

    def _answer(self, now: QuizRun) -> Action | None:
        step = current(QUIZ, now)
        assert step is not None
        if self.chance.random() < self.skips:
            return Action("q", (now.id, "skip", step))
        return Action("q", (now.id, "a", step, str(self.chance.choice(QUIZ.asked(step)).value)))

    def _anything(self, now: QuizRun) -> Action | None:
        ways = (self._answer, self._button, self._button, self._words, self._old_button, self._nonsense)
        return self.chance.choice(ways)(now)

    def _button(self, now: QuizRun) -> Action | None:
        """One of the buttons that are shown, or a move that is always possible to send."""
        shown = [choice.action for say in self.check.ask(now) for row in say.choices for choice in row]
        ways = (Move.RESUME, Move.RESTART, Move.PAUSE, Move.STOP)
        plain = [*(Action("q", (now.id, move.value)) for move in ways), Action("q", (now.id, "say", "wrote"))]
        action = self.chance.choice([*shown, *plain])
        return action if action and action.verb == "q" else None

    def _words(self, now: QuizRun) -> Action | None:
        text = self.chance.choice(TEXTS)
        action = self.check.read(now, text, self.chance.choice((SURE, UNSURE)))
        if action is None:
            self.seen["unclear"] += 1
            self.check.unclear(now, text)
            self.check.ask(now)
        return action

    def _old_button(self, now: QuizRun) -> Action:
        """A second tap on something already answered, or a button of another run."""
        item, value = self.chance.choice(now.answers or (("ac1", 3),))
        run_id = self.chance.choice((now.id, now.id + "-9", "zz"))
        kind = self.chance.choice(
            (("a", item, str(value)), ("a", item, "1"), ("skip", item), ("back", item), ("m", item))
        )
        return Action("q", (run_id, *kind))

    def _nonsense(self, now: QuizRun) -> Action:
        words = self.chance.choices(("", now.id, *Move, "ac1", "3", "zz", "9" * 50), k=self.chance.randint(0, 5))
        return Action("q", tuple(map(str, words)))


def _value(action: Action, move: Move) -> object:
    if move is Move.SKIP:
        return None
    return int(action.args[3]) if action.args[3].isdigit() else action.args[3]
