"""A conference brought to mind: seven days, one day, one hour and a quarter of an hour before, or
as the secretariat set it for this one.

Of those whose time has come the last one counts, so that a server that was away reminds once, and
says how long it still is when it writes. Who was invited later than that is not reminded of it.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from diemcau.app.letters.shapes import Called, Desk, Draft, to, when
from diemcau.domain.nouns.terms import LineState, Phase

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
AHEAD: Final = frozenset({Phase.ANNOUNCED, Phase.LOBBY})
"""Phases in which sites wait for it."""


def reminders(desk: Desk) -> Iterator[Draft]:
    for called in desk.called:
        if called.gone or called.meeting.phase not in AHEAD:
            continue
        rhythm = [minutes * MINUTE for minutes in called.meeting.settings.reminders]
        if (before := due(rhythm, called.starts_at, called.last.at, desk.now)) is not None:
            until = max((each for each in rhythm if each < before), default=timedelta(0))
            yield from _each(called, before, until, desk)


def due(
    rhythm: Sequence[timedelta], starts_at: datetime, told_at: datetime, now: datetime
) -> timedelta | None:
    """How long before the start the reminder is that is to go out now."""
    passed = [before for before in rhythm if told_at <= starts_at - before <= now < starts_at]
    return min(passed, default=None)


def left(time: timedelta) -> str:
    """To the nearest of the largest unit: a reminder is written within a minute of its time."""
    for unit, name in ((DAY, "ngày"), (HOUR, "giờ")):
        if time > unit - 2 * MINUTE:
            return f"còn {round(time / unit)} {name}"
    return f"còn {round(time / MINUTE)} phút"


def _each(called: Called, before: timedelta, until: timedelta, desk: Desk) -> Iterator[Draft]:
    """Whoever is there already needs none. A conference that was moved is a new occasion. It makes
    sense until the next one is due.
    """
    meeting, start = called.meeting, called.starts_at
    about = f"{meeting.id}/{start:%Y%m%dT%H%M}/{before // MINUTE}"
    for site in called.sites:
        if site.line.state is LineState.CONNECTED:
            continue
        yield Draft(
            about=f"reminder/{about}/{site.code}",
            meeting=meeting.id,
            site=site.code,
            subject=f"Nhắc họp, {left(start - desk.now)}: {meeting.title}",
            lines=(
                to(site),
                "",
                f"{meeting.title} bắt đầu lúc {when(start, called.ends_at, called.zone)}.",
                f"Phòng chờ mở trước {meeting.settings.lobby_minutes} phút để thử đường truyền.",
                "",
                f"Vào phòng họp: {desk.home / 'conferences' / meeting.id}",
            ),
            until=start - until,
        )
