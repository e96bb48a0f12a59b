"""Find a direction: the article's three questions, then must-haves, led to occupations worth a look.

What are you good at, what do you enjoy, where do the two meet; picks are toggled by buttons or named in the person's
own words. The moves stand in a table; everything said is a response id with data.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any, Literal

from bot.core.direction_reading import Control, control, picked
from bot.core.follow_ups import FollowUps, nths_in, read
from bot.core.guide import Step
from bot.core.model import Action, Choice, Occupation, Say, Understanding
from bot.core.occupations import MOST, Idea, ideas
from bot.core.profile import Plan, Profile

STAGES = ("good_at", "enjoy", "interests", "must_haves", "results", "plan")
NEXT = dict(pairwise(STAGES))
BEFORE = {later: stage for stage, later in NEXT.items()}
PICKING = STAGES[:4]
PLANS_KEPT = 10
PLAN_LENGTH = 300  # characters


@dataclass(frozen=True, slots=True)
class Pick:
    """Something to pick: its id, what its button says, the words it is recognised by, and how a reason names it."""

    id: str
    label: str
    words: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DirectionRun:
    """One person's walk: where it is, what was picked at each stage, and which occupation the plan is about."""

    id: str
    at: str = STAGES[0]
    picks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    occupation: str | None = None
    batch: int = 0  # how often other ideas were asked for
    halted: Literal["", "paused", "stopping"] = ""
    kind: Literal["direction"] = "direction"

    def picked(self, stage: str) -> tuple[str, ...]:
        """The ids picked at `stage`."""
        return dict(self.picks).get(stage, ())


@dataclass(frozen=True, slots=True)
class Person:
    """Who moves, and when (Unix seconds)."""

    profile: Profile
    moment: int


