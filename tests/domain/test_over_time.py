"""Levels §9: figures over the quarters, with a break at the day on which units changed."""

from datetime import UTC, date, datetime

from msgspec.structs import replace

from diemcau.adapters import listings
from diemcau.adapters.units import shipped
from diemcau.app.office.units import UnitAct
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.conference import AnnounceConference
from diemcau.domain.nouns.ids import MeetingId, SiteCode
from diemcau.domain.nouns.returns import FiguresReturn, Indicator
from diemcau.domain.nouns.sites import SitePlan
from diemcau.domain.nouns.terms import Level
from diemcau.domain.units.nouns import UnitChange
from diemcau.domain.units.tree import UnitTree
from diemcau.domain.views.over_time import (
    AskedUnit,
    OverTime,
    QuarterFigures,
    UnitRow,
    indicators,
    levels,
    over_time,
    quarter,
)
from tests.support.meeting import FIGURES, FIGURES_ASKED, SECRETARY, after, by
from tests.support.meeting import plan_conference as plan
from tests.support.units import after as tree_of
from tests.support.units import codes, founded, unit

SESSIONS = Indicator("sessions", "Kỳ họp chuyên đề")
SPRING, SUMMER, AUTUMN = date(2024, 4, 19), date(2025, 7, 18), date(2025, 10, 17)
DAY, TODAY = date(2025, 7, 1), date(2026, 1, 1)
NOW = datetime(2024, 4, 19, tzinfo=UTC)
HA_NOI = tree_of(*shipped())
VILLAGES = tree_of(
    founded(unit("01", "Hà Nội", "", 1), *(unit(c, c.upper(), level=3, kind="xã") for c in "abcd"))
)
MERGED = UnitAct(
    UnitChange.MERGED,
    DAY,
    "Nghị quyết 9",
    codes("b"),
    (unit("a", "A", level=3, kind="xã"),),
)


def handed(**values: int) -> FiguresReturn:
    """At a level, so many sessions."""
    rows = {Level(level): {"sessions": n} for level, n in values.items()}
    return FiguresReturn(at=NOW, by="", signed_by="Chủ tịch", values=rows)


def asked(day: date, *units: AskedUnit, own: FiguresReturn | None = None) -> QuarterFigures:
    id_ = MeetingId(f"giao-ban-{day}")
    return QuarterFigures(id_, "Giao ban", f"quý của {day}", day, (SESSIONS,), units, own)


def listed(name: str, **values: int) -> list[AskedUnit]:
    """Every unit of a list, each with the same figures."""
    return [
        AskedUnit(
            site.code,
            f"{site.kind} {site.name}",
            tuple(map(Level, values)),
            handed(**values),
        )
        for site in listings.shipped(name)
    ]


def commune(code: str, figure: int | None) -> AskedUnit:
    figures = None if figure is None else handed(commune=figure)
    return AskedUnit(code, f"xã {code.upper()}", (Level.COMMUNE,), figures)


def told(
    tree: UnitTree, *quarters: QuarterFigures, level: Level = Level.COMMUNE
) -> tuple[OverTime, dict[str, UnitRow]]:
    table = over_time(tree, quarters, SESSIONS, level, TODAY)
    return table, {f"{row.code} {row.since or ''}".strip(): row for row in table.rows}


def cells(row: UnitRow) -> list[tuple[str, int | None]]:
    return [(each.what.value, each.figure) for each in row.cells]


def test_a_district_ends_on_its_day_and_is_shown_as_its_former_area() -> None:
    """The re-cut of 1/7/2025: 30 rows stop, 126 begin, and nothing is spread by area."""
    before = asked(SPRING, *listed("sites_30", district=1, commune=9))
    later = [asked(day, *listed("sites_126", commune=2)) for day in (SUMMER, AUTUMN)]
    table, rows = told(HA_NOI, before, *later)
    assert [column.breaks for column in table.columns] == [(), [DAY], []]
    assert [(each.counted, each.asked, each.total) for each in table.columns] == [
        (30, 30, 270),
        (126, 126, 252),
        (126, 126, 252),
    ]
    assert len(rows) == 156
    ba_dinh = rows["001"]
    assert (ba_dinh.name, ba_dinh.until) == ("quận Ba Đình", DAY)
    assert [each.state.full_name for each in ba_dinh.now][:3] == [
        "phường Ngọc Hà",
        "phường Giảng Võ",
        "phường Ba Đình",
    ]
    assert cells(ba_dinh) == [("own", 9), ("area", 6), ("area", 6)]
    ward = rows["00004 2025-07-01"]
    assert (ward.name, ward.until, ward.now, ward.made_of) == ("phường Ba Đình", None, (), ())
    assert cells(ward) == [("parted", None), ("own", 2), ("own", 2)]
    assert [row.code for row in table.rows][:30] == [unit.code for unit in before.units]


def test_at_a_level_that_nobody_answers_for_any_more_there_is_nothing_to_compare() -> None:
    before = asked(SPRING, *listed("sites_30", district=1, commune=9))
    table, rows = told(
        HA_NOI,
        before,
        asked(SUMMER, *listed("sites_126", commune=2)),
        level=Level.DISTRICT,
    )
    assert len(rows) == 30
    assert cells(rows["001"]) == [("own", 1), ("nothing", None)]
    assert [each.total for each in table.columns] == [30, None]


