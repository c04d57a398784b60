"""The figures of a quarter in the browser: asked for, filled in, sent back, summed up, exported."""

import csv
import io
from collections.abc import AsyncIterator

import openpyxl
import pytest
from msgspec.structs import replace
from multidict import MultiDict

from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.agenda import StartItem
from diemcau.domain.nouns.conference import (
    AnnounceConference,
    EndConference,
    OpenLobby,
    RevisePlan,
    StartConference,
)
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.returns import HandInFigures
from diemcau.domain.nouns.sites import SitePlan
from diemcau.domain.nouns.terms import Level, Role
from diemcau.domain.rules import returns
from diemcau.domain.rules.deadlines import CLOCK
from tests.support.hall import Hall
from tests.support.hall import hall as opened
from tests.support.markup import doubled_ids, filled, form_for, read, skipped_headings, unlabelled
from tests.support.meeting import (
    ANNOUNCED,
    BA_DINH,
    CHAIR,
    DAY,
    FIGURES,
    FIGURES_ASKED,
    REPORT,
    SECRETARY,
    Step,
    at,
    by,
    code,
    plan_conference,
    site_plan,
)
from tests.support.room import MEETING
from tests.support.scene import on_stage

PATH = f"/conferences/{MEETING}/figures"
IN_MAY: Step = RevisePlan(
    **by(SECRETARY, -6 * DAY),
    title="Hội nghị giao ban quý I/2024",
    starts_at=at(14 * DAY),
    ends_at=at(14 * DAY + 210),
)
"""Friday 3 May. What lies before it is off: 1 May, 30 April, and the 29th in exchange."""
ASKED: Step = (ANNOUNCED, FIGURES_ASKED)


@pytest.fixture
async def asked() -> AsyncIterator[Hall]:
    async for made in on_stage(ASKED, minutes=-200):
        yield made


async def text(hall: Hall, who: str, path: str = PATH, status: int = 200) -> str:
    async with (await hall.browser(who)).get(path, allow_redirects=False) as response:
        assert response.status == status, path
        return await response.text()


async def sends(hall: Hall, who: str, act: str, path: str = PATH, **fields: str) -> str:
    """Fill in the form; where that leads."""
    form = form_for(read(await text(hall, who, path)), f"/{act}")
    sent = MultiDict(filled(form))
    for name, value in fields.items():
        sent[name.replace("__", ".")] = value
    async with (await hall.browser(who)).post(form["action"], data=sent) as response:
        return await response.text()


async def hands_in(hall: Hall, who: str, path: str = PATH, **changed: str) -> str:
    figures = {
        f"values__{level}__{name}": str(value)
        for level, row in FIGURES.items()
        for name, value in row.items()
    }
    return await sends(
        hall, who, "hand_in_figures", path, **{**figures, "signed_by": "Phó Chủ tịch", **changed}
    )


async def test_the_secretary_asks_for_the_quarter_before_the_conference_in_good_time() -> None:
    async for hall in on_stage(IN_MAY, minutes=-5 * DAY):
        assert "chưa yêu cầu" in await text(hall, "chair")
        html = await text(hall, "secretary")
        assert 'value="quý I/2024"' in html
        assert 'value="2024-04-23"' in html
        html = await sends(hall, "secretary", "ask_for_figures")
        assert "quý I/2024, nộp chậm nhất ngày 23/04/2024" in html
        meeting = await hall.parts.rooms.state(MEETING)
        assert meeting.figures_asked is not None
        assert meeting.figures_asked.indicators == tuple(hall.parts.ways.usual.indicators)


async def test_indicators_that_are_not_ticked_are_not_asked() -> None:
    async for hall in on_stage(IN_MAY, minutes=-5 * DAY):
        form = form_for(read(await text(hall, "secretary")), "/ask_for_figures")
        sent = MultiDict(filled(form))
        del sent["indicators.0.code"]
        async with (await hall.browser("secretary")).post(form["action"], data=sent) as response:
            html = await response.text()
        meeting = await hall.parts.rooms.state(MEETING)
        assert meeting.figures_asked is not None
        assert meeting.figures_asked.indicators == tuple(hall.parts.ways.usual.indicators)[1:]
        assert "Kỳ họp thường lệ" in html


