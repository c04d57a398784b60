"""Follow-up over all conferences: overdue first, by lead, and how many were done in time."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from diemcau.app.library.follow_up import Lead, Urgency, by_lead, by_urgency, in_time, urgency
from diemcau.app.ports.library import FollowedTask
from diemcau.domain.nouns.ids import ConclusionId, MeetingId
from diemcau.domain.nouns.terms import TaskState
from diemcau.domain.workdays import Calendar

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
TODAY = date(2026, 11, 27)
OPEN = FollowedTask(
    meeting=MeetingId("giao-ban"),
    conclusion=ConclusionId("kè"),
    number=1,
    text="Gia cố kè",
    lead="Sở Nông nghiệp",
    person="",
    site=None,
    state=TaskState.IN_PROGRESS,
    per_cent=40,
    deadline=date(2026, 12, 31),
    asked=None,
    told_at=datetime(2026, 11, 1, 2, tzinfo=UTC),
    closed_at=None,
)
LATE = replace(OPEN, deadline=date(2026, 11, 26))
STANDING = replace(OPEN, deadline=None)
DONE = replace(
    OPEN,
    state=TaskState.DONE,
    deadline=date(2026, 11, 20),
    closed_at=datetime(2026, 11, 20, 16, 30, tzinfo=UTC),
)
"""At 23:30 of the last day in Hà Nội."""


@pytest.mark.parametrize(
    ("task", "stands"),
    [
        (LATE, Urgency.OVERDUE),
        (replace(OPEN, deadline=TODAY), Urgency.SOON),
        (replace(OPEN, deadline=date(2026, 12, 4)), Urgency.SOON),
        (replace(OPEN, deadline=date(2026, 12, 5)), Urgency.OPEN),
        (STANDING, Urgency.STANDING),
        (replace(LATE, state=TaskState.CANCELLED), Urgency.OVER),
    ],
)
def test_how_a_task_stands_depends_on_the_day(task: FollowedTask, stands: Urgency) -> None:
    assert urgency(task, TODAY) is stands


def test_what_presses_most_stands_first() -> None:
    tasks = [DONE, STANDING, OPEN, LATE]
    shown = by_urgency(tasks, TODAY, Calendar(), HANOI)
    assert [each.task for each in shown] == [LATE, OPEN, STANDING, DONE]
    assert [each.days for each in shown] == [-1, 24, None, None]


def test_a_lead_is_chased_when_a_day_has_come_and_it_was_not_told_since() -> None:
    def chased(task: FollowedTask, today: date) -> bool:
        return by_urgency([task], today, Calendar(), HANOI)[0].chase

    assert not chased(OPEN, date(2026, 12, 9))
    assert chased(OPEN, date(2026, 12, 10)), "fifteen working days before the end of the year"
    assert chased(OPEN, date(2026, 12, 14)), "nobody came to it on the day"
    told = replace(OPEN, told_at=datetime(2026, 12, 10, 3, tzinfo=UTC))
    assert not chased(told, date(2026, 12, 21))
    assert chased(told, date(2026, 12, 22))
    assert chased(told, date(2027, 1, 7)), "a week late"
    assert not chased(replace(told, state=TaskState.DONE), date(2027, 1, 7))
    assert not chased(STANDING, date(2027, 1, 7))


def test_in_time_is_by_the_end_of_the_last_day_where_the_office_is() -> None:
    assert in_time(DONE, HANOI)
    assert not in_time(replace(DONE, closed_at=datetime(2026, 11, 20, 17, tzinfo=UTC)), HANOI)
    assert not in_time(replace(DONE, state=TaskState.PARTLY), HANOI)


def test_a_lead_is_judged_by_what_was_due() -> None:
    cancelled = replace(LATE, state=TaskState.CANCELLED)
    of_the_lead = [DONE, LATE, OPEN, STANDING, cancelled]
    other = replace(OPEN, lead="Ba  Đình")
    assert by_lead([other, *of_the_lead], TODAY, HANOI) == [
        Lead("Sở Nông nghiệp", open=3, overdue=1, due=2, in_time=1),
        Lead("Ba Đình", open=1, overdue=0, due=0, in_time=0),
    ]
