"""What typed words mean while somebody looks for a direction: a move, a remark, picks in their own words, a plan.

Words that tell the talk what to do ("back", "other ideas", "make a plan") win over everything else they may mean, so
that no "check" becomes checking, and no "other ideas" a plan.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.core import remarks
from bot.core.direction import AVOIDED, PICKING, TOPICS, WISHES, Direction, DirectionRun, action
from bot.core.direction_words import Control, Denying, Named, control, named, words_in
from bot.core.follow_ups import FollowUps, nth_of, nths_in, read
from bot.core.model import Action, Decision, Understanding
from bot.core.phrases import Phrases
from bot.core.plain import plain, plains

ANYWHERE = (Control.BACK, Control.SKIP, Control.NEXT, Control.STOP, Control.PAUSE, Control.RESTART)
DRAFTED = 3  # words that a plan has at least
HALTED = {
    ("stopping", Control.YES): "end",
    ("stopping", Control.STOP): "end",
    ("stopping", Control.NO): "resume",
    ("stopping", Control.RESUME): "resume",
    ("paused", Control.RESUME): "resume",
    ("paused", Control.NEXT): "resume",
    ("paused", Control.RESTART): "restart",
    ("paused", Control.STOP): "stop",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One message to one walk. `shown` are the names of the ideas on the screen, with what else they are called."""

    direction: Direction
    follow_ups: FollowUps
    run: DirectionRun
    text: str
    understood: Understanding
    shown: Mapping[str, tuple[str, ...]]

    def action(self) -> Action | None:
        """The move that the words stand for, or None."""
        said = control(self.text, self.direction.words) or control(self._bare(), self.direction.words)
        if self.run.halted:
            does = HALTED.get((self.run.halted, said)) if said else None
            return action(self.run, does) if does else None
        return self._controlled(said) or self._remarked() or self._told()

    # ------------------------------------------------------------ moves in words

    def _bare(self) -> str:
        """The message without the words that may stand beside a remark: "nothing" of "um nothing really"."""
        return " ".join(word for word in words_in(self.text) if word not in self._listed("beside"))

    def _controlled(self, said: Control | None) -> Action | None:
        if (said is Control.OTHER and self.run.at in ("results", "plan")) or (
            said is Control.NO and self.run.at == "results"
        ):
            return action(self.run, "other")
        return action(self.run, said.value) if said in ANYWHERE else None

    def _remarked(self) -> Action | None:
        remark, _ = remarks.found(self.direction.remarks, self.text, self._listed("beside"), "during")
        if remark is None:
            return None
        if remark.says:
            return action(self.run, "say", remark.id)
        return Action.parse(remark.does) if ":" in remark.does else action(self.run, remark.does)

    # ------------------------------------------------------------ own words

    def _told(self) -> Action | None:
        if self._asks():
            return None
        if self.run.at in PICKING:
            return self._picked()
        return self._chosen() if self.run.at == "results" else self._planned()

    def _asks(self) -> bool:
        """Whether it is a question: by its mark, or by how it begins ("what", "can you")."""
        leads = self._listed("questions")
        words = plain(self.text).split()
        opens = (" ".join(words[:length]) for length in (1, 2))
        return self.text.rstrip().endswith("?") or any(opening in leads for opening in opens)

    def _picked(self) -> Action | None:
        """Picks of this stage, by their words, by their places, or by the work that is named."""
        found = self._heard(self.run.at) or self._heard(self.run.at, passing=False)
        own = found or self._as(self.run.at, self._at_places()) or self._as(self.run.at, self._of_work_named())
        return action(self.run, "add", *own) if own else None

    def _heard(self, stage: str, passing: bool = True) -> tuple[str, ...]:
        """What the words name, each with the kind of thing it is: for this stage, must-haves, topics, what to avoid. Of
        must-haves said in `passing`, at another question, only unmistakable phrases count."""
        denying = Denying(self._listed("not"), self._listed("but"))
        topics = named(self.text, self.direction.topics, denying)
        passing = passing and stage not in ("must_haves", "results")
        must_haves = named(self.text, self._words("must_haves", phrases_only=passing))
        within = {place for each in must_haves for place in range(each.at, each.at + each.length)}
        verbs = self._beside(within, named(self.text, self._words("good_at"), denying))
        own = (
            verbs
            if stage in ("good_at", "enjoy")
            else self._beside(within, named(self.text, self._words(stage), denying))
        )
        own = () if stage == "must_haves" else own
        about = [each.id for each in self._beside(within, topics) if not each.denied]
        likes = [each.id for each in own if not each.denied]
        return (
            *self._as(WISHES if stage == "results" else stage, likes if stage != "results" else about or likes),
            *self._as("must_haves", (each.id for each in must_haves)),
            *self._as(TOPICS, about),
            *self._as(AVOIDED, (each.id for each in (*verbs, *topics) if each.denied)),
        )

    def _beside(self, within: set[int], found: Iterable[Named]) -> tuple[Named, ...]:
        """Those that are no part of a must-have: the home in "near my home" is no house."""
        return tuple(each for each in found if each.at not in within)

    def _as(self, kind: str, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(f"{kind}={id_}" for id_ in dict.fromkeys(ids))

    def _words(self, stage: str, phrases_only: bool = False) -> Mapping[str, tuple[str, ...]]:
        """The words and phrases of a stage's picks."""
        return _words(self.direction, "good_at" if stage == "results" else stage, phrases_only)

    def _at_places(self) -> tuple[str, ...]:
        """The first and the last of the buttons."""
        picks = self.direction.picks[self.run.at]
        places = [place for place in nths_in(self.text, self.follow_ups) if place <= len(picks)]
        return tuple(picks[place - 1 if place > 0 else -1].id for place in places)

    def _of_work_named(self) -> tuple[str, ...]:
        """What the work that is named takes, for "a vet" or "i was a carpenter": its verbs, or its letters."""
        rows = [self.direction.occupations[id_] for id_ in self._works()][:1]
        taken = {id_ for row in rows for id_ in (*row.verbs, *row.interests)}
        fits = (pick.id for pick in self.direction.picks[self.run.at] if pick.id in taken)
        return tuple(fits)[: self.direction.most]

    def _works(self) -> list[str]:
        return [each.id for each in self.understood.entities if each.id in self.direction.occupations]

    # ------------------------------------------------------------ ideas and the plan

    def _chosen(self) -> Action | None:
        """Which idea a number or a name stands for; or what the ideas should be instead ("something with music")."""
        names = self._named_ideas()
        wishes = self._heard("results")
        wants = not self._listed("wishing").isdisjoint(words_in(self.text))
        if wishes and (wants or not names):
            return action(self.run, "add", *wishes)
        return action(self.run, "look", *names) if names else None

    def _named_ideas(self) -> tuple[str, ...]:
        order = tuple(self.shown)
        places = [place for place in nths_in(self.text, self.follow_ups) if place <= len(order)]
        if places:
            return tuple(order[place - 1 if place > 0 else -1] for place in places)
        return tuple(each.id for each in named(self.text, self.shown)) or tuple(self._works())

    def _planned(self) -> Action | None:
        """A plan names its day; without one it is a draft, unless the words mean something else for sure."""
        words = plain(self.text).split()
        dated = _days(self.direction.words.get("days", ())).found(words) is not None
        if dated:
            return action(self.run, "plan", self.text.strip())
        sure = self.understood.decision in (Decision.ANSWER, Decision.OUT_OF_SCOPE)
        leans = read(self.text, self.follow_ups, None, ()) is not None  # "tell me more" is no plan
        other = self._other_idea(words)
        if other:
            return action(self.run, "look", other)
        return None if sure or leans or len(words) < DRAFTED else action(self.run, "draft", self.text.strip())

    def _other_idea(self, words: list[str]) -> str | None:
        """Another idea or line of work that the message is, and nothing else."""
        place, order = nth_of(self.text, self.follow_ups), tuple(self.shown)
        if place is not None and place <= len(order):
            return order[place - 1 if place > 0 else -1]
        whole = (each for each in self.understood.entities if each.id in self.direction.occupations)
        return next((each.id for each in whole if len(words) <= len(each.text.split()) + 1), None)

    def _listed(self, name: str) -> frozenset[str]:
        return plains(self.direction.words.get(name, ()))


@lru_cache(maxsize=4)
def _days(phrases: tuple[str, ...]) -> Phrases:
    return Phrases({"day": phrases})


@lru_cache(maxsize=16)
def _words(direction: Direction, stage: str, phrases_only: bool) -> Mapping[str, tuple[str, ...]]:
    """By the id of a pick its label and words, or those of several words only."""
    phrases = {pick.id: (pick.label, *pick.words) for pick in direction.picks.get(stage, ())}
    return {id_: tuple(p for p in all_ if not phrases_only or len(words_in(p)) > 1) for id_, all_ in phrases.items()}
