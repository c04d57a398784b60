"""Answers of calendar programs: what proves them, whose they are, and that each counts once."""

import html
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from diemcau.adapters.chance import SystemChance
from diemcau.adapters.examining import ChildReplyReader, ReaderProcesses
from diemcau.adapters.examining.replies import reply_in
from diemcau.adapters.store import open_store
from diemcau.app.calendar import calendars
from diemcau.app.letters.answer_links import AnswerLinks
from diemcau.app.letters.invitations import BY_CALENDAR, BY_LINK_ALONE
from diemcau.app.letters.replies import DECLINED, Replies, RepliesWorld
from diemcau.app.live.rooms import Rooms
from diemcau.app.ports.replies import CalendarReply, Take
from diemcau.app.ports.world import Unavailable
from diemcau.config import Configuration, MailboxSettings, MailSettings
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.conference import AnnounceConference, OpenLobby, RevisePlan
from diemcau.domain.nouns.ids import FIRST_BODY
from diemcau.domain.nouns.publishing import Publish
from diemcau.domain.nouns.sites import AnswerInvitation, InvitationAnswer
from diemcau.domain.nouns.terms import Readers as ReadBy
from diemcau.domain.nouns.terms import Stage
from tests.support.entrance import TurnedClock
from tests.support.hall import hall
from tests.support.meeting import (
    ANNOUNCED,
    BA_DINH,
    CHAIR,
    DAY,
    DONG_ANH,
    SECRETARY,
    Step,
    at,
    by,
    code,
    plan_conference,
)
from tests.support.room import MEETING, morning, rooms, take

HERS = "ba-dinh@hanoi.example"
HOST = "diemcau.example.vn"
NOTICE: Step = Publish(**by(SECRETARY, -9 * DAY), stage=Stage.NOTICE, readers=ReadBy.ALL_SITES)


def letter(**said: str) -> bytes:
    """As a calendar program writes one (RFC 5546, 4.2.2)."""
    facts = {
        "method": "REPLY",
        "partstat": "ACCEPTED",
        "attendee": HERS,
        "sequence": "0",
        "stamped": "20240418T010000Z",
        "more": "",
        **said,
    }
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\n"
        "UID:{uid}\r\nSEQUENCE:{sequence}\r\nDTSTAMP:{stamped}\r\n{more}"
        "ORGANIZER:mailto:diemcau@example.vn\r\n"
        "ATTENDEE;PARTSTAT={partstat};CN=Quận:MAILTO:{attendee}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).format(**facts)
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = HERS, "diemcau@example.vn", "Accepted"
    made.set_content("Ba Đình đã chấp nhận")
    made.add_alternative(text, subtype="calendar", params={"method": facts["method"]})
    return made.as_bytes()


class Reader:
    """In this process: that a child does it too is proven once."""

    broken = False

    async def reply_in(self, letter: bytes) -> CalendarReply | None:
        if self.broken:
            raise RuntimeError
        return reply_in(letter)


class Inbox:
    def __init__(self) -> None:
        self.letters: list[bytes] = []
        self.away = False

    async def read(self, take: Take) -> None:
        if self.away:
            raise Unavailable
        self.letters = [each for each in self.letters if not await take(each)]


@dataclass
class Office:
    opened: Rooms
    inbox: Inbox
    answers: AnswerLinks
    replies: Replies
    reader: Reader
    clock: TurnedClock

    async def uid(self, site: Actor = BA_DINH) -> str:
        return await self.answers.uid(MEETING, code(site), HOST)

    async def hears(self, *letters: bytes) -> int:
        """How many were not taken."""
        self.inbox.letters = list(letters)
        await self.replies.run()
        return len(self.inbox.letters)

    async def answer(self, site: Actor = BA_DINH) -> InvitationAnswer | None:
        return (await self.opened.state(MEETING)).sites[code(site)].answer


