"""Replies become calls: one row each, and every one of them Telegram would take."""

import io
import json
from typing import Any

import aiohttp
import pytest
from PIL import Image

from bot.channels.telegram.callbacks import Codec
from bot.channels.telegram.kinds import Place
from bot.channels.telegram.writing import calls, stop_spinner
from bot.core.model import Action, Choice
from bot.replies.reply import Reply
from bot.storage.port import Outgoing
from tests.botapi import BotApi
from tests.botapi.test_refusals import call

CODEC = Codec.of("7:token")
ADA = 1001
PRIVATE = Place(ADA, private=True)
GROUP = Place(-5, private=False, thread=9, reply_to=3)
TAP = Place(ADA, private=True, tapped=4, editable=True, callback="77")
PREVIEW = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


def buttons(*choices: Choice) -> list[list[dict[str, Any]]]:
    """The keyboard that these choices become."""
    (made,) = calls(PRIVATE, [Reply("a", choices=(choices,))], CODEC, ADA)
    return list(made.params["reply_markup"]["inline_keyboard"])


def test_a_reply_in_private_is_a_message() -> None:
    """In the chat's lane, without link previews."""
    assert calls(PRIVATE, [Reply("<b>a</b>")], CODEC, ADA) == (
        Outgoing("1001", "sendMessage", {"chat_id": ADA, "text": "<b>a</b>", **PREVIEW}),
    )


def test_in_a_group_the_first_message_replies_and_all_stay_in_the_topic() -> None:
    """Even when the person has deleted their message meanwhile."""
    first, second = calls(GROUP, [Reply("a"), Reply("b")], CODEC, ADA)
    assert first.params["reply_parameters"] == {"message_id": 3, "allow_sending_without_reply": True}
    assert "reply_parameters" not in second.params
    assert [made.params["message_thread_id"] for made in (first, second)] == [9, 9]


def test_a_tap_is_answered_first_and_in_its_own_lane() -> None:
    """Then the tapped message is edited, or sent anew when it can no longer be edited."""
    spinner, edit = calls(TAP, [Reply("b", edits=True)], CODEC, ADA)
    assert spinner == Outgoing("callback:77", "answerCallbackQuery", {"callback_query_id": "77"})
    assert (edit.call, edit.params) == ("editMessageText", {"chat_id": ADA, "message_id": 4, "text": "b", **PREVIEW})
    assert edit.otherwise == Outgoing("1001", "sendMessage", {"chat_id": ADA, "text": "b", **PREVIEW})


def test_a_tap_that_leads_to_nothing_is_answered_too() -> None:
    """Its spinner stops."""
    assert [made.call for made in calls(TAP, [], CODEC, ADA)] == ["answerCallbackQuery"]


def test_a_note_passes_by_where_there_is_a_tap_and_is_a_message_where_not() -> None:
    """As plain text of at most 200 characters."""
    (spinner,) = calls(TAP, [Reply("<b>not</b> yours &amp; mine", note=True)], CODEC, ADA)
    assert spinner.params["text"] == "not yours & mine"
    (said,) = calls(PRIVATE, [Reply("thanks", note=True)], CODEC, ADA)
    assert said.call == "sendMessage"
    assert len(stop_spinner("1", "long " * 100).params["text"]) <= 200


@pytest.mark.parametrize("place", [PRIVATE, Place(ADA, private=True, tapped=4, callback="7")], ids=["typed", "picture"])
def test_without_something_to_edit_it_is_sent(place: Place) -> None:
    """Words were typed, or a picture's button was tapped."""
    assert calls(place, [Reply("b", edits=True)], CODEC, ADA)[-1].call == "sendMessage"


def test_only_the_first_reply_edits() -> None:
    """The second would take the first away."""
    made = calls(TAP, [Reply("a", edits=True), Reply("b", edits=True)], CODEC, ADA)
    assert [one.call for one in made] == ["answerCallbackQuery", "editMessageText", "sendMessage"]


def test_a_picture_is_drawn_when_it_is_sent() -> None:
    """Only its data waits in the outbox."""
    (photo,) = calls(PRIVATE, [Reply("a", chart={"axes": []})], CODEC, ADA)
    assert (photo.call, photo.chart) == ("sendPhoto", {"axes": []})
    assert photo.params == {"chat_id": ADA, "caption": "a", "parse_mode": "HTML"}


