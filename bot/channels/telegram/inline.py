"""Inline mode: `@bot career` in any chat offers short explanations to send there, and a shared result as a card.

The cards say the same to everybody, so Telegram may keep them for a day and ask us rarely. A card is worded when it is
first wanted.
"""

import re
from collections.abc import Iterable
from html import escape
from typing import Any

from rapidfuzz import fuzz, process, utils

from bot.channels.telegram.kinds import Searched
from bot.core import account, answering
from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.model import Intent, Kind, Say
from bot.core.profile import Settings
from bot.replies.markup import fitted, plain
from bot.replies.render import BrokenTemplateError, Renderer
from bot.storage.port import Outgoing

CACHED = 86_400  # seconds; the words change with a deploy only
SHOWN = 12
NEAR = 55  # rapidfuzz score of a label that a few letters already bring up
# what an empty query shows, as far as the content has it
FIRST = ("job_vs_career", "define_job", "define_occupation", "define_career", "occupation_vs_others")
PREFERRED = ("define_", "job_vs", "occupation_vs")
CODE = re.compile(r"start=([A-Za-z0-9_-]{1,64})$")
TEASER = 120  # characters below a card's title

Card = dict[str, Any]


class Inline:
    """Answers inline queries from one content; `username` is the bot's, for links back to it."""

    def __init__(self, knowledge: Knowledge, renderer: Renderer, username: str) -> None:
        self._knowledge = knowledge
        self._renderer = renderer
        self._username = username
        self._cards: dict[str, Card | None] = {}
        offered = (intent for intent in knowledge.intents.values() if _can_stand_alone(intent))
        self._labels = {intent.id: f"{intent.label} {intent.id.replace('_', ' ')}" for intent in offered}

    def answer(self, search: Searched) -> Outgoing:
        """The call that answers a query."""
        text = search.text.strip()
        params = {
            "inline_query_id": search.query,
            "results": self.results(text),
            "cache_time": CACHED,
            "is_personal": False,
            "button": {"text": self._knowledge.label("inline_button"), "start_parameter": "inline"},
        }
        return Outgoing(f"inline:{search.query}", "answerInlineQuery", params)

    def results(self, text: str) -> list[Card]:
        """The cards for a query, best first; for none, and for one that fits nothing, the main ones."""
        shared = self._shared(text)
        if shared is not None:
            return [shared]
        ids = self._fitting(text) if text else ()
        cards = (self._card(id_) for id_ in ids or self._main())
        return [card for card in cards if card is not None][:SHOWN]

    def _fitting(self, text: str) -> tuple[str, ...]:
        """What the words mean to the matcher first, then the labels that look like them."""
        heard = self._knowledge.understander.understand(text)
        meant = (heard.intent, *heard.offered) if heard.decision in ("answer", "offer") else ()
        close = process.extract(
            text, self._labels, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=NEAR, limit=SHOWN
        )
        found = dict.fromkeys((*meant, *sorted((id_ for _, _, id_ in close), key=_rank)))
        return tuple(id_ for id_ in found if id_ in self._labels)

    def _main(self) -> tuple[str, ...]:
        first = [id_ for id_ in FIRST if id_ in self._labels]
        return tuple(dict.fromkeys((*first, *sorted(self._labels, key=_rank))))[:SHOWN]

    def _card(self, id_: str) -> Card | None:
        if id_ not in self._cards:
            intent = self._knowledge.intents[id_]
            _, say = answering.answer(self._knowledge, Dialogue(), id_)
            link = f"ask-{intent.family}" if "." in id_ else f"ask-{id_}"
            self._cards[id_] = self._article(id_, intent.label, say, link)
        return self._cards[id_]

    def _shared(self, text: str) -> Card | None:
        """A result that its owner sends to a chat: the page that the link opens."""
        found = CODE.search(text)
        says = account.opened(self._knowledge, found[1]) if found else ()
        if not found or not says or says[0].response != "shared_result":
            return None
        return self._article(found[1][:64], self._knowledge.label("inline_result"), says[0], found[1])

    def _article(self, id_: str, title: str, say: Say, link: str) -> Card | None:
        """An inline result, or None when its words break: the others are still shown."""
        try:
            html = fitted(self._renderer.html(say, Settings()))
        except BrokenTemplateError:
            return None
        return {
            "type": "article",
            "id": id_,
            "title": title,
            "description": _teaser(html),
            "input_message_content": {
                "message_text": html,
                "parse_mode": "HTML",
                "link_preview_options": {"is_disabled": True},
            },
            "reply_markup": {"inline_keyboard": [[self._back(link)]]},
        }

    def _back(self, payload: str) -> dict[str, str]:
        """A button to the bot itself, with the same topic open."""
        kept = payload if len(payload) <= 64 else "inline"
        return {
            "text": self._knowledge.label("inline_open"),
            "url": f"https://t.me/{escape(self._username)}?start={kept}",
        }


def _can_stand_alone(intent: Intent) -> bool:
    """Whether an answer makes sense in a chat where nobody asked for it."""
    personal = intent.starts or intent.needs or intent.kind is not Kind.ANSWER
    return not personal and intent.id not in ("greeting", "thanks_bye", "bot_help")


def _rank(id_: str) -> tuple[bool, int, str]:
    """Definitions and comparisons before the rest, families before what stands below them."""
    return (not id_.startswith(PREFERRED), id_.count("."), id_)


def _teaser(html: str) -> str:
    lines: Iterable[str] = (line.strip() for line in plain(html).splitlines())
    first = next((line for line in lines if line), "")
    return first if len(first) <= TEASER else f"{first[: TEASER - 1]}…"
