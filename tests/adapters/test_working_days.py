"""The days off of Việt Nam, as the law and the office have them."""

from datetime import date, timedelta

from diemcau.adapters.working_days import VietnameseWorkingDays
from diemcau.domain.workdays import is_working

SWAPPED = date(2026, 8, 22)
"""A Saturday worked for Monday 31 August 2026."""


def test_tet_2027_is_off_and_the_days_around_it_are_worked() -> None:
    known = VietnameseWorkingDays().around(date(2026, 11, 27))
    tet = [date(2027, 2, 4) + timedelta(days=number) for number in range(7)]
    assert not any(is_working(known, day) for day in tet)
    assert is_working(known, date(2027, 2, 3))
    assert is_working(known, date(2027, 2, 11))


def test_days_given_in_exchange_are_known() -> None:
    known = VietnameseWorkingDays().around(date(2026, 8, 1))
    assert is_working(known, SWAPPED)
    assert not is_working(known, date(2026, 8, 31))


def test_an_office_has_its_own_days_on_top() -> None:
    own = VietnameseWorkingDays(off=[date(2027, 2, 11)], worked=[date(2027, 2, 13)])
    known = own.around(date(2027, 2, 1))
    assert not is_working(known, date(2027, 2, 11))
    assert is_working(known, date(2027, 2, 13))
