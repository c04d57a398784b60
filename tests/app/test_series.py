"""Conferences that come round: on working days, planned in good time, once."""

import asyncio
from contextlib import AsyncExitStack
from datetime import date, time
from pathlib import Path

import pytest
from msgspec.structs import replace

from diemcau.adapters import listings, outlines
from diemcau.adapters.store import Store, open_store
from diemcau.adapters.working_days import VietnameseWorkingDays
from diemcau.app.calendar.beginnings import OUTLINED
from diemcau.app.calendar.quarters import named
from diemcau.app.calendar.series import BadRule, Planner, Plans, checked, occurrences
from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.live.rooms import Rooms
from diemcau.app.ports.series import Series
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import AddItem, ItemPlan
from diemcau.domain.nouns.conference import CancelConference
from diemcau.domain.nouns.ids import FIRST_BODY, CommandId, ItemId, MeetingId
from diemcau.domain.nouns.terms import Phase
from tests.support.entrance import TurnedClock
from tests.support.meeting import SECRETARY, by, plan_conference
from tests.support.room import morning, rooms
from tests.support.store import fresh

QUARTERLY = Series(
    id="giao-ban",
    title="Hội nghị giao ban quý {quý}/{năm}",
    rule="FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=16",
    first=date(2027, 1, 16),
    begins=time(8),
    minutes=210,
    listing="sites_30",
    organiser="Thường trực HĐND thành phố",
    by="Văn phòng",
)
JANUARY = MeetingId("giao-ban-2027-01-16")
AROUND = VietnameseWorkingDays().around


def days(series: Series, until: date) -> list[str]:
    found = occurrences(series, date(2026, 12, 1), until, AROUND)
    return [f"{each.starts_at:%a %d/%m/%Y %H:%M}" for each in found]


def test_a_conference_comes_round_each_quarter_on_a_working_day() -> None:
    """16 January and 16 October 2027 are Saturdays, 16 April is Giỗ Tổ Hùng Vương."""
    assert days(QUARTERLY, date(2027, 12, 31)) == [
        "Mon 18/01/2027 08:00",
        "Mon 19/04/2027 08:00",
        "Fri 16/07/2027 08:00",
        "Mon 18/10/2027 08:00",
    ]


def test_across_tet_it_is_held_when_the_office_is_back() -> None:
    tet = replace(QUARTERLY, rule="FREQ=MONTHLY;BYMONTHDAY=5", first=date(2027, 2, 5))
    calendar = AROUND(date(2027, 2, 5))
    [first, *_] = occurrences(tet, date(2027, 2, 1), date(2027, 3, 1), AROUND)
    assert first.starts_at.date() not in calendar.off
    assert first.starts_at.date() > date(2027, 2, 8)


def test_it_is_named_after_the_quarter_that_is_over() -> None:
    found = list(occurrences(QUARTERLY, date(2026, 12, 1), date(2027, 12, 31), AROUND))
    assert [each.title.removeprefix("Hội nghị giao ban quý ") for each in found] == [
        "IV/2026",
        "I/2027",
        "II/2027",
        "III/2027",
    ]


def test_the_last_friday_of_a_month_is_a_rule_too() -> None:
    assert days(replace(QUARTERLY, rule="FREQ=MONTHLY;BYDAY=-1FR"), date(2027, 2, 28)) == [
        "Fri 29/01/2027 08:00",
        "Fri 26/02/2027 08:00",
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "mỗi quý",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;INTERVAL=0",
        "FREQ=MONTHLY;INTERVAL=-1",
        "FREQ=SECONDLY",
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=MO,TU",
        "FREQ=MONTHLY;BYDAY=XX",
        "FREQ=MONTHLY;BYMONTHDAY=x",
        "FREQ=MONTHLY;BYHOUR=8,9",
        "FREQ=MONTHLY;COUNT=3",
        "FREQ=MONTHLY;UNTIL=20270101",
        "FREQ=MONTHLY\nFREQ=DAILY",
        "DTSTART:20270101\nRRULE:FREQ=MONTHLY",
        "FREQ=MONTHLY;BYSETPOS=400",
        "FREQ=MONTHLY;BYSETPOS=0",
        "FREQ=MONTHLY;BYSETPOS=31;BYDAY=54SU",
        "FREQ=YEARLY;BYMONTH=29;BYDAY=1MO",
        "FREQ=WEEKLY;BYMONTHDAY=53",
    ],
)
def test_a_rule_that_never_comes_true_or_cannot_be_read_is_refused_by_name(rule: str) -> None:
    with pytest.raises(BadRule):
        checked(rule, date(2027, 1, 1))


