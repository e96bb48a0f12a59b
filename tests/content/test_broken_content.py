"""What `check` prints when authors slip: the place, the mistake, and what to try, for all mistakes in one run."""

from pathlib import Path

import pytest

from bot.__main__ import main
from tests.content.folders import write

SOUND = {
    "intents/talk.yml": """
        hours:
          label: Opening hours
          examples: [when are you open, opening hours]
        """,
    "responses/hours.j2": "Nine to five.\n",
}
BROKEN = {
    "intents/broken.yml": """
        closing:
          examples:
            - when do you close
           - closing time
        """,
    "intents/twice.yml": """
        prices:
          label: Prices
          examples: [what does it cost]
          label: Costs
        """,
    "intents/unknown.yml": """
        parking:
          exmaples: [where can i park]
          examples: [is there a car park]
        """,
    "intents/unquoted.yml": """
        agree:
          examples:
            - sure
            - yes
        """,
    "intents/untold.yml": """
        pets:
          response: petz
          examples: [can i bring my dog]
        """,
    "responses/prices.j2": "It costs {{ amount }}.\n",
    "responses/parking.j2": "Behind the house.\n\nTwo < three places.\n",
    "responses/agree.j2": "Fine.\n",
    "responses/pets.j2": "<b>Dogs</b> and <em>cats</em> are welcome.\n",
}


