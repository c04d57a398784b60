"""Petitions as other registers write them out: three layouts by their heads, and what is amiss."""

from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from diemcau.app.petitions.bringing import BroughtSheet, to_bring, whole
from diemcau.app.petitions.persons import apart, left_of
from diemcau.app.petitions.petitioners import Petitioner
from diemcau.app.petitions.sheets import (
    LineFate,
    SheetLine,
    headline,
    lines_of,
)
from diemcau.domain.nouns.ids import FIRST_BODY, SiteCode
from diemcau.domain.petitions.nouns.terms import Channel, Competence
from diemcau.domain.petitions.register import PetitionRegister
from diemcau.domain.workdays import Calendar
from tests.support.register import BATCH, BEGUN, SECRETARY, done, given


class Unit(NamedTuple):
    name: str
    kind: str


UNITS = {
    SiteCode("001"): Unit("Ba Đình", "quận"),
    SiteCode("274"): Unit("Hoài Đức", "huyện"),
}
PROVINCE = (
    "DANH SÁCH KIẾN NGHỊ\n"
    "STT\tNội dung kiến nghị\tĐịa phương tiếp nhận\tThẩm quyền Bộ, ngành\t"
    "Lĩnh vực thuộc Bộ/ngành\tKỳ họp\tTrước/Sau kỳ họp/Khác\n"
    "1\tĐề nghị sửa đường\tH. Hoai Duc\tSở Giao thông vận tải\tgiao thông\tgiữa năm\tTrước\n"
    "2\tĐề nghị cấp nước\tQ. Ba Đình\t\tNước\tgiữa năm\tTrước"
)
WARD = (
    "STT\tMã vụ việc\tNguồn tiếp nhận\tHọ tên\tĐịa chỉ liên hệ\tĐiện thoại\tLĩnh vực\t"
    "Địa chỉ nơi phản ánh\tNội dung\tĐơn vị xử lý trực tiếp\tThẩm quyền phường\t"
    "Thẩm quyền sở/ngành\tNgày tiếp nhận\tĐơn vị\n"
    "1\tPA-1\tTiếp công dân\tÔng A\tTổ 4\t0912345678\tNước\tngõ 7\tMất nước\t\tx\t\t"
    "05/01/2024\tBa Đình\n"
    "2\tPA-2\tiHanoi\tBà B\tTổ 5\t0912345679\tNước\tngõ 8\tNước đục\t\t\tx\t45297\tBa Đình\n"
    "3\tPA-3\tKênh khác\tBà C\tTổ 6\t0912345670\tNước\tngõ 9\tNước yếu\t\t\t\thôm qua\tBa Đình"
)
ENTRY = (
    "Loại\tKhóa họp\tKỳ họp\tLĩnh vực\tPhường xã\tĐơn vị giải quyết\tTrạng thái\tXóm\tCử tri\t"
    "Nội dung\n"
    "HĐND\tXVI\t15\tGiao thông\tBa Đình\tSXD\tMới\txóm 3\tÔng Đ\tCầu yếu"
)


def read(text: str, register: PetitionRegister | None = None) -> list[SheetLine]:
    return [*lines_of(text, register or given(BEGUN).register, UNITS)]


