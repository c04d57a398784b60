"""Giấy mời to each site, its correction when a new notice replaces it, and word that it is off or
that a site is not asked any longer.

Each carries the conference for the site's calendar: the same `UID` throughout, so that a new notice
moves the entry and a cancellation strikes it out (RFC 5546, 3.2.2 and 3.2.5).
"""

from collections.abc import Iterator, Sequence
from typing import Final

from yarl import URL

from diemcau.app.calendar import calendars
from diemcau.app.letters.shapes import Called, Desk, Draft, to, when
from diemcau.app.ports.library import PublishedPaper
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import MeetingId, PublicationNo, SiteCode
from diemcau.domain.nouns.terms import Readers, Stage
from diemcau.domain.rules import drafting, publications

WAY_IN: Final = "[Lối vào riêng của điểm cầu: liên kết và mã PIN, chỉ ghi trong thư gửi đi]"
"""In its place stands, in the mail alone, what lets a site in: the outbox keeps no secret."""
ANSWER: Final = "[liên kết trả lời riêng của điểm cầu]"
"""In its place stands, in the mail alone, where the site answers without signing in."""
BY_CALENDAR: Final = (
    "(Bấm “Chấp nhận” hoặc “Từ chối” trong chương trình lịch cũng là trả lời, nếu gửi từ địa chỉ"
    " nhận thư này.)"
)
BY_LINK_ALONE: Final = (
    "(Lời đáp của chương trình lịch không được đọc: xin mở liên kết này và bấm “Gửi trả lời”.)"
)
_UNTIL_WHEN: Final = (
    "Mã PIN mở từ giờ phòng chờ đến khi hội nghị kết thúc; liên kết dùng được một lần, từ khi nhận"
    " thư. Lối vào ghi trong thư sau thay lối vào của thư trước."
)
_BACK: Final = "giấy mời đã được thu hồi"


def invitations(desk: Desk) -> Iterator[Draft]:
    for called in desk.called:
        if desk.now < called.notice.starts_at:
            yield from _off(called, desk.home) if called.gone else _on(called, desk)
            yield from _not_asked_any_longer(called, desk.home)


def key_of_invitation(meeting: MeetingId, notice: PublicationNo, site: SiteCode) -> str:
    return f"invitation/{meeting}/{notice}/{site}"


def _on(called: Called, desk: Desk) -> Iterator[Draft]:
    home, notice = desk.home, called.notice
    address = home / "published" / called.meeting.id / str(called.last.no)
    moved = len(called.notices) > 1
    calendar = _calendar("REQUEST", called, home)
    for site in called.sites:
        yield Draft(
            about=key_of_invitation(called.meeting.id, called.last.no, site.code),
            meeting=called.meeting.id,
            site=site.code,
            subject=f"{'Thay đổi giấy mời' if moved else 'Giấy mời'}: {notice.title}",
            lines=(
                to(site),
                "",
                f"{notice.organiser} trân trọng kính mời dự: {notice.title}.",
                *([f"Chủ tọa: {notice.chair}."] if notice.chair else []),
                f"Thời gian: {when(notice.starts_at, notice.ends_at, called.zone)}.",
                f"Địa điểm: {notice.hub} và các điểm cầu trực tuyến.",
                *(["Thư này thay cho giấy mời đã gửi trước."] if moved else []),
                "",
                f"Chương trình và tài liệu: {address}",
                f"Giấy mời để in: {address}.pdf",
                f"Trả lời giấy mời: {ANSWER}",
                BY_CALENDAR if desk.by_calendar else BY_LINK_ALONE,
                f"Vào phòng họp: {home / 'conferences' / called.meeting.id}",
                "",
                WAY_IN,
                _UNTIL_WHEN,
                *(["", f"Đối chiếu sổ ghi: {called.anchor}"] if called.anchor else []),
            ),
            until=notice.starts_at,
            calendar=calendar,
        )


def _off(called: Called, home: URL) -> Iterator[Draft]:
    notice, reason = called.notice, called.last.reason
    head, told = ("Hủy", "không tổ chức nữa") if called.cancelled else ("Thu hồi giấy mời", _BACK)
    what = f"{notice.title}, {when(notice.starts_at, notice.ends_at, called.zone)}: {told}."
    calendar = _calendar("CANCEL", called, home)
    for site in called.sites:
        yield Draft(
            about=f"cancelled/{called.meeting.id}/{called.last.no}/{site.code}",
            meeting=called.meeting.id,
            site=site.code,
            subject=f"{head}: {notice.title}",
            lines=(
                to(site),
                "",
                what,
                *([f"Lý do: {reason}."] if reason else []),
                "Mục trong lịch của quý vị được gỡ theo thư này.",
            ),
            until=notice.starts_at,
            calendar=calendar,
        )


def _not_asked_any_longer(called: Called, home: URL) -> Iterator[Draft]:
    """A site that was taken from the list after it was called, and is not on it again."""
    notice, calendar = called.notice, _calendar("CANCEL", called, home)
    what = f"{notice.title}, {when(notice.starts_at, notice.ends_at, called.zone)}"
    for site in called.meeting.uninvited:
        if site.code in called.meeting.sites:
            continue
        yield Draft(
            about=f"uninvited/{called.meeting.id}/{site.code}",
            meeting=called.meeting.id,
            site=site.code,
            subject=f"Thôi mời: {notice.title}",
            lines=(
                to(site),
                "",
                f"Điểm cầu không còn trong thành phần dự: {what}.",
                "Mục trong lịch của quý vị được gỡ theo thư này.",
            ),
            until=notice.starts_at,
            calendar=calendar,
        )


def _calendar(method: str, called: Called, home: URL) -> bytes:
    event = calendars.event(called.notices, home, gone=called.cancelled)
    made: bytes = calendars.calendar(method, home, [event]).to_ical()
    return made


def foreseen(meeting: Meeting, desk: Desk) -> Sequence[Draft]:
    """What would go out, were the notice published now; or what went out, if it says the same."""
    paper = drafting.notice(meeting)
    no = publications.standing(meeting, Stage.NOTICE)
    if no is None or meeting.publications[no].paper != paper:
        no = publications.next_no(meeting)
    public = PublishedPaper(
        meeting=meeting.id,
        no=no,
        stage=Stage.NOTICE,
        readers=Readers.ALL_SITES,
        sites=(),
        at=desk.now,
        paper=paper,
    )
    return list(_on(Called(meeting, [public]), desk))
