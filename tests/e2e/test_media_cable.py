"""A site whose line is lost for more than a hiccup is back by itself, by whatever way there is."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import expect

from diemcau.domain.nouns.media import HALL, OnStage
from tests.support import peers
from tests.support.cable import BA, AtTheCable, at_the_cable
from tests.support.cameras import is_so, pressed
from tests.support.filmed import FILMS
from tests.support.meeting import BA_DINH
from tests.support.patience import PATIENCE

pytestmark = FILMS
BA_SPEAKS = OnStage(lit=True, heard=(HALL, BA), shown=BA, facing=HALL)
NOBODY_SPEAKS = OnStage(lit=True, heard=(HALL,), shown=HALL)
WAY = "() => /ice-ufrag:(\\S+)/.exec(camera.peers.at(-1).currentLocalDescription?.sdp)?.[1]"
"""By what the newest connection of a page and the far end know each other."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def there() -> AsyncIterator[AtTheCable]:
    """A busy machine is late; nobody's place is given up for it."""
    async with at_the_cable(PATIENCE) as opened:
        yield opened


async def agreed(there: AtTheCable) -> int:
    """Connections that the page of the site has made so far."""
    return int(await there.site.evaluate("camera.peers.length"))


async def is_back(there: AtTheCable, on: OnStage = BA_SPEAKS) -> None:
    """Heard and seen, hearing and seeing, at its own socket; and nothing is said of it any more."""
    await peers.until(there.site, "(before) => camera.passed(before, 1)", await sounds(there))
    await is_so(on, there.windows)
    await expect(there.site.locator("html[data-line=live]")).to_be_attached()
    await expect(there.site.get_by_text("Mất hình và tiếng")).to_have_count(0)


async def sounds(there: AtTheCable) -> object:
    return await there.site.evaluate("camera.sounds()")


async def test_pulled_before_it_has_the_floor_it_is_called_and_heard(there: AtTheCable) -> None:
    """It is given the floor while nobody knows that it is away."""
    await is_so(NOBODY_SPEAKS, there.windows)
    before = await agreed(there)
    there.cable.pull()
    await expect(there.site.locator(".line-bar")).to_contain_text("Mất kết nối")
    await there.stage.calls(BA_DINH)
    there.cable.plug()
    await is_back(there)
    assert await agreed(there) == before


async def test_pulled_in_a_speech_it_goes_on_by_the_same_lines(there: AtTheCable) -> None:
    """The page says what it does meanwhile, and whom to phone."""
    before = await agreed(there)
    there.cable.pull()
    await expect(there.site.locator(".line-bar")).to_contain_text("Mất kết nối")
    lost = there.site.get_by_text("Mất hình và tiếng từ")
    await expect(lost).to_contain_text("đang tự nối lại")
    await expect(lost).to_contain_text("gọi điện thoại")
    there.cable.plug()
    await is_back(there)
    assert await agreed(there) == before


async def test_where_picture_and_sound_alone_are_cut_off_they_come_back(there: AtTheCable) -> None:
    """The socket stays: another way is looked for, and is there when packets pass."""
    before = await agreed(there)
    there.cable.stop("ipproto udp")
    await expect(there.site.get_by_text("Mất hình và tiếng từ")).to_be_visible()
    await expect(there.site.locator("html[data-line=live]")).to_be_attached()
    there.cable.let("ipproto udp")
    await is_back(there)
    assert await agreed(there) == before


async def test_what_is_lost_without_a_word_comes_back(there: AtTheCable) -> None:
    """Somewhere between the two; neither browser nor server is told."""
    before = await agreed(there)
    there.cable.stop()
    await expect(there.site.get_by_text("Mất hình và tiếng từ")).to_be_visible()
    there.cable.let()
    await is_back(there)
    assert await agreed(there) == before


async def test_on_another_wifi_it_goes_on_by_the_same_lines(there: AtTheCable) -> None:
    """Its address is another, and no way leads back to the old one."""
    before = await agreed(there)
    there.cable.move()
    await is_back(there)
    assert await agreed(there) == before
    await there.stage.thanks()
    await is_back(there, NOBODY_SPEAKS)


async def test_who_only_watches_goes_on_from_another_address_as_well(there: AtTheCable) -> None:
    """Its questions are answered where it is, and it does not wait for its browser to give up."""
    await there.site.reload()
    await pressed(there.site, "Chỉ xem và nghe")
    await is_back(there, NOBODY_SPEAKS)
    before, way = await agreed(there), await there.site.evaluate(WAY)
    there.cable.move()
    await peers.until(there.site, f"(before) => ({WAY})() !== before", way)
    await is_back(there, NOBODY_SPEAKS)
    assert await agreed(there) == before
