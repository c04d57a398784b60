"""What strangers and guests make the service hold in memory: never much, whatever is brought."""

import asyncio
import io
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_STORED

import pytest
from aiohttp import ClientSession, FormData
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject

from diemcau import bootstrap
from diemcau.adapters.clock import SystemClock
from diemcau.app.admission.secrets import key_of
from diemcau.app.files import KINDS
from diemcau.app.ports.people import Account, Post, Session
from diemcau.config import Configuration, StoreSettings
from tests.support.footprint import MEBIBYTE, Footprint
from tests.support.meeting import ANNOUNCED, REPORT, plan_conference
from tests.support.papers import DOCX, JPEG, PNG, archive, pdf
from tests.support.patience import unless_it_hangs
from tests.support.room import MEETING, take
from tests.support.server import ServerProcess
from tests.support.store import sqlite_in

MOST = 64 * MEBIBYTE
"""By which the service may grow, whatever comes and however much at once."""
LARGEST = 20 * MEBIBYTE - 4096
TYPES = "[Content_Types].xml"
OPEN = b"application/vnd.oasis.opendocument."


def _pdf() -> bytes:
    writer, large = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("x")))), DecodedStreamObject()
    large.set_data(b"\x01\x02\x03\x04" * (LARGEST // 4 - 1024))
    writer._add_object(large)
    body = io.BytesIO()
    writer.write(body)
    return body.getvalue()


def _package(*named: str, **also: bytes) -> bytes:
    entries = {**also, **dict.fromkeys(named, b"<a/>"), "media/a.png": b"\x01" * (LARGEST - 4096)}
    return archive(entries, how=ZIP_STORED)


def _open(kind: bytes) -> bytes:
    return _package("content.xml", mimetype=OPEN + kind)


def largest() -> Mapping[str, bytes]:
    """As large as a file may be, of each kind, and taken."""
    return {
        "pdf": _pdf(),
        "docx": _package(TYPES, DOCX),
        "xlsx": _package(TYPES, "xl/workbook.xml"),
        "pptx": _package(TYPES, "ppt/presentation.xml"),
        "odt": _open(b"text"),
        "ods": _open(b"spreadsheet"),
        "odp": _open(b"presentation"),
        "png": PNG + b"\0" * LARGEST,
        "jpg": JPEG + b"\0" * LARGEST,
    }


class Open(NamedTuple):
    """A service that runs, and the browsers of so many secretaries."""

    server: ServerProcess
    browsers: list[ClientSession]

    async def brings(self, browser: ClientSession, name: str, body: bytes) -> int:
        form = FormData(quote_fields=False)
        for field, value in {"id": name, "about": f"item/{REPORT}", "open": "true"}.items():
            form.add_field(field, value)
        form.add_field("file", io.BytesIO(body), filename=name)
        path, csrf = f"/files/{MEETING}", {"X-CSRF": "csrf"}
        async with browser.post(path, data=form, headers=csrf, allow_redirects=False) as answer:
            return answer.status


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Open]:
    url = sqlite_in(tmp_path)
    tokens = await prepared(url, len(KINDS))
    server = ServerProcess(url)
    await server.start()
    browsers = [ClientSession(server.url, cookies={"diemcau": token}) for token in tokens]
    yield Open(server, browsers)
    for browser in browsers:
        await browser.close()
    await server.stop()


async def prepared(url: str, people: int) -> list[str]:
    """A conference that is announced, and so many secretaries who are signed in."""
    settings = Configuration(store=StoreSettings(url=url))
    async with bootstrap.stored(settings) as store, bootstrap.product(settings, store) as parts:
        await parts.rooms.submit(MEETING, plan_conference())
        await take(await parts.rooms.room(MEETING), ANNOUNCED)
        tokens, now = [f"token-{number}" for number in range(people)], SystemClock().now()
        for token in tokens:
            await store.accounts.put(
                Account(login=token, name=token, post=Post.SECRETARY, password="")
            )
            session = Session(
                key=key_of(token),
                post=Post.SECRETARY,
                name=token,
                csrf="csrf",
                created_at=now,
                seen_at=now,
                expires_at=now + timedelta(days=1),
                device="test",
            )
            await store.sessions.put(session)
        return tokens


async def test_the_largest_file_of_each_kind_all_at_once_is_held_by_nobody(service: Open) -> None:
    """Brought small first, so that what a service comes to hold anyway does not count."""
    for number, browser in enumerate(service.browsers[:2]):
        assert await service.brings(browser, "a.pdf", pdf(str(number))) == 303
    footprint, files = Footprint(service.server.pid), largest()
    async with unless_it_hangs(), asyncio.TaskGroup() as tasks:
        brought = [
            tasks.create_task(service.brings(browser, f"a.{ending}", body))
            for browser, (ending, body) in zip(service.browsers, files.items(), strict=True)
        ]
    assert [task.result() for task in brought] == [303] * len(files)
    assert footprint.grown() < MOST
