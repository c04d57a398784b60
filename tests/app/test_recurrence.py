"""A rule comes round on the days that the standard says (RFC 5545, 3.3.10)."""

from datetime import date, datetime, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr

from diemcau.app.calendar.recurrence import read
from diemcau.app.calendar.rhythms import MonthBeyond, all_rhythms, ruled

FIRST = date(2027, 1, 1)
FIVE_YEARS = timedelta(days=1830)


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=WEEKLY", ["2027-01-01", "2027-01-08"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", ["2027-01-13", "2027-01-27"]),
        ("FREQ=MONTHLY;INTERVAL=2", ["2027-01-01", "2027-03-01"]),
        ("FREQ=YEARLY", ["2027-01-01", "2028-01-01"]),
        ("FREQ=YEARLY;BYDAY=-1MO", ["2027-12-27", "2028-12-25"]),
        ("FREQ=YEARLY;BYMONTH=2,3;BYDAY=5TU", ["2027-03-30", "2028-02-29"]),
        ("FREQ=MONTHLY;BYDAY=2MO,+4MO", ["2027-01-11", "2027-01-25"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1", ["2027-01-26", "2027-02-23"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1,31", ["2027-01-31", "2027-02-28"]),
        ("FREQ=MONTHLY;BYMONTHDAY=53", []),
    ],
)
def test_a_rule_comes_round_on_its_days(rule: str, days: list[str]) -> None:
    found = read(rule, FIRST).between(FIRST, FIRST + FIVE_YEARS)
    assert [f"{day}" for day in islice(found, 2)] == days


def test_every_rhythm_of_an_office_comes_round_as_other_programs_read_it() -> None:
    for rhythm in all_rhythms():
        try:
            rule = ruled(rhythm).text
        except MonthBeyond:
            continue
        start, end = (
            datetime.combine(day, datetime.min.time()) for day in (FIRST, date(2029, 1, 1))
        )
        others = rrulestr(rule, dtstart=start).between(start, end, inc=True)
        assert [*read(rule, FIRST).between(FIRST, end.date())] == [each.date() for each in others]
