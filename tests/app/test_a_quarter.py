"""A quarter in the life of a series: from setting it up to what its second conference takes over.

The clock is passed in and walks hour by hour; letters reach a real mail server, and what is in
them for calendars is read by another library than the one that wrote it.
"""

from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime, time, timedelta

import vobject
from aiohttp.test_utils import TestServer
from multidict import MultiDict

from diemcau import bootstrap
from diemcau.adapters import listings
from diemcau.adapters.store import open_store
from diemcau.adapters.working_days import VietnameseWorkingDays
from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.ports.series import Series
from diemcau.config import Configuration, MailSettings, PresenceSettings
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.agenda import AddItem, ItemPlan
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conclusions import ApproveConclusions, ConclusionText, DraftConclusion
from diemcau.domain.nouns.conference import AnnounceConference, EndConference, StartConference
from diemcau.domain.nouns.ids import (
    FIRST_BODY,
    CommandId,
    ConclusionId,
    ItemId,
    MeetingId,
    SiteCode,
)
from diemcau.domain.nouns.publishing import ApproveMinutes, DraftMinutes, Publish
from diemcau.domain.nouns.returns import AskForFigures, HandInFigures, Indicator
from diemcau.domain.nouns.sites import AnswerInvitation
from diemcau.domain.nouns.tasks import AcknowledgeTask, ChaseTask, ReportOnTask
from diemcau.domain.nouns.terms import ItemKind, Level, Phase, Readers, Role, Stage, TaskState
from diemcau.domain.rules import returns
from diemcau.domain.rules.deadlines import next_due
from tests.support.entrance import TurnedClock
from tests.support.hall import Hall
from tests.support.mailbox import SENDER, Mailbox, mailbox
from tests.support.markup import filled, read

SERIES = Series(
    id="giao-ban",
    title="Hội nghị giao ban quý {quý}/{năm}",
    rule="FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=16",
    first=date(2027, 1, 16),
    begins=time(8),
    minutes=210,
    listing="sites_30",
    organiser="Thường trực HĐND thành phố",
    hub="Hội trường HĐND thành phố",
    chair="Chủ tịch HĐND thành phố",
    by="Văn phòng",
)
JANUARY, APRIL = MeetingId("giao-ban-2027-01-16"), MeetingId("giao-ban-2027-04-16")
SECRETARY = Actor(Role.SECRETARY, "Văn phòng")
CHAIR = Actor(Role.CHAIR, "Chủ tịch HĐND thành phố")
BA_DINH = Actor(Role.SITE, "Ba Đình", SiteCode("001"))
KE, LEAD = ConclusionId("ke"), "HĐND quận Ba Đình"
DEADLINE = date(2027, 2, 26)
INDICATORS = (Indicator("thematic", "Kỳ họp chuyên đề"), Indicator("resolutions", "Nghị quyết"))


class Year:
    """The product, the wall clock and the post, and a secretary with a diary."""

    def __init__(self, hall: Hall, box: Mailbox) -> None:
        self.hall, self.box = hall, box
        self.count = 0

    @property
    def now(self) -> datetime:
        return self.hall.clock.now()

    async def until(self, day: date, hour: int = 8) -> Counter[str]:
        """Hour after hour, with the jobs that come round; the subjects of the letters that came."""
        end, before = datetime.combine(day, time(hour), HOME_ZONE), len(self.box.letters)
        while self.now < end:
            self.hall.clock.time = min(self.now + timedelta(hours=1), end)
            await self.hall.parts.planner.run()
            await self.hall.parts.errand.run()
        subjects = (str(each["Subject"]) for each in self.box.letters[before:])
        return Counter(subject.partition(":")[0] for subject in subjects)

    async def do(
        self, make: Callable[..., AnyCommand], meeting: MeetingId, actor: Actor, **args: object
    ) -> None:
        self.count += 1
        id_ = CommandId(str(args.pop("named", f"act {self.count}")))
        await self.hall.parts.rooms.submit(meeting, make(id=id_, at=self.now, actor=actor, **args))

    async def state(self, meeting: MeetingId) -> Meeting:
        return await self.hall.parts.rooms.state(meeting)


