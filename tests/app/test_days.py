"""A conference over two days shows both, wherever it says when it takes place."""

from datetime import UTC, date, timedelta

from msgspec.structs import replace

from diemcau.app.calendar.days import by_day, several
from diemcau.app.letters.shapes import when
from diemcau.domain.nouns.agenda import AddItem, ItemPlan
from diemcau.domain.nouns.conference import RevisePlan
from diemcau.domain.nouns.ids import ItemId
from diemcau.domain.nouns.papers import Notice
from diemcau.domain.nouns.terms import ItemKind
from diemcau.domain.rules import drafting
from tests.support.documents import HANOI, HELD, made, made_beside
from tests.support.meeting import PLANNED, REPLY, SECRETARY, Step, after, at, by

DAY = 24 * 60
NIGHT = ItemPlan(ItemId("nghi"), "Nghỉ", ItemKind.BREAK, minutes=22 * 60)
TWO_DAYS: Step = (
    PLANNED,
    RevisePlan(**by(SECRETARY, -6 * DAY), title="Hội nghị", starts_at=at(0), ends_at=at(DAY + 210)),
    AddItem(**by(SECRETARY, -6 * DAY), plan=NIGHT, before=REPLY),
)
FIRST, SECOND = date(2024, 4, 19), date(2024, 4, 20)


def notice() -> Notice:
    return drafting.notice(after(TWO_DAYS))


def test_a_day_is_one_where_the_conference_takes_place() -> None:
    """Half past seven in the evening in London is the next morning in Hà Nội."""
    early = at(0).astimezone(UTC) - timedelta(hours=5)
    assert not several(at(0), at(210), HANOI)
    assert not several(early, at(0), HANOI)
    assert several(early, at(0), UTC)


def test_the_agenda_falls_on_its_days_by_the_plan() -> None:
    days = [(day, [line.title for line in lines]) for day, lines in by_day(notice(), HANOI)]
    assert [day for day, _ in days] == [FIRST, SECOND]
    assert days[0][1][-1] == "Nghỉ"
    assert days[1][1] == ["UBND thành phố tiếp thu ý kiến", "Kết luận hội nghị"]


def test_the_agenda_of_one_day_is_told_without_it() -> None:
    [(day, lines)] = by_day(drafting.notice(after(PLANNED)), HANOI)
    assert day is None
    assert len(lines) == len(after(PLANNED).item_order)


def test_a_notice_of_an_earlier_program_has_no_days_of_its_lines() -> None:
    paper = notice()
    lines = tuple(replace(line, starts_at=None) for line in paper.agenda)
    assert list(by_day(replace(paper, agenda=lines), HANOI)) == [(None, list(lines))]


def test_letters_say_when_it_starts_and_until_when_it_goes_on() -> None:
    assert when(at(0), at(210), HANOI) == "08 giờ 00, ngày 19/04/2024"
    assert when(at(0), at(DAY + 210), HANOI) == (
        "08 giờ 00, ngày 19/04/2024 đến 11 giờ 30, ngày 20/04/2024"
    )


def test_the_invitation_names_both_days_and_what_comes_on_each() -> None:
    words = [block.text for block in made(notice()).blocks]
    assert (
        "Thời gian: từ 08 giờ 00, ngày 19 tháng 4 năm 2024 đến 11 giờ 30, ngày 20 tháng 4 năm 2024."
    ) in words
    second = words.index("Ngày 20 tháng 4 năm 2024:")
    assert words.index("Ngày 19 tháng 4 năm 2024:") < second
    assert words[second + 1].startswith("5. UBND thành phố")
    assert words[second + 2].startswith("6. Kết luận")


def test_the_minutes_of_two_days_say_on_which_day_somebody_spoke() -> None:
    later = replace(HELD, ended_at=HELD.ended_at + timedelta(days=1))
    assert any("08:15 19/04 – " in block.text for block in made(later).blocks)
    assert not any("19/04" in block.text for block in made(HELD).blocks)


def test_the_programme_has_a_row_for_each_day() -> None:
    [table] = [block.rows for block in made_beside("programme", notice()).blocks if block.rows]
    assert [row[1] for row in table if not row[0]] == [
        "Ngày 19 tháng 4 năm 2024",
        "Ngày 20 tháng 4 năm 2024",
    ]
