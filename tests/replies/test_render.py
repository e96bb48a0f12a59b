"""Wording: which block is shown, what is filled in, and what a template may not do."""

import pytest

from bot.core.model import Choice, Say
from bot.core.profile import Settings
from bot.replies.book import Book, Cited, TemplateText
from bot.replies.markup import length
from bot.replies.render import Renderer
from bot.replies.running import BrokenTemplateError

CITED = {
    each.id: each
    for each in (
        Cited("job-role", "unit", "Just a role", "A job is one role."),
        Cited("job-bills", "unit", "It pays the bills", "A job pays the bills."),
        Cited("job-money", "unit", "Done for money", "A job is done for money."),
        Cited("job-temporary", "unit", "It is temporary", "A job can end."),
        Cited("job-not-built", "unit", "Not built", "A job is not built."),
        Cited("isco-08", "source", "ILO, ISCO-08", "A set of tasks & duties."),
    )
}
BLOCKS = """
{% block answer %}first{% endblock %}
{% block fine %}good{% endblock %}
{% block fine_2 %}better{% endblock %}
{% block answer_2 %}second{% endblock %}
{% block short %}brief{% endblock %}
{% block why %}because{% endblock %}
"""


def renderer(labels: dict[str, str] | None = None, **templates: str) -> Renderer:
    texts = {id_: TemplateText(id_, f"responses/{id_}.j2", text) for id_, text in templates.items()}
    return Renderer(Book(texts, CITED, labels or {}))


def html(template: str, **data: object) -> str:
    return renderer(job=template).render(Say("job", data)).html


@pytest.mark.parametrize(
    ("say", "settings", "shown"),
    [
        (Say("job"), Settings(), "first"),
        (Say("job", wording=1), Settings(), "second"),
        (Say("job", wording=2), Settings(), "first"),
        (Say("job"), Settings(length="short"), "brief"),
        (Say("job", part="short"), Settings(), "brief"),
        (Say("job", part="why"), Settings(length="short"), "because"),
        (Say("job", part="fine", wording=2), Settings(), "good"),
        (Say("job", part="fine", wording=1), Settings(length="short"), "better"),
        (Say("job", part="example"), Settings(), "first"),
    ],
)
def test_the_block_follows_the_part_the_wording_and_the_settings(say: Say, settings: Settings, shown: str) -> None:
    """Wordings go round; a part that the template lacks is the answer."""
    assert renderer(job=BLOCKS).render(say, settings).html == shown


def test_a_template_without_blocks_is_one_answer() -> None:
    assert html("Hello\n") == "Hello"


def test_parts_are_the_blocks_besides_the_wordings() -> None:
    words = renderer(job=BLOCKS, cited="Hi {{ cite('isco-08') }}")

    assert words.parts("job") == {"fine", "short", "why"}
    assert words.parts("cited") == {"source"}
    assert (words.wordings("job"), words.wordings("cited")) == (2, 1)


def test_data_is_escaped() -> None:
    assert html("{{ name }}", name='<b>"A & B"</b>') == "&lt;b&gt;&#34;A &amp; B&#34;&lt;/b&gt;"


def test_the_data_that_every_template_has_is_there_unasked() -> None:
    assert html("{{ occupation }} {{ mine }} {{ intent }}") == "None False None"


# ---------------------------------------------------------------- citing


def test_a_citation_is_a_small_line_of_its_own() -> None:
    assert html('A role. {{ cite("job-role", "isco-08") }}') == (
        "A role.\n\n<i>Article: “Just a role” · ILO, ISCO-08</i>"
    )


def test_many_units_are_named_by_three_and_a_number() -> None:
    units = '"job-role", "job-bills", "job-money", "job-temporary", "job-not-built"'

    assert html(f"Five. {{{{ cite({units}) }}}}").endswith(
        "<i>Article: “Just a role”, “It pays the bills”, “Done for money” and 2 more</i>"
    )


def test_a_citation_outside_all_blocks_belongs_to_each_wording() -> None:
    words = renderer(job=BLOCKS + '{{ cite("isco-08") }}')

    assert words.render(Say("job", wording=1)).html == "second\n\n<i>ILO, ISCO-08</i>"
    assert words.render(Say("job", part="why")).html == "because"


def test_source_tells_what_the_answer_rests_on_units_first() -> None:
    page = "{% for each in cites %}\n• {{ each.title }}: {{ each.says }}\n{% endfor %}\n"
    words = renderer(job='{% block answer %}A {{ cite("isco-08", "job-role") }}{% endblock %}', source=page)

    assert words.render(Say("job", part="source")).html == (
        "• Just a role: A job is one role.\n• ILO, ISCO-08: A set of tasks &amp; duties."
    )


def test_what_a_response_cites_can_be_read_without_running_it() -> None:
    words = renderer(job='{% block answer %}{{ cite("job-role") }}{% endblock %}{{ cite("isco-08", "job-role") }}')

    assert words.cites("job") == ("job-role", "isco-08")


# ---------------------------------------------------------------- what goes with the words


def test_emoji_go_when_a_person_wants_none() -> None:
    words = renderer(job="👋 Hello, fine day ☀️!")
    say = Say("job", choices=((Choice("👍 Good"), Choice("👎")),))

    reply = words.render(say, Settings(emoji=False))

    assert reply.html == "Hello, fine day!"
    assert [choice.label for choice in reply.choices[0]] == ["Good", "👎"]


def test_a_placeholder_stands_in_the_field_where_words_are_wanted() -> None:
    words = renderer({"placeholder": "In your own words", "placeholder_plan": "By Friday …"}, job="A", plan="B")

    assert words.render(Say("job", asks=True)).placeholder == "In your own words"
    assert words.render(Say("plan", asks=True)).placeholder == "By Friday …"
    assert words.render(Say("job")).placeholder is None


def test_a_document_becomes_json() -> None:
    reply = renderer(job="Here").render(Say("job", document=("my.json", {"a": "ü"})))

    assert reply.document == ("my.json", '{\n  "a": "ü"\n}'.encode())


def test_a_caption_is_shorter_than_a_text() -> None:
    words = renderer(job="word " * 400)

    assert length(words.render(Say("job")).html) == 1999
    assert length(words.render(Say("job", chart={"bars": ()})).html) <= 1024


# ---------------------------------------------------------------- what a template may not do


@pytest.mark.parametrize(
    "template",
    [
        "{{ missing }}",
        "{{ occupation.name }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ cite.__globals__ }}",
        "{{ 'x' * 99999999 }}",
        "{{ 9 ** 9999999 }}",
        "{{ '%99999999d' % 1 }}",
        "{{ '{:99999999}'.format(1) }}",
        "{{ 'x'.ljust(99999999) }}",
        "{{ 'x' | center(99999999) }}",
        "{{ range(99999999) | list }}",
        "{% for a in range(100) %}{% for b in range(100) %}words{% endfor %}{% endfor %}",
        "{% include 'job' %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ 1 / 0 }}",
        "{% if %}",
    ],
)
def test_what_a_template_may_not_do_ends_in_an_error_that_names_it(template: str) -> None:
    with pytest.raises(BrokenTemplateError) as caught:
        html("Hello\n" + template)

    assert (caught.value.response, caught.value.line) == ("job", 2)


def test_a_response_without_a_template_is_named() -> None:
    with pytest.raises(BrokenTemplateError, match="nowhere:0: there is no template for this response"):
        renderer().render(Say("nowhere"))