@asynccontextmanager
async def autumn() -> AsyncIterator[Year]:
    """27 November 2026, with the thirty districts and their addresses on file."""
    store, clock = open_store("memory://"), TurnedClock()
    clock.time = datetime(2026, 11, 27, 8, tzinfo=HOME_ZONE)
    async with mailbox() as box:
        settings = Configuration(
            mail=MailSettings(url=box.url, sender=SENDER),
            presence=PresenceSettings(grace=86_400.0),
        )
        await store.directory.put(listings.shipped("sites_30"))
        async with bootstrap.product(settings, store, clock) as parts:
            app = bootstrap.application(settings, parts)
            server = TestServer(app)
            await server.start_server()
            hall = Hall(parts, store, clock, f"http://127.0.0.1:{server.port}", app)
            try:
                yield Year(hall, box)
            finally:
                for browser in hall.browsers.values():
                    await browser.close()
                await server.close()
        await store.close()


async def test_from_the_setting_up_of_a_series_to_its_second_conference() -> None:
    async with autumn() as year:
        await _set_up(year)
        await _called(year)
        await _held(year)
        await _followed_up(year)
        await _taken_over(year)


async def _set_up(year: Year) -> None:
    """A draft lies ready 45 days before 16 January, which is a Saturday: it is held on Monday."""
    parts = year.hall.parts
    districts = await parts.directory.listing("sites_30")
    await parts.addresses.put(
        FIRST_BODY, {site.code: f"{site.code}@example.vn" for site in districts}
    )
    await parts.series.put(SERIES)
    assert not await year.until(date(2026, 12, 3))
    [planned] = await parts.library.headlines(FIRST_BODY)
    assert (planned.meeting, planned.title, planned.sites) == (
        JANUARY,
        "Hội nghị giao ban quý IV/2026",
        30,
    )
    assert planned.starts_at == datetime(2027, 1, 18, 8, tzinfo=HOME_ZONE)


async def _called(year: Year) -> None:
    """The secretariat announces it; the sites are invited, answer, and are reminded."""
    item = ItemPlan(ItemId("bao-cao"), "Báo cáo quý IV/2026", ItemKind.REPORT, minutes=60)
    await year.do(AddItem, JANUARY, SECRETARY, plan=item)
    await year.until(date(2027, 1, 4))
    await year.do(AnnounceConference, JANUARY, SECRETARY)
    readers = Readers.ALL_SITES
    await year.do(Publish, JANUARY, SECRETARY, stage=Stage.NOTICE, readers=readers)
    assert await year.until(date(2027, 1, 5)) == {"Giấy mời": 30}
    [invitation] = year.box.to("001@example.vn")
    [entry] = [each for each in invitation.walk() if each.get_content_type() == "text/calendar"]
    event = vobject.readOne(entry.get_content()).vevent
    assert event.dtstart.value == datetime(2027, 1, 18, 8, tzinfo=HOME_ZONE)
    await year.do(AnswerInvitation, JANUARY, BA_DINH, coming=True, head="Phó Chủ tịch")
    assert (await year.state(JANUARY)).sites[SiteCode("001")].answer is not None
    await _counted(year)
    heard = await year.until(date(2027, 1, 18), hour=7)
    assert heard == {
        "Nhắc họp, còn 1 ngày": 30,
        "Nhắc họp, còn 1 giờ": 30,
    }


async def _counted(year: Year) -> None:
    """Figures are asked for by the 13th; Ba Đình is reminded of them, and hands in last."""
    asked = {"period": "quý IV/2026", "due": date(2027, 1, 13), "indicators": INDICATORS}
    await year.do(AskForFigures, JANUARY, SECRETARY, **asked)
    assert await year.until(date(2027, 1, 6)) == {"Đề nghị báo cáo số liệu quý IV/2026": 30}
    for code in (await year.state(JANUARY)).site_order:
        if code != BA_DINH.site:
            await _handed_in(year, code, thematic=1, resolutions=3)
    assert await year.until(date(2027, 1, 13)) == {
        "Nhắc báo cáo số liệu quý IV/2026": 2,
        "Nhắc họp, còn 7 ngày": 30,
    }
    await _handed_in(year, SiteCode("001"), thematic=2, resolutions=4)
    state = await year.state(JANUARY)
    assert returns.sums(state)[Level.DISTRICT] == {"thematic": 31, "resolutions": 91}
    assert len(returns.counted(state)) == 30