def sheet() -> BroughtSheet:
    return BroughtSheet(
        body=FIRST_BODY,
        batch=BATCH,
        said=date(2024, 1, 10),
        actor=SECRETARY,
        at=datetime(2024, 1, 12, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")),
        calendar=Calendar(),
    )


def test_the_import_sheet_of_a_province_names_units_without_their_marks() -> None:
    road, water = read(PROVINCE)
    assert (road.unit, road.lead, road.field) == ("274", "SGTVT", "giao_thong")
    assert (water.unit, water.lead, water.field) == ("001", None, "nuoc")
    assert {road.fate, water.fate} == {LineFate.NEW}


def test_the_register_of_a_ward_has_days_ticks_and_sources() -> None:
    kept, columns, persons = apart(WARD)
    assert columns == 3
    line = kept.split("\n")[1]
    assert persons[left_of(line)] == Petitioner("Ông A", "Tổ 4", "0912345678")
    assert "Ông A" not in kept
    assert "0912345678" not in kept
    first, second, third = read(kept)
    assert (first.received, second.received) == (date(2024, 1, 5), date(2024, 1, 6))
    assert (first.competence, second.competence) == (Competence.COMMUNE, Competence.CITY)
    assert (first.channel, second.channel) == (Channel.CITIZEN_RECEPTION, Channel.APP)
    assert (first.foreign, first.place) == ("PA-1", "ngõ 7")
    assert (third.fate, third.problem) == (LineFate.REFUSED, "received_unknown")
    assert third.channel is Channel.OTHER


def test_the_entry_form_of_a_province_names_a_body_by_its_code() -> None:
    (line,) = read(apart(ENTRY).text)
    assert (line.lead, line.place, line.unit) == ("SXD", "xóm 3", "001")


def test_headings_in_two_lines_say_more_in_the_second() -> None:
    two = (
        "Nội dung kiến nghị\tĐịa phương tiếp nhận\tCông văn\n"
        "Nội dung kiến nghị\tĐịa phương tiếp nhận\tSố công văn\n"
        "Cầu yếu\tBa Đình\t12/UBND"
    )
    (line,) = read(two)
    assert line.foreign == "12/UBND"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("\tBa Đình\tGiao thông", "words_missing"),
        ("Cầu yếu\tThanh Trì\tGiao thông", "unit_unknown"),
        ("Cầu yếu\t\tGiao thông", "unit_unknown"),
        ("Cầu yếu\tBa Đình\tThiên văn", "field_unknown"),
        ("Gọi 0912345678\tBa Đình\tGiao thông", "personal_data_in_title"),
    ],
)
def test_what_is_not_understood_is_said_and_never_guessed(line: str, problem: str) -> None:
    (read_line,) = read(f"Nội dung\tĐơn vị\tLĩnh vực\n{line}")
    assert (read_line.fate, read_line.problem) == (LineFate.REFUSED, problem)


def test_the_register_of_one_ward_names_no_unit() -> None:
    table = "Mã vụ việc\tNội dung\nPA-1\tMất nước"
    (line,) = lines_of(table, given(BEGUN).register, UNITS, SiteCode("274"))
    assert (line.unit, line.fate) == ("274", LineFate.NEW)


def test_lines_without_headings_are_none() -> None:
    assert read("Cầu yếu\tBa Đình") == []
    assert read("") == []


def test_the_same_file_twice_changes_nothing() -> None:
    register = done(given(BEGUN).register, to_bring(read(PROVINCE), sheet()).acts)
    assert len(register.order) == 2
    again = read(PROVINCE, register)
    assert {line.fate for line in again} == {LineFate.SAME}
    assert [line.like for line in again] == list(register.order)
    assert not whole(again)
    assert to_bring(again, sheet()).acts == []


def test_other_words_under_the_same_number_are_looked_at_by_somebody() -> None:
    head = "Mã vụ việc\tNội dung\tĐơn vị\n"
    register = done(
        given(BEGUN).register, to_bring(read(f"{head}PA-1\tCầu yếu\tBa Đình"), sheet()).acts
    )
    (line,) = read(f"{head}PA-1\tCầu sập\tBa Đình", register)
    assert line.fate is LineFate.CHANGED


def test_the_same_line_twice_in_a_file_is_one_petition() -> None:
    head = "Nội dung\tĐơn vị\n"
    lines = read(f"{head}Cầu yếu\tBa Đình\nCầu yếu\tBa Đình")
    assert whole(lines)
    assert len(to_bring(lines, sheet()).acts) == 1


def test_a_title_is_the_first_sentence_or_what_fits() -> None:
    assert headline("Sửa đường. Còn lại sau.") == "Sửa đường"
    long = headline("Đề nghị " + "sửa đường " * 30)
    assert len(long) <= 120
    assert long.endswith(("sửa…", "đường…"))
