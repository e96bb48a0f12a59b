"""What a search for a direction says at each stage: response ids with data and buttons, never words of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from bot.core.direction import AVOIDED, BEFORE, PICKING, STAGES, TOPICS, WISHES, Direction, DirectionRun, action
from bot.core.model import Choice, Occupation, Say
from bot.core.occupations import MOST, Idea, Wanted, idea, ideas

Rows = tuple[tuple[Choice, ...], ...]
LATEST = 64  # lists of ideas that are remembered: somebody reads and asks about one for a while


@dataclass(frozen=True, slots=True)
class Wording:
    """What can be said about a walk through one direction; `labels` are the words of its buttons."""

    direction: Direction
    labels: Mapping[str, str] = field(default_factory=dict)

    def shown(self, run: DirectionRun) -> Say:
        """The present question at length."""
        match run.at:
            case "results":
                return self.results(run)
            case "plan":
                return self.plan(run)
        data = {
            "number": STAGES.index(run.at) + 1,
            "total": len(PICKING),
            "most": self.direction.most,
            "picked": self.direction.labels(run.at, run.picked(run.at)),
        }
        return Say(f"direction_{run.at}", data, self._pick_rows(run))

    def again(self, run: DirectionRun) -> Say:
        """The present question in brief: the ideas and what there is to know of one are told at length only once."""
        if run.at == "plan" and not run.draft:
            return replace(self.plan(run), response="direction_plan_again")
        if run.at != "results":
            return self.shown(run)
        told = self.results(run)
        return Say("direction_choose", {"names": [each["name"] for each in told.data["ideas"]]}, told.choices)

    def heard(self, run: DirectionRun, stage: str, named: Sequence[tuple[str, str]]) -> Say:
        """What own words named (kind, id): picks of the stage, what ideas should have to do with, must-haves noted for
        later, and what will be left out."""
        verbs = {pick.id: pick.reason or pick.label.lower() for pick in self.direction.picks["good_at"]}
        by_kind = {kind: tuple(id_ for each, id_ in named if each == kind) for kind, _ in named}
        data = {
            "picked": self.direction.labels(stage, run.picked(stage)) if stage in by_kind else [],
            "topics": [verbs.get(each, each) for each in by_kind.get(WISHES, by_kind.get(TOPICS, ()))],
            "noted": self.direction.labels("must_haves", by_kind.get("must_haves", ()))
            if stage != "must_haves"
            else [],
            "avoided": [verbs.get(each, each) for each in by_kind.get(AVOIDED, ())],
        }
        return Say("direction_heard", data)

    def sure(self, run: DirectionRun) -> Say:
        return Say("direction_stop_confirm", {}, ((self.button(run, "end"),), (self.button(run, "resume"),)))

    def paused(self, run: DirectionRun) -> Say:
        return Say("direction_paused", {}, ((self.button(run, "resume"),),))

    def button(self, run: DirectionRun, way: str, *args: str) -> Choice:
        return Choice(self.labels.get(f"direction_{way}", way), action(run, way, *args))

    def _pick_rows(self, run: DirectionRun) -> Rows:
        now = run.picked(run.at)
        choices = [
            Choice(f"✓ {pick.label}" if pick.id in now else pick.label, action(run, "t", run.at, pick.id))
            for pick in self.direction.picks[run.at]
        ]
        wide = 1 if run.at == "interests" else 2 if run.at == "must_haves" else 3
        rows = [tuple(choices[i : i + wide]) for i in range(0, len(choices), wide)]
        ways = ("back", "skip", "next") if run.at in BEFORE else ("skip", "next")
        return (*rows, tuple(self.button(run, way, run.at) for way in ways))

    # ------------------------------------------------------------ ideas and the plan

    def results(self, run: DirectionRun) -> Say:
        found = self.found(run)
        looks = tuple(
            (Choice(each.occupation.name.capitalize(), action(run, "look", each.occupation.name)),) for each in found
        )
        own = ("good_at", "enjoy", "interests", TOPICS, WISHES)
        data = {
            "ideas": [self._told(each) for each in found],
            "must_haves": self.direction.labels("must_haves", run.picked("must_haves")),
            "blind": not any(run.picked(kind) for kind in own),
        }
        last = (self.button(run, "other"),), (self.button(run, "back"), self.button(run, "pause"))
        return Say("direction_results", data, (*looks, *last))

    def plan(self, run: DirectionRun, later: tuple[str, ...] = ()) -> Say:
        """A closer look at one occupation, and the plan it leads to; or the day that a plan still lacks."""
        rows = ((self.button(run, "back"), self.button(run, "skip")),)
        if run.draft:
            return Say("direction_when", {"draft": run.draft}, rows, asks=True)
        return Say("direction_plan", {**self._facts(run), "later": later}, rows, asks=True)

    def more(self, run: DirectionRun) -> Say:
        """What else the table tells about the occupation looked at."""
        return Say("direction_more", self._facts(run))

    def _facts(self, run: DirectionRun) -> dict[str, object]:
        row = self._row(run.occupation)
        return {
            "name": row.name if row else run.occupation,
            "title": row.title if row else "",
            "does": row.does if row else "",
            "training": row.training if row else "",
            "path": row.path if row else (),
        }

    def why(self, run: DirectionRun) -> tuple[Say, ...]:
        """Why an idea came up: the one looked at, else the closest."""
        row = self._row(run.occupation)
        chosen = idea(row, self._wanted(run)) if row and run.at == "plan" else next(iter(self.found(run)), None)
        return (Say("direction_why", self._told(chosen)),) if chosen else ()

    def found(self, run: DirectionRun) -> tuple[Idea, ...]:
        """The ideas of the run's batch."""
        return _batch(self.direction, self._wanted(run), run.batch)

    def _row(self, name: str | None) -> Occupation | None:
        return self.direction.occupations.get(name or "")

    def _told(self, each: Idea) -> dict[str, object]:
        """An idea as a template tells it: what it is, and why it came up in the person's own picks and words."""
        names = {pick.id: pick.reason or pick.label.lower() for pick in self.direction.picks["good_at"]}
        interests = {pick.id: pick.reason or pick.label for pick in self.direction.picks["interests"]}
        return {
            "name": each.occupation.name,
            "does": each.occupation.does,
            "training": each.occupation.training,
            "good_at": [names[verb] for verb in each.good_at if verb in names],
            "enjoy": [names[verb] for verb in each.enjoy if verb in names],
            "interests": [interests[letter] for letter in each.interests if letter in interests],
            "topics": list(each.topics),
            "role": each.role,
            "misses": list(each.misses),
        }

    def _wanted(self, run: DirectionRun) -> Wanted:
        """What the person picked and said, as the count of what fits takes it: a topic wished for at the ideas counts
        twice, as it was not enough before; what the table cannot tell is left for the person to check."""
        untold = {pick.id for pick in self.direction.picks["must_haves"] if pick.untold}
        return Wanted(
            good_at=run.picked("good_at"),
            enjoy=tuple(dict.fromkeys((*run.picked("enjoy"), *run.picked(WISHES)))),
            interests=run.picked("interests"),
            must_haves=tuple(tag for tag in run.picked("must_haves") if tag not in untold),
            topics=(*run.picked(TOPICS), *run.picked(WISHES)),
            avoided=run.picked(AVOIDED),
        )


@lru_cache(LATEST)
def _batch(direction: Direction, wanted: Wanted, number: int) -> tuple[Idea, ...]:
    """A batch of ideas; when all were seen, the first come again."""
    left = dict(direction.occupations)
    for _ in range(number % (len(left) // MOST or 1)):
        for each in ideas(tuple(left.values()), wanted):
            del left[each.occupation.name]
    return ideas(tuple(left.values()), wanted)
