"""With 126 sites, the longest names and titles of 300 letters nothing is cut and nothing overlaps.

A few cells of the table in `tests.support.layout`; `make screens` looks at all of it.
"""

from playwright.async_api import Browser

from tests.support.layout import LOOKS, looked_over
from tests.support.stage import DESK, PHONE, in_chromium

pytestmark = in_chromium

AT = {"chair": DESK, "looking-on": DESK, "secretary": DESK, "site": PHONE}
"""The smallest window of each."""


async def test_in_the_middle_of_a_speech_every_screen_fits(chromium: Browser) -> None:
    looks = [look._replace(sizes=(AT[look.name],)) for look in LOOKS if look.name in AT]
    found = looked_over(chromium, 126, looks=looks, only={"speaking"})
    assert [line async for line in found] == []