async def test_a_site_fills_in_its_figures_and_signs_for_them(asked: Hall) -> None:
    assert "Chưa nộp" in await text(asked, "ba-dinh")
    html = await hands_in(asked, "ba-dinh")
    assert "Đã nộp" in html
    assert "người chịu trách nhiệm: Phó Chủ tịch" in html
    meeting = await asked.parts.rooms.state(MEETING)
    assert returns.sums(meeting) == FIGURES


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"values__commune__normative": "10"}, "trong đó"),
        ({"values__commune__normative": ""}, "Cần điền đủ"),
        ({"values__commune__sessions": "-1"}, "bad_args"),
        ({"values__commune__sessions": "năm"}, "bad_args"),
        ({"values__commune__sessions": "100000001"}, "bad_args"),
        ({"values__commune__made_up": "1"}, "Cần điền đủ"),
        ({"values__province__sessions": "1"}, "bad_args"),
        ({"signed_by": " "}, "tên"),
    ],
)
async def test_figures_that_cannot_be_right_are_refused_in_words(
    asked: Hall, changed: dict[str, str], words: str
) -> None:
    assert words in await hands_in(asked, "ba-dinh", **changed)
    meeting = await asked.parts.rooms.state(MEETING)
    assert meeting.sites[code(BA_DINH)].figures is None


async def test_the_hall_sees_sums_a_picture_and_who_is_missing(asked: Hall) -> None:
    await hands_in(asked, "ba-dinh")
    for who in ("chair", "deputy", "operator", "secretary"):
        html = await text(asked, who)
        assert "1/5 điểm cầu đã nộp" in html
        assert html.count("Chưa nộp") == 4
        assert "<svg" in html
    chosen = await text(asked, "chair", f"{PATH}?indicator=resolutions&level=commune")
    assert "Nghị quyết · Cấp xã" in chosen
    assert "Nghị quyết · Cấp huyện" in await text(
        asked, "chair", f"{PATH}?indicator=resolutions&level=city"
    )


async def test_the_secretary_sends_back_writes_down_and_hands_in_the_organisers_own(
    asked: Hall,
) -> None:
    await hands_in(asked, "ba-dinh")
    of_ba_dinh = f"{PATH}?site={code(BA_DINH)}"
    await sends(asked, "secretary", "send_figures_back", of_ba_dinh, reason="Thiếu xã A")
    assert "Văn phòng trả lại: Thiếu xã A" in await text(asked, "ba-dinh")
    assert "Chưa có điểm cầu nào nộp" in await text(asked, "chair")
    await hands_in(asked, "secretary", of_ba_dinh, signed_by="Chủ tịch, qua điện thoại")
    own = {f"values__city__{name}": "1" for name in ("sessions", "resolutions", "normative")}
    await sends(asked, "secretary", "hand_in_figures", signed_by="Chánh Văn phòng", **own)
    sums = returns.sums(await asked.parts.rooms.state(MEETING))
    assert list(sums) == [Level.CITY, Level.DISTRICT, Level.COMMUNE]


async def test_a_site_sees_sums_but_no_other_sites_figures(asked: Hall) -> None:
    await hands_in(asked, "ba-dinh", signed_by="Riêng của Ba Đình")
    html = await text(asked, "dong-anh")
    assert "1/5 điểm cầu đã nộp" in html
    assert "Riêng của Ba Đình" not in html
    for path in (PATH, f"{PATH}.csv", f"{PATH}.xlsx"):
        await text(asked, "screen", path, status=403)
        await text(asked, "", path, status=302)
    for path in (f"{PATH}.csv", f"{PATH}.xlsx"):
        await text(asked, "ba-dinh", path, status=403)
    await text(asked, "stranger", status=404)


async def test_figures_leave_as_lines_for_statisticians_and_as_a_workbook(asked: Hall) -> None:
    await hands_in(asked, "ba-dinh", signed_by="=HYPERLINK(1)")
    lines = (await text(asked, "chair", f"{PATH}.csv")).removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(lines)))
    assert len(rows) == 6
    assert rows[0] == {
        "unit_code": "001",
        "unit": "Ba Đình",
        "unit_kind": "quận",
        "level": "district",
        "period": "quý I/2024",
        "indicator": "sessions",
        "indicator_name": "Kỳ họp chuyên đề",
        "value": "1",
        "handed_in_at": rows[0]["handed_in_at"],
        "signed_by": "'=HYPERLINK(1)",
    }
    async with (await asked.browser("chair")).get(f"{PATH}.xlsx") as response:
        book = openpyxl.load_workbook(io.BytesIO(await response.read()))
    sums, sites = (list(sheet.values) for sheet in book.worksheets)
    assert sums[0] == ("Chỉ tiêu", "Cấp huyện", "Cấp xã")
    assert sums[2] == ("Nghị quyết", 4, 9)
    assert sites[1][:5] == ("001", "Ba Đình", "quận", "Cấp huyện", 1)


