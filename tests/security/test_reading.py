"""Whoever only looks writes nothing: a stranger's look never waits for those who write, nor they
for it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import pytest

from tests.support.hall import hall
from tests.support.meeting import BA_DINH, LOBBY, code
from tests.support.patience import unless_it_hangs
from tests.support.room import MEETING
from tests.support.store import fresh

LOOKED_AT: Final = (
    *("/", "/sign-in", "/join", f"/join/{MEETING}", "/join/link/nobodys", "/office/new?code=a"),
    *(f"/answer/{MEETING}/{code(BA_DINH)}/{'0' * 32}", "/calendar/nobodys.ics", "/manual"),
    *("/published", "/published?q=giao+ban", "/published.atom", "/oparl", "/sitemap.xml"),
    *("/healthz", f"/conferences/{MEETING}/site", f"/conferences/{MEETING}/view"),
)


@contextmanager
def somebody_writing(path: Path) -> Iterator[None]:
    """SQLite lets one write at a time; who wants to as well waits, and is then told it is away."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


@pytest.mark.parametrize("path", LOOKED_AT)
async def test_a_stranger_who_looks_writes_nothing(path: str, tmp_path: Path) -> None:
    async with hall(LOBBY, url=await fresh("sqlite", tmp_path)) as it, unless_it_hangs():
        await it.parts.answer_links.path(MEETING, code(BA_DINH))
        stranger = await it.browser("")
        with somebody_writing(tmp_path / "diemcau.sqlite3"):
            async with stranger.get(path, allow_redirects=False) as answer:
                assert answer.status < 500, await answer.text()
