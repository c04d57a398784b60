"""A draft in a Word file says what somebody would paste of it, tracked changes accepted."""

import io
from unicodedata import normalize
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml

from diemcau.app.consultation.reading import read
from diemcau.app.files.refusals import FileBroken, FileSecret, FileTooLarge, FileUnknown
from diemcau.app.files.texts import LONGEST_DOCUMENT, text_kind_of, text_of

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TRACKED = f"""<w:p {W}><w:r><w:t xml:space="preserve">1. Trả lời trong </w:t></w:r>
<w:del w:id="1" w:author="a"><w:r><w:delText>30</w:delText></w:r></w:del>
<w:ins w:id="2" w:author="a"><w:r><w:t>15</w:t></w:r></w:ins>
<w:r><w:t xml:space="preserve"> ngày.</w:t><w:br/><w:t>Gửi Văn phòng.</w:t></w:r></w:p>"""


def written(*lines: str, tracked: bool = False) -> bytes:
    paper = Document()
    for line in lines:
        paper.add_paragraph(line)
    if tracked:
        paper.element.body.insert_element_before(parse_xml(TRACKED), "w:sectPr")
    table = paper.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "STT", "Nội dung"
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def test_a_document_says_its_paragraphs_its_tables_and_what_was_put_in() -> None:
    text = text_of("docx", written("Điều 1. Thời hạn", tracked=True))
    assert text.split("\n") == [
        "Điều 1. Thời hạn",
        "1. Trả lời trong 15 ngày.",
        "Gửi Văn phòng.",
        "STT\tNội dung",
    ]
    made = read(text)
    assert [each.id for each in made] == ["d1", "d1.k1"]
    assert made[1].text == "Trả lời trong 15 ngày.\nGửi Văn phòng.\nSTT\tNội dung"


def test_letters_apart_from_their_marks_are_the_same_draft() -> None:
    apart = text_of("docx", written(normalize("NFD", "Điều 1. Thời hạn trả lời")))
    assert read(apart) == read(text_of("docx", written("Điều 1. Thời hạn trả lời")))


def test_what_is_no_document_of_this_kind_is_refused_by_name() -> None:
    with pytest.raises(FileUnknown):
        text_kind_of("du-thao.doc")
    with pytest.raises(FileSecret):
        text_kind_of("du-thao-MẬT.docx")
    assert text_kind_of("Dự thảo.DOCX") == "docx"
    with pytest.raises(FileSecret):
        text_of("docx", written("TUYỆT MẬT"))
    with pytest.raises(FileTooLarge):
        text_of("docx", written("x" * (LONGEST_DOCUMENT + 1)))
    file = io.BytesIO(written("a"))
    with ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<a")
    with pytest.raises(FileBroken):
        text_of("docx", file.getvalue())
