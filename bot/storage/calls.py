"""An outgoing call as the JSON text that rests in the outbox."""

from typing import Any

from pydantic_core import from_json, to_json

from bot.storage.port import Outgoing


def write(outgoing: Outgoing) -> str:
    """The call as text, without its lane, which is a column of its own."""
    return to_json(_plain(outgoing)).decode()


def read(lane: str, text: str) -> Outgoing:
    """The call that `write` wrote."""
    return _call(lane, from_json(text))


def chat_of(outgoing: Outgoing) -> int | None:
    """The chat that the call goes to, None when it has none (a callback's answer)."""
    chat = outgoing.params.get("chat_id")
    return chat if isinstance(chat, int) else None


def moved(text: str, new: int) -> str:
    """The same call, as text, to another chat."""
    plain = from_json(text)
    for call in (plain, plain.get("otherwise") or {}):
        if "chat_id" in call.get("params", {}):
            call["params"]["chat_id"] = new
    return to_json(plain).decode()


def _plain(outgoing: Outgoing) -> dict[str, Any]:
    plain: dict[str, Any] = {"call": outgoing.call, "params": dict(outgoing.params)}
    if outgoing.chart is not None:
        plain["chart"] = dict(outgoing.chart)
    if outgoing.otherwise is not None:
        plain["otherwise"] = _plain(outgoing.otherwise) | {"lane": outgoing.otherwise.lane}
    return plain


def _call(lane: str, plain: dict[str, Any]) -> Outgoing:
    otherwise = plain.get("otherwise")
    return Outgoing(
        lane=lane,
        call=plain["call"],
        params=plain["params"],
        chart=plain.get("chart"),
        otherwise=_call(otherwise["lane"], otherwise) if otherwise else None,
    )
