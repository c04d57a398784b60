"""Files that people bring: told by their content, opened without harm, and never secret."""

from collections.abc import AsyncIterator
from contextlib import suppress
from zipfile import ZIP_BZIP2, ZIP_LZMA

import pytest

from diemcau.app.files import (
    FileBroken,
    FileHasMacros,
    FileMislabelled,
    FileMissing,
    FileRefused,
    FileSecret,
    FileTooLarge,
    FileUnknown,
    admitted,
    examine,
    no_larger,
    secrecy,
)
from diemcau.app.files.archives import MOST_ENTRIES
from diemcau.app.files.examining import LONGEST_NAME, plain
from diemcau.app.files.kinds import LARGEST_PART
from diemcau.app.ports.files import in_pieces
from tests.support.papers import (
    DOCX,
    JPEG,
    PNG,
    PROGRAM,
    archive,
    bomb,
    docx,
    odt,
    pdf,
    twice,
    with_macros,
)

ROOM = 20 * 2**20
TYPES = "[Content_Types].xml"


def examined(name: str, body: bytes) -> str:
    """Both steps, in this process."""
    name, kind = admitted(name)
    examine(kind, body)
    return name


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("bao-cao.pdf", pdf("Bao cao")),
        ("BÁO CÁO QUÝ I.PDF", pdf("Bao cao")),
        ("dự thảo.docx", docx("Dự thảo nghị quyết")),
        ("phụ lục.xlsx", archive({TYPES: b"<a/>", "xl/sharedStrings.xml": b"<sst/>"})),
        ("trình chiếu.pptx", archive({TYPES: b"<a/>", "ppt/slides/slide1.xml": b"<sld/>"})),
        ("dự thảo.odt", odt("Dự thảo")),
        ("sơ đồ.png", PNG),
        ("ảnh.jpeg", JPEG),
    ],
)
def test_what_people_bring_is_taken_under_its_name(name: str, body: bytes) -> None:
    assert examined(name, body) == name


@pytest.mark.parametrize(
    ("name", "body", "refusal"),
    [
        ("", pdf("x"), FileMissing),
        ("setup.exe", PROGRAM, FileUnknown),
        ("khong-duoi", pdf("x"), FileUnknown),
        ("trang.html", b"<html>", FileUnknown),
        ("hinh.svg", b"<svg/>", FileUnknown),
        ("kho.zip", archive({"a": b"a"}), FileUnknown),
        ("bao-cao.pdf", PROGRAM, FileMislabelled),
        ("bao-cao.docx", PROGRAM, FileMislabelled),
        ("bao-cao.docx", archive({"a.txt": b"a"}), FileMislabelled),
        ("bao-cao.docx", archive({TYPES: b"<a/>", "xl/workbook.xml": b"<a/>"}), FileMislabelled),
        ("bao-cao.odt", archive({"mimetype": b"text/plain"}), FileMislabelled),
        ("bao-cao.odt", archive({"a": b"mimetype"}), FileMislabelled),
        ("bao-cao.odt", archive({}), FileMislabelled),
        ("anh.png", JPEG, FileMislabelled),
        ("bao-cao.pdf", pdf("x", password="mo"), FileBroken),
        ("bao-cao.pdf", b"%PDF-1.7\n" + b"x" * 500, FileBroken),
        ("bao-cao.docx", archive({TYPES: b"<a/>", DOCX: b"<a>"}), FileBroken),
        ("bao-cao.docx", PROGRAM + docx("x"), FileMislabelled),
        ("bao-cao.docx", archive({TYPES: b"<a/>", DOCX: b"<a/>"}, how=ZIP_BZIP2), FileBroken),
        ("bao-cao.docx", archive({TYPES: b"<a/>", DOCX: b"<a/>"}, how=ZIP_LZMA), FileBroken),
        ("bao-cao.docx", twice(TYPES, DOCX), FileBroken),
        ("bao-cao.pdf", pdf("x", opens=b"/Launch"), FileHasMacros),
        ("bao-cao.pdf", pdf("x", opens=b"/JavaScript"), FileHasMacros),
        ("bao-cao.pdf", pdf("x", carries=b"setup"), FileHasMacros),
        ("bao-cao.docx", with_macros(), FileHasMacros),
        ("bao-cao.docx", archive({TYPES: b"<vbaProject/>", DOCX: b"<a/>"}), FileHasMacros),
        (
            "bao-cao.docx",
            archive({TYPES: b"<a/>", DOCX: b"<a/>", "word/a.PS1": b""}),
            FileHasMacros,
        ),
        ("bao-cao.xlsx", archive({TYPES: b"<macrosheet/>", "xl/a.xml": b"<a/>"}), FileHasMacros),
        (
            "bao-cao.odt",
            archive(
                {"mimetype": b"application/vnd.oasis.opendocument.text", "Basic/a.xml": b"<a/>"}
            ),
            FileHasMacros,
        ),
        (
            "bao-cao.docx",
            archive(dict.fromkeys(map(str, range(MOST_ENTRIES + 1)), b"")),
            FileTooLarge,
        ),
    ],
)
def test_what_nobody_should_bring_is_refused_by_name(
    name: str, body: bytes, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        examined(name, body)


async def test_a_file_has_a_size_and_is_read_no_further() -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"12345678"

    for most, body in ((6, b"123456"), (7, b"123456")):
        assert [piece async for piece in no_larger(most, in_pieces(body))] == [body]
    for pieces, refusal in ((in_pieces(b""), FileMissing), (endless(), FileTooLarge)):
        with pytest.raises(refusal):
            _ = [piece async for piece in no_larger(20, pieces)]


def test_a_bomb_is_small_and_is_not_unpacked_to_its_end() -> None:
    body = bomb()
    assert len(body) < ROOM / 20
    with pytest.raises(FileTooLarge):
        examined("bao-cao.docx", body)


def test_more_text_than_anybody_reads_is_too_large() -> None:
    body = archive({TYPES: b"<a/>", DOCX: b"<a>" + b" " * LARGEST_PART + b"</a>"})
    with pytest.raises(FileTooLarge):
        examined("bao-cao.docx", body)


def test_a_paragraph_within_two_hundred_others_is_read_once() -> None:
    """Somebody's nesting costs a walk, not a walk for each of them."""
    text = b"<p>" * 200 + b"x" * 4_000_000 + b"</p>" * 200
    examined("bao-cao.docx", archive({TYPES: b"<a/>", DOCX: text}))


def test_what_a_library_trips_over_is_a_broken_file() -> None:
    whole = pdf("Bao cao")
    for place in range(10, len(whole), 7):
        broken = whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]
        with suppress(FileRefused):
            examined("bao-cao.pdf", broken)


