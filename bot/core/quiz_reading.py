"""What typed words mean where a quiz stands: a move ("go back one"), a remark, a name for the work, or an answer."""

from collections.abc import Iterable

from bot.core import remarks
from bot.core.model import Action, Decision, Understanding
from bot.core.plain import plain
from bot.core.quiz import Quiz, QuizRun, State, current
from bot.core.quiz_actions import NAMED, action, named
from bot.core.quiz_effects import SUBJECTS, subject
from bot.core.quiz_hints import leaning
from bot.core.quiz_moves import Move
from bot.core.quiz_words import CLAUSES, Value, answer, free, hinted, listed, names_it, phrases, vocabulary

OWN = 6  # words; "im a nurse" in the middle of the statements says which work they are about
CHANGE, SAME = "change", "same"  # what a remark does to the last answer: another one, or once more


def read(quiz: Quiz, run: QuizRun, text: str, understood: Understanding) -> Action | None:
    """The move that the words stand for where the run is, or None."""
    if understood.decision is Decision.SAFETY:
        return None
    step = current(quiz, run)
    name = _named(quiz, text, NAMED.get(run.state, ()))
    if name is not None:
        return named(run, name, step)
    if run.state is State.ASKING and step is not None:
        return _replied(quiz, run, step, text, understood)
    return _remarked(quiz, run, step, text) or _called(quiz, run, text)


def _named(quiz: Quiz, text: str, names: Iterable[str]) -> str | None:
    """The one of the named moves that the whole text stands for; a bare question mark asks what is meant."""
    if text.strip() and not text.strip(" ?"):
        return "explain" if "explain" in names else None
    values = {words: name for name in names for words in listed(quiz, name)}
    found = set(vocabulary(quiz, values).covered(plain(text)) or ())
    return str(found.pop()) if len(found) == 1 else None


# ---------------------------------------------------------------- what is said to the present question


def _replied(quiz: Quiz, run: QuizRun, step: str, text: str, understood: Understanding) -> Action | None:
    """The plainest reading first: an answer word for word, a remark, an answer with a reason, a leaning."""
    words = vocabulary(quiz, phrases(quiz.asked(step)))
    asks = _asks(quiz, text)
    sure = understood.decision in (Decision.ANSWER, Decision.OUT_OF_SCOPE)
    certainty = understood.confidence if sure else 0.0
    return (
        _agreed(quiz, run, step, text)
        or _answered(run, step, answer(words, text, is_question=True))
        or _remarked(quiz, run, step, text)
        or _called_first(quiz, run, text)
        or _answered(run, step, answer(words, text, is_question=sure))
        or (None if asks else _leaned(quiz, run, step, text, certainty) or _own_work(quiz, run, text, understood))
    )


def _asks(quiz: Quiz, text: str) -> bool:
    """Whether a part of the message begins like a question: "no whats a calling"."""
    first = listed(quiz, "yes") | listed(quiz, "no") | listed(quiz, "filler")
    clauses = ([word for word in plain(clause).split() if word not in first] for clause in CLAUSES.split(text))
    return "?" in text or any(clause[:1] and clause[0] in listed(quiz, "question") for clause in clauses)


def _answered(run: QuizRun, step: str, value: Value | None) -> Action | None:
    return None if value is None else action(run, Move.ANSWER, step, str(value))


def _agreed(quiz: Quiz, run: QuizRun, step: str, text: str) -> Action | None:
    """A yes or a no to "shall I note that?"."""
    said = _named(quiz, text, ("yes", "no")) if run.maybe else None
    if said == "yes" and len(run.maybe) == 1:
        return action(run, Move.ANSWER, step, str(run.maybe[0]))
    return action(run, Move.RESUME) if said == "no" else None


def _leaned(quiz: Quiz, run: QuizRun, step: str, text: str, certainty: float) -> Action | None:
    """What a sentence leans to: asked back for a statement, taken for a last question, which counts for nothing."""
    if quiz.is_scaled(step):
        values = leaning(quiz, step, text, certainty)
        return action(run, Move.MAYBE, step, *map(str, values)) if values else None
    return _answered(run, step, hinted(quiz.asked(step), text))


def _own_work(quiz: Quiz, run: QuizRun, text: str, understood: Understanding) -> Action | None:
    """ "im a nurse" names the work that the statements are about."""
    jobs = [each.id for each in understood.entities if each.kind == "occupation"]
    words = plain(text).split()
    tells = understood.mine and len(jobs) == 1 and run.subject == "current"
    fits = len(words) <= OWN and listed(quiz, "not").isdisjoint(words)
    return action(run, Move.CALL, jobs[0]) if tells and fits else None


# ---------------------------------------------------------------- remarks


def _remarked(quiz: Quiz, run: QuizRun, step: str | None, text: str) -> Action | None:
    """What a remark about the quiz itself leads to."""
    remark, beside = remarks.found(quiz.remarks, text, free(quiz), "during")
    if remark is None or (remark.says and run.state is State.PAUSED and not names_it(quiz, text)):
        return None  # meanwhile the talk is about something else
    if remark.does == CHANGE:
        return _changed(quiz, run, step, beside)
    if remark.does == SAME:
        return _repeated(quiz, run, step)
    if remark.says:
        return action(run, Move.REMARK, remark.id)
    if remark.does in NAMED[State.ASKING]:
        return named(run, remark.does, step)
    return Action.parse(remark.does) if remark.does else None


def _changed(quiz: Quiz, run: QuizRun, step: str | None, beside: tuple[str, ...]) -> Action | None:
    """Another answer to the last question ("i meant 4"), or that question again ("i lied on the last one")."""
    if not run.answers or run.state is not State.ASKING or step is None:
        return None
    last = run.answers[-1][0]
    words = vocabulary(quiz, phrases(quiz.asked(last)))
    tails = (" ".join(beside[at:]) for at in range(len(beside)))
    value = next((value for tail in tails if (value := answer(words, tail, is_question=True)) is not None), None)
    return action(run, Move.BACK, step) if value is None else action(run, Move.CHANGE, last, str(value))


def _repeated(quiz: Quiz, run: QuizRun, step: str | None) -> Action | None:
    """ "Same again": the last answer for the present statement too."""
    value = run.answers[-1][1] if run.answers else None
    fits = step is not None and quiz.is_scaled(step) and isinstance(value, int) and run.state is State.ASKING
    return action(run, Move.ANSWER, step or "", str(value)) if fits else None


# ---------------------------------------------------------------- which work it is about


def _called_first(quiz: Quiz, run: QuizRun, text: str) -> Action | None:
    """ "My last job", before anything was answered: the work that all of it is about."""
    key = None if run.answers else _kind(quiz, text)
    return action(run, Move.CALL, key) if key else None


def _called(quiz: Quiz, run: QuizRun, text: str) -> Action | None:
    """Where a name is wanted: one of the four kinds of work that have a key, or a name."""
    if run.state is not State.NAMING:
        return None
    name = _kind(quiz, text) or (None if _asks(quiz, text) else subject(text))
    return action(run, Move.CALL, name) if name else None


def _kind(quiz: Quiz, text: str) -> str | None:
    return next((key for key in SUBJECTS if plain(text) in listed(quiz, key)), None)
