"""A result as a code for a deep link, and back: 51 characters, tamper-evident, without anything about the person.

The code holds what the pages of a shared result need (band, means, axes, day), not the single answers, the work's name
or the situation: those are the person's own. Layout, big endian, then 16 bytes of HMAC-SHA256 over it:

    version u8 | checks of quiz, form, band u8 each | flags u8 | days since 2000 u16 | C, J, five axes u16 each

A mean is stored in thousandths, which is how `Result` keeps it; 0 stands for "not enough answered". Ids are stored
as one-byte checks and looked up in the quiz; one that is no longer there makes the code unreadable rather than wrong.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import crc32
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from hashlib import sha256
from struct import Struct

from bot.core import results
from bot.core.model import Action, Choice, Say
from bot.core.quiz import Quiz
from bot.core.quiz_says import Labels, label
from bot.core.scoring import Result

PREFIX = "r"  # a payload of this kind among the deep links
VERSION = 1
SIGNATURE = 16  # bytes
EPOCH = date(2000, 1, 1)
CLOSE, ALIKE = 1, 2


def encoded(quiz: Quiz, result: Result, key: bytes) -> str:
    """The code of a result that has a band. `key` is the bot's secret."""
    means = (result.career, result.job, *(dict(result.axes).get(axis.id) for axis in quiz.axes))
    body = _layout(quiz).pack(
        VERSION,
        *(_check(name) for name in (result.quiz, result.form, result.band or "")),
        CLOSE * result.close | ALIKE * result.alike,
        (date.fromisoformat(result.day) - EPOCH).days,
        *(round((mean or 0) * 1000) for mean in means),
    )
    return PREFIX + urlsafe_b64encode(body + _signature(body, key)).decode().rstrip("=")


def decoded(quiz: Quiz, code: str, key: bytes) -> Result | None:
    """The result that `encoded` wrote, without the answers; None when the code is not ours or was changed."""
    body = _opened(code, key)
    layout = _layout(quiz)
    if body is None or len(body) != layout.size or body[0] != VERSION:
        return None
    _, of_quiz, of_form, of_band, flags, days, *means = layout.unpack(body)
    form, band = _named(quiz.forms, of_form), _named((band.id for band in quiz.bands), of_band)
    if of_quiz != _check(quiz.id) or form is None or band is None:
        return None
    career, job, *axes = (mean / 1000 if mean else None for mean in means)
    return Result(
        quiz=quiz.id,
        form=form,
        subject="shared",
        day=(EPOCH + timedelta(days=days)).isoformat(),
        career=career,
        job=job,
        axes=tuple((axis.id, mean) for axis, mean in zip(quiz.axes, axes, strict=True)),
        band=band,
        close=bool(flags & CLOSE),
        alike=bool(flags & ALIKE),
        lacks=tuple(axis.id for axis, mean in zip(quiz.axes, axes, strict=True) if mean is None),
    )


def is_code(payload: str) -> bool:
    """Whether a deep link's payload looks like a shared result, readable or not."""
    return payload.startswith(PREFIX) and len(payload) > 20


def opened(quiz: Quiz, labels: Labels, code: str, key: bytes) -> tuple[Say, ...]:
    """The shared result's page and picture, or a clear refusal."""
    result = decoded(quiz, code, key)
    start = ((Choice(label(labels, "start"), Action("start", (quiz.id,))),),)
    if result is None:
        return (Say("share_unreadable", {"title": quiz.title}, start),)
    data: Mapping[str, object] = {**results.told(quiz, labels, result), "since": None}
    return (Say("shared_result", data), *results.pictured(labels, data, start))


def shared(quiz: Quiz, labels: Labels, result: Result, link: str, key: bytes) -> tuple[Say, ...]:
    """The result's link with buttons to send and to copy it; `link` is what the code is put behind, to `start=`."""
    if result.band is None:
        return (Say("share_nothing", {}),)
    url = link + encoded(quiz, result, key)
    send, copy = (Choice(label(labels, "send"), share=url), Choice(label(labels, "copy"), copy=url))
    return (Say("share", {"link": url, "title": quiz.title}, ((send,), (copy,))),)


def _opened(code: str, key: bytes) -> bytes | None:
    """The signed bytes, if the signature is right. Only the one spelling that `encoded` writes is accepted."""
    text = code.removeprefix(PREFIX)
    try:
        whole = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return None
    body, signature = whole[:-SIGNATURE], whole[-SIGNATURE:]
    same = code == PREFIX + urlsafe_b64encode(whole).decode().rstrip("=")
    return body if same and hmac.compare_digest(signature, _signature(body, key)) else None


def _signature(body: bytes, key: bytes) -> bytes:
    return hmac.digest(key, b"shared result" + body, sha256)[:SIGNATURE]


def _layout(quiz: Quiz) -> Struct:
    return Struct(f">BBBBBH{2 + len(quiz.axes)}H")


def _check(name: str) -> int:
    return crc32(name.encode()) & 0xFF


def _named(names: Iterable[str], check: int) -> str | None:
    found = [name for name in names if _check(name) == check]
    return found[0] if len(found) == 1 else None
