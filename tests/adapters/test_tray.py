"""What lies in the tray: whole, read by others and written by nobody, and gone afterwards."""

import hashlib
import os
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from diemcau.adapters.tray import DiskTray, LaidFile
from diemcau.app.ports.files import PIECE, in_pieces
from diemcau.app.ports.world import Unavailable

BODY = bytes(range(256)) * 1500
"""Some pieces and a bit."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


async def test_what_lies_there_is_what_came_and_may_be_read_again() -> None:
    async with DiskTray().laid(in_pieces(BODY)) as laid:
        assert (laid.size, laid.digest) == (len(BODY), hashlib.sha256(BODY).hexdigest())
        for _ in range(2):
            pieces = [piece async for piece in laid.pieces()]
            assert b"".join(pieces) == BODY
            assert all(0 < len(piece) <= PIECE for piece in pieces)
        assert laid.file.read(len(BODY)) == BODY


async def test_of_nothing_there_is_nothing() -> None:
    async with DiskTray().laid(in_pieces(b"")) as laid:
        assert laid.size == 0
        assert [piece async for piece in laid.pieces()] == []


async def test_nobody_can_write_into_it_and_no_name_leads_to_it(folder: Path) -> None:
    async with DiskTray().laid(in_pieces(BODY)) as laid:
        assert _in(folder) == []
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.write(laid.file.fileno(), b"x")


async def test_it_is_gone_whatever_happened() -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield BODY
        raise ConnectionResetError

    before = _open_files()
    with pytest.raises(ConnectionResetError):
        async with DiskTray().laid(broken()):
            pass
    with pytest.raises(KeyError):
        async with DiskTray().laid(in_pieces(BODY)):
            raise KeyError
    assert _open_files() == before


def _open_files() -> int:
    return len(_in(Path("/proc/self/fd")))


def _in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_a_disk_that_is_away_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    with pytest.raises(Unavailable):
        async with DiskTray().laid(in_pieces(BODY)):
            pass


def test_a_disk_that_is_full_is_told_by_its_name() -> None:
    with Path("/dev/full").open("wb", 0) as full, Path("/dev/null").open("rb", 0) as nothing:
        laid = LaidFile(full, nothing)
        with pytest.raises(Unavailable):
            laid.take(BODY)
