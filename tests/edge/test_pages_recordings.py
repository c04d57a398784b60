"""What was recorded is listened to by those who read notes, any piece of it, and by nobody else."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from msgspec.structs import replace

from diemcau.adapters.janus import MediaSettings
from diemcau.config import Configuration
from diemcau.domain.nouns.ids import SpeechNo
from diemcau.domain.nouns.recordings import DeleteRecording, KeepRecording
from diemcau.domain.rules.deadlines import CLOCK
from tests.support import backing
from tests.support.hall import Hall, hall
from tests.support.markup import filled, form_for, read
from tests.support.meeting import (
    BA_DINH,
    DISCUSSION,
    SECRETARY,
    asked_to_speak,
    by,
    given_the_floor,
    took_the_floor,
)
from tests.support.room import MEETING

pytestmark = pytest.mark.asyncio(loop_scope="module")
FILE, GONE = "0123456789abcdef" * 4, "f" * 64
CONTENT = bytes(range(256)) * 8
PAGE = f"/conferences/{MEETING}/recordings"
SPOKEN = (
    DISCUSSION,
    asked_to_speak(BA_DINH),
    given_the_floor(BA_DINH),
    took_the_floor(1, 4),
    *(
        KeepRecording(**by(CLOCK, 5 + at), file=file, speech=SpeechNo(1), millis=118_000)
        for at, file in enumerate((FILE, GONE))
    ),
    DeleteRecording(**by(SECRETARY, 7), file=GONE),
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office() -> AsyncIterator[Hall]:
    folder = backing.folder()
    for file in (FILE, GONE):
        _lay(folder / MEETING / f"{file}.webm")
    settings = replace(Configuration(), media=MediaSettings(recordings=str(folder)))
    async with hall(*SPOKEN, settings=settings) as opened:
        yield opened


def _lay(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(CONTENT)
    os.utime(path, (0, 0))


@pytest.mark.parametrize("who", ["chair", "secretary"])
async def test_it_plays_from_anywhere(office: Hall, who: str) -> None:
    browser = await office.browser(who)
    async with browser.get(PAGE) as answer:
        text = await answer.text()
        assert "media-src 'self'" in answer.headers["Content-Security-Policy"]
    assert f'src="{PAGE}/{FILE}"' in text
    assert GONE not in text
    assert "đã xóa lúc" in text
    async with browser.get(f"{PAGE}/{FILE}", headers={"Range": "bytes=100-199"}) as piece:
        assert (piece.status, piece.content_type) == (206, "video/webm")
        assert await piece.read() == CONTENT[100:200]
        assert "no-store" in piece.headers["Cache-Control"]


@pytest.mark.parametrize("who", ["operator", "ba-dinh", "screen", "admin"])
async def test_nobody_else_is_told_anything(office: Hall, who: str) -> None:
    browser = await office.browser(who)
    for path in (PAGE, f"{PAGE}/{FILE}"):
        async with browser.get(path) as answer:
            assert answer.status == 403
            assert CONTENT not in await answer.read()


async def test_strangers_are_asked_to_sign_in(office: Hall) -> None:
    browser = await office.browser("")
    async with browser.get(f"{PAGE}/{FILE}", allow_redirects=False) as answer:
        assert answer.status == 302


async def test_what_was_deleted_or_never_was_plays_for_nobody(office: Hall) -> None:
    browser = await office.browser("secretary")
    for file in (GONE, "a" * 64):
        async with browser.get(f"{PAGE}/{file}") as answer:
            assert answer.status == 404


async def test_the_secretary_deletes_it_by_a_form_and_the_chair_has_none(office: Hall) -> None:
    async with (await office.browser("chair")).get(PAGE) as answer:
        assert "delete_recording" not in await answer.text()
    secretary = await office.browser("secretary")
    async with secretary.get(PAGE) as answer:
        form = form_for(read(await answer.text()), "/delete_recording")
    async with secretary.post(form["action"], data=filled(form), allow_redirects=False) as done:
        assert done.status == 303
    async with secretary.get(f"{PAGE}/{FILE}") as answer:
        assert answer.status == 404
