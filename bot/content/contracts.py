"""What each response's template may use, as samples of the data that it will get.

`check` proves templates against these: a name that is in no sample is undefined, and every template is rendered with
every sample. Whoever says a response in the core keeps its samples here. Answers to intents need none: they get
`intent`, `occupation` (a row, or None), `mine`, `after` (the family of the topic it is an aside to, or None), `work`
(what the person told of their own, or None), `heard` (what the message said) and `guided` (whether a guided talk asks
its question again right below), like every template.
"""

from collections.abc import Mapping
from typing import Any

from bot.content.quiz_contracts import CAPTIONED, QUIZ

Samples = tuple[Mapping[str, Any], ...]

USUAL = ("intent", "occupation", "mine", "after", "work", "heard", "guided")
FUNCTIONS = ("cite", "range")

OCCUPATION: Mapping[str, Any] = {
    "code": "2221",
    "name": "nurse",
    "title": "Nursing professionals",
    "does": "Looks after people who are ill or hurt.",
    "aliases": ("nursing",),
    "verbs": ("help", "care"),
    "interests": "SIR",
    "training": "about three years of study and practice",
    "path": ("student nurse", "nurse", "ward manager"),
    "tags": (),
}
WORK: Samples = (
    {"past": False, "years": 12, "before": None},
    {"past": True, "years": None, "before": None},
    {"past": False, "years": None, "before": OCCUPATION},
)
HEARD: Samples = (
    {"question": True, "asked": [], "named": [], "yes": 2, "no": 1},
    {"question": False, "asked": ["occupation", "profession"], "named": [OCCUPATION, OCCUPATION], "yes": 1, "no": 2},
    {"question": True, "asked": ["job", "career"], "named": [OCCUPATION], "yes": 0, "no": 3},
)
HELPLINES: Mapping[str, Any] = {
    "checked_on": "2026-01-01",
    "rows": ({"name": "Befrienders", "where": "many countries", "how": "see befrienders.org"},),
}
KINDS = ("sticker", "photo", "voice", "location", "contact", "document", "video", "poll", "dice", "game", "something")
NOTHING: Samples = ({},)

TALK: Mapping[str, Samples] = {
    "start": NOTHING,
    "help": NOTHING,
    "about": NOTHING,
    "privacy": ({"retention_days": 365, "operator": None}, {"retention_days": 30, "operator": "Example Ltd"}),
    "error": NOTHING,
    "too_long": NOTHING,
    "flood": NOTHING,
    "fallback": ({"labels": [], "language": "en"}, {"labels": ["What is a job?", "Job or career?"], "language": "en"}),
    "other_language": ({"labels": [], "language": "de"}, {"labels": ["What is a job?"], "language": "xx"}),
    "offer": ({"labels": ["What is a job?", "What is a career?"]},),
    "story": ({"labels": []}, {"labels": ["I feel lost", "I don't like my job"]}),
    "offer_rejected": NOTHING,
    "what_next": NOTHING,
    "listening": NOTHING,
    "offer_first": NOTHING,
    "nothing_to_follow": NOTHING,
    "unsupported": tuple({"kind": kind} for kind in KINDS),
    "unknown_command": ({"name": "strat", "close": "start"}, {"name": "xyzzy", "close": None}),
    "not_yours": NOTHING,
    "stale": NOTHING,
    "cancelled": ({"something": True}, {"something": False}),
    "thanks_rating": NOTHING,
    "that_is_all": NOTHING,
    "as_you_like": NOTHING,
    **{f"react_{part}": NOTHING for part in ("opinion", "hmm", "sad", "dunno")},
    "feedback": ({"operator": None}, {"operator": "bot@example.org"}),
    "source": (
        {"cites": []},
        {"cites": [{"id": "job-role", "kind": "unit", "title": "A job is just a role", "says": "It is one role."}]},
    ),
    **{
        f"crisis_{kind}": tuple({"helplines": HELPLINES, "at_work": at_work} for at_work in (False, True))
        for kind in ("self_harm", "despair", "abuse", "friend")
    },
}
ACCOUNT: Mapping[str, Samples] = {
    "settings": (
        {"length": "normal", "emoji": "on", "form": "quick"},
        {"length": "short", "emoji": "off", "form": "full"},
    ),
    "mydata": ({"results": 0, "plans": 0}, {"results": 1, "plans": 1}, {"results": 3, "plans": 2}),
    "forget_sure": NOTHING,
    "forgotten": NOTHING,
    "forget_kept": NOTHING,
}

_STAGE: Mapping[str, Any] = {"number": 1, "total": 4, "most": 3, "picked": ["help", "fix"]}
_IDEA: Mapping[str, Any] = {
    "name": "nurse",
    "does": "Looks after people who are ill or hurt.",
    "training": "about three years",
    "good_at": ["helping"],
    "enjoy": ["caring"],
    "interests": ["helping people"],
    "topics": ["children"],
    "role": "close",
    "misses": [],
}
_WILD_CARD: Mapping[str, Any] = {
    **_IDEA,
    "good_at": [],
    "enjoy": [],
    "interests": [],
    "topics": [],
    "role": "wild_card",
    "misses": ["remote"],
}
_PLANS: Samples = (
    {
        "name": "nurse",
        "does": "Looks after people.",
        "training": "three years",
        "path": ("nurse", "ward manager"),
        "later": ("baker",),
    },
    {"name": "nurse", "does": "", "training": "", "path": (), "later": ()},
)
DIRECTION: Mapping[str, Samples] = {
    **{f"direction_{at}": (_STAGE, {**_STAGE, "picked": []}) for at in ("good_at", "enjoy", "interests", "must_haves")},
    "direction_results": (
        {"ideas": [_IDEA, _WILD_CARD], "must_haves": ["From home"], "blind": False},
        {"ideas": [_WILD_CARD], "must_haves": [], "blind": True},
        {"ideas": [], "must_haves": [], "blind": False},
    ),
    **dict.fromkeys(("direction_plan", "direction_plan_again"), _PLANS),
    "direction_more": tuple(
        {**facts, "title": title} for facts, title in zip(_PLANS, ("Nursing professionals", ""), strict=True)
    ),
    "direction_done": ({"plan": "Ask my neighbour", "day": "2026-01-01"}, {"plan": None, "day": None}),
    "direction_choose": ({"names": ["nurse", "baker"]},),
    "direction_heard": (
        {
            "picked": ["Helping"],
            "topics": ["animals"],
            "noted": ["Part-time"],
            "avoided": ["selling"],
        },
        {"picked": [], "topics": [], "noted": [], "avoided": []},
        {"picked": [], "topics": [], "noted": ["Part-time"], "avoided": ["selling", "children"]},
    ),
    "direction_why": (_IDEA, _WILD_CARD),
    "direction_when": ({"draft": "Ask my neighbour"},),
    "direction_later": ({"left": 3},),
    "direction_remark": ({"says": "A word is enough."},),
    "direction_enough": ({"most": 3},),
    "direction_unclear": tuple(
        {"stage": at} for at in ("good_at", "enjoy", "interests", "must_haves", "results", "plan")
    ),
    **{f"direction_{name}": NOTHING for name in ("pick_one", "paused", "reminder", "stale", "stop_confirm", "stopped")},
}

RESPONSES: Mapping[str, Samples] = {**TALK, **ACCOUNT, **DIRECTION, **QUIZ}
CAPTIONS: frozenset[str] = CAPTIONED  # responses that go under a picture, so at most 1,024 characters