@dataclass(frozen=True, slots=True)
class Direction:
    """The guide; a `Guide[DirectionRun]`. `most` is how many picks a stage takes."""

    picks: Mapping[str, tuple[Pick, ...]]
    words: Mapping[str, tuple[str, ...]]
    occupations: Mapping[str, Occupation]
    labels: Mapping[str, str] = field(default_factory=dict)
    follow_ups: FollowUps = field(default_factory=FollowUps)
    most: int = 3

    # ------------------------------------------------------------ the guide's four questions

    def start(self, profile: Profile, run_id: str, moment: int, options: Mapping[str, Any]) -> Step[DirectionRun]:
        run = DirectionRun(run_id)
        return Step(run, self._shown(run))

    def read(self, run: DirectionRun, text: str, understood: Understanding) -> Action | None:
        named = control(text, self.words)
        if run.halted:
            return self._read_halted(run, named)
        if named in (Control.OTHER, Control.NO) and run.at == "results":
            return _action(run, "other")
        if named in (Control.BACK, Control.SKIP, Control.NEXT, Control.STOP, Control.PAUSE, Control.RESTART):
            return _action(run, named.value)
        return self._read_stage(run, text, understood)

    def move(self, run: DirectionRun, action: Action, profile: Profile, moment: int) -> Step[DirectionRun]:
        run_id, name, *args = (*action.args, "", "") if len(action.args) < 2 else action.args
        handler = MOVES.get((run.halted, name))
        if run_id != run.id or handler is None:
            return self._stale(run)
        return handler(self, run, tuple(args), Person(profile, moment))

    def ask(self, run: DirectionRun) -> tuple[Say, ...]:
        return () if run.halted else self._shown_again(run)

    def remind(self, run: DirectionRun) -> tuple[Say, ...]:
        return (replace(self._paused(run), response="direction_reminder"),)

    def unclear(self, run: DirectionRun, text: str) -> tuple[Say, ...]:
        if run.halted:
            return ()
        return (Say("direction_unclear", {"stage": run.at}), *self._shown_again(run))

    def after(self, profile: Profile, text: str) -> Action | tuple[Say, ...] | None:
        return None

    # ------------------------------------------------------------ reading words

    def _read_halted(self, run: DirectionRun, named: Control | None) -> Action | None:
        match run.halted, named:
            case "stopping", Control.YES | Control.STOP:
                return _action(run, "end")
            case "stopping", Control.NO | Control.RESUME:
                return _action(run, "resume")
            case "paused", Control.RESUME | Control.NEXT:
                return _action(run, "resume")
            case "paused", Control.RESTART:
                return _action(run, "restart")
        return None

    def _read_stage(self, run: DirectionRun, text: str, understood: Understanding) -> Action | None:
        """Own words: verbs and statements where picks are wanted, an idea's name or number, the plan's own wording."""
        if text.rstrip().endswith("?") or text.lower().split(maxsplit=1)[0] in self.words.get("questions", ()):
            return None
        if run.at in PICKING:
            found = picked(text, {pick.id: (pick.label, *pick.words) for pick in self.picks[run.at]})
            found = found or self._of_work_named(run.at, understood)
            return _action(run, "add", *found) if found else None
        if run.at == "results":
            chosen = self._ideas_named(run, text, understood)
            return _action(run, "look", *chosen) if chosen else None
        leans = read(text, self.follow_ups, None, ())  # "tell me more" is no plan
        return None if leans else _action(run, "plan", text.strip()[:PLAN_LENGTH])

    def _of_work_named(self, stage: str, understood: Understanding) -> tuple[str, ...]:
        """What the work that is named takes, for "a vet" or "i was a carpenter": its verbs, or its letters."""
        rows = [self.occupations[each.id] for each in understood.entities if each.id in self.occupations][:1]
        taken = {id_ for row in rows for id_ in (*row.verbs, *row.interests)}
        return tuple(pick.id for pick in self.picks[stage] if pick.id in taken)[: self.most]

    def _ideas_named(self, run: DirectionRun, text: str, understood: Understanding) -> tuple[str, ...]:
        """What a number or a name stands for: "the second and the third", "nurse", or one that is not on the list."""
        found = self._ideas(run)
        places = [place for place in nths_in(text, self.follow_ups) if place <= len(found)]
        if places:
            return tuple(found[place - 1 if place > 0 else -1].occupation.name for place in places)
        names = {idea.occupation.name: (idea.occupation.name, *idea.occupation.aliases) for idea in found}
        others = (each.id for each in understood.entities if each.id in self.occupations)
        return picked(text, names) or tuple(others)

    # ------------------------------------------------------------ moves

    def _resume(self, run: DirectionRun, args: tuple[str, ...], person: "Person") -> Step[DirectionRun]:
        return self._at(replace(run, halted=""), edits=False)

    def _stop(self, run: DirectionRun, args: tuple[str, ...], person: "Person") -> Step[DirectionRun]:
        return Step(replace(run, halted="stopping"), (self._sure(run),))

    def _end(self, run: DirectionRun, args: tuple[str, ...], person: "Person") -> Step[DirectionRun]:
        return Step(None, (Say("direction_stopped", edits=True),))

    def _restart(self, run: DirectionRun, args: tuple[str, ...], person: "Person") -> Step[DirectionRun]:
        return self._at(DirectionRun(run.id), edits=False)

    def _pause(self, run: DirectionRun, args: tuple[str, ...], person: "Person") -> Step[DirectionRun]:
        return Step(replace(run, halted="paused"), (self._paused(run),))

    def _toggle(self, run: DirectionRun, args: tuple[str, ...], person: "Person") -> Step[DirectionRun]:
        """A tap takes a pick back or adds it; a tap on another stage's old button changes nothing."""
        stage, *ids = args or ("",)
        known = {pick.id for pick in self.picks.get(stage, ())}
        if stage != run.at or not known.issuperset(ids):
            return self._stale(run)
        now = run.picked(stage)
        kept = tuple(id_ for id_ in now if id_ not in ids)
        added = tuple(id_ for id_ in ids if id_ not in now)
        if len(kept) + len(added) > self.most:
            return Step(run, (Say("direction_enough", {"most": self.most}, note=True),))
        return self._at(_with(run, stage, (*kept, *added)), edits=True)

    def _add(self, run: DirectionRun, args: tuple[str, ...], person: "Person") -> Step[DirectionRun]:
        """What own words named is added, and the talk goes on: who writes a sentence has answered the question."""
        if run.at not in PICKING:
            return self._stale(run)
        known = {pick.id for pick in self.picks[run.at]}
        named = dict.fromkeys((*run.picked(run.at), *(id_ for id_ in args if id_ in known)))
        run = _with(run, run.at, tuple(named)[: self.most])
        later = replace(run, at=NEXT[run.at])
        return Step(later, (Say("direction_heard", {"picked": self._labels(run, run.at)}), *self._shown(later)))

    def _next(self, run: DirectionRun, args: tuple[str, ...], person: "Person") -> Step[DirectionRun]:
        if run.at not in PICKING or args[:1] not in ((), (run.at,)):
            return self._stale(run)
        if not run.picked(run.at) and run.at != "must_haves":
            return Step(run, (Say("direction_pick_one", {}, note=True),))
        return self._at(replace(run, at=NEXT[run.at]), edits=True)

    def _skip(self, run: DirectionRun, args: tuple[str, ...], person: "Person") -> Step[DirectionRun]:
        if run.at not in PICKING:
            return Step(None, (Say("direction_done", {"plan": None, "day": None}),))
        if args[:1] not in ((), (run.at,)):
            return self._stale(run)
        return self._at(replace(_with(run, run.at, ()), at=NEXT[run.at]), edits=True)

    def _back(self, run: DirectionRun, args: tuple[str, ...], person: "Person") -> Step[DirectionRun]:
        if args[:1] not in ((), (run.at,)):
            return self._stale(run)
        return self._at(replace(run, at=BEFORE.get(run.at, run.at)), edits=True)

    def _other(self, run: DirectionRun, args: tuple[str, ...], person: "Person") -> Step[DirectionRun]:
        if run.at != "results":
            return self._stale(run)
        return self._at(replace(run, batch=run.batch + 1), edits=False)

    def _look(self, run: DirectionRun, args: tuple[str, ...], person: "Person") -> Step[DirectionRun]:
        """A closer look at one idea, or at what the person thought of; others named along with it come after "back"."""
        named = [name for name in args if name in self.occupations]
        if run.at not in ("results", "plan") or not named:
            return self._stale(run)
        run = replace(run, at="plan", occupation=named[0])
        return Step(run, (self._plan(run, later=tuple(named[1:])),))

    def _planned(self, run: DirectionRun, args: tuple[str, ...], person: "Person") -> Step[DirectionRun]:
        text = ":".join(args)[:PLAN_LENGTH]
        if run.at != "plan" or not text:
            return self._stale(run)
        plan = Plan(datetime.fromtimestamp(person.moment, UTC).date().isoformat(), text, run.occupation)
        kept = replace(person.profile, plans=(*person.profile.plans, plan)[-PLANS_KEPT:])
        return Step(None, (Say("direction_done", {"plan": plan.text, "day": plan.day}),), kept)

    def _stale(self, run: DirectionRun) -> Step[DirectionRun]:
        match run.halted:
            case "stopping":
                shown: tuple[Say, ...] = (self._sure(run),)
            case "paused":
                shown = (self._paused(run),)
            case _:
                shown = self._shown_again(run)
        return Step(run, (Say("direction_stale"), *shown))

    def _at(self, run: DirectionRun, edits: bool) -> Step[DirectionRun]:
        first, *others = self._shown(run)
        return Step(run, (replace(first, edits=edits), *others))

    # ------------------------------------------------------------ what each stage shows

    def _shown(self, run: DirectionRun) -> tuple[Say, ...]:
        match run.at:
            case "results":
                return (self._results(run),)
            case "plan":
                return (self._plan(run),)
        data = {
            "number": STAGES.index(run.at) + 1,
            "total": len(PICKING),
            "most": self.most,
            "picked": self._labels(run, run.at),
        }
        return (Say(f"direction_{run.at}", data, self._pick_rows(run)),)

    def _shown_again(self, run: DirectionRun) -> tuple[Say, ...]:
        """The present question in brief: the ideas are told at length only once."""
        if run.at != "results":
            return self._shown(run)
        told = self._results(run)
        names = [idea["name"] for idea in told.data["ideas"]]
        return (Say("direction_choose", {"names": names}, told.choices),)

    def _pick_rows(self, run: DirectionRun) -> tuple[tuple[Choice, ...], ...]:
        now = run.picked(run.at)
        choices = [
            Choice(f"✓ {pick.label}" if pick.id in now else pick.label, _action(run, "t", run.at, pick.id))
            for pick in self.picks[run.at]
        ]
        wide = 1 if run.at == "interests" else 2 if run.at == "must_haves" else 3
        rows = [tuple(choices[i : i + wide]) for i in range(0, len(choices), wide)]
        ways = ("back", "skip", "next") if run.at in BEFORE else ("skip", "next")
        return (*rows, tuple(self._button(run, way, run.at) for way in ways))

    def _results(self, run: DirectionRun) -> Say:
        found = self._ideas(run)
        looks = tuple((Choice(_title(idea), _action(run, "look", idea.occupation.name)),) for idea in found)
        data = {
            "ideas": [self._told(idea) for idea in found],
            "must_haves": self._labels(run, "must_haves"),
            "blind": not any(run.picked(stage) for stage in ("good_at", "enjoy", "interests")),
        }
        return Say(
            "direction_results",
            data,
            (*looks, (self._button(run, "other"),), (self._button(run, "back"), self._button(run, "pause"))),
        )

    def _plan(self, run: DirectionRun, later: tuple[str, ...] = ()) -> Say:
        row = self.occupations.get(run.occupation or "")
        data = {
            "name": row.name if row else run.occupation,
            "does": row.does if row else "",
            "training": row.training if row else "",
            "path": row.path if row else (),
            "later": later,
        }
        return Say("direction_plan", data, ((self._button(run, "back"), self._button(run, "skip")),), asks=True)

    def _told(self, idea: Idea) -> dict[str, object]:
        """An idea as a template tells it: what it is, and why it came up in the person's own picks."""
        names = {pick.id: pick.reason or pick.label.lower() for pick in self.picks["good_at"]}
        interests = {pick.id: pick.reason or pick.label for pick in self.picks["interests"]}
        return {
            "name": idea.occupation.name,
            "does": idea.occupation.does,
            "training": idea.occupation.training,
            "good_at": [names[verb] for verb in idea.good_at if verb in names],
            "enjoy": [names[verb] for verb in idea.enjoy if verb in names],
            "interests": [interests[letter] for letter in idea.interests if letter in interests],
            "role": idea.role,
            "misses": list(idea.misses),
        }

    def _ideas(self, run: DirectionRun) -> tuple[Idea, ...]:
        """The ideas of the run's batch; when all were seen, the first come again."""
        left = dict(self.occupations)
        for _ in range(run.batch % (len(left) // MOST or 1)):
            for idea in self._best(run, left):
                del left[idea.occupation.name]
        return self._best(run, left)

    def _best(self, run: DirectionRun, among: Mapping[str, Occupation]) -> tuple[Idea, ...]:
        return ideas(
            tuple(among.values()),
            good_at=run.picked("good_at"),
            enjoy=run.picked("enjoy"),
            interests=run.picked("interests"),
            must_haves=run.picked("must_haves"),
        )

    def _labels(self, run: DirectionRun, stage: str) -> list[str]:
        names = {pick.id: pick.label for pick in self.picks.get(stage, ())}
        return [names[id_] for id_ in run.picked(stage) if id_ in names]

    def _sure(self, run: DirectionRun) -> Say:
        return Say("direction_stop_confirm", {}, ((self._button(run, "end"),), (self._button(run, "resume"),)))

    def _paused(self, run: DirectionRun) -> Say:
        return Say("direction_paused", {}, ((self._button(run, "resume"),),))

    def _button(self, run: DirectionRun, way: str, *args: str) -> Choice:
        return Choice(self.labels.get(f"direction_{way}", way), _action(run, way, *args))


def _action(run: DirectionRun, *args: str) -> Action:
    return Action("d", (run.id, *args))


def _with(run: DirectionRun, stage: str, ids: tuple[str, ...]) -> DirectionRun:
    others = tuple(pair for pair in run.picks if pair[0] != stage)
    return replace(run, picks=(*others, (stage, ids)))


def _title(idea: Idea) -> str:
    return idea.occupation.name.capitalize()


Move = Callable[[Direction, DirectionRun, tuple[str, ...], Person], Step[DirectionRun]]

# (how the run is halted, what the person does) → the move; whatever is not here changes nothing
MOVES: Mapping[tuple[str, str], Move] = {
    ("", "t"): Direction._toggle,
    ("", "add"): Direction._add,
    ("", "next"): Direction._next,
    ("", "skip"): Direction._skip,
    ("", "back"): Direction._back,
    ("", "other"): Direction._other,
    ("", "look"): Direction._look,
    ("", "plan"): Direction._planned,
    ("", "pause"): Direction._pause,
    ("", "stop"): Direction._stop,
    ("paused", "stop"): Direction._stop,
    ("", "resume"): Direction._resume,
    ("paused", "resume"): Direction._resume,
    ("stopping", "resume"): Direction._resume,
    ("", "restart"): Direction._restart,
    ("paused", "restart"): Direction._restart,
    ("stopping", "end"): Direction._end,
}
