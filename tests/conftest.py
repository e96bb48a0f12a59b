"""Fixtures that several folders share."""

from collections.abc import AsyncIterator

import pytest

from tests.botapi import BotApi


@pytest.fixture
async def botapi() -> AsyncIterator[BotApi]:
    """A strict Bot API server; the test fails when a call was refused that it did not expect (`forgive`)."""
    async with BotApi() as api:
        yield api
    assert api.refused == []
