"""Figures over the quarters in the browser, with the break of 1/7/2025 between two conferences."""

import csv
import io
from collections.abc import AsyncIterator

import openpyxl
import pytest
import pytest_asyncio
from msgspec.structs import replace

from diemcau import resources
from diemcau.adapters.units import shipped
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.conference import AnnounceConference, PlanConference
from diemcau.domain.nouns.ids import BodyId, MeetingId, SiteCode
from diemcau.domain.nouns.returns import AskForFigures, HandInFigures, Indicator
from diemcau.domain.nouns.sites import SitePlan
from diemcau.domain.nouns.terms import Level, Role
from diemcau.edge.showing.rendering import PAGES
from diemcau.edge.showing.words import Words
from tests.support.hall import Hall, hall
from tests.support.markup import doubled_ids, read, skipped_headings, unlabelled
from tests.support.meeting import ANNOUNCED, DAY, FIGURES_ASKED, SECRETARY, at, by, plan_conference
from tests.support.room import MEETING
from tests.support.scene import QUARTERLY

HERE = "/figures"
APRIL, JULY = MeetingId("giao-ban-2024-04-08"), MeetingId("giao-ban-2025-07-14")
OTHER = BodyId("ha-dong")
THEIRS = MeetingId("cua-ha-dong")
SESSIONS = Indicator("sessions", "Kỳ họp chuyên đề")
AFTER = 455 * DAY
"""Minutes until 18 July 2025."""


def planned(starts: float, *sites: tuple[str, str, str], **more: object) -> PlanConference:
    plans = tuple(SitePlan(SiteCode(code), name, kind=kind) for code, name, kind in sites)
    days = {"starts_at": at(starts), "ends_at": at(starts + 210)}
    return replace(plan_conference(), sites=plans, agenda=(), **days, **more)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def made() -> AsyncIterator[Hall]:
    async with hall(ANNOUNCED, FIGURES_ASKED, minutes=-300) as opened:
        await opened.parts.units.furnish(shipped())
        await opened.parts.series.put(QUARTERLY)
        wards = (("00004", "Ba Đình"), ("00008", "Ngọc Hà"), ("00025", "Giảng Võ"))
        await held(opened, APRIL, planned(0, ("001", "Ba Đình", "quận")), {"001": 9})
        july = planned(AFTER, *((code, name, "phường") for code, name in wards))
        await held(opened, JULY, july, {"00004": 1, "00008": 2, "00025": 3})
        alien = planned(0, ("00004", "Bí mật", "phường"), body=OTHER)
        await held(opened, THEIRS, alien, {"00004": 77})
        opened.app[PAGES].words = Words(resources.WEB / "i18n", strict=True)
        yield opened


async def held(made: Hall, meeting: MeetingId, plan: PlanConference, rows: dict[str, int]) -> None:
    asked = AskForFigures(
        **by(SECRETARY, -200), period="quý I/2024", due=at(0).date(), indicators=(SESSIONS,)
    )
    for step in (plan, AnnounceConference(**by(SECRETARY, -250)), asked):
        await made.parts.rooms.submit(meeting, step)
    for code, n in rows.items():
        site = Actor(Role.SITE, code, SiteCode(code))
        levels = (Level.DISTRICT, Level.COMMUNE) if len(code) == 3 else (Level.COMMUNE,)
        values = {level: {"sessions": n} for level in levels}
        handed = HandInFigures(**by(site, -100), values=values, signed_by="=1+1")
        await made.parts.rooms.submit(meeting, handed)


async def got(made: Hall, who: str, path: str, status: int = 200) -> bytes:
    async with (await made.browser(who)).get(path, allow_redirects=False) as response:
        assert response.status == status, path
        return await response.read()


@pytest.mark.asyncio(loop_scope="module")
async def test_the_line_breaks_at_the_day_and_the_table_says_so(made: Hall) -> None:
    path = f"{HERE}?series={QUARTERLY.id}&indicator=sessions&level=commune"
    for who in ("chair", "deputy", "secretary", "operator"):
        shown = read((await got(made, who, path)).decode())
        assert "thay đổi đơn vị 01/07/2025" in shown.words
        assert "Ngày 01/07/2025 đơn vị hành chính thay đổi (1 đơn vị được hỏi trước" in shown.words
    html = read((await got(made, "chair", path)).decode())
    rows = [tr.words for tr in html.all("tr")]
    assert rows[1].startswith("quận Ba Đình  Đến trước 01/07/2025. Nay là phường Ngọc Hà (94 %),")
    assert rows[1].endswith("9 ‖ ≈ 6 – địa bàn cũ")
    assert rows[2].startswith("phường Ba Đình  Từ 01/07/2025. không so được ‖ 1")
    assert rows[-1] == "Tổng 9  1/1 đơn vị ‖ 6  3/3 đơn vị"
    assert not doubled_ids(html)
    assert not unlabelled(html)
    assert not skipped_headings(html)


@pytest.mark.asyncio(loop_scope="module")
async def test_it_is_found_from_the_series_and_from_the_figures_of_a_conference(made: Hall) -> None:
    link = f'href="{HERE}?series={QUARTERLY.id}"'
    assert link in (await got(made, "secretary", f"/series/{QUARTERLY.id}")).decode()
    assert link in (await got(made, "chair", f"/conferences/{JULY}/figures")).decode()
    every = (await got(made, "secretary", HERE)).decode()
    assert f'href="/conferences/{MEETING}/figures"' in every


@pytest.mark.asyncio(loop_scope="module")
async def test_another_bodys_figures_and_readers_outside_the_hall_find_nothing(made: Hall) -> None:
    assert "Bí mật" not in (await got(made, "secretary", HERE)).decode()
    assert b"77" not in (await got(made, "secretary", f"{HERE}.csv"))
    for path in (HERE, f"{HERE}.csv", f"{HERE}.xlsx"):
        for who in ("ba-dinh", "screen", "admin"):
            await got(made, who, path, 403)
        await got(made, "", path, 302)


@pytest.mark.asyncio(loop_scope="module")
async def test_they_leave_as_lines_and_as_a_workbook_with_the_break(made: Hall) -> None:
    asked = f"?series={QUARTERLY.id}&level=commune"
    text = (await got(made, "secretary", f"{HERE}.csv{asked}")).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert [(each["unit"], each["level"], each["value"]) for each in lines] == [
        ("quận Ba Đình", "district", "9"),
        ("quận Ba Đình", "commune", "9"),
        ("phường Ba Đình", "commune", "1"),
        ("phường Ngọc Hà", "commune", "2"),
        ("phường Giảng Võ", "commune", "3"),
    ]
    assert lines[0]["signed_by"] == "'=1+1"
    book = openpyxl.load_workbook(io.BytesIO(await got(made, "secretary", f"{HERE}.xlsx{asked}")))
    [sheet] = book.worksheets
    values = list(sheet.values)
    assert values[0][4].startswith("‖ thay đổi đơn vị 01/07/2025")
    assert values[1][:2] == ("001", "quận Ba Đình")
    assert values[1][3:] == (9, 6)
    assert values[2][3:] == ("không so được", 1)
    assert values[5][3:] == (9, 6)
    assert "không so thẳng qua vạch" in values[7][1]


@pytest.mark.asyncio(loop_scope="module")
async def test_where_nobody_was_ever_asked_the_page_says_where_to_ask() -> None:
    async with hall(ANNOUNCED, minutes=-300) as opened:
        assert "Chưa có hội nghị nào yêu cầu" in (await got(opened, "chair", HERE)).decode()
        await got(opened, "chair", f"{HERE}.xlsx", 404)
