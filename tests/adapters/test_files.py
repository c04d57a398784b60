"""The laws of `Files`: what was put comes out byte for byte, once and for all."""

from msgspec.structs import replace

from diemcau.adapters.store import Store
from diemcau.app.ports.files import PIECE, StoredFile, in_pieces
from tests.support.store import EVENING, MORNING, at

BODY = bytes(range(256)) * 1500
"""Some pieces and a bit."""
FILE = StoredFile(
    meeting=MORNING,
    digest="a" * 64,
    name="Báo cáo.pdf",
    media_type="application/pdf",
    size=len(BODY),
    at=at(0),
    by="Văn phòng",
)


async def read(store: Store, file: StoredFile = FILE) -> bytes:
    pieces = [piece async for piece in store.files.read(file.meeting, file.digest)]
    assert all(0 < len(piece) <= PIECE for piece in pieces)
    return b"".join(pieces)


async def test_a_file_comes_out_as_it_was_put(store: Store) -> None:
    await store.files.put(FILE, in_pieces(BODY))
    assert await store.files.find(MORNING, FILE.digest) == FILE
    assert await read(store) == BODY
    assert await store.files.find(EVENING, FILE.digest) is None


async def test_the_same_content_again_keeps_its_first_name(store: Store) -> None:
    await store.files.put(FILE, in_pieces(BODY))
    await store.files.put(replace(FILE, name="Khác.pdf"), in_pieces(BODY))
    assert await store.files.find(MORNING, FILE.digest) == FILE
    assert await read(store) == BODY
    elsewhere = replace(FILE, meeting=EVENING)
    await store.files.put(elsewhere, in_pieces(BODY))
    await store.files.drop(MORNING, FILE.digest)
    assert await read(store, elsewhere) == BODY


async def test_a_file_that_is_dropped_is_gone_and_may_come_again(store: Store) -> None:
    await store.files.put(FILE, in_pieces(BODY))
    await store.files.drop(MORNING, FILE.digest)
    await store.files.drop(MORNING, FILE.digest)
    assert await store.files.find(MORNING, FILE.digest) is None
    assert await read(store) == b""
    await store.files.put(FILE, in_pieces(BODY))
    assert await read(store) == BODY


async def test_all_files_are_told_by_meeting_and_digest(store: Store) -> None:
    others = (replace(FILE, digest="b" * 64), replace(FILE, meeting=EVENING))
    for file in (*others, FILE):
        await store.files.put(file, in_pieces(BODY))
    assert await store.files.all() == [FILE, *others]
