"""What looks like the telephone or the identity number of a person, and what does not."""

import pytest

from diemcau.domain.petitions.rules.words import personal


@pytest.mark.parametrize(
    "text",
    [
        "gọi 0912345678",
        "ĐT: 0912 345 678.",
        "(024) hoặc 024.3825.3536",
        "+84 912 345 678",
        "số căn cước 001094012345",
        "CMND 012345678, cấp tại Hà Nội",
    ],
)
def test_a_number_of_a_person_is_seen(text: str) -> None:
    assert len(personal(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "công văn 118/STNMT-CTR ngày 10/01/2024",
        "kinh phí 1.200.000.000 đồng",
        "Quyết định 33/2017/QĐ-TTg",
        "khu đất 12.000 m2, tờ 05 thửa 123",
        "KN-2024-0001",
        "từ 2021 - 2026",
    ],
)
def test_letters_sums_and_years_are_nobodys(text: str) -> None:
    assert personal(text) == ()
