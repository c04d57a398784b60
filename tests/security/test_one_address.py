"""A province comes through one address: 126 sites with three devices each, all at the same instant.

The clock stands still, so that no budget fills again meanwhile.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack

import pytest
from aiohttp import ClientSession, CookieJar
from msgspec.structs import replace

from diemcau import resources
from diemcau.app.admission.passes import IssuedPass
from diemcau.config import Configuration
from diemcau.domain.nouns.attendance import CheckedIn
from diemcau.domain.nouns.conference import AnnounceConference, OpenLobby
from diemcau.domain.nouns.ids import SiteCode
from diemcau.edge.door.rates import Rate
from diemcau.edge.door.security import SecuritySettings
from tests.support.hall import Hall, Screen, hall
from tests.support.markup import read
from tests.support.meeting import DAY, OPERATOR, SECRETARY, by
from tests.support.morning import Morning
from tests.support.patience import unless_it_hangs
from tests.support.room import MEETING

SITES, DEVICES = 126, 3
LINES = 7
"""Of a browser that opens a page: six for its files (HTTP/1.1), one for the live page."""
FILE = re.compile(r'(?:href|src)="(/assets/[^"]+)"')
LOBBY = (AnnounceConference(**by(SECRETARY, -DAY)), OpenLobby(**by(OPERATOR, -60)))
BUDGETS = ("sign_in", "join", "unsafe", "reading", "costly")


def a_part_of_it(rate: Rate) -> Rate:
    return replace(rate, burst=rate.burst // (SITES * DEVICES) or 1)


def its_part() -> Configuration:
    """What one device has of each budget, if all take as much."""
    whole = SecuritySettings()
    parts = {name: a_part_of_it(getattr(whole, name)) for name in BUDGETS}
    return replace(Configuration(), security=replace(whole, **parts))


async def passes_of(opened: Hall) -> Mapping[SiteCode, IssuedPass]:
    state = await opened.parts.rooms.state(MEETING)
    issued = await opened.parts.admission.issue_passes(MEETING, list(state.site_order))
    return {each.site: each for each in issued}


async def let_in(browser: ClientSession, opened: Hall, site: SiteCode, pin: str) -> str:
    """As a person does it: the page with its form, the PIN, and the live page it leads to."""
    async with browser.get("/join") as answer:
        assert answer.status == 200, await answer.text()
        form = read(await answer.text())
        csrf = next(each["value"] for each in form.all("input") if each["name"] == "csrf")
        fields = {"csrf": csrf, "site": site, "pin": pin}
    async with browser.post(f"/join/{MEETING}", data=fields) as answer:
        assert (answer.status, answer.url.path) == (200, f"/conferences/{MEETING}/site")
        return await answer.text()


def a_browser(opened: Hall) -> ClientSession:
    return ClientSession(opened.url, cookie_jar=CookieJar(unsafe=True))


async def level(socket: object) -> Screen:
    screen = Screen(socket)  # type: ignore[arg-type]
    await screen.until("welcome")
    await screen.say({"t": "hello"})
    await screen.until("all")
    return screen


async def test_a_device_comes_in_with_a_378th_of_what_its_address_may() -> None:
    """Its page with all that belongs to it, what is published, the socket, and that once more."""
    told = Morning(30)
    async with (
        hall(*LOBBY, plan=told.plan, settings=its_part(), minutes=-50) as opened,
        a_browser(opened) as browser,
    ):
        site, given = next(iter((await passes_of(opened)).items()))
        page = await let_in(browser, opened, site, given.pin)
        files = set(FILE.findall(page))
        assert len(files) > 50
        for path in files:
            async with browser.get(path) as answer:
                assert answer.status == 200, path
        async with browser.get(f"/conferences/{MEETING}/view/rest") as answer:
            assert answer.status == 200
        async with browser.get("/published") as answer:
            assert answer.status == 200
        for _ in range(2):
            live = f"/conferences/{MEETING}/live"
            async with browser.ws_connect(live, headers={"Origin": opened.url}) as socket:
                await level(socket)


def test_all_their_lines_are_open_at_once() -> None:
    assert SecuritySettings().connections >= SITES * DEVICES * LINES


@pytest.fixture
async def lobby() -> AsyncIterator[tuple[Hall, Morning]]:
    told = Morning(SITES)
    async with hall(*LOBBY, plan=told.plan, minutes=-50) as opened:
        yield opened, told


async def test_all_sites_of_a_province_join_and_check_in_at_the_same_instant(
    lobby: tuple[Hall, Morning],
) -> None:
    opened, told = lobby
    passes = await passes_of(opened)
    rosters = {each.code: each.roster for each in told.plan.sites}

    async def comes(site: SiteCode, pin: str) -> None:
        browser = await open_there.enter_async_context(a_browser(opened))
        await let_in(browser, opened, site, pin)
        live = f"/conferences/{MEETING}/live"
        for _ in range(2):
            async with browser.ws_connect(live, headers={"Origin": opened.url}) as socket:
                screen = await level(socket)
                marks = [{"delegate": each.id, "presence": "in_room"} for each in rosters[site]]
                assert (await screen.do("check_in", f"in-{site}", marks=marks))["t"] == "done"

    async with AsyncExitStack() as open_there, unless_it_hangs(), asyncio.TaskGroup() as tasks:
        for site, given in passes.items():
            tasks.create_task(comes(site, given.pin))
    came = await opened.store.events.named(MEETING, CheckedIn.stored)
    assert len(came) == SITES


def test_nginx_in_front_gives_an_address_what_a_node_gives_it() -> None:
    example = (resources.CONFIG / "nginx" / "diemcau.conf").read_text(encoding="utf-8")
    ours = SecuritySettings()
    asked = (ours.reading, ours.unsafe)
    for told, number in (
        (r"limit_conn diemcau_lines (\d+);", ours.connections),
        (r"zone=diemcau_asked burst=(\d+) nodelay;", sum(each.burst for each in asked)),
        (r"rate=(\d+)r/s;", sum(each.per_minute for each in asked) // 60),
    ):
        assert [int(each) for each in re.findall(told, example)] == [number]
