"""Papers to be printed: short and long, plain and with everything in them."""

from datetime import date
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from diemcau import resources
from diemcau.app.documents import OfficialDocument, beside, document_of
from diemcau.app.ports.office import Letterhead
from diemcau.domain.nouns.papers import (
    AgendaLine,
    ConclusionLine,
    Conclusions,
    Minutes,
    Notice,
    Paper,
)
from diemcau.domain.nouns.terms import ItemKind
from diemcau.edge.showing.words import Words
from tests.support.meeting import SITES, WHOLE_CONFERENCE, Step, after, at
from tests.support.morning import Morning

say = Words(resources.WEB / "i18n", strict=True).spoken("vi")
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
TITLE = "Hội nghị giao ban Thường trực HĐND thành phố với Thường trực HĐND quận, huyện, thị xã"
LINE = ConclusionLine(
    number=1,
    text="Rà soát toàn bộ nhiệm vụ, đặc biệt là các kết luận chất vấn, giải trình",
    lead="Thường trực HĐND cấp huyện",
    cooperating=("Sở Nội vụ", "Văn phòng"),
    person="Bà Lan",
    deliverable="Báo cáo",
    deadline=date(2024, 6, 30),
    standing=False,
    deadline_words="cuối quý",
    item="trao-doi",
)
NOTICE = Notice(
    TITLE,
    "Thường trực HĐND thành phố Hà Nội",
    "Hội trường HĐND thành phố",
    "Chủ tịch HĐND thành phố",
    at(0),
    at(210),
    tuple(site.name for site in SITES),
    (AgendaLine("1", "Khai mạc", ItemKind.OPENING, "Chủ tịch", 5, sub=False),),
)
LONGEST = Letterhead(
    superior="Ủy ban nhân dân thành phố Hồ Chí Minh",
    body=("HỘI ĐỒNG NHÂN DÂN PHƯỜNG VĂN MIẾU - QUỐC TỬ GIÁM", "THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN"),
    symbol="HĐND-VP",
    authority=(
        "TM. THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN PHƯỜNG VĂN MIẾU - QUỐC TỬ GIÁM",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
    ),
)


def concluded(count: int) -> Conclusions:
    lines = tuple(replace(LINE, number=number) for number in range(1, count + 1))
    return Conclusions(TITLE, "Chủ tịch HĐND thành phố", "Chủ tịch", at(200), lines)


def minutes_of(*steps: Step) -> Minutes:
    paper = after(*steps).versions[0].paper
    assert isinstance(paper, Minutes)
    return paper


HELD = minutes_of(WHOLE_CONFERENCE)


def of_126_sites() -> Minutes:
    """With sixty speeches, each with what was said."""
    told = Morning(126)
    paper = minutes_of(told.plan, *told.published())
    (debate,) = (item for item in paper.items if len(item.speeches) > 3)
    many = replace(debate, speeches=debate.speeches * 15)
    items = tuple(many if item is debate else item for item in paper.items)
    return replace(paper, items=items)


def made_beside(which: str, paper: Paper) -> OfficialDocument:
    document = beside(which, paper, Letterhead(), at(0), HANOI, say)
    assert document is not None
    return document


def made(paper: Paper, letterhead: Letterhead | None = None) -> OfficialDocument:
    return document_of(paper, letterhead or Letterhead(), at(0), HANOI, say)