async def _handed_in(year: Year, code: SiteCode, **figures: int) -> None:
    values = {Level.DISTRICT: figures, Level.COMMUNE: figures}
    actor = Actor(Role.SITE, code, code)
    await year.do(HandInFigures, JANUARY, actor, values=values, signed_by="Chủ tịch HĐND")


async def _held(year: Year) -> None:
    """The lobby opens by itself; what was concluded is published that afternoon."""
    parts, meeting = year.hall.parts, await year.state(JANUARY)
    if meeting.phase is Phase.ANNOUNCED:
        due = next_due(meeting)
        assert due is not None
        assert due.at <= year.now
        await parts.rooms.submit(JANUARY, due.command)
    assert (await year.state(JANUARY)).phase is Phase.LOBBY
    await year.until(date(2027, 1, 18), hour=8)
    await year.do(StartConference, JANUARY, CHAIR)
    text = ConclusionText("Gia cố kè", lead=LEAD, deadline=DEADLINE)
    await year.do(DraftConclusion, JANUARY, SECRETARY, text=text, named=KE)
    await year.until(date(2027, 1, 18), hour=11)
    await year.do(ApproveConclusions, JANUARY, CHAIR)
    await year.do(EndConference, JANUARY, CHAIR)
    await year.do(DraftMinutes, JANUARY, SECRETARY)
    await year.do(ApproveMinutes, JANUARY, CHAIR, version=1)
    for stage in (Stage.MINUTES, Stage.CONCLUSIONS):
        await year.do(Publish, JANUARY, SECRETARY, stage=stage, readers=Readers.PUBLIC)
    browser = await year.hall.browser("")
    for no in (2, 3):
        async with browser.get(f"/published/{JANUARY}/{no}.pdf") as response:
            assert response.status == 200
            assert (await response.read()).startswith(b"%PDF")


async def _followed_up(year: Year) -> None:
    """Reminders come on working days across Tết; what is late is chased, by letter and by name."""
    calendar = VietnameseWorkingDays().around(DEADLINE)
    days = []
    while year.now.astimezone(HOME_ZONE).date() < date(2027, 3, 6):
        today = year.now.astimezone(HOME_ZONE).date()
        heard = await year.until(today + timedelta(days=1))
        for subject, count in heard.items():
            assert count == 1, "to the lead alone"
            days.append((today + timedelta(days=1), subject))
    assert [subject for _, subject in days] == [
        "Nhắc việc, còn 15 ngày làm việc",
        "Nhắc việc, còn 7 ngày làm việc",
        "Nhắc việc, còn 3 ngày làm việc",
        "Đôn đốc, đã chậm 5 ngày làm việc",
    ]
    assert all(day.weekday() < 5 and day not in calendar.off for day, _ in days)
    await year.do(AcknowledgeTask, JANUARY, BA_DINH, conclusion=KE)
    await year.do(ReportOnTask, JANUARY, BA_DINH, conclusion=KE, text="Một nửa", per_cent=50)
    await year.do(ChaseTask, JANUARY, SECRETARY, conclusion=KE, text="Đề nghị xong trong tháng")
    [task] = await year.hall.parts.library.tasks(FIRST_BODY)
    assert (task.state, task.per_cent) == (TaskState.IN_PROGRESS, 50)
    await year.hall.session("secretary")
    browser = await year.hall.browser("secretary")
    async with browser.get(f"/follow-up/letter.pdf?lead={LEAD}") as response:
        assert response.status == 200


async def _taken_over(year: Year) -> None:
    """The next conference avoids Giỗ Tổ, and takes what is open onto its agenda."""
    await year.until(date(2027, 3, 15))
    april = await year.state(APRIL)
    assert april.title == "Hội nghị giao ban quý I/2027"
    assert april.starts_at == datetime(2027, 4, 19, 8, tzinfo=HOME_ZONE)
    await year.hall.session("secretary")
    browser = await year.hall.browser("secretary")
    async with browser.get(f"/conferences/{APRIL}/edit/agenda") as response:
        assert response.status == 200
        page = read(await response.text())
    [take] = [each for each in page.all("form") if filled(each).get("plan.presenter") == LEAD]
    async with browser.post(take["action"], data=MultiDict(filled(take))) as response:
        assert response.status == 200
    [item] = (await year.state(APRIL)).items.values()
    assert "Gia cố kè" in item.title
    assert [each.address for each in item.documents] == [f"/follow-up/{JANUARY}/{KE}"]
