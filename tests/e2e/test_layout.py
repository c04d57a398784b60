"""With 126 sites, the longest names and titles of 300 letters nothing is cut and nothing overlaps.

A few cells of the table in `tests.support.layout`; `make screens` looks at all of it. The pages
beside the conference (`tests.support.beside`) are all looked at.
"""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.support.beside import PAGES, Beside, Longest, longest
from tests.support.beside import looked_over as beside_looked_over
from tests.support.layout import LOOKS, looked_over
from tests.support.stage import DESK, PHONE, in_chromium

pytestmark = in_chromium

AT = {"chair": DESK, "looking-on": DESK, "secretary": DESK, "site": PHONE}
"""The smallest window of each."""


async def test_in_the_middle_of_a_speech_every_screen_fits(chromium: Browser) -> None:
    looks = [look._replace(sizes=(AT[look.name],)) for look in LOOKS if look.name in AT]
    found = looked_over(chromium, 126, looks=looks, only={"speaking"})
    assert [line async for line in found] == []


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def long() -> AsyncIterator[Longest]:
    async with longest() as made:
        yield made


@pytest.mark.parametrize("beside", PAGES, ids=lambda beside: beside.name)
async def test_beside_the_conference_every_page_fits(
    chromium: Browser, long: Longest, beside: Beside
) -> None:
    assert [line async for line in beside_looked_over(chromium, long, [beside])] == []
