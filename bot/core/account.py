"""What is a person's own: settings, results, plans, their data as a file, and the right to have it all deleted."""

from dataclasses import asdict, dataclass, fields, replace

from bot.core import history, sharing
from bot.core.dialogue import Dialogue, Forgetting
from bot.core.knowledge import Knowledge
from bot.core.model import Action, Choice, Say
from bot.core.profile import Profile, Settings

OPTIONS = {"length": ("normal", "short"), "emoji": ("on", "off"), "form": ("quick", "full")}


@dataclass(frozen=True, slots=True)
class Changed:
    """The talk and the profile afterwards, and what to say."""

    dialogue: Dialogue
    profile: Profile
    says: tuple[Say, ...]
    forget: bool = False


def does(knowledge: Knowledge, dialogue: Dialogue, profile: Profile, action: Action, tapped: bool) -> Changed | None:
    """What the action does to what is kept about the person, or None when it is none of these."""
    match action:
        case Action("results" | "compare" | "share"):
            says = _kept(knowledge, profile, action)
            return Changed(dialogue, profile, says) if says else None
        case Action("feedback"):
            return Changed(dialogue, profile, (_feedback(knowledge),))
        case Action("settings"):
            return Changed(dialogue, profile, (_settings(knowledge, profile.settings, edits=False),))
        case Action("set", (name, value)) if value in OPTIONS.get(name, ()):
            settings = _set(profile.settings, name, value)
            says = (_settings(knowledge, settings, edits=tapped),)
            return Changed(dialogue, replace(profile, settings=settings), says)
        case Action("mydata"):
            return Changed(dialogue, profile, (_my_data(dialogue, profile),))
        case Action("forget", ("yes",)) if isinstance(dialogue.pending, Forgetting):
            return Changed(Dialogue(), Profile(), (Say("forgotten", edits=tapped),), forget=True)
        case Action("forget", ("no",)):
            return Changed(replace(dialogue, pending=None), profile, (Say("forget_kept", edits=tapped),))
        case Action("forget", ()):
            return Changed(replace(dialogue, pending=Forgetting()), profile, (_sure(knowledge),))
    return None


def opened(knowledge: Knowledge, payload: str) -> tuple[Say, ...]:
    """The shared result that a deep link's payload holds, a clear refusal, or nothing when it is no such code."""
    check = knowledge.check
    if check is None or not sharing.is_code(payload):
        return ()
    return sharing.opened(check.quiz, check.labels, payload, knowledge.key)


def _kept(knowledge: Knowledge, profile: Profile, action: Action) -> tuple[Say, ...] | None:
    """The results and plans that are kept, two results side by side, or the link of one."""
    check = knowledge.check
    if check is None:
        return None
    match action:
        case Action("share", (n,)) if n.isascii() and n.isdigit() and 1 <= int(n) <= len(profile.results):
            return sharing.shared(check.quiz, check.labels, profile.results[int(n) - 1], knowledge.link, knowledge.key)
        case Action("results", ()):
            plans = [asdict(plan) for plan in reversed(profile.plans)]
            listed = history.listed(check.quiz, check.labels, profile.results)
            return (replace(listed, data={**listed.data, "plans": plans}),)
    return history.does(check.quiz, check.labels, profile.results, action)


def _set(settings: Settings, name: str, value: str) -> Settings:
    match name:
        case "length":
            return replace(settings, length=value)
        case "emoji":
            return replace(settings, emoji=value == "on")
        case _:
            return replace(settings, form=value)


def _settings(knowledge: Knowledge, settings: Settings, edits: bool) -> Say:
    """The settings screen: a row for each setting, the present value marked by the author's label."""
    now = {"length": settings.length, "emoji": "on" if settings.emoji else "off", "form": settings.form}
    rows = tuple(
        tuple(
            Choice(
                knowledge.label(f"{name}_{value}_chosen" if now[name] == value else f"{name}_{value}"),
                Action("set", (name, value)),
            )
            for value in values
        )
        for name, values in OPTIONS.items()
    )
    return Say("settings", now, rows, edits=edits)


def _feedback(knowledge: Knowledge) -> Say:
    """How to say whether the bot helped: two buttons, and whom to write to."""
    row = tuple(Choice(knowledge.label(f"rate_{way}"), Action("rate", ("bot", way))) for way in ("up", "down"))
    return Say("feedback", knowledge.pages.get("feedback", {}), (row,))


def _my_data(dialogue: Dialogue, profile: Profile) -> Say:
    """Everything kept, as a file; the names of the fields are the names in the code, so that nothing hides."""
    kept = {
        "profile": asdict(profile),
        "talk": {f.name: _plain(getattr(dialogue, f.name)) for f in fields(dialogue)},
    }
    return Say(
        "mydata",
        {"results": len(profile.results), "plans": len(profile.plans)},
        document=("my-data.json", kept),
    )


def _plain(value: object) -> object:
    return asdict(value) if hasattr(value, "__dataclass_fields__") else value  # type: ignore[call-overload]  # checked


def _sure(knowledge: Knowledge) -> Say:
    yes, no = (Choice(knowledge.label(f"forget_{way}"), Action("forget", (way,))) for way in ("yes", "no"))
    return Say("forget_sure", {}, ((yes,), (no,)))
