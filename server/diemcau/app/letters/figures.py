"""The figures of a quarter: asked for by letter, brought to mind, and sent back with the reason.

Whoever has handed in hears no more of it. Three working days before the day by which they are
wanted, on that day, and on the first one after it; of those whose time has come, the last.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.letters.shapes import Called, Desk, Draft, to
from diemcau.domain import workdays
from diemcau.domain.nouns.returns import FiguresAsked
from diemcau.domain.nouns.sites import Site
from diemcau.domain.nouns.terms import ReturnState
from diemcau.domain.rules import returns, rights

BEFORE: Final = 3
"""Working days before they are wanted."""


def figures(desk: Desk) -> Iterator[Draft]:
    for called in desk.called:
        asked = called.meeting.figures_asked
        if asked is None or called.gone or called.meeting.phase not in rights.BEFORE:
            continue
        for site in called.sites:
            match returns.standing(called.meeting, site):
                case ReturnState.ASKED:
                    yield _wanted(asked, called, site, desk)
                case ReturnState.SENT_BACK:
                    yield _sent_back(asked, called, site, desk)


def told_on(asked: FiguresAsked, desk: Desk) -> date | None:
    """The day of the reminder that is due now; `None` while the request itself is enough."""
    first = asked.at.astimezone(HOME_ZONE).date()
    days = (
        workdays.before(desk.calendar, asked.due, BEFORE),
        asked.due,
        workdays.on_or_after(desk.calendar, asked.due + timedelta(days=1)),
    )
    return max((day for day in days if first < day <= desk.office_day), default=None)


def _wanted(asked: FiguresAsked, called: Called, site: Site, desk: Desk) -> Draft:
    day = told_on(asked, desk)
    late = asked.due < desk.now.astimezone(HOME_ZONE).date()
    head = "Nhắc" if day else "Đề nghị"
    return _draft(
        f"{asked.due}/{day or 'asked'}",
        called,
        site,
        desk,
        f"{'Đôn đốc' if late else head} báo cáo số liệu {asked.period}: {called.meeting.title}",
        (
            f"Đề nghị báo cáo số liệu {asked.period} phục vụ {called.meeting.title}.",
            f"Thời hạn: {asked.due:%d/%m/%Y}{' (đã quá hạn)' if late else ''}.",
        ),
    )


def _sent_back(asked: FiguresAsked, called: Called, site: Site, desk: Desk) -> Draft:
    assert site.figures is not None, "it was sent back"
    return _draft(
        f"back/{site.figures.at:%Y%m%dT%H%M%S}",
        called,
        site,
        desk,
        f"Trả lại số liệu {asked.period}: {called.meeting.title}",
        (f"Số liệu {asked.period} được trả lại, lý do: {site.figures.problem}.",),
    )


def _draft(
    about: str, called: Called, site: Site, desk: Desk, subject: str, lines: tuple[str, ...]
) -> Draft:
    meeting = called.meeting
    return Draft(
        about=f"figures/{meeting.id}/{about}/{site.code}",
        meeting=meeting.id,
        site=site.code,
        subject=subject,
        lines=(
            to(site),
            "",
            *lines,
            "",
            f"Điền số liệu: {desk.home / 'conferences' / meeting.id / 'figures'}",
        ),
        until=called.starts_at,
    )