def checked(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    monkeypatch.chdir(folder)
    code = main(["--content", ".", "check", "--no-warnings"])
    return code, capsys.readouterr().out


def test_every_mistake_is_told_in_one_run_with_file_line_what_and_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Broken YAML, a duplicate key, an unknown key, yes, a missing template, an undefined variable, a bad tag."""
    folder = write(tmp_path, {**SOUND, **BROKEN})

    code, printed = checked(folder, monkeypatch, capsys)

    assert printed.splitlines() == [
        "intents/broken.yml:4: not valid YAML: did not find expected key",
        "  try: indent the line like its neighbours; put quotes around the whole text",
        'intents/twice.yml:4: prices.label: the key "label" is here twice; the first is in line 2',
        "  try: rename one, or join the two",
        'intents/unknown.yml:2: parking.exmaples: unknown key "exmaples"',
        '  try: did you mean "examples"?',
        "intents/unquoted.yml:4: agree.examples[1]: expected text, found true",
        '  try: put quotes around "yes"',
        "intents/untold.yml:2: pets.response: there is no template responses/petz.j2",
        '  try: did you mean "pets"?',
        "responses/parking.j2:3: a < that opens no tag",
        "  try: write &lt;",
        "responses/pets.j2:1: Telegram has no tag <em>",
        "  try: use one of b, i, u, s, code, pre, a, blockquote, tg-spoiler, or write &lt; for a <",
        'responses/prices.j2:1: "amount" is not defined',
        "  try: this response gets after, guided, heard, intent, mine, occupation, work",
        "8 to mend",
    ]
    assert code == 1


def test_a_sound_folder_is_green(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, printed = checked(write(tmp_path, SOUND), monkeypatch, capsys)

    assert (code, printed) == (0, "All is well: 1 intent with 2 examples, 1 response\n")


ONE_INTENT = "hours:\n  examples: [when are you open]\n"
CASES = [
    pytest.param(
        {"intents/talk.yml": "hours:\n  label: no\n  examples: [open]\n"},
        ["intents/talk.yml:2: hours.label: expected text, found false", '  try: put quotes around "no"'],
        id="a bare no",
    ),
    pytest.param(
        {"intents/talk.yml": "hours:\n  examples:\n    - open\n    -\n"},
        [
            "intents/talk.yml:4: hours.examples[1]: expected text, found nothing",
            "  try: write the text on this line, or delete the line",
        ],
        id="an empty example",
    ),
    pytest.param(
        {"intents/talk.yml": "hours:\n  examples:\n    - open\n    - 24\n"},
        ["intents/talk.yml:4: hours.examples[1]: expected text, found 24", '  try: put quotes around "24"'],
        id="a number",
    ),
    pytest.param(
        {"intents/talk.yml": "hours:\n  examples:\n    - open\n    - my question: when\n"},
        [
            "intents/talk.yml:4: hours.examples[1]: expected text, found a mapping",
            '  try: put quotes around the whole text: it holds ": "',
        ],
        id="a colon in an example",
    ),
    pytest.param(
        {"intents/talk.yml": "hours:\n  examples: open\n"},
        ["intents/talk.yml:2: hours.examples: expected a list, found text", "  try: begin each of its lines with `- `"],
        id="one example without a list",
    ),
    pytest.param(
        {"intents/talk.yml": "hours:\n  label: Hours\n"},
        ['intents/talk.yml:1: hours: "examples" is missing', "  try: add a line `examples: …`"],
        id="no examples",
    ),
    pytest.param(
        {"intents/talk.yml": "hours:\n  examples: [open]\n  kind: anser\n"},
        [
            (
                "intents/talk.yml:3: hours.kind: "
                "expected 'answer', 'out_of_scope', 'safety' or 'small_talk', found \"anser\""
            ),
            '  try: did you mean "answer"?',
        ],
        id="an unknown kind",
    ),
    pytest.param(
        {"intents/talk.yml": "hours:\n  examples: [open]\n  label: When are you open on Sundays and public holidays\n"},
        ["intents/talk.yml:3: hours.label: at most 40 allowed, found 48 characters", "  try: make it shorter"],
        id="a label too long for a button",
    ),
    pytest.param(
        {"intents/talk.yml": "Hours!:\n  examples: [open]\n"},
        [
            'intents/talk.yml:1: Hours!: "Hours!" is not an intent id',
            "  try: use a-z, 0-9 and _, with at most one dot, like define_job or career_traits.grow",
        ],
        id="an id that is none",
    ),
    pytest.param(
        {"intents/talk.yml": ONE_INTENT + "price:\n  examples: [cost]\n  suggests: [huors]\n"},
        ['intents/talk.yml:5: price.suggests[0]: there is no intent "huors"', '  try: did you mean "hours"?'],
        id="a suggestion of nothing",
    ),
    pytest.param(
        {"intents/talk.yml": ONE_INTENT + "  starts: quizz\n"},
        ['intents/talk.yml:3: hours.starts: there is no guided conversation "quizz"', "  try: delete it"],
        id="a guide that is not there",
    ),
    pytest.param(
        {"intents/a.yml": ONE_INTENT, "intents/b.yml": ONE_INTENT},
        ["intents/b.yml:1: hours: this intent is also in intents/a.yml:1", "  try: rename one, or join their examples"],
        id="an intent in two files",
    ),
    pytest.param(
        {"intents/talk.yml": "hours: [When are you open?]\nopen: [when are you OPEN]\n"},
        [
            'intents/talk.yml:2: open[0]: "when are you OPEN" is also an example of hours, in intents/talk.yml:1',
            "  try: delete one of them",
        ],
        id="an example of two intents",
    ),
    pytest.param(
        {"intents/talk.yml": "hours: [open]\n", "tests/phrases/talk.yml": "hours: [Open?]\n"},
        [
            'intents/talk.yml:1: hours[0]: "open" is held out in tests/phrases/talk.yml, to measure with',
            "  try: say it differently here",
        ],
        id="an example that is held out",
    ),
    pytest.param(
        {"intents/talk.yml": ONE_INTENT, "responses/default.j2": "{% block answr %}Hi{% endblock %}\n"},
        [
            'responses/default.j2:1: unknown block "answr"',
            '  try: did you mean "answer"?',
            "responses/default.j2:1: no block is called answer",
            "  try: put the answer into {% block answer %} … {% endblock %}",
        ],
        id="an unknown block",
    ),
    pytest.param(
        {
            "intents/talk.yml": ONE_INTENT,
            "responses/hours.j2": "{% block answer %}Nine. Too early?{% endblock %}\n",
            "intents/language/replies.yml": """
                hours:
                  agreed: sooner
                  hears: {huors: [open]}
                  counted: hours
                houses:
                  agreed: hours
                """,
        },
        [
            "intents/language/replies.yml:1: hours: counted and questions go together",
            "  try: say how many questions it asks, as in `questions: 3`",
            'intents/language/replies.yml:2: hours.agreed: "sooner" is no block of hours.j2, and no intent',
            "  try: write {% block sooner %} … in hours.j2",
            'intents/language/replies.yml:3: hours.hears.huors: "huors" is no block of hours.j2, and no intent',
            '  try: did you mean "hours"?',
            'intents/language/replies.yml:5: houses: there is no template "houses"',
            '  try: did you mean "hours"?',
        ],
        id="replies that lead nowhere",
    ),
    pytest.param(
        {
            "intents/talk.yml": ONE_INTENT,
            "responses/hours.j2": "Nine.\n",
            "intents/language/safety.yml": "fire: [it burns]\n",
            "intents/language/after_alarm.yml": """
                ends: [fnie]
                raises: {fine: fyre}
                signs:
                  fine: [all is well]
                  smoke: [i see smoke]
                """,
            "responses/crisis_fire.j2": "{% block answer %}Run.{% endblock %}\n{% block fine %}Good.{% endblock %}\n",
        },
        [
            'intents/language/after_alarm.yml:1: ends[0]: there is no sign "fnie"',
            '  try: did you mean "fine"?',
            'intents/language/after_alarm.yml:2: raises.fine: safety.yml has no alarm "fyre"',
            '  try: did you mean "fire"?',
            'intents/language/after_alarm.yml:5: signs.smoke: no template of an alarm has a block "smoke"',
            "  try: write {% block smoke %} … in responses/crisis/, or delete the sign",
        ],
        id="an alarm whose signs nobody answers",
    ),
    pytest.param(
        {
            "intents/talk.yml": ONE_INTENT + "burning: {kind: safety, examples: [my hair burns]}\n",
            "responses/hours.j2": "Nine.\n",
            "responses/default.j2": "Hello.\n",
            "intents/language/safety.yml": "fire: [it burns]\n",
            "intents/language/after_alarm.yml": "signs: {}\n",
            "responses/crisis_fire.j2": "Run.\n",
        },
        [
            'intents/talk.yml:3: burning: an intent of kind "safety" is answered with an alarm, and "default" is none',
            "  try: name one: `response: crisis_fire`",
        ],
        id="a crisis that raises no alarm",
    ),
    pytest.param(
        {"intents/talk.yml": ONE_INTENT + "  sad: maybe\n"},
        [
            'intents/talk.yml:3: hours.sad: expected true or false, found "maybe"',
            "  try: write `sad: true`, or delete the line",
        ],
        id="a flag that is none",
    ),
    pytest.param(
        {"intents/talk.yml": ONE_INTENT, "responses/default.j2": "Hi\n{{ intent.label | safe }}\n{% if %}\n"},
        [
            "responses/default.j2:3: Expected an expression, got 'end of statement block'",
            "  try: compare {{ and {% with their ends",
        ],
        id="a template that is none",
    ),
    pytest.param(
        {"intents/talk.yml": ONE_INTENT, "responses/default.j2": "Hi\n{{ intent.label | safe }}\n"},
        ["responses/default.j2:2: |safe lets data write HTML", "  try: delete |safe"],
        id="unescaped data",
    ),
    pytest.param(
        {"intents/talk.yml": ONE_INTENT, "responses/default.j2": "{% autoescape false %}Hi{% endautoescape %}\n"},
        ["responses/default.j2:1: autoescape cannot be switched off", "  try: write the words out here"],
        id="escaping switched off",
    ),
    pytest.param(
        {"intents/talk.yml": ONE_INTENT, "responses/default.j2": "Hi\n\nYour {{ occupation.name }}.\n"},
        [
            "responses/default.j2:3: answer: 'None' has no attribute 'name'",
            "  try: ask first whether it is there: {% if occupation %} … {% endif %}",
        ],
        id="an occupation that may be none",
    ),
    pytest.param(
        {"intents/talk.yml": ONE_INTENT, "responses/default.j2": "Hi <b>you\n\n<i>there</b></i>\n"},
        [
            "responses/default.j2:3: </b> comes before </i>",
            "  try: close <i> first",
        ],
        id="tags that overlap",
    ),
    pytest.param(
        {"intents/talk.yml": ONE_INTENT, "responses/default.j2": "{{ 'x' * 9 }}" + "words " * 800 + "\n"},
        [
            "responses/default.j2:1: answer: * is only for small numbers",
            "  try: try another sample: jobbot preview default",
        ],
        id="text that multiplies",
    ),
    pytest.param(
        {"intents/talk.yml": ONE_INTENT, "responses/default.j2": "words " * 800 + "\n"},
        ["responses/default.j2:1: answer: 4,799 characters; Telegram takes 4,096", "  try: make it shorter"],
        id="text that is too long",
    ),
    pytest.param(
        {
            "intents/talk.yml": ONE_INTENT,
            "responses/default.j2": 'Hi\n{{ cite("introo") }}\n',
            "responses/article.yml": "units:\n  intro: {title: Intro, says: Hello}\n  end: {title: End, says: Bye}\n",
        },
        [
            "responses/article.yml:2: units.intro: no answer cites this unit",
            '  try: write {{ cite("intro") }} in the answer that rests on it',
            "responses/article.yml:3: units.end: no answer cites this unit",
            '  try: write {{ cite("end") }} in the answer that rests on it',
            'responses/default.j2:2: there is no unit or source "introo"',
            '  try: did you mean "intro"?',
        ],
        id="a source that is not there and units that nobody uses",
    ),
    pytest.param(
        {
            "intents/talk.yml": ONE_INTENT,
            "responses/default.j2": "Nine to five.\n",
            "responses/article.yml": "sources:\n  door: {title: The sign, says: Nine to five}\n",
        },
        [
            "responses/default.j2:1: this answer names no unit or source",
            '  try: add {{ cite("…") }}, or {# cites nothing: why #} where it states no fact',
        ],
        id="an answer that rests on nothing",
    ),
    pytest.param(
        {
            "intents/talk.yml": ONE_INTENT,
            "responses/labels.yml": "back: Back to the question that came before this one\n",
        },
        ["responses/labels.yml:1: back: 46 characters; a button shows 40", "  try: make it shorter"],
        id="a label of the system that is too long",
    ),
    pytest.param(
        {
            "intents/talk.yml": ONE_INTENT,
            "responses/commands.yml": (
                "commands:\n"
                "  hours: {description: When, does: 'ask:huors'}\n"
                "  about: {description: Who, does: 'page:abuot'}\n"
                "  quiz: {description: Check, does: 'start:career_check'}\n"
                "  stop: {description: Stop, does: cancle}\n"
                '  forget: {description: Delete, does: forget, asked: ["Don\'t keep", please?]}\n'
            ),
        },
        [
            'responses/commands.yml:2: commands.hours.does: there is no intent "huors"',
            '  try: did you mean "hours"?',
            'responses/commands.yml:3: commands.about.does: there is no template "abuot"',
            '  try: did you mean "about"?',
            'responses/commands.yml:4: commands.quiz.does: there is no guided conversation "career_check"',
            "  try: start another",
            'responses/commands.yml:5: commands.stop.does: nothing is called "cancle"',
            '  try: did you mean "cancel"?',
            'responses/commands.yml:6: commands.forget.asked[0]: "Don\'t" is never read like that',
            '  try: write "dont"',
            'responses/commands.yml:6: commands.forget.asked[1]: "please?" has no word that must be there',
            "  try: add one without ?",
        ],
        id="commands that lead nowhere",
    ),
    pytest.param(
        {
            "intents/talk.yml": ONE_INTENT,
            "responses/default.j2": "{% block answer %}A{% endblock %}{% block answer %}B{% endblock %}\n",
        },
        [
            "responses/default.j2:1: block 'answer' defined twice",
            "  try: rename one: answer_2 is another wording",
        ],
        id="two blocks of one name",
    ),
    pytest.param(
        {"intents/talk.yml": ONE_INTENT, "responses/default.j2": "Hi\n{{ intent.label | uper }}\n"},
        ["responses/default.j2:2: there is no filter |uper", '  try: did you mean "upper"?'],
        id="an unknown filter",
    ),
    pytest.param(
        {
            "intents/talk.yml": ONE_INTENT,
            "intents/more.yaml": ONE_INTENT,
            "intents/language/synonym.yml": "families: []\n",
            "responses/lables.yml": "why: Why?\n",
            "responses/notes.txt": "Remember the milk.\n",
        },
        [
            "intents/language/synonym.yml: nobody reads this file",
            '  try: did you mean "synonyms.yml"?',
            "intents/more.yaml: nobody reads this file",
            "  try: rename it to more.yml",
            "responses/lables.yml: nobody reads this file",
            '  try: did you mean "labels.yml"?',
            "responses/notes.txt: nobody reads this file",
            "  try: delete it, or see docs/authoring.md for where it belongs",
        ],
        id="files that nobody reads",
    ),
    pytest.param(
        {"intents/language/chat.yml": "words:\n  k: ok\n  n: no\n", "intents/talk.yml": ONE_INTENT},
        ["intents/language/chat.yml:3: words.n: expected text, found false", '  try: put quotes around "no"'],
        id="a bare no in a table of words",
    ),
    pytest.param(
        {},
        [
            "{folder}: there are no intents here",
            "  try: write intents/first.yml, or point --content at a folder with intents/ and responses/",
        ],
        id="an empty folder",
    ),
]


@pytest.mark.parametrize(("files", "said"), CASES)
def test_a_mistake_is_told_with_its_place(
    files: dict[str, str],
    said: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    default = {} if not files else {"responses/default.j2": "Hi\n"}
    folder = write(tmp_path, {**default, **files})

    code, printed = checked(folder, monkeypatch, capsys)

    assert printed.splitlines()[:-1] == [line.replace("{folder}", ".") for line in said]
    assert code == 1
