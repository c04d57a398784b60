"""Letters to the sites, over a real mail server: each once, at its time, and only with sense."""

import asyncio
import hmac
import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import vobject
from aiohttp import web
from aiohttp.test_utils import TestServer
from msgspec.structs import replace
from yarl import URL

from diemcau.adapters.chance import SystemChance
from diemcau.adapters.mail import Listener, PostOffice, open_mail
from diemcau.adapters.store import Store, open_store
from diemcau.adapters.working_days import VietnameseWorkingDays
from diemcau.app.admission.devices import NOWHERE
from diemcau.app.admission.doors import Admission
from diemcau.app.admission.handing_out import HandingOut
from diemcau.app.admission.refusals import NoSuchLink
from diemcau.app.letters import Correspondence, Errand
from diemcau.app.letters.answer_links import AnswerLinks
from diemcau.app.letters.errand import _drafts, waiting
from diemcau.app.letters.invitations import WAY_IN, key_of_invitation
from diemcau.app.letters.reminders import due
from diemcau.app.letters.shapes import Called, Desk
from diemcau.app.letters.way_in import INSIDE, WaysIn
from diemcau.app.library.anchors import Anchors
from diemcau.app.library.following import everything
from diemcau.app.live.rooms import Rooms
from diemcau.app.ports.letters import Letter
from diemcau.app.ports.library import FollowedTask, Headline
from diemcau.app.ports.office import BodySettings
from diemcau.app.security import Security
from diemcau.bootstrap import entrance
from diemcau.config import Configuration
from diemcau.domain.nouns.conference import (
    AnnounceConference,
    CancelConference,
    ChangeSettings,
    OpenLobby,
    RevisePlan,
    Settings,
)
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId, ConclusionId, MeetingId, PublicationNo
from diemcau.domain.nouns.publishing import Publish, WithdrawPublication
from diemcau.domain.nouns.returns import HandInFigures, SendFiguresBack
from diemcau.domain.nouns.sites import InviteSite, NoteLineConnected, UninviteSite
from diemcau.domain.nouns.terms import Phase, Readers, Role, Stage, TaskState
from diemcau.domain.rules.deadlines import CLOCK
from diemcau.domain.workdays import Calendar
from diemcau.protocol.anchors import found_in
from tests.support.dripping import dripping
from tests.support.entrance import TurnedClock
from tests.support.lists import LETTER
from tests.support.mailbox import SENDER, Mailbox, mailbox
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DAY,
    DONG_ANH,
    FIGURES,
    FIGURES_ASKED,
    HA_DONG,
    SECRETARY,
    SITES,
    START,
    Step,
    after,
    at,
    by,
    code,
    plan_conference,
    site_plan,
)
from tests.support.patience import unless_it_hangs
from tests.support.room import MEETING, morning, rooms, take
from tests.support.server import free_port
from tests.support.store import fresh
from tests.support.ways import another, ways

HOME = URL("https://diemcau.example.vn")
ADDRESSES = {code(site): f"{code(site)}@example.vn" for site in SITES}
HERS = ADDRESSES[code(BA_DINH)]
ANNOUNCEMENT = AnnounceConference(**by(SECRETARY, -20 * DAY))
INVITED: Step = (
    ANNOUNCEMENT,
    Publish(**by(SECRETARY, -20 * DAY), stage=Stage.NOTICE, readers=Readers.ALL_SITES),
)
A_DAY_LATER = RevisePlan(
    **by(SECRETARY, -9 * DAY),
    title=plan_conference().title,
    starts_at=at(DAY),
    ends_at=at(DAY + 240),
)
CORRECTED = Publish(**by(SECRETARY, -9 * DAY + 1), stage=Stage.NOTICE, readers=Readers.ALL_SITES)


class Office(NamedTuple):
    """A node with its errand; `of` is its mail server."""

    errand: Errand
    rooms: Rooms
    store: Store
    clock: TurnedClock
    box: Mailbox

    async def at(self, minutes: float) -> list[EmailMessage]:
        """The letters that come when it is that late."""
        self.clock.time = at(minutes)
        before = len(self.box.letters)
        await self.errand.run()
        return self.box.letters[before:]

    async def do(self, *steps: Step) -> None:
        await take(await self.rooms.room(MEETING), *steps)


def doors(store: Store, clock: TurnedClock) -> Admission:
    return entrance.admission(Configuration(), store, Security(store.security_log, clock), clock)


