"""YAML as authors write it: plain values, each with its line, and nothing swallowed."""

from pathlib import Path
from typing import Any

import pytest

from bot.content.places import Place, dotted
from bot.content.problems import ContentError
from bot.content.yaml_nodes import MAX_BYTES, Document, read


def value(text: str) -> Any:
    return Document("a.yml", text).value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("a: b", {"a": "b"}),
        ("[yes, No, ON, off, true, FALSE]", [True, False, True, False, True, False]),
        ("[~, null, ]", [None, None]),
        ("['yes', \"no\"]", ["yes", "no"]),
        ("[1, -2, 1.5, .5]", [1, -2, 1.5, 0.5]),
        ("[0110, 1_000, 2026-01-01, 12:30, 1e3, y, n]", ["0110", "1_000", "2026-01-01", "12:30", "1e3", "y", "n"]),
        ("a: &x [1, 2]\nb: *x", {"a": [1, 2], "b": [1, 2]}),
        ("a: >-\n  one\n  two", {"a": "one two"}),
    ],
)
def test_scalars_are_what_an_author_would_expect(text: str, expected: Any) -> None:
    """Dates, times, codes with a leading zero and 1_000 stay text; yes and no do not, so a missing quote is found."""
    assert value(text) == expected


def test_every_value_and_key_has_its_line() -> None:
    document = Document("a.yml", "job:\n  examples:\n    - one\n    - two\n")

    assert document.place(("job", "examples", 1)) == Place(4, "two")
    assert document.key_line(("job", "examples")) == 2
    assert document.place(("job", "examples", 7, "x")) == Place(3)


def test_a_path_reads_like_code() -> None:
    assert dotted(("define_job", "examples", 2)) == "define_job.examples[2]"


def test_duplicate_keys_are_told_and_reading_goes_on() -> None:
    document = Document("a.yml", "a: 1\na: 2\nb: {c: 1, c: 2}\n")

    assert [str(problem).splitlines()[0] for problem in document.problems] == [
        'a.yml:2: a: the key "a" is here twice; the first is in line 1',
        'a.yml:3: b.c: the key "c" is here twice; the first is in line 3',
    ]
    assert document.value == {"a": 2, "b": {"c": 2}}


BILLION = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 10)}]\n" for before, name in zip("abcdef", "bcdefg", strict=True)
)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("[" * 100_000, 1, "nested more than 20 deep"),
        (BILLION, 6, "more than 400,000 values"),
        ("a: &x [*x]", 1, "nothing before this line is called &x"),
        ("a:\n - !!python/object:os.system x", 2, "tags like tag:yaml.org,2002:python/object:os.system are not read"),
        ("a: 1\n--- \nb: 2", 2, "a second document begins here"),
        ("a: 'x", 1, "not valid YAML: found unexpected end of stream"),
        ("a:\n\t- x", 2, "not valid YAML: found character that cannot start any token"),
        ("a: 1\nb: \0", 2, "a character that YAML forbids"),
        ("? [a]\n: b", 1, "expected text as a key, found a list or a mapping"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(ContentError) as caught:
        Document("a.yml", text)

    assert [(problem.line, problem.what) for problem in caught.value.problems] == [(line, what)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a: \xff", "a.yml:1: not UTF-8 text"),
        (b"# " + b"x" * MAX_BYTES, "a.yml: 4,000,002 bytes is more than 4,000,000"),
        (None, "a.yml: cannot be read: No such file or directory"),
    ],
)
def test_what_is_no_text_is_told(data: bytes | None, said: str, tmp_path: Path) -> None:
    if data is not None:
        (tmp_path / "a.yml").write_bytes(data)

    with pytest.raises(ContentError) as caught:
        read(tmp_path / "a.yml", "a.yml")

    assert str(caught.value).splitlines()[0] == said
