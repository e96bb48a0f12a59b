"""What typed words mean where a quiz stands: an answer, a move ("go back one"), a name for the work, or none."""

from collections.abc import Iterable

from bot.core import quiz_words
from bot.core.model import Action, Decision, Understanding
from bot.core.quiz import Quiz, QuizRun, State, current
from bot.core.quiz_moves import SUBJECTS, Move, subject
from bot.core.quiz_words import Vocabulary, plain, plains

_NAMES = {
    State.ASKING: ("skip", "back", "explain", "pause", "restart", "stop", "resume", "name"),
    State.NAMING: ("back", "skip", "pause", "restart", "stop", "resume"),
    State.PAUSED: ("resume", "restart", "stop"),
    State.STOPPING: ("yes", "no", "stop", "resume", "pause", "restart"),
}
_STEPPED = {"skip": Move.SKIP, "back": Move.BACK, "explain": Move.EXPLAIN}
_PLAIN = {
    "pause": Move.PAUSE,
    "restart": Move.RESTART,
    "resume": Move.RESUME,
    "stop": Move.STOP,
    "name": Move.NAME,
    "no": Move.RESUME,
    "yes": Move.STOP_YES,
}


def read(quiz: Quiz, run: QuizRun, text: str, understood: Understanding) -> Action | None:
    """The move that the words stand for where the run is, or None."""
    if understood.decision is Decision.SAFETY:
        return None
    step = current(quiz, run)
    named = _named(quiz, text, _NAMES.get(run.state, ()))
    if named is not None:
        return _move(run, named, step)
    if run.state is State.NAMING:
        name = _subject(quiz, text)
        return action(run, Move.CALL, name) if name else None
    if run.state is not State.ASKING or step is None:
        return None
    asks = understood.decision in (Decision.ANSWER, Decision.OUT_OF_SCOPE)
    words = _vocabulary(quiz, quiz_words.phrases(quiz.asked(step)))
    value = quiz_words.answer(words, text, is_question=asks)
    return None if value is None else action(run, Move.ANSWER, step, str(value))


def action(run: QuizRun, move: Move, *args: str) -> Action:
    """What a button for a move of this run does."""
    return Action("q", (run.id, move.value, *args))


def _vocabulary(quiz: Quiz, values: quiz_words.Values) -> Vocabulary:
    return Vocabulary(values, _plain(quiz, "filler"), _plain(quiz, "question"))


def _plain(quiz: Quiz, name: str) -> frozenset[str]:
    return plains(quiz.words.get(name, ()))


def _named(quiz: Quiz, text: str, names: Iterable[str]) -> str | None:
    """The one of the named moves that the whole text stands for; a bare question mark asks what is meant."""
    if text.strip() and not text.strip(" ?"):
        return "explain" if "explain" in names else None
    values = {words: name for name in names for words in _plain(quiz, name)}
    found = set(_vocabulary(quiz, values).covered(plain(text)) or ())
    return str(found.pop()) if len(found) == 1 else None


def _move(run: QuizRun, named: str, step: str | None) -> Action | None:
    if run.state is State.STOPPING and named == "stop":
        return action(run, Move.STOP_YES)
    if run.state is State.NAMING and named == "skip":
        return action(run, Move.RESUME)
    if named in _STEPPED:
        return action(run, _STEPPED[named], step) if step else None
    return action(run, _PLAIN[named])


def _subject(quiz: Quiz, text: str) -> str | None:
    """Which work it is about: one of the four that have a key, or a name."""
    form = plain(text)
    known = next((key for key in SUBJECTS if form in _plain(quiz, key)), None)
    if known or "?" in text or _vocabulary(quiz, {}).asks(form):
        return known
    return subject(text)
