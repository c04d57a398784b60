"""Files that act, and files that cost: refused by name, and read within limits by nobody else."""

import asyncio
import io
import os
import re
from collections.abc import Mapping
from zipfile import ZIP_STORED

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from diemcau.adapters.examining import ChildExaminer, ExaminingSettings, ReaderProcesses
from diemcau.app.files import (
    ExaminersBusy,
    FileBroken,
    FileHasMacros,
    FileMislabelled,
    FileTooCostly,
    FileTooLarge,
    by_ending,
    examine,
    pdfs,
)
from diemcau.app.files.kinds import LARGEST_PART
from tests.support.papers import DOCX, PROGRAM, archive, bomb, brought, docx, pdf

TYPES = "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODT = b"application/vnd.oasis.opendocument.text"


def named(**them: PdfObject) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in them.items()})


def name(text: str) -> NameObject:
    return NameObject(f"/{text}")


SCRIPT = named(S=name("JavaScript"), JS=TextStringObject("app.alert(1)"))
ASIDE = named(S=name("Hide"), T=TextStringObject("a"))
ELSEWHERE = named(S=name("GoToR"), F=TextStringObject("//share/b.pdf"))
PRESSED = named(Type=name("Annot"), Subtype=name("Link"))


def with_page(**them: PdfObject) -> bytes:
    return _changed(lambda writer: writer.pages[0].update(named(**them)))


def with_root(**them: PdfObject) -> bytes:
    return _changed(lambda writer: writer._root_object.update(named(**them)))


def annotated(**them: PdfObject) -> bytes:
    return with_page(Annots=ArrayObject([DictionaryObject({**PRESSED, **named(**them)})]))


def _changed(change: object) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("Bao cao"))))
    assert callable(change)
    change(writer)
    body = io.BytesIO()
    writer.write(body)
    return body.getvalue()


def related(kind: str, target: str, mode: str = "External") -> bytes:
    line = f'<Relationship Id="1" Type="{OFFICE}{kind}" Target="{target}" TargetMode="{mode}"/>'
    rels = f"<Relationships>{line}</Relationships>".encode()
    return archive({TYPES: b"<a/>", DOCX: b"<a/>", "word/_rels/document.xml.rels": rels})


def written(xml: str) -> bytes:
    return archive({TYPES: b"<a/>", DOCX: f"<w:p {W}>{xml}</w:p>".encode()})


def opened(xml: str) -> bytes:
    spaces = 'xmlns:s="urn:s" xmlns:x="http://www.w3.org/1999/xlink"'
    return archive({"mimetype": ODT, "content.xml": f"<d {spaces}>{xml}</d>".encode()})


def field(*instructions: str) -> str:
    said = "".join(f"<w:r><w:instrText>{text}</w:instrText></w:r>" for text in instructions)
    return f'<w:fldChar w:fldCharType="begin"/>{said}<w:fldChar w:fldCharType="end"/>'


