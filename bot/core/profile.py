"""What is kept about one person, in whichever chat they write: settings, results, plans; no name, no text of a talk."""

from dataclasses import dataclass

from bot.core.scoring import Result


@dataclass(frozen=True, slots=True)
class Settings:
    """How a person likes to be answered."""

    length: str = "normal"  # "normal" or "short"
    emoji: bool = True
    form: str = "quick"  # which form of the career check starts first: "quick" or "full"


@dataclass(frozen=True, slots=True)
class Plan:
    """One dated plan in the person's own words, from "find a direction"."""

    day: str  # ISO date it was made on
    text: str
    occupation: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything kept about a person."""

    settings: Settings = Settings()
    results: tuple[Result, ...] = ()
    plans: tuple[Plan, ...] = ()
