"""Forms with a file: read as they come, however the line cuts them."""

from collections.abc import AsyncIterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemcau.edge.door import multipart
from diemcau.edge.door.multipart import MOST_PARTS, MOST_TEXT, Upload
from diemcau.protocol.codec import Malformed

KIND = 'multipart/form-data; boundary="edge"'
EDGE = b"\r\n--edge"
NEAR = st.lists(st.sampled_from([EDGE, EDGE[:-1], b"\r\n", b"\r", b"--", b"edge", b"x"]))
CONTENT = (NEAR.map(b"".join) | st.binary()).filter(lambda body: EDGE not in b"\r\n" + body)


def text(name: str, value: bytes) -> bytes:
    return b'--edge\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (
        name.encode(),
        value,
    )


def file(content: bytes, name: str = "a.pdf") -> bytes:
    said = f'Content-Disposition: form-data; name="file"; filename="{name}"'
    kind = "Content-Type: application/pdf"
    return b"--edge\r\n%s\r\n%s\r\n\r\n%s\r\n" % (said.encode(), kind.encode(), content)


END = b"--edge--\r\n"


async def cut(body: bytes, places: Sequence[int]) -> AsyncIterator[bytes]:
    edges = sorted({0, len(body), *(place % (len(body) + 1) for place in places)})
    for start, end in pairwise(edges):
        yield body[start:end]


async def read(body: bytes, places: Sequence[int] = ()) -> dict[str, object]:
    """Texts, and what is in the file."""
    fields = await multipart.fields(cut(body, places), KIND)
    return {name: await _value(value) for name, value in fields.items()}


async def _value(value: object) -> object:
    if not isinstance(value, Upload):
        return value
    return value.name, b"".join([piece async for piece in value.pieces])


@given(content=CONTENT, places=st.lists(st.integers(0, 2000)))
async def test_however_it_is_cut_it_is_the_same_form(content: bytes, places: list[int]) -> None:
    body = text("title", "Báo cáo".encode()) + file(content) + END
    assert await read(body, places) == {"title": "Báo cáo", "file": ("a.pdf", content)}


@given(places=st.lists(st.integers(0, 2000)))
async def test_without_a_file_it_is_read_to_its_end(places: list[int]) -> None:
    body = text("a", b"1") + text("b", b"") + END
    assert await read(body, places) == {"a": "1", "b": ""}


async def test_a_file_is_not_read_until_somebody_wants_it() -> None:
    taken = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal taken
        yield text("title", b"x") + file(b"")[:-2]
        while True:
            taken += 1
            yield b"x" * 2**16

    fields = await multipart.fields(endless(), KIND)
    assert (fields["title"], fields["file"].name, taken) == ("x", "a.pdf", 0)
    assert len(await anext(fields["file"].pieces)) < 2**16
    assert taken <= 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--edge",
        b"before" + text("a", b"1") + END,
        b"--edged\r\n\r\n\r\n" + END,
        text("a", b"1"),
        text("a", b"\xff") + END,
        text("a", b"x" * (MOST_TEXT + 1)) + END,
        text("a", b"x" * (MOST_TEXT // 2 + 1)) * 2 + END,
        text("a", b"") * MOST_PARTS + END,
        b"--edge\r\nContent-Disposition: form-data\r\n\r\n\r\n" + END,
        b"--edge\r\nA: " + b"b" * 9000 + b"\r\n\r\n\r\n" + END,
        file(b"x"),
        file(b"x")[:-2],
        file(b"x") + text("open", b"true") + END,
    ],
)
async def test_what_is_no_form_or_does_not_end_with_its_file_is_malformed(body: bytes) -> None:
    with pytest.raises(Malformed):
        await read(body)


async def test_without_a_boundary_there_is_no_form() -> None:
    with pytest.raises(Malformed):
        await multipart.fields(cut(b"", ()), "multipart/form-data")