ACTS: Mapping[str, tuple[str, bytes, str]] = {
    "script on opening": ("pdf", with_root(OpenAction=SCRIPT), "/JavaScript"),
    "script after another action": (
        "pdf",
        with_root(OpenAction=named(S=name("Named"), N=name("NextPage"), Next=SCRIPT)),
        "/JavaScript",
    ),
    "script in a list of what follows": (
        "pdf",
        annotated(A=named(S=name("Named"), Next=ArrayObject([ELSEWHERE]))),
        "GoToR",
    ),
    "script when a page opens": ("pdf", with_page(AA=named(O=ASIDE)), "/AA"),
    "script of a field": (
        "pdf",
        with_root(AcroForm=named(Fields=ArrayObject([named(AA=named(K=ASIDE))]))),
        "/AA",
    ),
    "a form that is a program": ("pdf", with_root(AcroForm=named(XFA=ArrayObject())), "/XFA"),
    "a program": ("pdf", annotated(A=named(S=name("Launch"))), "Launch"),
    "a document elsewhere": ("pdf", annotated(A=ELSEWHERE), "GoToR"),
    "an unknown action": ("pdf", annotated(A=named(S=name("Later"))), "/Later"),
    "a link that is a script": (
        "pdf",
        annotated(A=named(S=name("URI"), URI=TextStringObject("javascript:alert(1)"))),
        "javascript:",
    ),
    "an attached file": ("pdf", annotated(Subtype=name("FileAttachment")), "/FileAttachment"),
    "rich media": ("pdf", annotated(Subtype=name("RichMedia")), "RichMedia"),
    "a film": ("pdf", annotated(Subtype=name("Movie")), "/Movie"),
    "three dimensions": ("pdf", annotated(Subtype=name("3D")), "/3D"),
    "a name in numbers": ("pdf", pdf("x") + b"\n<</S/#4aavaScript>>", "JavaScript"),
    "a remote template": ("docx", related("attachedTemplate", "https://x.example/a"), "attached"),
    "a remote picture": ("docx", related("image", "https://x.example/a.png"), "image"),
    "an object": ("docx", related("oleObject", "embeddings/a.bin", "Internal"), "oleObject"),
    "a part nobody knows": ("docx", related("later", "a.bin", "Internal"), "later"),
    "a share": ("docx", related("hyperlink", "file://host/share"), "file:"),
    "a link that runs": ("docx", related("hyperlink", "ms-msdt:/id"), "ms-msdt"),
    "a binary beside it": (
        "docx",
        archive({TYPES: b"<a/>", DOCX: b"<a/>", "word/embeddings/a.bin": b"x"}),
        "embeddings",
    ),
    "a field that fetches": ("docx", written(field("DDEAUTO c:\\\\cmd")), "DDEAUTO"),
    "a field in pieces": ("docx", written(field("DD", "E", "AUTO x")), "DDEAUTO"),
    "a simple field": ("docx", written('<w:fldSimple w:instr=" dde x "/>'), "dde"),
    "a field that another names": (
        "docx",
        written(f'<w:fldChar w:fldCharType="begin"/>{field("QUOTE 68")}'),
        "field",
    ),
    "a slide that starts a program": (
        "pptx",
        archive({TYPES: b"<a/>", "ppt/a.xml": b'<a action="ppaction://program?x"/>'}),
        "ppaction",
    ),
    "a listener": ("odt", opened('<s:event-listener x:href="a"/>'), "event-listener"),
    "a picture from elsewhere": ("odt", opened('<s:image x:href="https://x.example"/>'), "image"),
    "a fetched section": ("odt", opened('<s:section-source x:href="a"/>'), "section-source"),
    "a way out": ("docx", archive({TYPES: b"<a/>", DOCX: b"<a/>", "../a": b""}), "../a"),
}


@pytest.mark.parametrize("what", ACTS)
def test_what_acts_is_refused_and_it_is_said_what_was_found(what: str) -> None:
    ending, body, found = ACTS[what]
    with pytest.raises(FileHasMacros) as refused:
        examine(by_ending(f".{ending}"), body)
    assert found in refused.value.found


@pytest.mark.parametrize(
    ("ending", "body"),
    [
        ("pdf", annotated(A=named(S=name("URI"), URI=TextStringObject("https://hanoi.gov.vn")))),
        ("pdf", with_root(OpenAction=ArrayObject([NumberObject(0), name("Fit")]))),
        ("docx", related("hyperlink", "https://hanoi.gov.vn")),
        ("docx", related("hyperlink", "mailto:vp@hanoi.gov.vn")),
        ("docx", written(field("PAGE"))),
        ("odt", opened('<s:a x:href="https://hanoi.gov.vn">x</s:a><s:image x:href="a/b.png"/>')),
        (
            "docx",
            archive({TYPES: b"<a/>", DOCX: b"<a/>", "word/embeddings/a.docx": docx("biểu đồ")}),
        ),
    ],
)
def test_what_documents_are_made_of_is_taken(ending: str, body: bytes) -> None:
    examine(by_ending(f".{ending}"), body)


BEFORE = st.sampled_from([b"TEXTmdos", b"\xef\xbb\xbf", b"\r\n", b"\0" * 1000])
BEFORE |= st.binary(max_size=1019).filter(lambda body: not body.startswith(pdfs.OTHERS))


def counted_with(before: bytes, body: bytes) -> bytes:
    """As by a program that wrote these bytes itself: the table of objects counts them."""

    def moved(found: re.Match[bytes]) -> bytes:
        return b"%0*d%s" % (len(found[1]), int(found[1]) + len(before), found[2])

    return before + re.sub(rb"(\d+)( 00000 n|\s+%%EOF)", moved, body)


@given(before=BEFORE)
def test_what_stands_before_the_header_of_a_pdf_is_passed_over(before: bytes) -> None:
    """By a mail gateway or a scanner, and read whoever counted it, word for word."""
    plain = pdf("Bao cao")
    for body in (before + plain, counted_with(before, plain)):
        assert list(by_ending(".pdf").lines(body)) == ["Bao cao"]


