"""Telegram's HTML at a terminal."""

from bot.replies.text import ansi, plain

HTML = 'A <b>job &amp; <i>more</i></b>\n<blockquote expandable>one\ntwo</blockquote>\n<a href="https://x.y/?a&amp;b">here</a>'


def test_plain_text_keeps_the_words_marks_quotations_and_tells_addresses() -> None:
    assert plain(HTML) == "A job & more\n│ one\n│ two\nhere (https://x.y/?a&b)"


def test_ansi_ends_each_style_and_goes_on_with_the_one_around_it() -> None:
    assert ansi("a <b>b <i>c</i> d</b> e") == "a \033[1mb \033[3mc\033[0m\033[1m d\033[0m e"


def test_an_address_that_is_its_own_words_is_told_once() -> None:
    assert plain('<a href="befrienders.org">befrienders.org</a>') == "befrienders.org"
