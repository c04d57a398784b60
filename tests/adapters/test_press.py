"""How documents are printed: one after the other, the largest by a child, what was made kept."""

import asyncio
import io
import os

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from diemcau.adapters.documents import Decree30, pdf
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
    assert all(each is printed[0] for each in printed)
    assert sum(isinstance(end, PressBusy) for end in ends) == 3
    assert await printer.pdf(document()) is printed[0]


def test_a_shelf_has_so_much_room_and_what_was_asked_for_longest_ago_goes() -> None:
    shelf = Shelf(10)
    for name in "abc":
        shelf.put(name, b"1234")
        shelf.find("a")
    assert [shelf.find(name) for name in "abc"] == [b"1234", None, b"1234"]
    shelf.put("d", b"12345678901")
    assert [shelf.find(name) for name in "abcd"] == [None] * 4
    shelf.put("e", b"1234567890")
    assert shelf.find("e") == b"1234567890"