@given(before=BEFORE)
def test_what_acts_is_refused_whatever_stands_before_it(before: bytes) -> None:
    acting = with_root(OpenAction=SCRIPT)
    for body in (before + acting, counted_with(before, acting)):
        with pytest.raises(FileHasMacros):
            examine(by_ending(".pdf"), body)


@pytest.mark.parametrize("before", [PROGRAM[:64], b"PK\x03\x04", b"<html>", b"\0" * 1024])
def test_what_other_programs_would_open_is_none(before: bytes) -> None:
    with pytest.raises(FileMislabelled):
        examine(by_ending(".pdf"), before + pdf("Bao cao"))


def drawn(content: bytes) -> bytes:
    stream = DecodedStreamObject()
    stream.set_data(content)

    def draw(writer: PdfWriter) -> None:
        writer.pages[0][NameObject("/Contents")] = writer._add_object(stream.flate_encode())

    return _changed(draw)


def deep() -> bytes:
    tree = b"[" * 100_000
    return pdf("x").replace(b"/Type /Page\n", b"/Type /Page /X " + tree + b"\n", 1)


COSTLY: Mapping[str, tuple[str, bytes]] = {
    "elements": (
        "xlsx",
        archive({TYPES: b"<a/>", "xl/a.xml": b"<a>" + b"<b/>" * (LARGEST_PART // 4 - 2) + b"</a>"}),
    ),
    "nested elements": ("xlsx", archive({TYPES: b"<a/>", "xl/a.xml": b"<a>" * 4_000_000})),
    "arrays": ("pdf", deep()),
    "a bomb": ("docx", bomb()),
    "a stored bomb": ("odt", archive({"mimetype": ODT, "a.xml": b"<" * 2**24}, how=ZIP_STORED)),
}


BOUNDED: Mapping[str, tuple[str, bytes]] = {
    "operators": ("pdf", drawn(b"BT /F1 1 Tf " + b"(a) Tj T* " * 100_000 + b"ET")),
    "drawn without end": ("pdf", drawn(b"q " * 20_000_000)),
}


@pytest.fixture
def examiner() -> ChildExaminer:
    return ChildExaminer(ReaderProcesses(ExaminingSettings(seconds=10, megabytes=256)))


async def examined(examiner: ChildExaminer, ending: str, body: bytes) -> None:
    async with brought(body) as file:
        await examiner.examine(ending, file, "secretary")


@pytest.mark.parametrize("what", COSTLY)
async def test_what_costs_too_much_is_refused_within_limits(
    examiner: ChildExaminer, what: str
) -> None:
    with pytest.raises((FileTooCostly, FileTooLarge, FileBroken)):
        await examined(examiner, *COSTLY[what])


@pytest.mark.parametrize("what", BOUNDED)
async def test_what_is_small_and_draws_for_ever_is_read_within_limits(
    examiner: ChildExaminer, what: str
) -> None:
    await examined(examiner, *BOUNDED[what])


async def test_at_its_limits_of_time_a_reading_process_ends() -> None:
    costly = COSTLY["elements"]
    for settings in (
        ExaminingSettings(seconds=1),
        ExaminingSettings(patience=1, seconds=600),
    ):
        with pytest.raises(FileTooCostly):
            await examined(ChildExaminer(ReaderProcesses(settings)), *costly)


async def test_of_one_sender_one_file_is_read_at_a_time_and_few_wait() -> None:
    examiner = ChildExaminer(ReaderProcesses(ExaminingSettings(at_once=1, waiting=1)))
    async with brought(docx("Báo cáo")) as file:
        async with asyncio.TaskGroup() as tasks:
            for who in ("ba-dinh", "dong-anh"):
                tasks.create_task(examiner.examine("docx", file, who))
            await asyncio.sleep(0)
            for who in ("ba-dinh", "son-tay"):
                with pytest.raises(ExaminersBusy):
                    await examiner.examine("docx", file, who)
        await examiner.examine("docx", file, "son-tay")


async def test_a_reading_process_knows_none_of_our_settings(
    examiner: ChildExaminer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither what is set nor what would change how Python starts reaches it."""
    monkeypatch.setenv("PYTHONSTARTUP", "x")
    monkeypatch.setenv("DIEMCAU_SIGNATURE__PASSWORD", "bí mật")
    readers = examiner._readers
    async with (
        brought(pdf("Bao cao")) as file,
        readers._process(file.file, ("examine", "pdf")) as process,
    ):
        path = f"/proc/{process.pid}/environ"
        known = await asyncio.to_thread(_read, path)
        assert b"DIEMCAU" not in known
        assert os.environ["DIEMCAU_SIGNATURE__PASSWORD"]


def _read(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123 – the system's own, of no length
        return file.read()
