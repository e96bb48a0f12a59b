"""Find a direction as a guide: reads a person's words, makes the move, asks the present question."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.core import remarks
from bot.core.direction import Direction, DirectionRun
from bot.core.direction_moves import MOVES
from bot.core.direction_reading import Reading
from bot.core.direction_says import Wording
from bot.core.direction_steps import Person, stale
from bot.core.follow_ups import FollowUps
from bot.core.guide import Past, Step
from bot.core.model import Action, Say, Understanding
from bot.core.plain import plains
from bot.core.profile import Profile


@dataclass(frozen=True, slots=True)
class FindDirection:
    """A guide through one direction; a `Guide[DirectionRun]`. `labels` are the words of its buttons."""

    direction: Direction
    labels: Mapping[str, str] = field(default_factory=dict)
    follow_ups: FollowUps = field(default_factory=FollowUps)

    def start(self, profile: Profile, run_id: str, moment: int, options: Mapping[str, Any]) -> Step[DirectionRun]:
        run = DirectionRun(run_id)
        return Step(run, (self._wording.shown(run),))

    def read(self, run: DirectionRun, text: str, understood: Understanding) -> Action | None:
        found = self._wording.found(run) if run.at in ("results", "plan") else ()
        shown = {each.occupation.name: (each.occupation.name, *each.occupation.aliases) for each in found}
        return Reading(self.direction, self.follow_ups, run, text, understood, shown).action()

    def move(self, run: DirectionRun, action: Action, profile: Profile, moment: int) -> Step[DirectionRun]:
        run_id, name, *args = (*action.args, "", "") if len(action.args) < 2 else action.args
        handler = MOVES.get((run.halted, name))
        if run_id != run.id or handler is None:
            return stale(self._wording, run)
        return handler(self._wording, run, tuple(args), Person(profile, moment))

    def ask(self, run: DirectionRun) -> tuple[Say, ...]:
        return () if run.halted else (self._wording.again(run),)

    def unclear(self, run: DirectionRun, text: str) -> tuple[Say, ...]:
        if run.halted:
            return ()
        return (Say("direction_unclear", {"stage": run.at}), self._wording.again(run))

    def remind(self, run: DirectionRun) -> tuple[Say, ...]:
        paused = self._wording.paused(run)
        return (Say("direction_reminder", {}, paused.choices),)

    def after(self, profile: Profile, text: str, past: Past) -> Action | tuple[Say, ...] | None:
        if past != "topic":
            return None
        beside = plains(self.direction.words.get("beside", ()))
        remark, _ = remarks.found(self.direction.remarks, text, beside, "after")
        if remark is None:
            return None
        return (Say("direction_remark", {"says": remark.says}),) if remark.says else Action.parse(remark.does)

    @property
    def _wording(self) -> Wording:
        return Wording(self.direction, self.labels)
