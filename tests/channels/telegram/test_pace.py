"""bot/channels/telegram/pace.py"""

from bot.channels.telegram.pace import Pace


def waits(pace: Pace, chat: int, times: int, method: str = "sendMessage") -> list[float]:
    return [round(pace.wait(method, chat, now=1000.0), 3) for _ in range(times)]


def test_a_burst_in_a_private_chat_passes_and_then_a_message_a_second() -> None:
    assert waits(Pace(0), chat=5, times=12) == [0.0] * 10 + [10.0, 10.0]


def test_a_group_gets_twenty_a_minute() -> None:
    assert waits(Pace(0), chat=-5, times=21) == [0.0] * 20 + [60.0]


def test_edits_count_in_a_group_only() -> None:
    """A quiz may be tapped through as fast as a finger goes."""
    pace = Pace(0)
    assert (waits(pace, 5, 30, "editMessageText")[-1], waits(pace, -5, 21, "editMessageText")[-1]) == (0.0, 60.0)


def test_all_chats_together_stay_under_the_overall_rate() -> None:
    pace = Pace(30)
    assert [waits(pace, chat, 1)[0] for chat in range(1, 32)] == [0.0] * 30 + [1.0]


def test_a_typing_action_never_waits() -> None:
    assert waits(Pace(1), chat=-5, times=30, method="sendChatAction") == [0.0] * 30
