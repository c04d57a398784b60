"""Deadlines are understood as they are dictated, and what has no form is asked."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemcau.adapters.working_days import VietnameseWorkingDays
from diemcau.app.dictation import LONGEST, Deadline, On, understood

TODAY = date(2024, 4, 19)
"""A Friday; the Monday after next but one is a day off, and so are 30/4 and 1/5."""


def on(today: date) -> On:
    return On(today, VietnameseWorkingDays().around(today))


def day(said: str, today: date = TODAY) -> str | None:
    meant = understood(said, on(today))
    return None if meant is None else str(meant.deadline)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("30/6", "2024-06-30"),
        ("30/06/2026", "2026-06-30"),
        ("1-7-26", "2026-07-01"),
        ("30.6.2026", "2026-06-30"),
        ("2024-12-31", "2024-12-31"),
        ("trước ngày 30/6", "2024-06-30"),
        ("Chậm nhất là ngày 30/6.", "2024-06-30"),
        ("ngày 5 tháng 5", "2024-05-05"),
        ("đến hết ngày 5 tháng 5 năm 2027", "2027-05-05"),
        ("19/4", "2024-04-19"),
        ("1/3", "2025-03-01"),
        ("29/2", "2028-02-29"),
        ("29 tháng 2", "2028-02-29"),
    ],
)
def test_a_day_without_its_year_is_the_next_there_is(said: str, meant: str) -> None:
    assert understood(said, on(TODAY)) == Deadline(date.fromisoformat(meant))


def test_a_leap_day_is_found_across_a_century_without_one() -> None:
    assert day("29/2", date(2096, 3, 1)) == "2104-02-29"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("cuối tuần", "2024-04-19"),
        ("tuần sau", "2024-04-26"),
        ("thứ Sáu", "2024-04-19"),
        ("thứ 3", "2024-04-23"),
        ("thứ Tư tuần sau", "2024-04-24"),
        ("Chủ nhật", "2024-04-21"),
        ("cuối tháng", "2024-04-30"),
        ("trong tháng 5", "2024-05-31"),
        ("cuối tháng 2", "2025-02-28"),
        ("tháng 2 năm 2028", "2028-02-29"),
        ("hết tháng 5/2027", "2027-05-31"),
        ("05/2027", "2027-05-31"),
        ("tháng sau", "2024-05-31"),
        ("giữa tháng 6", "2024-06-15"),
        ("ngày 25", "2024-04-25"),
        ("ngày 15", "2024-05-15"),
        ("ngày 31", "2024-05-31"),
        ("ngày 25 tháng này", "2024-04-25"),
        ("15 tháng sau", "2024-05-15"),
        ("cuối quý", "2024-06-30"),
        ("cuối quý III", "2024-09-30"),
        ("hết quý I/2027", "2027-03-31"),
        ("quý I năm 2027", "2027-03-31"),
        ("Q1/2027", "2027-03-31"),
        ("quý 1 - 2027", "2027-03-31"),
        ("quý I", "2025-03-31"),
        ("quý sau", "2024-09-30"),
        ("cuối năm", "2024-12-31"),
        ("cuối năm 2027", "2027-12-31"),
        ("trong năm 2027", "2027-12-31"),
        ("năm sau", "2025-12-31"),
        ("giữa năm", "2024-06-30"),
        ("giữa năm 2027", "2027-06-30"),
        ("6 tháng đầu năm 2027", "2027-06-30"),
        ("6 tháng cuối năm", "2024-12-31"),
        ("end of quarter", "2024-06-30"),
        ("by the end of 2027", None),
        ("10 ngày", "2024-04-29"),
        ("mười ngày kể từ hôm nay", "2024-04-29"),
        ("2 tuần nữa", "2024-05-03"),
        ("sau 6 tháng", "2024-10-19"),
        ("nửa tháng", "2024-05-04"),
        ("ngày mai", "2024-04-20"),
        ("hôm nay", "2024-04-19"),
        ("cuối quý".encode().decode(), "2024-06-30"),
        ("cuô\u0301i quy\u0301", "2024-06-30"),
        ("hết qúy I/2027", "2027-03-31"),
    ],
)
def test_a_span_ends_with_its_last_day(said: str, meant: str | None) -> None:
    assert day(said) == meant


def test_so_many_working_days_pass_over_weekends_and_holidays() -> None:
    """22–26/4, then 2–3/5 and 6–8/5: 29/4 is given for 4/5, and 30/4 and 1/5 are days off."""
    assert day("10 ngày làm việc") == "2024-05-07"
    assert day("trong vòng năm ngày làm việc", date(2027, 2, 4)) == "2027-02-17"
    assert day("1 ngày làm việc") == "2024-04-22"
    assert day("250 ngày làm việc") is not None
    assert day("251 ngày làm việc") is None


def test_a_month_from_its_last_day_ends_with_the_next() -> None:
    assert day("1 tháng", date(2024, 1, 31)) == "2024-02-29"
    assert day("10 tháng", date(2024, 4, 30)) == "2025-02-28"


def test_this_week_ends_on_its_friday_or_on_the_weekend_it_has_come_to() -> None:
    assert day("trong tuần này", date(2024, 4, 16)) == "2024-04-19"
    assert day("trong tuần này", date(2024, 4, 20)) == "2024-04-20"


@pytest.mark.parametrize("said", ["Thường xuyên", "liên tục", "ongoing"])
def test_a_standing_task_has_no_day(said: str) -> None:
    assert understood(said, on(TODAY)) == Deadline(None, standing=True, words=said)


def test_what_was_said_is_kept_where_it_is_no_plain_date() -> None:
    assert understood(" cuối  quý II ", on(TODAY)) == Deadline(
        date(2024, 6, 30), words="cuối quý II"
    )


@pytest.mark.parametrize(
    "said",
    [
        *(
            "",
            "  ",
            "bao giờ xong thì xong",
            "sớm",
            "làm ngay",
            "sau 30/6",
            "2027",
            "ngày",
            "trước",
        ),
        *("31/6", "0/5", "12/13", "29/2/2023", "30/2", "tháng 13", "quý V", "ngày 32", "thứ 8"),
        *("31 tháng sau năm", "năm 10000", "giữa tháng 13", "0/2027", "31 tháng này"),
        "10 ngày kể từ ngày ban hành",
        "30/6 " * 50,
    ],
)
def test_what_has_no_form_is_not_guessed_at(said: str) -> None:
    assert understood(said, on(TODAY)) is None


WORDS = ["ngày", "tháng", "quý", "năm", "làm việc", "29", "2", "/", "-", "0", "9999", "sau", "IV"]


@given(
    said=st.text(max_size=LONGEST + 1) | st.lists(st.sampled_from(WORDS)).map(" ".join),
    today=st.dates(min_value=date(1, 1, 8), max_value=date(9998, 1, 1)),
)
def test_whatever_is_said_it_is_a_day_or_a_word_or_asked(said: str, today: date) -> None:
    meant = understood(said, On(today, on(TODAY).calendar))
    assert meant is None or meant.standing == (meant.deadline is None)
