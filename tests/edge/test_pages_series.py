"""Regular conferences in the browser, and the warning when sites are asked to two at once."""

from collections.abc import AsyncIterator, Mapping
from datetime import date, time, timedelta

import pytest
from msgspec.structs import replace
from multidict import MultiDict

from diemcau.app.ports.series import Series
from diemcau.domain.nouns.conference import CancelConference
from diemcau.domain.nouns.ids import FIRST_BODY, CommandId, MeetingId
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


NEW = "/series/new"
NOTHING: Mapping[str, str] = {}
TYPED = {"first": "2024-07-16", "rule": "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=16"}


async def sends(
    hall: Hall, at: str, to: str, fields: Mapping[str, str] = NOTHING, status: int = 200
) -> str:
    """The form on the page `at` whose address ends with `to`, filled in and sent."""
    form = form_for(read(await text(hall, "secretary", at)), to)
    sent = MultiDict({**filled(form), **fields})
    async with (await hall.browser("secretary")).post(form["action"], data=sent) as response:
        assert response.status == status
        return await response.text()


async def sets_up(hall: Hall, fields: Mapping[str, str] = NOTHING, status: int = 200) -> str:
    return await sends(hall, NEW, "/series", {**TYPED, **fields}, status)


async def kept(hall: Hall) -> Series:
    [series] = await hall.store.series.all(FIRST_BODY)
    return series


async def test_a_series_is_set_up_shows_its_next_days_is_ended_and_taken_up_again(
    office: Hall,
) -> None:
    html = await sets_up(office)
    for told in ("16/07/2024", "16/10/2024", "quý II/2024", "quý III/2024"):
        assert told in html
    one = f"/series/{(await kept(office)).id}"
    assert "Đã kết thúc" in await sends(office, one, "/end")
    assert (await kept(office)).ended
    assert "Kỳ tới" not in await text(office, "secretary")
    assert "16/07/2024" in await sends(office, one, "/end")
    assert not (await kept(office)).ended


async def test_plain_words_are_chosen_and_the_next_four_days_are_shown_without_script(
    office: Hall,
) -> None:
    """The second week after the quarter, its first working day, at eight."""
    usual = {"look": "true", "first": "2026-12-01"}
    html = await sends(office, NEW, "/series", usual)
    assert "Hàng quý, tháng đầu sau khi hết quý, tuần thứ hai (ngày 8–14), ngày làm việc đầu" in (
        " ".join(html.split())
    )
    for told in ("Thứ Sáu, 08:00 – 11:30, 08/01/2027", "08/04/2027", "08/07/2027", "08/10/2027"):
        assert told in html
    assert await office.store.series.all(FIRST_BODY) == []
    monthly = {"every": "month", "place": "working_day", "no": "-1", "begins": "14:00"}
    html = await sends(office, NEW, "/series", usual | monthly | {"title": "Giao ban tháng"})
    assert "Thứ Năm, 14:00 – 17:30, 31/12/2026" in html
    assert 'value="Giao ban tháng"' in html


async def test_what_is_chosen_is_kept_and_stands_in_the_form_again(office: Hall) -> None:
    weekly = {"every": "two_weeks", "on_weekday": "2", "rule": ""}
    html = await sets_up(office, weekly)
    assert "Hai tuần một lần, thứ Tư, 08:00" in html
    series = await kept(office)
    assert series.rule == "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"
    form = form_for(read(await text(office, "secretary", f"/series/{series.id}/edit")), series.id)
    shown = filled(form)
    assert {name: shown[name] for name in weekly} == weekly


async def test_the_days_are_counted_while_one_chooses(office: Hall) -> None:
    asked = "every=quarter&month=1&place=week&week=2&weekday=0&begins=08:00&minutes=90"
    html = await text(office, "secretary", f"{NEW}/dates?{asked}&first=2024-05-01")
    assert "Thứ Hai, 08:00 – 09:30, 08/07/2024" in html
    assert "<html" not in html
    wrong = await text(office, "secretary", f"{NEW}/dates?{asked}&first=2024-05-01&month=4", 409)
    assert "Kỳ này không có tháng ấy" in wrong
    await text(office, "chair", f"{NEW}/dates?{asked}", status=403)


