"""A small world for tests of the core: a few intents, an understander that knows exact sentences, and real guides."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.core import phrases as core
from bot.core.alarm import Alarms, Sign
from bot.core.direction import Direction, Pick
from bot.core.find_direction import FindDirection
from bot.core.follow_ups import FollowUps, Subject
from bot.core.knowledge import Knowledge
from bot.core.model import Action, Decision, Entity, Intent, Kind, Occupation, Understanding
from bot.core.remarks import Remark, Remarks

NURSE = Occupation(
    "2221", "nurse", "Nursing professionals", "Cares for ill people.", ("nursing", "rn"), ("care", "help"), "SIC",
    "often a degree", ("nurse", "ward manager"), ("shifts",),
)  # fmt: skip
BAKER = Occupation(
    "7512", "baker", "Bakers", "Bakes bread.", ("baking",), ("cook", "build"), "REC", "usually an apprenticeship",
    ("baker", "shop owner"), ("no-degree", "short-training"),
)  # fmt: skip

INTENTS = {
    intent.id: intent
    for intent in (
        Intent("define_job", "what a job is", "What is a job?", ("what is a job",), "define_job", ("define_career",)),
        Intent("define_career", "what a career is", "What is a career?", ("what is a career",), "define_career"),
        Intent("define_occupation", "what it is", "What is an occupation?", ("occupation",), "define_occupation"),
        Intent(
            "career_traits", "its points", "Points of a career?", ("points",), "career_traits",
            lists=("career_traits.keep", "career_traits.grow"),
        ),
        Intent("career_traits.keep", "keeping", "Is a career kept?", ("keep",), "career_traits.keep"),
        Intent("career_traits.grow", "growing", "Does a career grow?", ("grow",), "career_traits.grow"),
        Intent("is_x_a_career", "nursing?", "Is X a career?", ("is nursing",), "is_x_a_career", needs="occupation"),
        Intent("find_direction", "guide me", "Find a direction", ("guide me",), "find_direction", starts="direction"),
        Intent("out_of_scope", "vacancies", "Vacancies", ("jobs near me",), "out_of_scope", kind=Kind.OUT_OF_SCOPE),
        Intent("crisis_support", "despair", "Help now", ("i want to die",), "crisis_despair", kind=Kind.SAFETY),
    )
}  # fmt: skip

FOLLOW_UPS = FollowUps(
    parts={"why": ("why",), "example": ("example", "an example"), "more": ("tell me more",), "short": ("shorter",),
           "source": ("source", "sources"), "again": ("again",)},
    leads=("and", "what about"),
    fillers=frozenset(["a", "an", "the", "what", "is", "one", "tell", "me", "about", "of"]),
    refers=frozenset({"one", "it"}),
    ordinals={"first": 1, "1": 1, "second": 2, "2": 2, "third": 3, "last": -1},
    subjects=(
        Subject(("job", "jobs"), "define_job"),
        Subject(("career", "careers"), "define_career"),
        Subject(("occupation",), "define_occupation"),
    ),
    yes=("yes", "yeah"),
    no=("no", "none"),
)  # fmt: skip

ALARMS = Alarms(
    ("self_harm", "despair"),
    frozenset({"about_me"}),
    {"means": Sign(raises="self_harm"), "fine": Sign(ends=True), "next": Sign()},
    core.Phrases({"means": ("have pills",), "fine": ("am fine",), "next": ("what can i do",)}),
)

PARTS = {
    "define_job": frozenset({"why", "example", "more", "short", "source"}),
    "define_career": frozenset({"why"}),
    "crisis_self_harm": frozenset({"means", "fine", "next", "after", "here"}),
}

DIRECTION = FindDirection(Direction(
    picks={
        "good_at": (Pick("care", "Caring", ("care",)), Pick("cook", "Cooking", ("cook", "food"))),
        "enjoy": (Pick("help", "Helping", ("help",)), Pick("build", "Building", ("build",))),
        "interests": (Pick("S", "I like seeing people do better"), Pick("R", "I like work I can touch")),
        "must_haves": (Pick("pay", "A minimum pay", untold=True),
                       Pick("no-degree", "No degree needed", ("no degree",))),
    },
    words={
        "next": ("next", "done"), "skip": ("skip",), "back": ("back",), "pause": ("pause",), "resume": ("go on",),
        "restart": ("restart",), "stop": ("stop",), "yes": ("yes",), "no": ("no",), "other": ("other ideas",),
        "questions": ("what", "why", "can i"), "not": ("not", "no", "never"), "but": ("but",),
        "wishing": ("something",),
        "days": ("friday|sunday|tomorrow", "in two|three days"), "beside": ("i", "please"),
    },
    occupations={"nurse": replace(NURSE, topics=("people",)), "baker": replace(BAKER, topics=("bread",))},
    topics={"people": ("people", "patients"), "bread": ("bread", "cakes")},
    remarks=Remarks((
        Remark("switch", ("check instead",), does="start:check"),
        Remark("plan", ("make a plan",), does="plan", when="during"),
        Remark("why", ("why this one?",), does="why", when="during"),
        Remark("other", ("none of these fit",), does="other", when="during"),
        Remark("help", ("help me",), says="A word is enough.", when="during"),
        Remark("kept", ("my plans",), does="results"),
    )),
))  # fmt: skip


@dataclass(frozen=True)
class Phrases:
    """An understander that knows whole sentences; anything else is a fallback."""

    known: Mapping[str, Understanding] = field(default_factory=dict)

    def understand(self, text: str, rejected: frozenset[str] = frozenset(), language: str = "en") -> Understanding:
        found = self.known.get(text, Understanding(Decision.FALLBACK, None, 0.0))
        if found.intent in rejected:
            found = Understanding(Decision.FALLBACK, None, 0.0)
        return replace(found, words=tuple(text.lower().split()))


def sure(intent: str, **more: Any) -> Understanding:
    """An understanding that answers `intent`."""
    return Understanding(Decision.ANSWER, intent, 0.95, **more)


SENTENCES = {
    "what is a job": sure("define_job"),
    "what is a career": sure("define_career"),
    "points of a career": sure("career_traits"),
    "is nursing a career": sure("is_x_a_career", entities=(Entity("occupation", "nurse", "nursing"),)),
    "what about baking": Understanding(
        Decision.FALLBACK, None, 0.1, entities=(Entity("occupation", "baker", "baking"),)
    ),
    "job or career": Understanding(Decision.OFFER, "define_job", 0.4, offered=("define_job", "define_career")),
    "jobs near me": Understanding(Decision.OUT_OF_SCOPE, "out_of_scope", 0.9),
    "i want to die": Understanding(Decision.SAFETY, "crisis_support", 1.0, alert="self_harm"),
    "guide me": sure("find_direction"),
    "what is a job and what is a career": sure("define_job", also=sure("define_career")),
    "hola": Understanding(Decision.FALLBACK, None, 0.0, language="es"),
}


def knowledge(**changes: Any) -> Knowledge:
    """The world's knowledge; `changes` replace fields."""
    given: dict[str, Any] = {
        "intents": INTENTS,
        "understander": Phrases(SENTENCES),
        "parts": PARTS,
        "alarms": ALARMS,
        "labels": {"none": "None of these", "why": "Why?"},
        "follow_ups": FOLLOW_UPS,
        "occupations": {"nurse": NURSE, "baker": BAKER},
        "guides": {"direction": DIRECTION},
        "guide_verbs": {"d": "direction"},
        "commands": {
            "help": Action("page", ("help",)), "job": Action("ask", ("define_job",)), "settings": Action("settings"),
            "forget": Action("forget"), "mydata": Action("mydata"), "cancel": Action("cancel"),
            "direction": Action("start", ("direction",)),
        },
    }  # fmt: skip
    return Knowledge(**(given | changes))
