"""Regular conferences in the browser, and the warning when sites are asked to two at once."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from msgspec.structs import replace
from multidict import MultiDict

from diemcau.domain.nouns.conference import CancelConference
from diemcau.domain.nouns.ids import CommandId, MeetingId
from tests.support.hall import Hall
from tests.support.markup import doubled_ids, filled, form_for, read, skipped_headings, unlabelled
from tests.support.meeting import ANNOUNCED, SITES, START, by, plan_conference, site_plan
from tests.support.meeting import SECRETARY as OFFICE
from tests.support.room import MEETING
from tests.support.scene import on_stage


@pytest.fixture
async def office() -> AsyncIterator[Hall]:
    async for made in on_stage(ANNOUNCED, minutes=-200):
        yield made


async def text(hall: Hall, who: str, path: str = "/series", status: int = 200) -> str:
    async with (await hall.browser(who)).get(path, allow_redirects=False) as response:
        assert response.status == status, path
        return await response.text()


async def sets_up(hall: Hall, status: int = 200, **fields: str) -> str:
    form = form_for(read(await text(hall, "secretary")), "/series")
    sent = MultiDict({**filled(form), "first": "2024-07-16", **fields})
    async with (await hall.browser("secretary")).post("/series", data=sent) as response:
        assert response.status == status
        return await response.text()


async def test_a_series_is_set_up_shows_its_next_days_and_is_ended(office: Hall) -> None:
    html = await sets_up(office)
    for told in ("16/07/2024", "16/10/2024", "quý II/2024", "quý III/2024"):
        assert told in html
    form = form_for(read(html), "/end")
    async with (await office.browser("secretary")).post(
        form["action"], data=filled(form)
    ) as response:
        assert "Đã kết thúc" in await response.text()
    assert [each.ended for each in await office.store.series.all()] == [True]


async def test_what_is_planned_is_one_link_away(office: Hall) -> None:
    await sets_up(office)
    office.clock.turn(days=60)
    await office.session("secretary")
    await office.parts.planner.run()
    [planned] = [e for e in await office.store.library.headlines() if e.meeting != MEETING]
    assert f'href="/conferences/{planned.meeting}/edit"' in await text(office, "secretary")


@pytest.mark.parametrize(
    ("wrong", "status", "told"),
    [
        ({"rule": "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"}, 409, "Quy tắc lặp"),
        ({"rule": "mỗi quý"}, 409, "Quy tắc lặp"),
        ({"first": "2024-04-17"}, 409, ""),
        ({"first": "9999-12-31"}, 409, ""),
        ({"title": "  "}, 409, ""),
        ({"first": "hôm nay"}, 400, ""),
        ({"begins": "25:00"}, 400, ""),
        ({"minutes": "0"}, 400, ""),
        ({"minutes": "nhiều"}, 400, ""),
        ({"id": "../x"}, 400, ""),
        ({"title": "dài" * 500}, 400, ""),
    ],
)
async def test_what_makes_no_sense_is_refused_and_nothing_kept(
    office: Hall, wrong: dict[str, str], status: int, told: str
) -> None:
    assert told in await sets_up(office, status, **wrong)
    assert await office.store.series.all() == []


async def test_regular_conferences_are_the_secretariats(office: Hall) -> None:
    for who in ("chair", "operator", "screen", "admin", "ba-dinh"):
        await text(office, who, status=403)
    await text(office, "", status=302)
    form = form_for(read(await text(office, "secretary")), "/series")
    browser = await office.browser("secretary")
    async with browser.post("/series/nothing/end", data=filled(form)) as response:
        assert response.status == 404


async def test_the_editor_warns_of_sites_asked_to_two_conferences_at_once(office: Hall) -> None:
    other = MeetingId("hop-khac")
    plan = replace(
        plan_conference(sites=tuple(site_plan(site) for site in SITES[:2])),
        id=CommandId("other"),
        title="Họp khác",
        starts_at=START + timedelta(hours=1),
    )
    await office.parts.rooms.submit(other, plan)
    html = await text(office, "secretary", f"/conferences/{MEETING}/edit/facts")
    assert "Trùng giờ với “Họp khác”: 2 điểm cầu được mời cả hai (Ba Đình, Hoàn Kiếm)." in html
    assert "Trùng giờ" in await text(office, "secretary", f"/conferences/{other}/edit/facts")
    cancel = CancelConference(**by(OFFICE, named="huỷ"), reason="Trùng")
    await office.parts.rooms.submit(other, cancel)
    for each in (MEETING, other):
        html = await text(office, "secretary", f"/conferences/{each}/edit/facts")
        assert "Trùng giờ" not in html


async def test_the_page_is_whole(office: Hall) -> None:
    await sets_up(office)
    html = read(await text(office, "secretary"))
    assert not doubled_ids(html)
    assert not unlabelled(html)
    assert not skipped_headings(html)
