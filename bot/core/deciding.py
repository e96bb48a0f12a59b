"""From scores to a decision: answer, offer, an honest no, alarm, or "I did not get that".

What is sure enough is answered, what is likely enough is offered, and of anything else the bot says that it did not
understand. Both thresholds come with the calibration, from the authors' own examples, so they fit any content. An
answer that is not quite sure comes with what else may have been meant: a wrong guess is put right by one tap, where
asking first would cost everybody a tap.
"""

from collections.abc import Mapping

from bot.core.matching.calibration import Calibration
from bot.core.matching.families import NOTHING, Candidate, Families
from bot.core.matching.matcher import Scores
from bot.core.model import Decision, Guess, Intent, Kind, Understanding

OFFERED = 3
SURE = 0.8  # confidence from which an answer needs no alternatives beside it
_CLEAR = 1.5  # times as likely as the next best is what gets an answer: between near equals the person chooses
_BESIDE = 2  # alternatives beside an answer
_POSSIBLE = 0.05  # confidence of one
_RUNNERS_UP = 3
_TURNED_DOWN = -9.0  # log-odds that nothing outweighs

_BY_KIND = {
    Kind.ANSWER: Decision.ANSWER,
    Kind.SMALL_TALK: Decision.ANSWER,
    Kind.OUT_OF_SCOPE: Decision.OUT_OF_SCOPE,
    Kind.SAFETY: Decision.SAFETY,
}

Weighed = tuple[Candidate, float]  # a candidate and its confidence


class Decider:
    """Decides on scores; `order` are the intents' ids as the scores have them. Gives its `reasons` only if wanted: to
    put them into words takes half as long as to decide."""

    def __init__(
        self, intents: Mapping[str, Intent], order: tuple[str, ...], calibration: Calibration, reasons: bool = True
    ) -> None:
        self._intents = intents
        self._order = order
        self._calibration = calibration
        self._families = Families(order)
        self._reasons = reasons

    def decided(self, scores: Scores, rejected: frozenset[str]) -> Understanding:
        """What a message or a part of it with these scores means; `rejected` are intents that it does not."""
        candidates = self._weighed(scores, rejected) if scores.coverage else ()
        guesses = tuple(
            Guess(self._id(candidate), confidence)
            for candidate, confidence in candidates
            if candidate.family != NOTHING
        )
        why = self._why(scores, candidates) if self._reasons else ()
        if not guesses:
            return Understanding(Decision.FALLBACK, None, 0.0, why=why)
        best, *others = guesses
        decision = self._decision(best, others)
        return Understanding(
            decision,
            best.intent,
            best.confidence,
            tuple(others[:_RUNNERS_UP]),
            self._offered(decision, guesses),
            alert=self._intents[best.intent].alarm if decision is Decision.SAFETY else None,
            why=(*why, f"{decision}: {best.intent} at {best.confidence:.2f}") if self._reasons else (),
        )

    def _weighed(self, scores: Scores, rejected: frozenset[str]) -> tuple[Weighed, ...]:
        values = scores.values.copy()
        if rejected:
            values[[place for place, id_ in enumerate(self._order) if id_ in rejected]] = _TURNED_DOWN
        found = self._families.candidates(values, _RUNNERS_UP + 1)
        return tuple((each, self._calibration.confidence(each, scores.coverage)) for each in found if each.score > 0)

    def _decision(self, best: Guess, others: list[Guess]) -> Decision:
        decision = _BY_KIND[self._intents[best.intent].kind]
        # An honest no with a way back does less harm than an answer nobody asked for: likelier than not is enough.
        enough = min(self._calibration.answer, 0.5) if decision is Decision.OUT_OF_SCOPE else self._calibration.answer
        rival = max((guess.confidence for guess in others), default=0.0)
        clear = best.confidence >= _CLEAR * rival or decision is Decision.SAFETY
        if best.confidence >= enough and clear:
            return decision
        return Decision.OFFER if best.confidence >= self._calibration.offer else Decision.FALLBACK

    def _offered(self, decision: Decision, guesses: tuple[Guess, ...]) -> tuple[str, ...]:
        """What may be meant, where that is to be asked; beside an answer, what else may be."""
        best, *others = guesses
        match decision:
            case Decision.OFFER:
                return tuple(guess.intent for guess in guesses[:OFFERED])
            case Decision.ANSWER | Decision.OUT_OF_SCOPE if best.confidence < SURE and not self._chat(best):
                possible = (guess for guess in others if guess.confidence >= _POSSIBLE)
                asked = [each.intent for each in possible if self._intents[each.intent].kind is Kind.ANSWER]
                return tuple(asked[:_BESIDE])
        return ()

    def _chat(self, guess: Guess) -> bool:
        return self._intents[guess.intent].kind is Kind.SMALL_TALK

    def _id(self, candidate: Candidate) -> str:
        """The member meant, or the family itself where no member is likelier than all others together."""
        member = self._order[candidate.member]
        sure = candidate.share > 0.5 or candidate.family not in self._intents
        return member if sure else candidate.family

    def _why(self, scores: Scores, candidates: tuple[Weighed, ...]) -> tuple[str, ...]:
        tokens = " ".join(token.word if token.stem >= 0 else f"[{token.word}]" for token in scores.tokens)
        best = ", ".join(
            f"{self._id(candidate) or 'nothing'} {candidate.score:.1f} → {confidence:.2f}"
            for candidate, confidence in candidates
        )
        return (f"read as: {tokens}", f"known: {scores.coverage:.0%} of it", f"families: {best}")