@asynccontextmanager
async def opened(*steps: Step) -> AsyncIterator[Office]:
    store, clock = open_store("memory://"), morning(-DAY / 2)
    async with rooms(store, clock=clock) as made:
        await made.submit(MEETING, plan_conference())
        await take(
            await made.room(MEETING), AnnounceConference(**by(SECRETARY, -10 * DAY)), NOTICE, *steps
        )
        await store.addresses.put(
            FIRST_BODY, {code(BA_DINH): HERS.title(), code(DONG_ANH): "da@hanoi.example"}
        )
        answers, inbox = AnswerLinks(store.secrets, SystemChance(), by_calendar=True), Inbox()
        reader = Reader()
        world = (inbox, reader, made, store.library, store.addresses, answers, clock)
        yield Office(made, inbox, answers, Replies(RepliesWorld(*world)), reader, clock)


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with opened() as made:
        yield made


async def test_accepting_in_the_calendar_is_the_answer_of_the_site(office: Office) -> None:
    assert await office.hears(letter(uid=await office.uid())) == 0
    answer = await office.answer()
    assert answer
    assert (answer.coming, answer.by) == (True, "Ba Đình")
    assert await office.answer(DONG_ANH) is None


async def test_declining_needs_a_reason_and_has_one(office: Office) -> None:
    uid = await office.uid()
    await office.hears(letter(uid=uid, partstat="DECLINED"))
    answer = await office.answer()
    assert answer
    assert (answer.coming, answer.reason) == (False, DECLINED)
    later = {"stamped": "20240418T020000Z", "more": "COMMENT:Trùng\\nhọp\r\n"}
    await office.hears(letter(uid=uid, partstat="DECLINED", **later))
    answer = await office.answer()
    assert answer
    assert answer.reason == "Trùng họp"


@pytest.mark.parametrize(
    "wrong",
    [
        {"uid": f"{MEETING}@{HOST}"},
        {"uid": f"{'0' * 32}.{code(BA_DINH)}.{MEETING}@{HOST}"},
        {"uid": "@"},
        {"attendee": "someone@hanoi.example"},
        {"attendee": "da@hanoi.example"},
        {"partstat": "TENTATIVE"},
        {"partstat": "DELEGATED"},
        {"method": "REQUEST"},
    ],
    ids=str,
)
async def test_what_proves_nothing_or_says_nothing_is_left_for_people(
    office: Office, wrong: dict[str, str]
) -> None:
    """The identity in public feeds, a guessed seal, an invitation that was passed on."""
    assert await office.hears(letter(**{"uid": await office.uid(), **wrong})) == 1
    assert await office.answer() is None


async def test_the_seal_of_one_site_answers_for_no_other(office: Office) -> None:
    uid = (await office.uid()).replace(f".{code(BA_DINH)}.", f".{code(DONG_ANH)}.")
    assert await office.hears(letter(uid=uid, attendee="da@hanoi.example")) == 1
    assert await office.answer(DONG_ANH) is None


async def test_an_answer_to_an_invitation_that_was_changed_since_is_none() -> None:
    moved = RevisePlan(
        **by(SECRETARY, -9 * DAY),
        title="Giao ban",
        starts_at=at(DAY),
        ends_at=at(DAY + 210),
        organiser="HĐND",
        hub="Hội trường",
        chair="",
        secretary="",
    )
    again = Publish(**by(SECRETARY, -8 * DAY), stage=Stage.NOTICE, readers=ReadBy.ALL_SITES)
    async with opened(moved, again) as office:
        uid = await office.uid()
        assert await office.hears(letter(uid=uid)) == 1
        assert await office.hears(letter(uid=uid, sequence="1")) == 0
        assert await office.answer() is not None


async def test_an_answer_that_comes_again_or_late_does_not_undo_a_newer_one(office: Office) -> None:
    uid = await office.uid()
    no = letter(uid=uid, partstat="DECLINED")
    await office.hears(no)
    office.clock.turn(minutes=60)
    yes = letter(uid=uid, stamped=f"{office.clock.now().astimezone(UTC):%Y%m%dT%H%M%SZ}")
    assert await office.hears(yes, no, yes) == 0
    answer = await office.answer()
    assert answer
    assert answer.coming


