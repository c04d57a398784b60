"""The chair looks at sites in moving pictures, a page at a time, and calls and mutes from there."""

from collections.abc import AsyncIterator, Collection
from typing import NamedTuple

import pytest_asyncio
from playwright.async_api import Page, expect

from diemcau.app.media.seating import MediaSeats
from diemcau.domain.nouns.conference import CallBreak, ResumeConference
from diemcau.domain.nouns.floor import TakeFloor
from diemcau.domain.nouns.ids import SpeechNo
from diemcau.domain.nouns.media import Venue, desk_of, venue_of
from diemcau.domain.nouns.requests import AskToSpeak
from diemcau.domain.nouns.terms import Kind
from tests.support import peers
from tests.support.axe import grave, with_axe
from tests.support.cameras import SENDS, Cameras, gives, pressed, until
from tests.support.filmed import FILMS, filmed, janus
from tests.support.looked import ugly
from tests.support.meeting import BA_DINH, CHAIR, HA_DONG, HOAN_KIEM, code
from tests.support.patience import unless_it_hangs
from tests.support.room import MEETING
from tests.support.stage import (
    DESK,
    PHONE,
    WALL,
    Stage,
    thirty_sites,
)

pytestmark = FILMS
GIVE = (BA_DINH, HOAN_KIEM, HA_DONG)
"""The first two stand on the first page of tiles, the third on the next."""
BA, HOAN, HA = (code(each) for each in GIVE)
LAST_TILE = ".moving-tile:last-child"


class House(NamedTuple):
    stage: Stage
    cameras: Cameras
    chair: Page
    sites: dict[str, Page]

    async def looks_at(self, login: str, *sites: str) -> None:
        """Exactly these are sent as tiles, as the media server tells it itself."""
        desk, wanted = desk_of(login), {venue_of(site) for site in sites}  # type: ignore[arg-type]
        async with unless_it_hangs():
            while await _tiles(self.stage.parts.media, desk) != wanted:
                await self.chair.wait_for_timeout(50)

    async def shows(self, page: Page, *sites: str) -> None:
        await until(page, "tiles", {site: bits_of(site) for site in sites})


async def _tiles(seats: MediaSeats, desk: Venue) -> Collection[Venue]:
    server = seats._server
    assert server is not None
    sent = (await server.relaying(MEETING)).watching
    return {each for each in sent[desk].tiles if each} if desk in sent else set()


def bits_of(site: str) -> str:
    return SENDS[venue_of(site)].bits  # type: ignore[arg-type]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house() -> AsyncIterator[House]:
    """A debate of thirty sites, three of them before their cameras, and the chair."""
    with peers.namespace() as inside:
        async with filmed(inside, janus(inside), sites=thirty_sites()) as (opened, cameras):
            windows = {str(code(each)): await cameras.site(each) for each in GIVE}
            for page in windows.values():
                await gives(page)
            yield House(opened, cameras, await cameras.person("chu-tri", "chair"), windows)
    assert opened.troubles == []


async def test_each_tile_shows_its_own_site_and_who_is_out_of_view_is_sent_to_nobody(
    house: House,
) -> None:
    chair = house.chair
    await expect(chair.locator(".chair-stage")).to_be_visible()
    await house.looks_at("chu-tri")
    await chair.keyboard.press("t")
    await house.shows(chair, BA, HOAN)
    await house.looks_at("chu-tri", BA, HOAN)
    await expect(chair.locator(f"[data-site='{HA}']")).to_have_count(0)
    card = chair.locator(".moving-tile", has_text="Tây Hồ")
    await expect(card).to_contain_text("Chưa có hình")
    await expect(card).to_contain_text("Chưa kết nối")
    await chair.keyboard.press("PageDown")
    await expect(chair.locator(".moving-pages")).to_contain_text("Trang 2/3")
    await house.shows(chair, HA)
    await house.looks_at("chu-tri", HA)
    await chair.keyboard.press("PageUp")
    await house.looks_at("chu-tri", BA, HOAN)
    await chair.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    await chair.locator(LAST_TILE).scroll_into_view_if_needed()
    await house.looks_at("chu-tri")
    await chair.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    await chair.locator(".moving-tile").first.scroll_into_view_if_needed()
    await house.looks_at("chu-tri", BA, HOAN)
    await chair.fill("#wall-find", "Hà Đông")
    await house.shows(chair, HA)
    await house.looks_at("chu-tri", HA)
    await chair.fill("#wall-find", "")
    await house.shows(chair, BA, HOAN)
    await chair.focus("#wall-monitor")


