"""The bodies that may lead, a line each, as an office writes them."""

from datetime import date

import pytest
from msgspec.structs import replace

from diemcau.adapters import listings, petition_fields
from diemcau.app.petitions.competence import ReadWith, UnclearLine, read, written
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.refusals import TooMany
from diemcau.domain.petitions.nouns.settings import CompetentBody
from diemcau.domain.petitions.nouns.terms import Competence, LeadCode

LEVELS = {
    Competence.CENTRE: "Trung ương",
    Competence.CITY: "Thành phố",
    Competence.DISTRICT: "Cấp huyện",
    Competence.COMMUNE: "Cấp xã",
}
SGTVT = CompetentBody(LeadCode("SGTVT"), "Sở Giao thông vận tải", Competence.CITY)
WITH = ReadWith(LEVELS, listings.shipped("sites_30"), (SGTVT,))
SAID = """
Sở Giao thông vận tải; Thành phố
Ủy ban nhân dân quận Ba Đình; cấp huyện; q. Ba Đình

Ban Quản lý; Cấp xã
Ban quản lý chợ; Cấp xã
"""


def test_a_line_is_a_body_and_one_that_was_there_keeps_its_code() -> None:
    known, ba_dinh, board, market = read(SAID, WITH)
    assert known == SGTVT
    assert (ba_dinh.name, ba_dinh.competence) == (
        "Ủy ban nhân dân quận Ba Đình",
        Competence.DISTRICT,
    )
    assert ba_dinh.site == SiteCode("001")
    assert (board.code, market.code) == ("ban-quan-ly", "ban-quan-ly-cho")


def test_two_that_would_be_called_the_same_are_two() -> None:
    first, second = read("Ban Á; Cấp xã\nBan À; Cấp xã", WITH)
    assert (first.code, second.code) == ("ban-a", "ban-a-2")


def test_what_is_written_out_reads_back_as_it_is() -> None:
    bodies = read(SAID, WITH)
    assert read(written(bodies, WITH), WITH._replace(known=bodies)) == bodies


@pytest.mark.parametrize(
    "line",
    [
        "Sở Xây dựng",
        "; Thành phố",
        "Sở Xây dựng; Tỉnh",
        "Sở Xây dựng; Thành phố; Nơi không có",
        "Sở Xây dựng; Thành phố; Ba Đình; thêm",
        "Sở Giao thông vận tải; Thành phố\nSở giao thông vận tải; Thành phố",
        f"{'S' * 501}; Thành phố",
    ],
)
def test_a_line_that_is_not_clear_is_named(line: str) -> None:
    with pytest.raises(UnclearLine) as refused:
        read(line, WITH)
    assert refused.value.found in line


def test_the_days_of_a_body_stay_with_it() -> None:
    ended = replace(SGTVT, until=date(2025, 2, 28))
    [kept] = read("Sở Giao thông vận tải; Thành phố", WITH._replace(known=(ended,)))
    assert kept == ended


def test_a_register_begins_with_sixteen_fields_of_the_printed_groups() -> None:
    fields = petition_fields.shipped()
    assert len(fields) == 16
    assert len({each.code for each in fields}) == 16
    assert {each.group for each in fields} == {"anqp_khac", "kinh_te", "phap_che", "van_hoa_xa_hoi"}


def test_a_list_without_end_is_not_read_to_it() -> None:
    with pytest.raises(TooMany):
        read("\n".join(f"Cơ quan {n}; Cấp xã" for n in range(50_000)), WITH)
