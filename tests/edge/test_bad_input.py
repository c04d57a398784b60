"""What nobody should send: refused by name, and nothing is kept."""

from collections.abc import AsyncIterator

import pytest
from multidict import MultiDict

from diemcau.domain.nouns.ids import FIRST_BODY
from tests.support.hall import Hall
from tests.support.markup import filled, form_for, read
from tests.support.meeting import ANNOUNCED, BA_DINH, code
from tests.support.room import MEETING
from tests.support.scene import on_stage

PATH = f"/conferences/{MEETING}/answers"
GIGABYTE = 2**30


@pytest.fixture
async def announced() -> AsyncIterator[Hall]:
    async for made in on_stage(ANNOUNCED, minutes=-200):
        yield made


async def test_a_roster_of_five_thousand_lines_is_refused_and_the_old_one_stays(
    announced: Hall,
) -> None:
    browser = await announced.browser("ba-dinh")
    async with browser.get(PATH) as response:
        form = form_for(read(await response.text()), "/set_roster")
    before = (await announced.parts.rooms.state(MEETING)).sites[code(BA_DINH)].roster
    sent = MultiDict(filled(form))
    sent["roster"] = "\n".join(f"Đại biểu {number}; Ủy viên" for number in range(5000))
    async with browser.post(form["action"], data=sent) as response:
        assert response.status == 400
        assert "Có ô ghi chưa đúng" in await response.text()
    assert (await announced.parts.rooms.state(MEETING)).sites[code(BA_DINH)].roster == before


async def test_two_gigabytes_are_refused_before_they_are_read(announced: Hall) -> None:
    browser = await announced.browser("secretary")
    async with browser.get("/letters/addresses") as response:
        csrf = filled(form_for(read(await response.text()), "/letters/addresses"))["csrf"]
    taken = 0

    async def flood() -> AsyncIterator[bytes]:
        nonlocal taken
        yield f"csrf={csrf}&address.001=".encode()
        while taken < 2 * GIGABYTE:
            taken += 2**16
            yield b"x" * 2**16

    headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": announced.url}
    async with browser.post("/letters/addresses", data=flood(), headers=headers) as response:
        assert response.status == 413
        assert "quá lớn" in await response.text()
    assert taken < GIGABYTE // 16
    assert await announced.store.addresses.all(FIRST_BODY) == {}