async def test_a_page_that_nobody_sees_and_a_map_in_its_place_look_at_nobody(house: House) -> None:
    chair = house.chair
    await house.looks_at("chu-tri", BA, HOAN)
    hide = "(yes) => { Object.defineProperty(document, 'hidden', { value: yes, writable: true });"
    seen = "document.dispatchEvent(new Event('visibilitychange')); }"
    await chair.evaluate(hide + seen, True)  # noqa: FBT003 – the one thing it is told
    await house.looks_at("chu-tri")
    await chair.evaluate(hide + seen, False)  # noqa: FBT003 – the same
    await house.looks_at("chu-tri", BA, HOAN)
    await chair.keyboard.press("t")
    await house.looks_at("chu-tri")
    await chair.keyboard.press("t")
    await house.shows(chair, BA, HOAN)


async def test_who_comes_next_is_seen_called_and_muted_from_their_tile(house: House) -> None:
    """By keys alone; what is muted is heard nowhere, and a tile never has a sound."""
    chair, hears, tone = house.chair, house.sites[HOAN], SENDS[venue_of(BA)].hertz
    await house.stage.does(BA_DINH, AskToSpeak, kind=Kind.COMMENT)
    await expect(chair.locator(".next-picture")).to_contain_text("Tiếp theo: Ba Đình")
    await until(chair, "next", bits_of(BA))
    tile = chair.locator(f"[data-site='{BA}']")
    await expect(tile).to_contain_text("Xin phát biểu, thứ 1")
    await tile.get_by_role("button", name="Mời Ba Đình").focus()
    await chair.keyboard.press("Enter")
    await until(chair, "colour", bits_of(BA))
    await expect(tile).to_contain_text("Đang nói")
    await expect(chair.locator(".next-picture")).to_have_count(0)
    await house.shows(chair, BA, HOAN)
    await until(hears, "tones", [tone, 0, 0])
    await tile.get_by_role("button", name="Tắt micro Ba Đình").focus()
    await chair.keyboard.press("Enter")
    await until(hears, "tones", [0, 0, 0])
    await expect(tile).to_contain_text("Đã tắt micro")
    await tile.get_by_role("button", name="Mở lại micro Ba Đình").focus()
    await chair.keyboard.press("Enter")
    await until(hears, "tones", [tone, 0, 0])
    await until(chair, "tones", [tone, 0, 0])


async def test_the_operator_looks_for_itself_and_in_a_break_nobody_is_looked_at(
    house: House,
) -> None:
    operator = await house.cameras.person("ky-thuat", "operator")
    await expect(operator.locator("#wall-monitor")).to_be_visible()
    await operator.keyboard.press("t")
    await house.shows(operator, BA, HOAN)
    await house.looks_at("ky-thuat", BA, HOAN)
    await pressed(operator, "Ba Đình")
    await expect(operator.get_by_role("dialog")).to_be_visible()
    await operator.keyboard.press("Escape")
    await house.stage.does(CHAIR, TakeFloor, speech=SpeechNo(1))
    await house.stage.does(CHAIR, CallBreak)
    await house.looks_at("ky-thuat")
    await house.looks_at("chu-tri")
    await until(house.chair, "tiles", {})
    await house.stage.does(CHAIR, ResumeConference)
    await house.looks_at("chu-tri", BA, HOAN)
    await operator.context.close()


@with_axe
async def test_tiles_read_well_at_every_size_light_and_dark(house: House) -> None:
    chair = house.chair
    await house.shows(chair, BA, HOAN)
    for width, height in (DESK, WALL, PHONE):
        await chair.set_viewport_size({"width": width, "height": height})
        await expect(chair.locator(".moving-tile").first).to_be_visible()
        assert await ugly(chair) == []
    for theme in ("light", "dark"):
        await chair.emulate_media(color_scheme=theme)
        assert await grave(chair) == []