async def test_who_leads_the_delegation_stays_as_it_was_said(office: Office) -> None:
    said = AnswerInvitation(**by(BA_DINH, -2 * DAY), site=code(BA_DINH), coming=True, head="Bà Hoa")
    await office.opened.submit(MEETING, said)
    assert await office.hears(letter(uid=await office.uid())) == 0
    answer = await office.answer()
    assert answer
    assert answer.head == "Bà Hoa"


async def test_an_answer_after_the_beginning_and_a_mailbox_that_is_away_harm_nobody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with opened(OpenLobby(**by(CHAIR, -60))) as office:
        uid = await office.uid()
        assert await office.hears(letter(uid=uid)) == 1
        office.inbox.away = True
        assert await office.hears(letter(uid=uid)) == 1
        assert "are not read" in caplog.text


async def test_a_letter_that_is_a_riddle_keeps_no_other_back(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.reader.broken = True
    assert await office.hears(letter(uid=await office.uid())) == 1
    assert "cannot be read" in caplog.text


@given(noise=st.binary(max_size=300), at_=st.integers(0, 900))
def test_whatever_comes_in_is_read_or_is_nothing(noise: bytes, at_: int) -> None:
    whole = letter(uid="x.y.z@host")
    broken = whole[:at_] + noise + whole[at_ + len(noise) :]
    for each in (noise, broken, b"Content-Type: text/calendar\r\n\r\n" + noise):
        found = reply_in(each)
        assert found is None or isinstance(found, CalendarReply)


async def test_a_letter_is_read_in_a_process_of_its_own() -> None:
    reader = ChildReplyReader(ReaderProcesses())
    assert await reader.reply_in(b"Subject: none\r\n\r\nText") is None
    found = await reader.reply_in(letter(uid="x.y.z@host", attendee="A@B.vn", sequence="3"))
    assert found == CalendarReply(
        uid="x.y.z@host",
        attendee="a@b.vn",
        coming=True,
        sequence=3,
        stamped=datetime(2024, 4, 18, 1, tzinfo=UTC),
    )


async def test_an_invitation_is_known_by_its_seal_in_every_letter(office: Office) -> None:
    """Folded lines are one; what is public keeps the public name."""
    uid = await office.uid()
    long = b"BEGIN:VEVENT\r\nUID:" + b"x" * 70 + b"\r\n x@host\r\nSUMMARY:a\r\nEND:VEVENT\r\n"
    made = calendars.with_uid(long, uid)
    assert made.split(b"\r\n")[1:3] == [f"UID:{uid}".encode(), b"SUMMARY:a"]
    assert await office.answers.invited(uid) == (MEETING, code(BA_DINH))


def invitation_in(folder: Path) -> EmailMessage:
    """There is a reminder beside it."""
    letters = [message_from_bytes(file.read_bytes(), policy=default) for file in folder.iterdir()]
    [invitation] = [each for each in letters if str(each["Subject"]).startswith("Giấy mời")]
    assert isinstance(invitation, EmailMessage)
    return invitation


@pytest.mark.parametrize("url", ["", "imaps://diemcau:pin@127.0.0.1:1"])
async def test_the_letter_says_whether_an_answer_of_the_calendar_is_read(
    tmp_path: Path, url: str
) -> None:
    """And only then its event is under a seal."""
    settings = replace(
        Configuration(),
        mail=MailSettings(url=f"folder:{tmp_path}"),
        mailbox=MailboxSettings(url=url),
    )
    async with hall(ANNOUNCED, NOTICE, settings=settings, minutes=-DAY / 2) as made:
        await made.store.addresses.put(FIRST_BODY, {code(BA_DINH): HERS})
        await made.parts.errand.run()
        uid = await made.parts.answer_links.uid(MEETING, code(BA_DINH), "127.0.0.1")
        shown = await (await made.browser("secretary")).get(f"/conferences/{MEETING}/invitation")
        page = await shown.text()
    text, calendar = (part.get_content() for part in invitation_in(tmp_path).iter_parts())
    told = BY_CALENDAR if url else BY_LINK_ALONE
    assert told in text
    assert html.escape(told, quote=False) in page
    assert vobject.readOne(calendar).vevent.uid.value == (uid if url else f"{MEETING}@127.0.0.1")