async def test_nothing_is_exported_that_was_not_asked_for() -> None:
    async for hall in on_stage(ANNOUNCED, minutes=-200):
        await text(hall, "chair", f"{PATH}.csv", status=404)
        assert "chưa yêu cầu số liệu" in await text(hall, "ba-dinh")


async def test_a_site_finds_the_way_from_its_screen_until_it_has_handed_in(asked: Hall) -> None:
    screen = f"/conferences/{MEETING}/site"
    assert f'href="{PATH}"' in await text(asked, "ba-dinh", screen)
    await hands_in(asked, "ba-dinh")
    assert f'href="{PATH}"' not in await text(asked, "ba-dinh", screen)


async def test_while_results_are_reported_the_screen_of_the_hall_shows_the_sums(
    asked: Hall,
) -> None:
    await hands_in(asked, "ba-dinh")
    screen = f"/conferences/{MEETING}/screen"
    assert "hall-figures" not in await text(asked, "screen", screen)
    for step in (
        OpenLobby(**by(CLOCK, -60)),
        StartConference(**by(CHAIR)),
        StartItem(**by(CHAIR, 1), item=REPORT),
    ):
        await asked.parts.rooms.submit(MEETING, step)
    html = await text(asked, "screen", screen)
    assert "hall-figures" in html
    assert "1/5 điểm cầu đã nộp" in html


async def test_the_pages_are_whole(asked: Hall) -> None:
    await hands_in(asked, "ba-dinh")
    for who, path in (
        ("ba-dinh", PATH),
        ("dong-anh", PATH),
        ("secretary", f"{PATH}?site={code(BA_DINH)}"),
        ("chair", PATH),
    ):
        html = read(await text(asked, who, path))
        assert not doubled_ids(html)
        assert not unlabelled(html)
        assert not skipped_headings(html)


async def test_once_the_conference_has_ended_nothing_is_taken(asked: Hall) -> None:
    for step in (
        OpenLobby(**by(CLOCK, -60)),
        StartConference(**by(CHAIR)),
        EndConference(**by(CHAIR, 60)),
    ):
        await asked.parts.rooms.submit(MEETING, step)
    assert "không nhận số liệu nữa" in await text(asked, "ba-dinh")
    assert "/hand_in_figures" not in await text(asked, "secretary")


async def test_a_district_finds_what_its_communes_come_to_and_who_is_missing() -> None:
    district = site_plan(BA_DINH)
    communes = tuple(
        SitePlan(SiteCode(f"0000{n}"), f"Xã {n}", kind="xã", above=district.code) for n in (1, 2)
    )
    plan = replace(plan_conference(), sites=(district, *communes))
    row = {"sessions": 7, "resolutions": 9, "normative": 0}
    one = Actor(Role.SITE, "Xã 1", communes[0].code)
    handed = HandInFigures(**by(one, -300), values={Level.COMMUNE: row}, signed_by="Chủ tịch")
    async with opened(
        AnnounceConference(**by(SECRETARY, -DAY)), FIGURES_ASKED, handed, minutes=-200, plan=plan
    ) as made:
        own = read(await text(made, "ba-dinh"))
        assert "Cấp dưới chưa gửi: Xã 2." in own.words
        assert filled(form_for(own, "/hand_in_figures"))["values.commune.sessions"] == "7"
        refused = await hands_in(made, "ba-dinh")
        assert "Lý do khác với tổng" in refused
        assert (await made.parts.rooms.state(MEETING)).sites[district.code].figures is None
        await hands_in(made, "ba-dinh", reason="Xã 2 báo cáo qua điện thoại")
        assert "Xã 2 báo cáo qua điện thoại" in await text(made, "secretary")