def test_who_took_over_a_whole_unit_is_compared_with_the_sum_of_both() -> None:
    """Merged by the admin between two conferences, under the name of one of them."""
    tree = tree_of(MERGED, tree=VILLAGES)
    before = asked(SPRING, commune("a", 3), commune("b", 4), commune("c", 5))
    table, rows = told(tree, before, asked(SUMMER, commune("a", 8), commune("c", 6)))
    assert cells(rows["a"]) == [("own", 3), ("nothing", None)]
    assert rows["a"].until == rows["b"].until == rows["a 2025-07-01"].since == DAY
    assert [each.code for each in rows["b"].now] == ["a"]
    assert cells(rows["a 2025-07-01"]) == [("whole", 7), ("own", 8)]
    assert rows["a 2025-07-01"].made_of == ["xã A", "xã B"]
    assert cells(rows["c"]) == [("own", 5), ("own", 6)]
    assert rows["c"].since is rows["c"].until is None
    assert table.columns[1].breaks == [DAY]


def test_a_sum_of_which_a_part_is_missing_is_none() -> None:
    tree = tree_of(MERGED, tree=VILLAGES)
    before = asked(SPRING, commune("a", 3), commune("b", None))
    _, rows = told(tree, before, asked(SUMMER, commune("a", 8)))
    assert cells(rows["a 2025-07-01"]) == [("lacks", None), ("own", 8)]
    assert cells(rows["b"])[0] == ("lacks", None)
    unasked = asked(SPRING, commune("a", 3))
    _, rows = told(tree, unasked, asked(SUMMER, commune("a", 8)))
    assert cells(rows["a 2025-07-01"]) == [("nothing", None), ("own", 8)]
    assert rows["a 2025-07-01"].made_of == ["xã A", "b"]


def test_a_unit_that_was_not_called_or_is_founded_anew_has_nothing_to_show() -> None:
    new = founded(unit("e", "E", level=3, kind="xã"), on=DAY)
    tree = tree_of(new, tree=VILLAGES)
    _, rows = told(
        tree,
        asked(SPRING, commune("a", 1)),
        asked(SUMMER, commune("d", 2), commune("e", 3)),
        asked(AUTUMN, commune("a", 4)),
    )
    assert cells(rows["a"]) == [("own", 1), ("nothing", None), ("own", 4)]
    assert cells(rows["d"]) == [("nothing", None), ("own", 2), ("nothing", None)]
    assert rows["d"].since is None
    assert cells(rows["e 2025-07-01"]) == [("nothing", None), ("own", 3), ("nothing", None)]


def test_a_conference_that_did_not_ask_for_it_shows_nothing_in_its_column() -> None:
    other = asked(SUMMER, commune("a", 2))._replace(indicators=(Indicator("other", "Khác"),))
    quarters = (asked(SPRING, commune("a", 1)), other)
    table, rows = told(VILLAGES, *quarters)
    assert cells(rows["a"]) == [("own", 1), ("nothing", None)]
    assert table.columns[1].total is None
    assert [each.code for each in indicators(quarters)] == ["sessions", "other"]


def test_the_organisers_own_figures_are_a_total_without_rows() -> None:
    own = asked(SPRING, commune("a", 1), own=handed(city=5))
    silent = asked(SUMMER, commune("a", 1))
    table, rows = told(VILLAGES, own, silent, level=Level.CITY)
    assert not rows
    assert [each.total for each in table.columns] == [5, None]
    assert levels((own, silent)) == [Level.CITY, Level.COMMUNE]
    assert levels((silent,)) == [Level.COMMUNE]
    assert told(VILLAGES)[0].columns == []


def test_a_conference_tells_who_was_asked_and_what_counts() -> None:
    none = Meeting(id=MeetingId("nothing-asked"))
    assert quarter(none, SPRING) is None
    district, commune_ = SiteCode("001"), SiteCode("00004")
    sites = (
        SitePlan(district, "Ba Đình", kind="quận"),
        SitePlan(commune_, "Phúc Xá", kind="phường", above=district),
        SitePlan(SiteCode("x"), "Sở Tài chính", kind="sở"),
    )
    meeting = after(
        replace(plan(), sites=sites), AnnounceConference(**by(SECRETARY, -600)), FIGURES_ASKED
    )
    found = quarter(meeting, SPRING)
    assert found
    assert [each.code for each in found.units] == [district, commune_]
    assert found.units[0] == AskedUnit(
        district, "quận Ba Đình", (Level.DISTRICT, Level.COMMUNE), None
    )
    known = FiguresReturn(at=NOW, by="", signed_by="Chủ tịch", values=FIGURES)
    sub_hub = replace(meeting.sites[district], figures=known)
    meeting = replace(meeting, sites=meeting.sites.set(district, sub_hub))
    found = quarter(meeting, SPRING)
    assert found
    assert [(each.code, each.figures) for each in found.units] == [(district, known)]
    sent_back = replace(sub_hub, figures=replace(known, problem="Thiếu"))
    meeting = replace(meeting, sites=meeting.sites.set(district, sent_back), own_figures=known)
    found = quarter(meeting, SPRING)
    assert found
    assert [each.figures for each in found.units] == [None, None]
    assert found.own == known
