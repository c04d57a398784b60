"""One Chromium for the tests of a module."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.support import stage

expect.set_options(timeout=10_000)  # of a machine that does much else beside


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    async with stage.chromium() as browser:
        yield browser
