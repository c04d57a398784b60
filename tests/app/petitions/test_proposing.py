"""Who would lead, as an office writes it down: a line for a field and a level."""

import pytest
from msgspec.structs import replace

from diemcau.app.petitions.competence import MOST_BODIES, UnclearLine
from diemcau.app.petitions.proposing import ProposedWith, read_proposals, written_proposals
from diemcau.domain.nouns.refusals import TooMany
from diemcau.domain.petitions.nouns.settings import CompetentBody, LeadProposal, PetitionField
from diemcau.domain.petitions.nouns.terms import Competence, FieldCode, LeadCode

ROADS = PetitionField(FieldCode("giao_thong"), "Giao thông", "kinh_te")
SGTVT = CompetentBody(LeadCode("SGTVT"), "Sở Giao thông vận tải", Competence.CITY)
LISTS = ProposedWith({Competence.CITY: "Thành phố", Competence.COMMUNE: "Cấp xã"}, [ROADS], [SGTVT])
LINE = "Giao thông; Thành phố; Sở Giao thông vận tải"
PROPOSED = LeadProposal(ROADS.code, Competence.CITY, SGTVT.code)


def test_a_line_is_read_and_written_out_again() -> None:
    assert read_proposals(f"\n {LINE} \n", LISTS) == [PROPOSED]
    assert written_proposals([PROPOSED], LISTS) == LINE
    gone = replace(PROPOSED, lead=LeadCode("x"))
    assert written_proposals([gone], LISTS) == ""


@pytest.mark.parametrize(
    "line",
    [
        "Giao thông; Thành phố",
        "Hàng không; Thành phố; Sở Giao thông vận tải",
        "Giao thông; Quốc gia; Sở Giao thông vận tải",
        "Giao thông; Thành phố; Sở Xây dựng",
        f"{LINE}\n{LINE}",
    ],
)
def test_a_line_that_says_what_there_is_not_or_says_it_twice_is_unclear(line: str) -> None:
    with pytest.raises(UnclearLine):
        read_proposals(line, LISTS)


def test_there_are_no_more_than_bodies() -> None:
    fields = [
        PetitionField(FieldCode(f"f{n}"), f"Lĩnh vực {n}", "x") for n in range(MOST_BODIES + 1)
    ]
    lines = "\n".join(f"{each.name}; Thành phố; Sở Giao thông vận tải" for each in fields)
    with pytest.raises(TooMany):
        read_proposals(lines, LISTS._replace(fields=fields))
