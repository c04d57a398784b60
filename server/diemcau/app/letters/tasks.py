"""A conclusion brought to the mind of the site that leads it (rules §7).

Fifteen, seven and three working days before its deadline and every week after, at the beginning of
office hours; whoever was told since, by the publication or by a letter that chases, is not told
again.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.letters.shapes import Desk, Draft
from diemcau.app.ports.library import FollowedTask
from diemcau.domain import workdays
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.rules.following import OVER

GOOD_FOR: Final = timedelta(days=5)
"""Before the next one is due."""


def tasks(desk: Desk) -> Iterator[Draft]:
    today = desk.office_day
    for task in desk.tasks:
        if task.site is None or task.deadline is None or task.state in OVER:
            continue
        told = task.told_at.astimezone(HOME_ZONE).date()
        days = [
            day for day in workdays.reminders(desk.calendar, task.deadline, today) if day > told
        ]
        if days:
            yield _reminder(task, task.site, task.deadline, max(days), desk)


def _reminder(task: FollowedTask, site: SiteCode, deadline: date, day: date, desk: Desk) -> Draft:
    today = desk.now.astimezone(HOME_ZONE).date()
    left = workdays.left(desk.calendar, today, deadline)
    stands = f"còn {left} ngày làm việc" if left >= 0 else f"đã chậm {-left} ngày làm việc"
    address = desk.home / "follow-up" / task.meeting / task.conclusion
    return Draft(
        about=f"task/{task.meeting}/{task.conclusion}/{deadline}/{day}",
        meeting=task.meeting,
        site=site,
        subject=f"{'Nhắc việc' if left >= 0 else 'Đôn đốc'}, {stands}: {_short(task.text)}",
        lines=(
            f"Kính gửi: {task.lead}",
            "",
            f"Kết luận số {task.number}, {desk.titles[task.meeting]}:",
            task.text,
            f"Thời hạn: {deadline:%d/%m/%Y} ({stands}). Tiến độ đã báo cáo: {task.per_cent}%.",
            "",
            f"Báo cáo tiến độ hoặc xin gia hạn: {address}",
        ),
        until=desk.now + GOOD_FOR,
    )


def _short(text: str, most: int = 80) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]}…"
