"""What a demo's sites find in their letterboxes."""

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from diemcau.demo.letterbox import MAIL, Invited, Letterbox
from diemcau.domain.nouns.ids import MeetingId, SiteCode

Write = Callable[..., None]
BODY = """Kính gửi

- Liên kết: http://127.0.0.1:8080/join/link/{link}
- Mã PIN: 3554 0712, nhập tại http://127.0.0.1:8080/join/giao-ban
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, link: str, to: str = f"001@{MAIL}", body: str = BODY) -> None:
        letter = EmailMessage()
        letter["To"] = to
        letter.set_content(body.format(link=link))
        letter.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar")
        (tmp_path / f"{name}.eml").write_bytes(letter.as_bytes())

    return written


def test_a_site_finds_its_way_in_once(tmp_path: Path, write: Write) -> None:
    box = Letterbox(tmp_path)
    assert list(box.emptied()) == []
    write("a", "lTk_-9")
    assert list(box.emptied()) == [Invited(SiteCode("001"), MeetingId("giao-ban"), "lTk_-9")]
    assert list(box.emptied()) == []


def test_a_letter_that_comes_again_is_read_again(tmp_path: Path, write: Write) -> None:
    box = Letterbox(tmp_path)
    for link in ("first", "second"):
        write("a", link)
        assert [each.link for each in box.emptied()] == [link]


def test_letters_of_other_days_and_for_other_people_are_left(tmp_path: Path, write: Write) -> None:
    write("old", "old")
    box = Letterbox(tmp_path)
    write("person", "hers", to="binh@hdnd.example.vn")
    write("reminder", "none", body="Nhắc việc: http://127.0.0.1:8080/conferences/giao-ban")
    assert list(box.emptied()) == []


def test_no_folder_is_an_empty_box(tmp_path: Path) -> None:
    assert list(Letterbox(tmp_path / "none").emptied()) == []
