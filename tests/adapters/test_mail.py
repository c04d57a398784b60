"""Whatever an outbox holds goes out as a message that every program reads, to one address alone."""

from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from yarl import URL

from diemcau.adapters.mail import open_mail
from diemcau.adapters.mail.folder import MailFolder
from diemcau.adapters.mail.message import message_of
from diemcau.app.calendar import calendars
from diemcau.app.ports.letters import Letter, MailRefused
from diemcau.app.ports.library import PublishedPaper
from diemcau.app.text.plain_text import on_one_line, plain
from diemcau.domain.nouns.ids import PublicationNo, SiteCode
from diemcau.domain.nouns.terms import Readers, Stage
from tests.support import encoded_words
from tests.support.any_text import anything, saying
from tests.support.documents import NOTICE
from tests.support.mailbox import SENDER, mailbox
from tests.support.meeting import at
from tests.support.room import MEETING

ADDRESS = "ba-dinh@example.vn"
HOME = URL("https://diemcau.example.vn")
OURS = "diemcau@example.vn"
HEADERS = {
    *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
    *("MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
}


def letter(text: str, calendar: bytes = b"") -> Letter:
    return Letter(
        key="invitation/1",
        meeting=MEETING,
        site=SiteCode(text),
        to=ADDRESS,
        subject=text,
        text=text,
        calendar=calendar,
        made_at=at(0),
        due_at=at(0),
        until=at(60),
    )


def invitation(text: str) -> bytes:
    notice = PublishedPaper(
        meeting=MEETING,
        no=PublicationNo(1),
        stage=Stage.NOTICE,
        readers=Readers.ALL_SITES,
        sites=(),
        at=at(0),
        paper=saying(NOTICE, text),
    )
    event = calendars.event([notice], HOME, gone=False)
    made: bytes = calendars.calendar("REQUEST", HOME, [event]).to_ical()
    return made


def received(sent: Letter) -> EmailMessage:
    body = message_of(sent, SENDER).as_bytes()
    assert max(map(len, body.split(b"\r\n"))) <= 998, "RFC 5322, 2.1.1"
    made = message_from_bytes(body, policy=policy.default)
    assert isinstance(made, EmailMessage)
    return made


def parts(sent: Letter) -> tuple[str, Any]:
    """What it says, and its entry for a calendar."""
    said, calendar = received(sent).iter_parts()
    return said.get_content(), vobject.readOne(calendar.get_content()).vevent


@given(text=anything)
def test_whatever_stands_in_a_letter_is_read_and_nothing_becomes_a_header(text: str) -> None:
    made = received(letter(text))
    assert {*made} <= HEADERS
    assert made["To"] == ADDRESS
    assert made["Subject"] == on_one_line(text)
    said, event = parts(letter(text, invitation(text)))
    assert said.split() == plain(text).split()
    assert event.summary.value == on_one_line(text)
    assert event.attendee.value == f"mailto:{ADDRESS}"


@pytest.mark.parametrize(
    "subject",
    [
        "Giấy mời\r\nBcc: all@example.org",
        "Giấy mời =?utf-8?q?=0D=0ABcc=3A_all=40example=2Eorg?=",
        "=?utf-8?b?DQpCY2M6IGFsbEBleGFtcGxlLm9yZw==?=",
        "=?utf-8?q?=0ABcc:x?= =?utf-8?q?_y?=",
    ],
)
def test_no_subject_adds_a_header(subject: str) -> None:
    """An encoded word (RFC 2047) is taken as it stands, not for what it would mean."""
    made = received(letter(subject))
    assert {*made} <= HEADERS
    assert made["Subject"] == on_one_line(subject)


@pytest.mark.parametrize(
    "to",
    [
        "a@example.vn, b@example.vn",
        "a@example.vn\r\nBcc: b@example.vn",
        "Ủy ban <a@example.vn>",
        "ủy-ban@example.vn",
        "a@\x00example.vn",
        "a b@example.vn",
        "nobody",
        "",
    ],
)
def test_a_letter_to_what_is_no_address_is_refused_for_good(to: str) -> None:
    with pytest.raises(MailRefused) as refused:
        message_of(replace(letter("Giấy mời"), to=to), SENDER)
    assert refused.value.final


@pytest.mark.parametrize(
    "calendar", [b"\xff\x00", b"BEGIN:VCALENDAR", b"BEGIN:VEVENT\r\nEND:VCALENDAR\r\n", b"x:y"]
)
def test_a_letter_goes_out_without_the_invitation_that_nobody_can_read(calendar: bytes) -> None:
    said = received(letter("Giấy mời", calendar)).get_body(("plain",))
    assert said is not None
    assert said.get_content().strip() == "Giấy mời"


def test_an_invitation_written_before_is_cleaned_when_it_is_sent() -> None:
    """Programs that read calendars begin a line at signs at which others do not."""
    raw = invitation("Giao ban").replace(b"SUMMARY:Giao ban", "SUMMARY:Giao\v\u2028ban".encode())
    _, event = parts(letter("Giấy mời", raw))
    assert event.summary.value.split() == ["Giao", "ban"]


TITLES = anything | st.lists(
    st.sampled_from(["Hội", "nghị", "quý", "IV/2026", "–", "=?utf-8?q?=0A?=", "=?", "?=", "_"]),
    max_size=99,
).map(" ".join)


@given(title=TITLES)
def test_any_subject_comes_back_whole_from_every_reader(title: str) -> None:
    """Sign for sign and blank for blank, however it is folded."""
    body = message_of(letter(title), SENDER).as_bytes()
    older = message_from_bytes(body, policy=policy.compat32)["Subject"]
    read = {encoded_words.header(body, "Subject"), received(letter(title))["Subject"]}
    assert read | {str(make_header(decode_header(older)))} == {on_one_line(title)}


@given(name=TITLES.map(on_one_line).filter(bool))
def test_the_name_of_the_office_comes_back_whole(name: str) -> None:
    quoted = name.replace("\\", r"\\").replace('"', r"\"")
    body = message_of(letter("Giấy mời"), f'"{quoted}" <{OURS}>').as_bytes()
    assert encoded_words.header(body, "From") == f"{name} <{OURS}>"


async def test_a_long_subject_is_read_as_it_was_written_behind_a_mail_server() -> None:
    title = "Hội nghị giao ban Thường trực HĐND thành phố với Thường trực HĐND quận, huyện " * 4
    async with mailbox() as box:
        await open_mail(box.url, SENDER).send(letter(title))
    assert [each["Subject"] for each in box.letters] == [title.strip()]


async def test_no_code_of_a_site_leads_out_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    for code in ("../../etc/x", "a/b", "a\x00b", "x" * 400, "Ủy ban"):
        await MailFolder(folder, SENDER).send(replace(letter("Thư"), key=code, site=SiteCode(code)))
    assert len(list(folder.glob("*.eml"))) == 5