def test_an_archive_that_lies_of_its_size_is_broken() -> None:
    body = bytearray(docx("Dự thảo" * 50))
    where = body.rindex(b"PK\x01\x02")
    body[where + 24 : where + 28] = (1).to_bytes(4, "little")
    with pytest.raises(FileBroken):
        examined("bao-cao.docx", bytes(body))


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("bao-cao.docx", docx("MẬT", "Báo cáo")),
        ("bao-cao.docx", docx("Báo cáo", header="TỐI MẬT")),
        ("bao-cao.docx", docx("Độ mật".upper() + ": TUYỆT MẬT")),
        ("bao-cao.docx", docx("M Ậ T")),
        ("bao-cao.odt", odt("MẬT")),
        ("bao-cao.odt", odt("TỐI MẬT<br/>Số 7")),
        ("bao-cao.docx", docx("Độ mật: Tối mật")),
        ("bao-cao.docx", archive({TYPES: b"<a/>", "word/document2.xml": "<p>MẬT</p>".encode()})),
        ("bao-cao.pptx", archive({TYPES: b"<a/>", "ppt/master.XML": "<a><p>MẬT</p></a>".encode()})),
        (
            "bao-cao.xlsx",
            archive({TYPES: b"<a/>", "xl/s.xml": "<s><is><t>MẬT</t></is></s>".encode()}),
        ),
        ("Báo cáo MẬT.pdf", pdf("x")),
        (
            "bao-cao.xlsx",
            archive({TYPES: b"<a/>", "xl/sharedStrings.xml": "<s><si>MẬT</si></s>".encode()}),
        ),
        ("Báo cáo (MẬT).pdf", pdf("x")),
        ("TỐI MẬT - báo cáo.pdf", pdf("x")),
        ("bao-cao_mật.pdf", pdf("x")),
    ],
)
def test_what_is_marked_secret_is_refused(name: str, body: bytes) -> None:
    with pytest.raises(FileSecret):
        examined(name, body)


@pytest.mark.parametrize(
    "line",
    ["Mật độ dân số", "Bảo vệ bí mật nhà nước", "Mật khẩu", "mật", "MẬT ĐỘ", "CÔNG TÁC BẢO MẬT"],
)
def test_a_word_is_no_stamp(line: str) -> None:
    assert not secrecy.stamped([line])
    examined("bao-cao.docx", docx(line))


@pytest.mark.parametrize(
    "name",
    ["BẢO MẬT.pdf", "mật độ dân số.pdf", "bí mật nhà nước.pdf", "bảo mật.pdf", "mặt bằng.pdf"],
)
def test_a_word_in_a_name_is_no_mark(name: str) -> None:
    assert not secrecy.named(name)


def test_a_name_is_a_name_and_no_path() -> None:
    assert plain("C:\\Users\\a\\bao-cao.pdf") == "bao-cao.pdf"
    assert plain("../../etc/passwd.pdf") == "passwd.pdf"
    assert plain("ba\u202eo\ncao.pdf") == "baocao.pdf"
    assert plain("a" * 300 + ".pdf") == "a" * (LONGEST_NAME - 4) + ".pdf"
    assert len(plain("a" * 300)) == LONGEST_NAME
