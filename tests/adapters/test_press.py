"""How documents are printed: one after the other, the largest by a child, what was made kept."""

import asyncio
import io
import os
from pathlib import Path

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from diemcau.adapters.documents import Decree30, DocumentSettings, pdf
from diemcau.adapters.documents.shelf import Shelf
from diemcau.app.documents import OfficialDocument, PressBusy
from diemcau.app.documents.shapes import Block
from tests.support.documents import concluded, made
from tests.support.footprint import MEBIBYTE, Footprint

WORDS = "Đề nghị Hội đồng nhân dân thành phố bố trí kinh phí sửa chữa đường liên xã. " * 10


def document(kibibytes: int = 0) -> OfficialDocument:
    """Of the size that its words have."""
    document = made(concluded(3))
    count = kibibytes * 1024 // len(WORDS.encode())
    return replace(document, blocks=(*document.blocks, *[Block(WORDS)] * count))


def kept_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_large_minutes_are_printed_by_a_child_and_cost_our_own_process_little() -> None:
    printer, large = Decree30(), document(1024)
    await printer.pdf(document())
    footprint = Footprint(os.getpid())
    printed = await printer.pdf(large)
    assert footprint.grown() < 64 * MEBIBYTE
    assert len(PdfReader(io.BytesIO(printed)).pages) > 100


async def test_a_child_prints_what_our_own_process_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    here = await Decree30().pdf(document())
    monkeypatch.setattr(pdf, "SMALL", 0)
    there = await Decree30().pdf(document())
    pages = [PdfReader(io.BytesIO(body)).pages for body in (here, there)]
    assert [page.extract_text() for page in pages[0]] == [page.extract_text() for page in pages[1]]


async def test_a_child_that_comes_to_its_limits_is_told_of_loudly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "SMALL", 0)
    monkeypatch.setattr(pdf, "_CHILD", ("120", "64"))
    with pytest.raises(RuntimeError, match="ended with"):
        await Decree30().pdf(document())


async def test_of_many_who_ask_for_one_document_one_has_it_made_and_few_wait() -> None:
    printer = Decree30()
    asked = [asyncio.create_task(printer.pdf(document())) for _ in range(pdf.WAITING + 4)]
    ends = await asyncio.gather(*asked, return_exceptions=True)
    printed = [end for end in ends if isinstance(end, bytes)]
    assert len(printed) == pdf.WAITING + 1
    assert set(printed) == {printed[0]}
    assert sum(isinstance(end, PressBusy) for end in ends) == 3


async def test_what_was_printed_is_there_after_a_start_and_for_a_neighbour(tmp_path: Path) -> None:
    """The file of before is handed out: nobody writes it again."""
    settings = DocumentSettings(folder=str(tmp_path / "papers"))
    first = await Decree30(settings).pdf(document())
    [kept] = kept_in(tmp_path / "papers")
    written = kept.stat().st_ino
    again = await asyncio.gather(*(Decree30(settings).pdf(document()) for _ in range(4)))
    assert set(again) == {first}
    assert [each.stat().st_ino for each in kept_in(tmp_path / "papers")] == [written]
    assert (tmp_path / "papers").stat().st_mode & 0o777 == 0o700


async def test_another_document_another_form_and_other_rules_are_other_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = Decree30(DocumentSettings(folder=str(tmp_path)))
    numbered = replace(document(), number="07/TB-HĐND")
    made = {await printer.docx(document()), await printer.docx(numbered)}
    made.add(await printer.pdf(document()))
    assert len(made) == 3
    monkeypatch.setattr(pdf, "_program", lambda: "the next release")
    await printer.docx(document())
    assert len(kept_in(tmp_path)) == 4


async def test_a_file_that_the_disk_lost_is_made_again(tmp_path: Path) -> None:
    settings = DocumentSettings(folder=str(tmp_path))
    whole = await Decree30(settings).docx(document())
    [kept] = kept_in(tmp_path)
    for left in (b"", kept.read_bytes()[:-1]):
        kept.write_bytes(left)
        assert await Decree30(settings).docx(document()) == whole


async def test_where_nothing_can_be_kept_papers_are_printed_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "papers").write_text("no folder")
    printer = Decree30(DocumentSettings(folder=str(tmp_path / "papers")))
    assert await printer.docx(document())


async def test_a_shelf_has_so_much_room_and_what_was_asked_for_longest_ago_goes() -> None:
    shelf = Shelf("", 10)
    for name in "abc":
        await shelf.put(name, b"1234")
        await shelf.find("a")
    assert [await shelf.find(name) for name in "abc"] == [b"1234", None, b"1234"]
    await shelf.put("d", b"12345678901")
    assert [await shelf.find(name) for name in "acd"] == [b"1234", b"1234", None]
    await shelf.put("e", b"1234567890")
    assert [await shelf.find(name) for name in "ace"] == [None, None, b"1234567890"]