@asynccontextmanager
async def node(store: Store, clock: TurnedClock, box: Mailbox) -> AsyncIterator[Office]:
    async with rooms(store, clock=clock) as opened:
        errand = Errand(
            Correspondence(
                rooms=opened,
                library=store.library,
                anchors=Anchors(store.events),
                letters=store.letters,
                addresses=store.addresses,
                mail=open_mail(box.url, SENDER),
                clock=clock,
                working_days=VietnameseWorkingDays(),
                home=HOME,
                ways=ways(store, clock),
                ways_in=WaysIn(
                    HandingOut(opened, doors(store, clock), SystemChance()),
                    AnswerLinks(store.secrets, SystemChance()),
                    HOME,
                ),
            )
        )
        yield Office(errand, opened, store, clock, box)


@asynccontextmanager
async def opened(*steps: Step, store: Store | None = None) -> AsyncIterator[Office]:
    """Twenty days before the conference, in the state to which the steps led."""
    store = store or open_store("memory://")
    async with mailbox() as box, node(store, morning(-20 * DAY), box) as office:
        await office.rooms.submit(MEETING, plan_conference())
        await office.do(*steps)
        await store.addresses.put(FIRST_BODY, ADDRESSES)
        yield office


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with opened(INVITED) as made:
        yield made


