"""The career check as a guide: reads a person's move, makes it by the table, says what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from bot.core import quiz_after, quiz_reading, quiz_says, results
from bot.core.guide import Past, Step
from bot.core.model import Action, Choice, Say, Understanding
from bot.core.profile import Profile
from bot.core.quiz import FINE, SITUATION, Quiz, QuizRun, State, current, scored, settled
from bot.core.quiz_effects import subject
from bot.core.quiz_moves import Move, moved
from bot.core.quiz_words import names_it
from bot.core.remarks import filled
from bot.core.scoring import Result, score

RESULTS_KEPT = 50
NOTES = {  # what to say over the question that a move led to
    Move.CALL: "named",
    Move.CHANGE: "changed",
    Move.FORM: "first",
    Move.RESTART: "first",
    Move.RESTART_YES: "first",
}


@dataclass(frozen=True, slots=True)
class CareerCheck:
    """A guide through one quiz. `labels` are the words of its buttons."""

    quiz: Quiz
    labels: Mapping[str, str] = field(default_factory=dict)

    def start(self, profile: Profile, run_id: str, moment: int, options: Mapping[str, Any]) -> Step[QuizRun]:
        """Open a run; `options` may name the `form` and the `subject`."""
        wanted = (str(options.get("form", "")), profile.settings.form, next(iter(self.quiz.forms)))
        form = next(name for name in wanted if name in self.quiz.forms)
        about = subject(str(options.get("subject", ""))) or "current"
        run = QuizRun(run_id, self.quiz.id, form, about, started=moment)
        return Step(run, (self._where(run, note="first"),))

    def read(self, run: QuizRun, text: str, understood: Understanding) -> Action | None:
        return quiz_reading.read(self.quiz, settled(self.quiz, run), text, understood)

    def move(self, run: QuizRun, action: Action, profile: Profile, moment: int) -> Step[QuizRun]:
        """Make a move; one that does not fit changes nothing and says where the run is."""
        run = settled(self.quiz, run)
        run_id, name, *args = (*action.args, "", "")[: max(2, len(action.args))]
        move = next((each for each in Move if each.value == name), None)
        after = moved(self.quiz, run, move, tuple(args)) if move and run_id == run.id else None
        if move is None or after is None:
            return Step(run, (self._refused(run, run_id, move, args),))
        if after.state is State.STOPPED:
            again = Choice(quiz_says.label(self.labels, "start"), Action("start", (self.quiz.id,)))
            return Step(None, (Say("quiz_stopped", self._progress(run), ((again,),), edits=True),))
        if after.state is State.FINISHED:
            return self._finished(after, profile, moment)
        return Step(after, (self._said(run, after, move, args),))

    def ask(self, run: QuizRun) -> tuple[Say, ...]:
        run = settled(self.quiz, run)
        return () if run.state is State.PAUSED else (self._where(run),)

    def remind(self, run: QuizRun) -> tuple[Say, ...]:
        run = settled(self.quiz, run)
        return (replace(self._where(replace(run, state=State.PAUSED)), response="quiz_reminder"),)

    def unclear(self, run: QuizRun, text: str) -> tuple[Say, ...]:
        run = settled(self.quiz, run)
        if run.state is State.PAUSED:
            return ()
        if run.state is State.ASKING and current(self.quiz, run) is not None:
            return (quiz_says.question(self.quiz, self.labels, run, "quiz_unclear"),)
        return (self._where(run, note="unclear"),)

    def after(self, profile: Profile, text: str, past: Past) -> Action | tuple[Say, ...] | None:
        plain_enough = past == "topic" or names_it(self.quiz, text, by_axis=past == "earlier")
        if not profile.results or not plain_enough:
            return None
        return quiz_after.said(self.quiz, self.labels, profile.results, text)

    # ------------------------------------------------------------ what came of a move

    def _said(self, before: QuizRun, after: QuizRun, move: Move, args: list[str]) -> Say:
        if move is Move.EXPLAIN:
            return quiz_says.question(self.quiz, self.labels, after, "quiz_explain", edits=True)
        if move is Move.REMARK:
            return self._remarked(after, args[0])
        resumed = before.state is State.PAUSED and move is Move.RESUME
        return self._where(after, note="resumed" if resumed else NOTES.get(move, ""), edits=True)

    def _remarked(self, run: QuizRun, remark_id: str) -> Say:
        """The words that answer a remark about the quiz, over the present question."""
        remark = next(each for each in self.quiz.remarks if each.id == remark_id)
        where, now = self._where(run), self._progress(run)
        numbers = (("left", now["total"] - now["done"]), ("done", now["done"]), ("total", now["total"]))
        unasked = {"stage": "", "text": "", "explains": "", "again": False}
        data = {**unasked, **where.data, "says": filled(remark.says, numbers)}
        return replace(where, response="quiz_remark", data=data)

    def _refused(self, run: QuizRun, run_id: str, move: Move | None, args: list[str]) -> Say:
        """Where the run really is; the second of a double tap is passed over in silence, with the same question."""
        step, value = (*args, "", "")[:2]
        double = move is Move.ANSWER and run_id == run.id and str(run.answer(step)) == value
        if move is Move.BACK and run_id == run.id and not run.answers:
            return self._where(run, note="earliest", edits=True)
        if double or run.state is not State.ASKING or current(self.quiz, run) is None:
            return self._where(run, edits=True)
        return quiz_says.question(self.quiz, self.labels, run, "quiz_stale", "stale", edits=True)

    def _finished(self, run: QuizRun, profile: Profile, moment: int) -> Step[QuizRun]:
        result = self._result(run, moment)
        kept = replace(profile, results=(*profile.results, result)[-RESULTS_KEPT:])
        says = results.says(self.quiz, self.labels, kept.results, len(kept.results), edits=True)
        return Step(None, says, kept)

    def _result(self, run: QuizRun, moment: int) -> Result:
        fine, situation = run.answer(FINE), run.answer(SITUATION)
        return score(
            self.quiz,
            run.form,
            scored(self.quiz, run),
            subject=run.subject,
            day=datetime.fromtimestamp(moment, UTC).date().isoformat(),
            fine=fine if isinstance(fine, int) else None,
            situation=situation if isinstance(situation, str) else None,
        )

    def _where(self, run: QuizRun, note: str = "", edits: bool = False) -> Say:
        return quiz_says.where(self.quiz, self.labels, run, note=note, edits=edits)

    def _progress(self, run: QuizRun) -> dict[str, Any]:
        return quiz_says.progress(self.quiz, self.labels, run)
