"""A site's own calendar at a secret address: what stands in it, and who is told the address."""

from collections.abc import AsyncIterator

import pytest
import vobject
from aiohttp import ClientSession
from msgspec.structs import replace
from yarl import URL

from diemcau.domain.nouns.ids import PublicationNo
from diemcau.domain.nouns.publishing import Publish, WithdrawPublication
from diemcau.domain.nouns.terms import Readers, Stage
from tests.support.hall import Hall
from tests.support.markup import doubled_ids, filled, form_for, read, unlabelled
from tests.support.meeting import ANNOUNCED, DAY, DONG_ANH, SECRETARY, Step, at, by, code
from tests.support.room import MEETING
from tests.support.scene import on_stage

FOR_DONG_ANH: Step = (
    ANNOUNCED,
    Publish(
        **by(SECRETARY, -DAY),
        stage=Stage.NOTICE,
        readers=Readers.NAMED_SITES,
        sites=(code(DONG_ANH),),
    ),
)


@pytest.fixture
async def hall() -> AsyncIterator[Hall]:
    async for made in on_stage(FOR_DONG_ANH, minutes=-200):
        yield made


async def with_account(hall: Hall, who: str) -> ClientSession:
    """Signed in with a password, and not by a link into one conference."""
    browser = await hall.browser(who)
    _, session = await hall.session(who)
    await hall.store.sessions.put(replace(session, meeting=None))
    return browser


async def address(hall: Hall, who: str) -> str:
    """Press the button; the address that the page shows."""
    browser = await with_account(hall, who)
    async with browser.get("/calendar") as response:
        form = form_for(read(await response.text()), "/calendar")
    async with browser.post("/calendar", data=dict(filled(form))) as response:
        shown = read(await response.text())
    assert not doubled_ids(shown)
    assert not unlabelled(shown)
    [field] = [each for each in shown.all("input") if each["name"] == "address"]
    return str(URL(field["value"]).relative())


async def events(hall: Hall, path: str) -> list[vobject.base.Component]:
    """As a program reads it that signs in nowhere."""
    async with (await hall.browser("")).get(path) as response:
        assert response.status == 200
        return list(vobject.readOne(await response.text()).contents.get("vevent", []))


async def test_a_site_reads_its_own_conferences_in_its_calendar(hall: Hall) -> None:
    [event] = await events(hall, await address(hall, "dong-anh"))
    assert event.dtstart.value == at(0)
    assert await events(hall, await address(hall, "ba-dinh")) == []


async def test_a_notice_withdrawn_leaves_the_calendar_as_cancelled(hall: Hall) -> None:
    path = await address(hall, "dong-anh")
    gone = WithdrawPublication(**by(SECRETARY, -190), publication=PublicationNo(1), reason="Bão")
    await hall.parts.rooms.submit(MEETING, gone)
    [event] = await events(hall, path)
    assert event.status.value == "CANCELLED"


async def test_a_new_address_ends_the_old_one(hall: Hall) -> None:
    first, second = await address(hall, "dong-anh"), await address(hall, "dong-anh")
    assert first != second
    assert len(await events(hall, second)) == 1
    for path in (first, "/calendar/nobody-ever-made-this-one.ics"):
        async with (await hall.browser("")).get(path) as response:
            assert response.status == 404


async def test_a_calendar_is_for_sites_that_have_an_account(hall: Hall) -> None:
    for who in ("secretary", "chair", "screen", "admin", "ba-dinh"):
        async with (await hall.browser(who)).get("/calendar") as response:
            assert response.status == 403


async def test_a_site_finds_the_way_from_the_list_of_conferences(hall: Hall) -> None:
    async with (await with_account(hall, "ba-dinh")).get("/conferences") as response:
        assert 'href="/calendar"' in await response.text()
