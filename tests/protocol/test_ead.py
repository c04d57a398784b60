"""What an archive reads of a file and its papers: EAD 2002, and nothing that is not known."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from lxml import etree

from diemcau.protocol import ead
from diemcau.protocol.ead import DescribedPaper, FindingAid
from tests.support.archives import EAD, HREF, amiss_in_ead

ONE_DAY = date(2024, 4, 19)
AID = FindingAid(
    id="giao-ban-q1",
    title="Hội nghị giao ban",
    body="HỘI ĐỒNG NHÂN DÂN",
    place="Hà Nội",
    days=(ONE_DAY, ONE_DAY),
    extent="2 tệp, 9 byte",
    access="Chỉ giao cho lưu trữ",
    note="Thử nghiệm",
    program="Điểm Cầu",
    made=date(2024, 5, 2),
)
MINUTES = DescribedPaper(
    "Biên bản", "../../data/van-ban/01.pdf", "12/BB-HĐND", ONE_DAY, "Bản ký số"
)
LIST = DescribedPaper("Mục lục", "../../data/muc-luc.csv")


def read(aid: FindingAid = AID, papers: Sequence[DescribedPaper] = (MINUTES, LIST)) -> Any:
    root = etree.fromstring(ead.written(aid, papers))
    assert [*amiss_in_ead(root)] == []
    return root


def told(element: Any) -> dict[str, str]:
    return {etree.QName(each).localname: each.text for each in element.iter() if len(each) == 0}


def test_of_a_paper_it_says_number_day_what_it_is_and_where() -> None:
    paper = read().find(f".//{EAD}c01")
    assert told(paper) == {
        "unitid": "12/BB-HĐND",
        "unittitle": "Biên bản",
        "unitdate": "19/04/2024",
        "dao": None,
        "p": "Bản ký số",
    }
    assert paper.find(f".//{EAD}unitdate").get("normal") == "2024-04-19"
    assert paper.find(f".//{EAD}dao").get(HREF) == MINUTES.path


def test_what_is_not_known_of_a_paper_is_not_said() -> None:
    paper = read().findall(f".//{EAD}c01")[1]
    assert told(paper) == {"unittitle": "Mục lục", "dao": None}


def test_of_the_file_it_says_whose_it_is_how_much_and_who_may_see_it() -> None:
    file = read().find(f"{EAD}archdesc")
    assert told(file.find(f"{EAD}did")) == {
        "unitid": "giao-ban-q1",
        "unittitle": "Hội nghị giao ban",
        "unitdate": "19/04/2024",
        "corpname": "HỘI ĐỒNG NHÂN DÂN",
        "extent": "2 tệp, 9 byte",
        "language": "Tiếng Việt",
        "addressline": "Hà Nội",
    }
    assert file.findtext(f"{EAD}accessrestrict/{EAD}p") == "Chỉ giao cho lưu trữ"


def test_a_conference_of_two_days_has_a_first_and_a_last() -> None:
    of_two = read(AID._replace(days=(ONE_DAY, date(2024, 4, 20)))).find(f".//{EAD}unitdate")
    assert (of_two.get("normal"), of_two.text) == (
        "2024-04-19/2024-04-20",
        "19/04/2024 – 20/04/2024",
    )


def test_one_that_was_never_given_a_day_has_none() -> None:
    assert [*read(AID._replace(days=()), [LIST]).iter(f"{EAD}unitdate")] == []


def test_it_says_of_itself_when_it_was_made_with_what_and_what_to_know_of_it() -> None:
    head = told(read().find(f"{EAD}eadheader"))
    assert (head["date"], head["creation"], head["p"]) == ("02/05/2024", "Điểm Cầu", "Thử nghiệm")
    assert (head["eadid"], head["publisher"]) == ("giao-ban-q1", "HỘI ĐỒNG NHÂN DÂN")