async def test_a_series_is_changed_and_what_is_planned_stays(office: Hall) -> None:
    """The new rhythm begins with the quarter after the last that is planned."""
    await sets_up(office)
    one = await kept(office)
    html = await sends(office, f"/series/{one.id}", "/next")
    assert 'id="revise_plan"' in html, "the first step of the conference"
    later = {"month": "2", "place": "week", "week": "1", "weekday": "0", "begins": "09:00"}
    edit = f"/series/{one.id}/edit"
    html = await sends(office, edit, one.id, {"title": "Giao ban {quý}/{năm}", **later})
    assert "Giao ban III/2024" in html
    series = await kept(office)
    assert (series.id, series.by, series.begins) == (one.id, "secretary", time(9))
    assert series.first == date(2024, 10, 1)
    for told in ("16/07/2024", "04/11/2024", "03/02/2025"):
        assert told in html
    assert "05/08/2024" not in html


async def test_the_next_conference_begins_in_one_press_and_is_one(office: Hall) -> None:
    await sets_up(office, {"agenda_of": MEETING})
    one = f"/series/{(await kept(office)).id}"
    form = form_for(read(await text(office, "secretary", one)), "/next")
    browser = await office.browser("secretary")
    for _ in range(2):
        async with browser.post(form["action"], data=filled(form)) as response:
            assert response.url.path.endswith("-2024-07-16/edit/facts")
    [planned] = [
        e for e in await office.store.library.headlines(FIRST_BODY) if e.meeting != MEETING
    ]
    assert planned.title == "Hội nghị giao ban quý II/2024"
    state = await office.parts.rooms.state(planned.meeting)
    assert len(state.sites) == len(SITES)
    assert planned.meeting in await text(office, "secretary", one)
    async with browser.post(form["action"], data={**filled(form), "day": "1"}) as response:
        assert response.url.path == one


async def test_what_is_begun_as_the_last_of_a_series_was_is_its_next_and_not_one_more(
    office: Hall,
) -> None:
    """A day later than by the rule, and pressed twice."""
    await sets_up(office)
    series = await kept(office)
    await sends(office, f"/series/{series.id}", "/next")
    at = f"/conferences/new?source={series.id}-2024-07-16"
    form = form_for(read(await text(office, "secretary", at)), "/conferences/new")
    data = {**filled(form), "starts_at": "2024-10-17T08:00"}
    for _ in range(2):
        async with (await office.browser("secretary")).post(form["action"], data=data) as response:
            assert response.url.path == f"/conferences/{series.id}-2024-10-16/edit/invitation"
    names = {each.meeting for each in await office.store.library.headlines(FIRST_BODY)}
    assert names == {MEETING, f"{series.id}-2024-07-16", f"{series.id}-2024-10-16"}


@pytest.mark.parametrize(
    ("wrong", "status", "told"),
    [
        ({"rule": "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"}, 409, "Quy tắc lặp"),
        ({"rule": "mỗi quý"}, 409, "Quy tắc lặp"),
        ({"first": "2024-04-17"}, 409, ""),
        ({"first": "9999-12-31"}, 409, ""),
        ({"title": "  "}, 409, ""),
        ({"rule": "", "month": "4"}, 409, "quý có ba tháng"),
        ({"rule": "", "every": "always"}, 400, ""),
        ({"rule": "", "place": "week", "week": "9"}, 400, ""),
        ({"begins": "08:00+07:00"}, 400, ""),
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
    assert told in await sets_up(office, wrong, status)
    assert await office.store.series.all(FIRST_BODY) == []


async def test_regular_conferences_are_the_secretariats(office: Hall) -> None:
    for who in ("chair", "operator", "screen", "admin", "ba-dinh"):
        await text(office, who, status=403)
    await text(office, "", status=302)
    form = form_for(read(await text(office, "secretary", NEW)), "/series")
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


async def test_the_pages_are_whole(office: Hall) -> None:
    await sets_up(office)
    one = f"/series/{(await kept(office)).id}"
    for path in ("/series", NEW, one, f"{one}/edit"):
        html = read(await text(office, "secretary", path))
        assert not doubled_ids(html)
        assert not unlabelled(html)
        assert not skipped_headings(html)
