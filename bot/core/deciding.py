"""From scores to a decision: answer, offer, an honest no, alarm, or "I did not get that".

What is sure enough is answered, what is likely enough is offered, and of anything else the bot says that it did not
understand. Both thresholds come with the calibration, from the authors' own examples, so they fit any content.
"""

from collections.abc import Mapping

from bot.core.matching.calibration import Calibration
from bot.core.matching.families import NOTHING, Candidate, Families
from bot.core.matching.matcher import Scores
from bot.core.model import Decision, Guess, Intent, Kind, Understanding

OFFERED = 3
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
    """Decides on scores; `order` are the intents' ids as the scores have them."""

    def __init__(self, intents: Mapping[str, Intent], order: tuple[str, ...], calibration: Calibration) -> None:
        self._intents = intents
        self._order = order
        self._calibration = calibration
        self._families = Families(order)

    def decided(self, scores: Scores, rejected: frozenset[str]) -> Understanding:
        """What a message or a part of it with these scores means; `rejected` are intents that it does not."""
        candidates = self._weighed(scores, rejected) if scores.tokens else ()
        guesses = tuple(
            Guess(self._id(candidate), confidence)
            for candidate, confidence in candidates
            if candidate.family != NOTHING
        )
        why = self._why(scores, candidates)
        if not guesses:
            return Understanding(Decision.FALLBACK, None, 0.0, why=why)
        best, *others = guesses
        decision = self._decision(best)
        return Understanding(
            decision,
            best.intent,
            best.confidence,
            tuple(others[:_RUNNERS_UP]),
            tuple(guess.intent for guess in guesses[:OFFERED]) if decision is Decision.OFFER else (),
            alert="despair" if decision is Decision.SAFETY else None,
            why=(*why, f"{decision}: {best.intent} at {best.confidence:.2f}"),
        )

    def _weighed(self, scores: Scores, rejected: frozenset[str]) -> tuple[Weighed, ...]:
        values = scores.values.copy()
        if rejected:
            values[[place for place, id_ in enumerate(self._order) if id_ in rejected]] = _TURNED_DOWN
        found = self._families.candidates(values, _RUNNERS_UP + 1)
        return tuple((each, self._calibration.confidence(each, scores.coverage)) for each in found if each.score > 0)

    def _decision(self, best: Guess) -> Decision:
        decision = _BY_KIND[self._intents[best.intent].kind]
        # An honest no with a way back does less harm than an answer nobody asked for: likelier than not is enough.
        enough = min(self._calibration.answer, 0.5) if decision is Decision.OUT_OF_SCOPE else self._calibration.answer
        if best.confidence >= enough:
            return decision
        return Decision.OFFER if best.confidence >= self._calibration.offer else Decision.FALLBACK

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