def test_a_document_goes_as_base64() -> None:
    """The sender makes a file of it."""
    (made,) = calls(PRIVATE, [Reply("yours", document=("my-data.json", b"{}"))], CODEC, ADA)
    assert (made.call, made.params["document"]) == ("sendDocument", {"filename": "my-data.json", "base64": "e30="})


def test_words_too_long_for_a_caption_go_before_the_document() -> None:
    """A caption holds 1,024 characters."""
    made = calls(PRIVATE, [Reply("x" * 1025, document=("my-data.json", b"{}"))], CODEC, ADA)
    assert [one.call for one in made] == ["sendMessage", "sendDocument"]


def test_each_kind_of_button() -> None:
    """An action is signed for its owner; the others are Telegram's own."""
    action = Action("ask", ("define_job",))
    assert buttons(
        Choice("Ask", action=action),
        Choice("Help", url="https://findahelpline.com"),
        Choice("Share", share="career"),
        Choice("Copy", copy="x" * 300),
    ) == [
        [
            {"text": "Ask", "callback_data": CODEC.write(action, ADA)},
            {"text": "Help", "url": "https://findahelpline.com"},
            {"text": "Share", "switch_inline_query": "career"},
            {"text": "Copy", "copy_text": {"text": "x" * 255 + "…"}},
        ]
    ]


def test_a_row_holds_eight() -> None:
    """The rest goes on in the next."""
    assert [len(row) for row in buttons(*[Choice("a", copy="a")] * 10)] == [8, 2]


def test_wanted_words_open_the_keyboard() -> None:
    """In a group only for the one who asked; not beside buttons, and not after a tap in a group."""
    (private,) = calls(PRIVATE, [Reply("a", placeholder="Your words")], CODEC, ADA)
    assert private.params["reply_markup"] == {"force_reply": True, "input_field_placeholder": "Your words"}
    (group,) = calls(GROUP, [Reply("a", placeholder="x" * 70)], CODEC, ADA)
    assert group.params["reply_markup"]["selective"] is True
    assert len(group.params["reply_markup"]["input_field_placeholder"]) == 64
    (both,) = calls(PRIVATE, [Reply("a", placeholder="b", choices=((Choice("c", copy="c"),),))], CODEC, ADA)
    assert "force_reply" not in both.params["reply_markup"]
    tapped = calls(Place(-5, private=False, tapped=4, callback="7"), [Reply("a", placeholder="b")], CODEC, ADA)
    assert "reply_markup" not in tapped[-1].params


async def test_telegram_takes_it_all(botapi: BotApi) -> None:
    """Everything above, said to the strict server."""
    ada = botapi.person()
    ada.starts()
    choices = ((Choice("Ask", action=Action("none")), Choice("Share", share="job"), Choice("Copy", copy="x")),)
    replies = [
        Reply("<b>a</b>", choices=choices),
        Reply("b", placeholder="Your words"),
        Reply("c", chart={"axes": []}),
        Reply("d", document=("my-data.json", b"{}")),
    ]
    for made in calls(Place(ada.id, private=True, reply_to=999), replies, CODEC, ada.id):
        await deliver(botapi, made)
    tap = ada.taps("Ask")
    place = Place(ada.id, private=True, tapped=ada.private.last("Ask").id, editable=True, callback=tap.id)
    for made in calls(place, [Reply("noted", note=True), Reply("e", edits=True)], CODEC, ada.id):
        await deliver(botapi, made)
    assert [message.text for message in ada.private.unread] == ["e", "b", "c", "d", "e"]


async def deliver(api: BotApi, made: Outgoing) -> None:
    """Make a call, files as parts."""
    form = aiohttp.FormData()
    for name, value in made.params.items():
        if name == "document":
            form.add_field(name, b"{}", filename=value["filename"])
        else:
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    if made.chart is not None:
        out = io.BytesIO()
        Image.new("RGB", (30, 20)).save(out, "PNG")
        form.add_field("photo", out.getvalue(), filename="chart.png")
    assert (await call(api, made.call, form))["ok"]
