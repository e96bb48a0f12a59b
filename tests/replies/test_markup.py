"""Telegram's HTML: what is refused, how long it counts, how it is shortened; held against TDLib's own parser."""

import json

import pytest
import tdjson
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.replies.markup import fitted, length, refusals

PIECES = [
    "word ",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<tg-spoiler>",
    "</tg-spoiler>",
]
PIECES += ['<a href="https://x.yz">', "</a>", "<blockquote expandable>", "</blockquote>", "<u>", "</u>", "<s>", "</s>"]
PIECES += ["&amp;", "&lt;", "&#39;", "\n\n", "<", "<br>", "</>", "<a>", "😀", "é", "> ", "<b class='x'>", "& "]


def tdlib(html: str) -> dict[str, object]:
    """What TDLib makes of a text: entities, or an error."""
    query = {"@type": "parseTextEntities", "text": html, "parse_mode": {"@type": "textParseModeHTML"}}
    answer: dict[str, object] = json.loads(tdjson.td_execute(json.dumps(query).encode()) or b"{}")
    return answer


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ('<b>a</b> &lt; &amp; <a href="https://x.yz">b</a>', []),
        ("<blockquote expandable>a</blockquote><tg-spoiler>b</tg-spoiler>", []),
        ("a < b", [(2, "a < that opens no tag")]),
        ("a & b", [(2, "a & that begins no entity")]),
        ("a &nbsp; b", [(2, "a & that begins no entity")]),
        ("<em>a</em>", [(0, "Telegram has no tag <em>")]),
        ("a<br>b", [(1, "Telegram has no tag <br>")]),
        ("<b>a", [(0, "<b> is never closed")]),
        ("a</b>", [(1, "</b> closes nothing")]),
        ("<b><i>a</b></i>", [(7, "</b> comes before </i>")]),
        ("<b class=x>a</b>", [(0, "<b> does not take class=x")]),
        ("<a>b</a>", [(0, "<a> needs an address")]),
        ("<blockquote><blockquote>a</blockquote></blockquote>", [(12, "a blockquote inside a blockquote")]),
    ],
)
def test_what_is_refused_is_told_with_its_place(html: str, said: list[tuple[int, str]]) -> None:
    assert [(refusal.offset, refusal.what) for refusal in refusals(html)] == said


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@settings(max_examples=400, deadline=None)
def test_what_we_let_pass_tdlib_takes_and_counts_as_long(html: str) -> None:
    """Never the other way round: we are stricter about `&` and about attributes."""
    if list(refusals(html)):
        return
    parsed = tdlib(html)

    assert parsed["@type"] == "formattedText", (html, parsed)
    assert length(html) == len(str(parsed["text"]).encode("utf-16-le")) // 2


WORDS = st.sampled_from(["word ", "😀", "&lt;", "\n\n", "é"])
TAGGED = st.recursive(
    WORDS,
    lambda inner: (
        st.lists(inner, max_size=8).map("".join)
        | st.tuples(st.sampled_from(["b", "i", "tg-spoiler"]), inner).map(
            lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"
        )
    ),
    max_leaves=40,
)


@given(TAGGED, st.integers(4, 80))
@settings(max_examples=400, deadline=None)
def test_a_shortened_text_fits_and_breaks_no_tag(html: str, limit: int) -> None:
    cut = fitted(html, limit)

    assert list(refusals(cut)) == []
    assert length(cut) <= limit


def test_a_cut_falls_between_paragraphs_when_that_keeps_most_of_the_text() -> None:
    assert fitted("one two three\n\nfour five six", 20) == "one two three\n\n…"
    assert fitted("a\n\n<b>one two three four</b>", 10) == "a\n\n<b>one tw…</b>"


def test_a_text_that_fits_is_left_alone() -> None:
    assert fitted("<b>short</b>", 5) == "<b>short</b>"