def test_a_rule_that_comes_true_is_taken_as_it_is() -> None:
    for rule in (QUARTERLY.rule, "FREQ=WEEKLY", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20"):
        assert checked(rule, date(2027, 1, 1)) == rule


# -- planned in good time --------------------------------------------------------------------------


def planner(store: Store, opened: Rooms, clock: TurnedClock) -> Planner:
    return Planner(
        Plans(
            book=store.series,
            rooms=opened,
            library=store.library,
            directory=store.directory,
            working_days=VietnameseWorkingDays(),
            clock=clock,
            outlines=outlines.shipped(),
        )
    )


def on(clock: TurnedClock, day: date) -> None:
    clock.time = clock.time.replace(year=day.year, month=day.month, day=day.day)


async def test_it_is_planned_forty_five_days_before_with_the_sites_of_its_list() -> None:
    store, clock = open_store("memory://"), morning()
    await store.directory.put(listings.shipped("sites_30"))
    await store.series.put(QUARTERLY)
    async with rooms(store, clock=clock) as opened:
        plan = planner(store, opened, clock)
        on(clock, date(2026, 12, 1))
        await plan.run()
        assert await store.library.headlines(FIRST_BODY) == []
        on(clock, date(2026, 12, 2))
        await plan.run()
        await plan.run()
        [kept] = await store.library.headlines(FIRST_BODY)
        assert (kept.meeting, kept.title, kept.phase) == (
            JANUARY,
            "Hội nghị giao ban quý IV/2026",
            Phase.DRAFT,
        )
        assert f"{kept.starts_at.astimezone(HOME_ZONE):%d/%m/%Y %H:%M}" == "18/01/2027 08:00"
        assert kept.sites == 30


async def test_what_was_moved_or_cancelled_stays_so_and_what_ended_plans_nothing() -> None:
    store, clock = open_store("memory://"), morning()
    await store.series.put(QUARTERLY)
    async with rooms(store, clock=clock) as opened:
        plan = planner(store, opened, clock)
        on(clock, date(2026, 12, 10))
        await plan.run()
        cancel = CancelConference(**by(SECRETARY), reason="Trùng kỳ họp")
        await opened.submit(JANUARY, replace(cancel, id=CommandId("x"), at=clock.now()))
        await plan.run()
        [kept] = await store.library.headlines(FIRST_BODY)
        assert kept.phase is Phase.CANCELLED
        await store.series.put(replace(QUARTERLY, ended=True))
        on(clock, date(2027, 4, 1))
        await plan.run()
        assert len(await store.library.headlines(FIRST_BODY)) == 1


async def test_each_takes_over_the_agenda_of_the_one_before() -> None:
    """The first that of the conference that was chosen, though another series is named alike."""
    store, clock = open_store("memory://"), morning()
    other = replace(QUARTERLY, id="giao-ban-xa")
    ours = replace(QUARTERLY, agenda_of="chon-truoc", carries_agenda=True)
    chosen, april = MeetingId("chon-truoc"), MeetingId("giao-ban-2027-04-16")
    async with rooms(store, clock=clock) as opened:
        plan = planner(store, opened, clock)
        await opened.submit(chosen, plan_conference())
        await store.series.put(other)
        await store.series.put(ours)
        on(clock, date(2026, 12, 10))
        await plan.run()
        first = await opened.state(JANUARY)
        begun = [title.replace("I/2024", "IV/2026") for title in titles(await opened.state(chosen))]
        assert titles(first) == begun
        assert [site.contact for site in first.sites.values()]
        add = AddItem(**by(SECRETARY), plan=ItemPlan(ItemId("them"), "Việc khác"))
        await opened.submit(JANUARY, replace(add, at=clock.now()))
        on(clock, date(2027, 4, 1))
        await plan.run()
        later = [title.replace("IV/2026", "I/2027") for title in titles(first)]
        assert titles(await opened.state(april)) == [*later, "Việc khác"]
        assert titles(await opened.state(MeetingId("giao-ban-xa-2027-04-16"))) == []


async def test_the_first_of_a_new_body_begins_with_an_outline() -> None:
    store, clock = open_store("memory://"), morning()
    [outline, *_] = outlines.shipped()
    await store.series.put(replace(QUARTERLY, agenda_of=f"{OUTLINED}{outline.code}"))
    async with rooms(store, clock=clock) as opened:
        on(clock, date(2026, 12, 10))
        await planner(store, opened, clock).run()
        planned = titles(await opened.state(JANUARY))
    assert planned == [item.title for item in outline.agenda(named(date(2027, 1, 16)))]
    assert "quý IV/2026" in " ".join(planned)


def titles(meeting: Meeting) -> list[str]:
    return [meeting.items[item].title for item in meeting.item_order]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_two_nodes_plan_it_once(kind: str, tmp_path: Path) -> None:
    url, clock = await fresh(kind, tmp_path), morning()
    on(clock, date(2026, 12, 10))
    stores = [open_store(url), open_store(url)]
    await stores[0].series.put(QUARTERLY)
    async with AsyncExitStack() as stack:
        nodes = [await stack.enter_async_context(rooms(each, clock=clock)) for each in stores]
        pairs = zip(stores, nodes, strict=True)
        await asyncio.gather(*(planner(store, node, clock).run() for store, node in pairs))
        assert len(await stores[0].events.read(JANUARY)) == 1
    for store in stores:
        await store.close()


async def test_a_series_is_replaced_under_its_name(tmp_path: Path) -> None:
    for kind in ("memory", "sqlite", "postgresql"):
        store = open_store(await fresh(kind, tmp_path))
        await store.series.put(QUARTERLY)
        await store.series.put(replace(QUARTERLY, id="a"))
        await store.series.put(replace(QUARTERLY, ended=True))
        assert [(each.id, each.ended) for each in await store.series.all(FIRST_BODY)] == [
            ("a", False),
            ("giao-ban", True),
        ]
        await store.close()