def read_aloud(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def in_calendar(letter: EmailMessage) -> tuple[str, dict[str, str]]:
    """The method and the event, as another library than ours reads them."""
    [part] = [each for each in letter.walk() if each.get_content_type() == "text/calendar"]
    parsed = vobject.readOne(part.get_content())
    assert part.get_param("method") == parsed.method.value
    event = {name: str(parsed.vevent.contents[name][0].value) for name in parsed.vevent.contents}
    return parsed.method.value, event


# -- invitations -----------------------------------------------------------------------------------


async def test_with_the_notice_every_site_is_invited_once(office: Office) -> None:
    letters = await office.at(-20 * DAY)
    assert [each["To"] for each in letters] == sorted(ADDRESSES.values())
    first = office.box.to(HERS)[0]
    assert str(first["Subject"]) == f"Giấy mời: {plan_conference().title}"
    assert str(first["From"]) == SENDER
    told = read_aloud(first)
    assert told.startswith("Kính gửi: quận Ba Đình\n")
    assert "08 giờ 00, ngày 19/04/2024" in told
    assert f"{HOME}/published/{MEETING}/1.pdf" in told
    assert await office.at(-20 * DAY + 1) == []


async def test_an_invitation_carries_the_way_in_and_the_outbox_does_not(office: Office) -> None:
    await office.at(-20 * DAY)
    told = read_aloud(office.box.to(HERS)[0])
    pin, token = way_in(told)
    admission = doors(office.store, office.clock)
    kept = await office.store.site_passes.get(MEETING, code(BA_DINH))
    assert kept is not None
    assert await admission.pins.matches(pin, kept.pin)
    assert (await admission.link_holder(token)).site == code(BA_DINH)
    assert re.search(rf"{HOME}/answer/{MEETING}/{code(BA_DINH)}/\w{{32}}\n", told)
    for letter in await office.store.letters.all(FIRST_BODY):
        assert token not in letter.text
        assert WAY_IN in letter.text
    state = await office.rooms.state(MEETING)
    issued = state.sites[code(BA_DINH)].pass_issue
    assert issued is not None
    assert (issued.role, issued.name) == (Role.SYSTEM, "")


async def test_a_letter_that_is_sent_again_ends_what_it_brought_before(office: Office) -> None:
    await office.at(-20 * DAY)
    _, lost = way_in(read_aloud(office.box.to(HERS)[0]))
    key = key_of_invitation(MEETING, PublicationNo(1), code(BA_DINH))
    await office.store.letters.again(key, at(-19 * DAY))
    [letter] = await office.at(-19 * DAY)
    _, found = way_in(read_aloud(letter))
    admission = doors(office.store, office.clock)
    assert (await admission.link_holder(found)).site == code(BA_DINH)
    with pytest.raises(NoSuchLink):
        await admission.link_holder(lost)


async def test_a_letter_shows_nobody_out_who_came_in_by_the_last(office: Office) -> None:
    await office.at(-9 * DAY)
    _, token = way_in(read_aloud(office.box.to(HERS)[0]))
    admission = doors(office.store, office.clock)
    cookie, _ = await admission.join_by_link(token, NOWHERE)
    await office.do(A_DAY_LATER, CORRECTED)
    told = {str(each["To"]): read_aloud(each) for each in await office.at(-9 * DAY + 2)}
    assert INSIDE in told[HERS]
    assert await admission.inside.session(cookie) is not None
    assert {to for to, text in told.items() if "/join/link/" not in text} == {HERS}


async def test_what_a_person_handed_out_no_letter_replaces(office: Office) -> None:
    admission = doors(office.store, office.clock)
    handing = HandingOut(office.rooms, admission, SystemChance())
    [sheet] = await handing.hand_out(MEETING, [code(BA_DINH)], SECRETARY)
    letters = await office.at(-20 * DAY)
    [told] = [read_aloud(each) for each in letters if each["To"] == HERS]
    assert "đã được trao lúc 08 giờ 00, ngày 12/04/2024" in told
    assert "/join/link/" not in told
    assert (await admission.link_holder(sheet.link)).site == code(BA_DINH)


def way_in(told: str) -> tuple[str, str]:
    """The PIN and the token of the link."""
    [pin] = re.findall(r"Mã PIN: ([\d ]+),", told)
    [token] = re.findall(r"/join/link/(\S+)", told)
    return pin.replace(" ", ""), token


async def test_the_invitation_stands_in_the_calendar_of_the_site(office: Office) -> None:
    await office.at(-20 * DAY)
    method, event = in_calendar(office.box.to(HERS)[0])
    assert method == "REQUEST"
    assert event["uid"] == f"{MEETING}@diemcau.example.vn"
    assert datetime.fromisoformat(event["dtstart"]) == START
    assert (event["sequence"], event["status"]) == ("0", "CONFIRMED")
    assert event["summary"] == plan_conference().title
    assert event["organizer"] == "mailto:diemcau@example.vn"
    assert event["attendee"] == f"mailto:{HERS}"


async def test_what_goes_over_the_line_are_seven_bits(office: Office) -> None:
    await office.at(-20 * DAY)
    for part in office.box.letters[0].walk():
        assert part.get("Content-Transfer-Encoding", "7bit") != "8bit"
        assert not part.defects


async def test_a_new_notice_moves_the_entry_in_the_calendar(office: Office) -> None:
    await office.at(-20 * DAY)
    await office.do(A_DAY_LATER, CORRECTED)
    moved = await office.at(-9 * DAY + 2)
    assert len(moved) == len(SITES)
    assert str(moved[0]["Subject"]).startswith("Thay đổi giấy mời: ")
    method, event = in_calendar(moved[0])
    assert (method, event["sequence"], event["uid"]) == (
        "REQUEST",
        "1",
        f"{MEETING}@diemcau.example.vn",
    )
    assert datetime.fromisoformat(event["dtstart"]) == at(DAY)


async def test_a_conference_that_is_off_leaves_every_calendar(office: Office) -> None:
    await office.at(-20 * DAY)
    await office.do(CancelConference(**by(CHAIR, -2 * DAY), reason="Bão số 1"))
    letters = await office.at(-2 * DAY + 1)
    assert len(letters) == len(SITES)
    assert str(letters[0]["Subject"]).startswith("Hủy: ")
    method, event = in_calendar(letters[0])
    assert (method, event["status"], event["sequence"]) == ("CANCEL", "CANCELLED", "1")
    assert await office.at(-60) == [], "nobody is reminded of it"


async def test_a_notice_withdrawn_tells_why(office: Office) -> None:
    await office.do(
        WithdrawPublication(
            **by(SECRETARY, -10 * DAY), publication=PublicationNo(1), reason="Sai giờ"
        )
    )
    letters = await office.at(-10 * DAY)
    assert {str(each["Subject"]).partition(":")[0] for each in letters} == {"Thu hồi giấy mời"}
    assert "Lý do: Sai giờ." in read_aloud(letters[0])


async def test_a_site_that_is_not_asked_any_longer_is_told_once(office: Office) -> None:
    await office.at(-7 * DAY)
    await office.do(UninviteSite(**by(SECRETARY, -6 * DAY), site=code(BA_DINH)))
    letters = [*await office.at(-6 * DAY), *await office.at(-5 * DAY)]
    [letter] = [each for each in letters if each["To"] == HERS]
    assert str(letter["Subject"]).startswith("Thôi mời")
    method, _ = in_calendar(letter)
    assert method == "CANCEL"
    again = InviteSite(**by(SECRETARY, -4 * DAY), plan=site_plan(BA_DINH))
    await office.do(again)
    await office.at(-4 * DAY)
    await office.do(UninviteSite(**by(SECRETARY, -3 * DAY), site=code(DONG_ANH)))
    [other] = await office.at(-3 * DAY)
    assert other["To"] == ADDRESSES[code(DONG_ANH)]


async def test_a_notice_for_some_sites_invites_those_alone() -> None:
    to_two = Publish(
        **by(SECRETARY, -20 * DAY),
        stage=Stage.NOTICE,
        readers=Readers.NAMED_SITES,
        sites=(code(BA_DINH), code(DONG_ANH)),
    )
    async with opened(ANNOUNCEMENT, to_two) as office:
        letters = await office.at(-20 * DAY)
        assert {each["To"] for each in letters} == {HERS, ADDRESSES[code(DONG_ANH)]}


def test_a_conference_of_the_last_evening_of_all_keeps_no_other_letter_back(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """In a log of before: then it is the next year in Hà Nội already, which no calendar has."""
    meeting = replace(after(plan_conference(), INVITED), id=MEETING)
    never = datetime.max.replace(tzinfo=UTC)
    [notice] = everything(meeting, 1)[1]
    late = replace(notice, paper=replace(notice.paper, starts_at=never, ends_at=never))
    desk = Desk(
        now=at(-20 * DAY + 1),
        home=HOME,
        called=[
            Called(replace(meeting, id=MeetingId("other"), starts_at=never), [late]),
            Called(meeting, [notice]),
        ],
        tasks=(),
        titles={},
        holders={},
        calendar=Calendar(),
    )
    written = [draft for each in desk.apart() for draft in _drafts(each)]
    assert {(each.meeting, each.site) for each in written} == {
        (MEETING, code(site)) for site in SITES
    }
    assert "letters cannot be written" in caplog.text


async def test_a_letter_with_an_address_that_is_none_keeps_no_other_back(office: Office) -> None:
    await office.errand.write()
    await office.store.letters.readdress(
        FIRST_BODY, {code(BA_DINH): "Ủy ban,\r\nBcc: all"}, at(-20 * DAY)
    )
    assert len(await office.at(-20 * DAY + 1)) == len(SITES) - 1
    [refused] = [each for each in await office.store.letters.all(FIRST_BODY) if each.problem]
    assert refused.due_at == refused.until


async def test_a_draft_calls_nobody() -> None:
    async with opened() as office:
        assert await office.at(-20 * DAY) == []


async def test_a_site_whose_address_is_found_later_is_invited_then(office: Office) -> None:
    await office.store.addresses.put(FIRST_BODY, {code(HA_DONG): ""})
    assert len(await office.at(-20 * DAY)) == len(SITES) - 1
    await office.store.addresses.put(FIRST_BODY, {code(HA_DONG): "ha-dong@example.vn"})
    assert [each["To"] for each in await office.at(-15 * DAY)] == ["ha-dong@example.vn"]


async def test_nobody_is_invited_to_what_has_begun(office: Office) -> None:
    assert await office.at(1) == []


# -- reminders -------------------------------------------------------------------------------------


async def test_a_conference_is_brought_to_mind_four_times(office: Office) -> None:
    """Looked at every five minutes around each time, and every hour between."""
    await office.at(-20 * DAY)
    heard = []
    near = {at + minutes for at in (-7 * DAY, -DAY) for minutes in range(-30, 31, 5)}
    for minute in sorted({*range(-10 * DAY, -120, 60), *range(-120, 30, 5), *near}):
        heard += [(minute, each) for each in await office.at(minute) if each["To"] == HERS]
        if minute == -60:
            await office.do(OpenLobby(**by(CLOCK, -60)))
    assert [minute for minute, _ in heard] == [-7 * DAY, -DAY, -60, -15]
    assert [str(each["Subject"]).partition(":")[0] for _, each in heard] == [
        "Nhắc họp, còn 7 ngày",
        "Nhắc họp, còn 1 ngày",
        "Nhắc họp, còn 1 giờ",
        "Nhắc họp, còn 15 phút",
    ]


async def test_the_secretariat_sets_when_a_conference_is_brought_to_mind(office: Office) -> None:
    rhythm = ChangeSettings(
        **by(SECRETARY, -7 * DAY), settings=Settings(reminders=(3 * DAY, 2 * 60))
    )
    await office.do(rhythm)
    await office.at(-6 * DAY)
    heard = []
    for minute in range(-6 * DAY, 30, 30):
        heard += [str(each["Subject"]) for each in await office.at(minute) if each["To"] == HERS]
    assert [subject.partition(":")[0] for subject in heard] == [
        "Nhắc họp, còn 3 ngày",
        "Nhắc họp, còn 2 giờ",
    ]


async def test_a_server_that_was_away_brings_to_mind_what_still_makes_sense(office: Office) -> None:
    await office.at(-20 * DAY)
    late = await office.at(-5 * 60)
    assert {str(each["Subject"]).partition(":")[0] for each in late} == {"Nhắc họp, còn 5 giờ"}
    assert len(late) == len(SITES)


@pytest.mark.parametrize(
    ("told", "now", "before"),
    [
        (timedelta(days=20), timedelta(days=8), None),
        (timedelta(days=20), timedelta(days=7), timedelta(days=7)),
        (timedelta(days=20), timedelta(days=1, seconds=1), timedelta(days=7)),
        (timedelta(days=3), timedelta(days=2), None),
        (timedelta(days=3), timedelta(hours=23), timedelta(days=1)),
        (timedelta(days=3), timedelta(minutes=59), timedelta(hours=1)),
        (timedelta(days=3), timedelta(0), None),
    ],
)
def test_the_last_reminder_whose_time_has_come_since_they_were_told(
    told: timedelta, now: timedelta, before: timedelta | None
) -> None:
    rhythm = [timedelta(minutes=minutes) for minutes in Settings().reminders]
    assert due(rhythm, START, START - told, START - now) == before


async def test_who_is_in_the_lobby_needs_no_letter(office: Office) -> None:
    await office.at(-20 * DAY)
    await office.at(-60)
    await office.do(
        OpenLobby(**by(CLOCK, -60)),
        NoteLineConnected(**by(CLOCK, -20), site=code(BA_DINH)),
    )
    assert HERS not in {each["To"] for each in await office.at(-14)}


# -- the figures of a quarter ----------------------------------------------------------------------

ASKED: Step = (
    RevisePlan(
        **by(SECRETARY, -7 * DAY),
        title=plan_conference().title,
        starts_at=at(14 * DAY),
        ends_at=at(14 * DAY + 210),
    ),
    replace(FIGURES_ASKED, **by(SECRETARY, -7 * DAY), due=date(2024, 4, 26)),
)
"""A Friday; three working days before it is Tuesday the 23rd. The next one is 2 May: Monday is off
in exchange, and the holidays follow.
"""


async def heard_of_figures(office: Office, to: str, *, from_day: int, to_day: int) -> list[str]:
    """Hour by hour, and what of it was about figures."""
    heard = []
    for hour in range(from_day * 24, to_day * 24):
        letters = [each for each in await office.at(hour * 60) if each["To"] == to]
        heard += [f"{at(hour * 60):%d} {each['Subject']}".partition(":")[0] for each in letters]
    return [each for each in heard if "số liệu" in each]


async def test_figures_are_asked_for_and_brought_to_mind_until_they_are_handed_in(
    office: Office,
) -> None:
    await office.do(ASKED)
    assert await heard_of_figures(office, HERS, from_day=-7, to_day=14) == [
        "12 Đề nghị báo cáo số liệu quý I/2024",
        "23 Nhắc báo cáo số liệu quý I/2024",
        "26 Nhắc báo cáo số liệu quý I/2024",
        "02 Đôn đốc báo cáo số liệu quý I/2024",
    ]


async def test_who_has_handed_in_hears_no_more_unless_they_are_sent_back(office: Office) -> None:
    await office.do(ASKED)
    assert len(await heard_of_figures(office, HERS, from_day=-7, to_day=-6)) == 1
    handed_in = HandInFigures(**by(BA_DINH, -6 * DAY), values=FIGURES, signed_by="Chủ tịch")
    await office.do(handed_in)
    assert not await heard_of_figures(office, HERS, from_day=-6, to_day=5)
    back = SendFiguresBack(**by(SECRETARY, 5 * DAY), site=code(BA_DINH), reason="Thiếu xã A")
    await office.do(back)
    [letter] = [each for each in await office.at(5 * DAY + 1) if each["To"] == HERS]
    assert "lý do: Thiếu xã A" in read_aloud(letter)
    assert not await heard_of_figures(office, HERS, from_day=6, to_day=14)


# -- a conclusion is brought to mind ---------------------------------------------------------------

TASK = FollowedTask(
    meeting=MEETING,
    conclusion=ConclusionId("ke"),
    number=3,
    text="Gia cố kè",
    lead="Thường trực HĐND quận Ba Đình",
    person="",
    site=code(BA_DINH),
    state=TaskState.IN_PROGRESS,
    per_cent=40,
    deadline=date(2027, 2, 19),
    asked=None,
    told_at=datetime(2026, 12, 1, tzinfo=UTC),
    closed_at=None,
)
CONFERENCE = Headline(
    meeting=MEETING,
    title="Giao ban quý IV/2026",
    organiser="Thường trực HĐND",
    phase=Phase.CLOSED,
    starts_at=datetime(2026, 11, 30, tzinfo=UTC),
    ends_at=datetime(2026, 11, 30, 4, tzinfo=UTC),
    sites=5,
    seq=1,
)


async def reminded(task: FollowedTask, first: date, last: date) -> list[tuple[date, str]]:
    """On which days of the office's, and how; it is looked at every hour."""
    store, clock = open_store("memory://"), morning()
    await store.library.keep(CONFERENCE, (), [task])
    await store.addresses.put(FIRST_BODY, ADDRESSES)
    async with mailbox() as box, node(store, clock, box) as office:
        clock.time = datetime(first.year, first.month, first.day, tzinfo=START.tzinfo)
        heard = []
        while clock.time.date() <= last:
            before = len(box.letters)
            await office.errand.run()
            heard += [(clock.time.date(), str(each["Subject"])) for each in box.letters[before:]]
            assert len(box.letters) == before or clock.time.hour == 8
            clock.turn(hours=1)
        return heard


async def test_across_tet_a_deadline_is_brought_to_mind_on_working_days() -> None:
    """The first day of the year is 6 February 2027; the deadline is Friday the 19th."""
    heard = await reminded(TASK, date(2027, 1, 15), date(2027, 3, 8))
    calendar = VietnameseWorkingDays().around(date(2027, 2, 1))
    assert all(day.weekday() < 5 and day not in calendar.off for day, _ in heard)
    assert [words.partition(":")[0] for _, words in heard] == [
        "Nhắc việc, còn 15 ngày làm việc",
        "Nhắc việc, còn 7 ngày làm việc",
        "Nhắc việc, còn 3 ngày làm việc",
        "Đôn đốc, đã chậm 5 ngày làm việc",
        "Đôn đốc, đã chậm 10 ngày làm việc",
    ]
    assert [day for day, _ in heard][-3:] == [
        date(2027, 2, 16),
        date(2027, 2, 26),
        date(2027, 3, 5),
    ]


async def test_a_server_that_was_away_says_how_many_days_there_still_are() -> None:
    """Fifteen working days before was 22 January; on 2 February eight are left."""
    store, clock = open_store("memory://"), morning()
    await store.library.keep(CONFERENCE, (), [TASK])
    await store.addresses.put(FIRST_BODY, ADDRESSES)
    async with mailbox() as box, node(store, clock, box) as office:
        clock.time = datetime(2027, 2, 2, 9, tzinfo=START.tzinfo)
        await office.errand.run()
        [letter] = box.letters
    assert str(letter["Subject"]).startswith("Nhắc việc, còn 8 ngày làm việc: ")


async def test_who_was_chased_since_is_not_told_again() -> None:
    chased = replace(TASK, told_at=datetime(2027, 2, 16, 1, tzinfo=UTC))
    heard = await reminded(chased, date(2027, 2, 15), date(2027, 2, 25))
    assert heard == []


async def test_nothing_is_said_of_what_is_over_or_goes_on_for_ever() -> None:
    over = replace(TASK, state=TaskState.DONE)
    standing = replace(TASK, deadline=None)
    of_the_hall = replace(TASK, site=None)
    for task in (over, standing, of_the_hall):
        assert await reminded(task, date(2027, 2, 15), date(2027, 2, 17)) == []


# -- once ------------------------------------------------------------------------------------------


async def test_the_mail_server_is_down_for_an_hour_and_every_letter_goes_once(
    office: Office,
) -> None:
    await office.box.off()
    for minute in range(60):
        assert await office.at(-20 * DAY + minute) == []
    waits = await office.store.letters.all(FIRST_BODY)
    assert len(waits) == len(SITES)
    assert any(each.problem for each in waits)
    await office.box.on()
    for minute in range(60, 180):
        await office.at(-20 * DAY + minute)
    assert sorted(str(each["To"]) for each in office.box.letters) == sorted(ADDRESSES.values())
    assert all(each.sent_at for each in await office.store.letters.all(FIRST_BODY))


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_two_nodes_write_and_send_every_letter_once(kind: str, tmp_path: Path) -> None:
    url = await fresh(kind, tmp_path)
    clock = morning(-20 * DAY)
    async with AsyncExitStack() as stack:
        box = await stack.enter_async_context(mailbox())
        stores = [open_store(url), open_store(url)]
        nodes = [await stack.enter_async_context(node(each, clock, box)) for each in stores]
        await nodes[0].rooms.submit(MEETING, plan_conference())
        await nodes[0].do(INVITED)
        await stores[0].addresses.put(FIRST_BODY, ADDRESSES)
        for minute in (-20 * DAY, -7 * DAY, -DAY):
            clock.time = at(minute)
            await asyncio.gather(*(each.errand.run() for each in nodes))
    for store in stores:
        await store.close()
    assert len(box.ids) == len(set(box.ids)) == 3 * len(SITES)


async def test_a_letter_whose_sender_died_goes_out_under_the_same_identity(office: Office) -> None:
    await office.errand.write()
    lost = await office.store.letters.claim(at(-20 * DAY), at(-20 * DAY + 5))
    assert lost is not None
    await office.at(-20 * DAY + 1)
    assert lost.to not in {each["To"] for each in office.box.letters}
    [again] = await office.at(-20 * DAY + 6)
    assert again["To"] == lost.to


# -- what a mail server says -----------------------------------------------------------------------


async def test_an_address_nobody_has_is_not_tried_again_and_keeps_nobody_back(
    office: Office,
) -> None:
    office.box.answers[HERS] = "550 no such mailbox"
    assert len(await office.at(-20 * DAY)) == len(SITES) - 1
    [refused] = [
        each for each in await office.store.letters.all(FIRST_BODY) if each.sent_at is None
    ]
    assert (refused.to, refused.problem, refused.tries) == (HERS, "550 no such mailbox", 1)
    office.box.answers.clear()
    assert await office.at(-10 * DAY) == []


async def test_a_mailbox_that_is_full_is_tried_again_later(office: Office) -> None:
    office.box.answers[HERS] = "452 mailbox full"
    assert len(await office.at(-20 * DAY)) == len(SITES) - 1
    office.box.answers.clear()
    assert await office.at(-20 * DAY + 0.5) == []
    assert [each["To"] for each in await office.at(-20 * DAY + 1)] == [HERS]


def test_a_letter_waits_twice_as_long_after_each_try_and_an_hour_at_most() -> None:
    assert [waiting(tries) // timedelta(minutes=1) for tries in (1, 2, 3, 7, 400)] == [
        1,
        2,
        4,
        60,
        60,
    ]


async def test_letters_lie_in_a_folder_where_no_mail_server_is_wanted(tmp_path: Path) -> None:
    mail = open_mail(f"folder:{tmp_path / 'letters'}", SENDER)
    made = Letter(
        key="invitation/x/1/001",
        meeting=MeetingId("x"),
        site=code(BA_DINH),
        to=HERS,
        subject="Giấy mời: Hội nghị",
        text="Kính gửi",
        made_at=START,
        due_at=START,
        until=START,
    )
    await mail.send(made)
    await mail.send(made)
    [file] = (tmp_path / "letters").iterdir()
    assert file.suffix == ".eml"
    assert b"To: 001@example.vn" in file.read_bytes()


# -- news for another system -----------------------------------------------------------------------

SECRET = "between the two of us"
PUBLISHED: Step = (
    ANNOUNCEMENT,
    Publish(**by(SECRETARY, -7 * DAY), stage=Stage.NOTICE, readers=Readers.PUBLIC),
)


class Heard(NamedTuple):
    headers: Mapping[str, str]
    body: bytes

    @property
    def said(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.body)
        return told


@asynccontextmanager
async def listening(answers: list[int]) -> AsyncIterator[tuple[str, list[Heard]]]:
    """Another system, and what it answers one after another; then always 204."""
    heard: list[Heard] = []

    async def hear(request: web.Request) -> web.Response:
        heard.append(Heard(request.headers.copy(), await request.read()))
        status = answers.pop(0) if answers else 204
        return web.Response(status=status, headers={"Location": "/elsewhere"})

    app = web.Application()
    app.router.add_post("/hear", hear)
    app.router.add_route("*", "/elsewhere", hear)
    async with TestServer(app) as server:
        yield str(server.make_url("/hear")), heard


@asynccontextmanager
async def told(answers: list[int]) -> AsyncIterator[tuple[Office, list[Heard]]]:
    async with listening(answers) as (url, heard), opened(PUBLISHED) as office:
        world = office.errand._world
        listener = Listener(SECRET, lambda: office.clock.now().timestamp())
        mail = PostOffice(open_mail(office.box.url, SENDER), listener)
        errand = Errand(world._replace(mail=mail, listener=url))
        yield office._replace(errand=errand), heard


async def test_another_system_is_told_once_and_knows_from_whom() -> None:
    async with told([]) as (office, heard):
        letters = await office.at(-7 * DAY + 1)
        await office.at(-7 * DAY + 2)
        assert {each["To"] for each in letters} == {*ADDRESSES.values()}, "invited as ever"
        [news] = heard
        assert news.said["what"] == "published"
        assert news.said["address"] == f"{HOME}/published/{MEETING}/1"
        [anchor] = found_in(news.said["anchor"])
        log = await office.store.events.read(MEETING)
        assert log[anchor.head.seq - 1].name == "publication.published"
        seconds = int(at(-7 * DAY + 1).timestamp())
        made = hmac.new(SECRET.encode(), f"{seconds}.".encode() + news.body, "sha256")
        assert news.headers["X-DiemCau-Signature"] == f"t={seconds},v1={made.hexdigest()}"
        assert news.said["id"] == f"news/published/{MEETING}/1"
        assert news.headers["Idempotency-Key"].isalnum()
        gone = WithdrawPublication(
            **by(SECRETARY, -6 * DAY), publication=PublicationNo(1), reason="Sai giờ"
        )
        await office.do(gone)
        await office.at(-6 * DAY)
        assert [each.said["what"] for each in heard] == ["published", "withdrawn"]


async def test_a_system_that_is_away_is_told_later_and_keeps_no_letter_back() -> None:
    async with told([503, 429]) as (office, heard):
        assert {each["To"] for each in await office.at(-7 * DAY)} == {*ADDRESSES.values()}
        await office.at(-7 * DAY + 2)
        await office.at(-7 * DAY + 10)
        await office.at(-7 * DAY + 60)
        assert len({each.headers["Idempotency-Key"] for each in heard}) == 1
        assert len(heard) == 3


@pytest.mark.parametrize("answer", [400, 401, 404, 302])
async def test_a_system_that_wants_none_is_not_asked_again(answer: int) -> None:
    async with told([answer]) as (office, heard):
        for minute in range(-7 * DAY, -6 * DAY, 120):
            await office.at(minute)
        assert len(heard) == 1
        [letter] = [each for each in await office.store.letters.all(FIRST_BODY) if not each.site]
        assert letter.problem.startswith(str(answer))


async def test_nobody_listens_at_that_address() -> None:
    async with told([]) as (office, heard):
        url = f"http://127.0.0.1:{free_port()}/"
        deaf = Errand(office.errand._world._replace(listener=url))
        letters = await office._replace(errand=deaf).at(-7 * DAY)
        assert {each["To"] for each in letters} == {*ADDRESSES.values()}
        [letter] = [each for each in await office.store.letters.all(FIRST_BODY) if not each.site]
        assert letter.sent_at is None
        assert "refused" in letter.problem.lower()
        assert heard == []


async def test_whoever_answers_nonsense_is_asked_again_and_keeps_no_letter_back() -> None:
    async def mutter(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HELLO WORLD\r\n\r\n")
        writer.close()

    async with told([]) as (office, _):
        server = await asyncio.start_server(mutter, "127.0.0.1", 0)
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        asked = Errand(office.errand._world._replace(listener=url))
        letters = await office._replace(errand=asked).at(-7 * DAY)
        assert {each["To"] for each in letters} == {*ADDRESSES.values()}
        [letter] = [each for each in await office.store.letters.all(FIRST_BODY) if not each.site]
        assert letter.problem
        assert letter.sent_at is None
        server.close()
        await server.wait_closed()


async def test_whoever_never_comes_to_an_end_keeps_no_letter_back() -> None:
    async with told([]) as (office, _), dripping(b"HTTP/1.1 204 No Content\r\nX: ") as port:
        slow = Listener(SECRET, lambda: office.clock.now().timestamp(), patience=0.2)
        world = office.errand._world._replace(
            mail=PostOffice(open_mail(office.box.url, SENDER), slow),
            listener=f"http://127.0.0.1:{port}/",
        )
        async with unless_it_hangs():
            letters = await office._replace(errand=Errand(world)).at(-7 * DAY)
        assert {each["To"] for each in letters} == {*ADDRESSES.values()}
        [letter] = [each for each in await office.store.letters.all(FIRST_BODY) if not each.site]
        assert letter.problem == "takes too long"
        assert letter.sent_at is None


async def test_old_news_and_what_is_for_sites_alone_is_not_told() -> None:
    async with told([]) as (office, heard):
        await office.at(-3 * DAY)
        for_sites = Publish(
            **by(SECRETARY, -2 * DAY), stage=Stage.NOTICE, readers=Readers.ALL_SITES
        )
        await office.do(for_sites)
        await office.at(-2 * DAY)
        assert heard == []


async def test_a_body_writes_under_its_own_name_and_answers_go_to_it() -> None:
    """By the one address from which the mail server lets us write."""
    own = BodySettings(sender='Văn phòng "Sóc Sơn", HĐND', reply_to="vp@socson.example.vn")
    async with opened() as office:
        store, soc_son = office.store, BodyId("soc-son")
        await store.bodies.put(another(soc_son, own))
        for body in (FIRST_BODY, soc_son):
            letter = replace(LETTER, key=f"x/{body}", body=body, to=f"{body}@example.vn")
            now = office.clock.now()
            await store.letters.post(
                [replace(letter, made_at=now, due_at=now, until=now + timedelta(days=1))]
            )
        await office.errand.send()
        [ours] = office.box.to(f"{FIRST_BODY}@example.vn")
        [theirs] = office.box.to(f"{soc_son}@example.vn")
        assert (ours["From"], ours["Reply-To"]) == (SENDER, None)
        [sender] = theirs["From"].addresses
        assert sender.display_name == "Văn phòng Sóc Sơn , HĐND"
        assert sender.addr_spec == parseaddr(SENDER)[1]
        assert theirs["Reply-To"] == "vp@socson.example.vn"
