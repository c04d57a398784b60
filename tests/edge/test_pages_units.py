"""Levels §7 on the page of the units: looked at on any day, changed by the administrator."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import ClientSession

from diemcau.adapters.units import shipped
from diemcau.domain.units.tree import standing
from tests.support.hall import Hall, hall
from tests.support.markup import Element, filled, form_for, read, skipped_headings, unlabelled
from tests.support.meeting import LOBBY

MERGED = {
    "what": "merged",
    "on": "2026-07-01",
    "basis": "Nghị quyết 9",
    "ends": "00004, 00008",
    "after": "00001; Thăng Long; phường; 3; 01",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def made() -> AsyncIterator[Hall]:
    async with hall(LOBBY, minutes=-30) as opened:
        await opened.parts.units.furnish(shipped())
        yield opened


async def page(browser: ClientSession, path: str, status: int = 200) -> Element:
    async with browser.get(path) as response:
        assert response.status == status, path
        return read(await response.text())


async def sent(browser: ClientSession, action: str, **fields: str) -> tuple[int, Element]:
    data = filled(form_for(await page(browser, "/units"), action))
    data.update(fields)
    async with browser.post(action, data=data, allow_redirects=False) as response:
        return response.status, read(await response.text())


@pytest.mark.asyncio(loop_scope="module")
async def test_a_list_of_any_time_is_the_tree_of_its_day(made: Hall) -> None:
    admin = await made.browser("admin")
    before = await page(admin, "/units?day=2024-04-19")
    assert "30 đơn vị" in before.words
    assert "quận Ba Đình" in before.words
    after = await page(admin, "/units?day=2025-07-01")
    assert "126 đơn vị" in after.words
    assert "quận Ba Đình (92 %)" in after.words
    assert "chưa có đơn vị" in (await page(admin, "/units?day=1990-01-01")).words
    assert not unlabelled(after)
    assert not skipped_headings(after)
    await page(await made.browser("secretary"), "/units", 403)


@pytest.mark.asyncio(loop_scope="module")
async def test_a_change_is_written_down_and_taken_back(made: Hall) -> None:
    admin, units = await made.browser("admin"), made.parts.units
    assert (await sent(admin, "/units/change", **MERGED))[0] == 303
    tree = await units.tree()
    assert not standing(tree, "00004", tree.changes[-1].on)
    shown = await page(admin, "/units?day=2026-07-01")
    assert "phường Thăng Long" in shown.words
    assert "phường Ba Đình, phường Ngọc Hà" in shown.words
    assert (await sent(admin, "/units/take-back"))[0] == 303
    assert len((await units.tree()).changes) == 2
    status, _ = await sent(admin, "/units/take-back", number="7")
    assert status == 409
    assert (await sent(admin, "/units/take-back", number="x"))[0] == 400


@pytest.mark.parametrize(
    ("typed", "field", "status"),
    [
        ({"basis": " "}, "basis", 409),
        ({"on": "2020-01-01"}, "on", 409),
        ({"on": "mai"}, "on", 400),
        ({"what": "split"}, "what", 409),
        ({"what": "none"}, "what", 400),
        ({"after": "00001; Thăng Long; phường"}, "after", 400),
        ({"after": "00001; Thăng Long; phường; ba; 01"}, "after", 400),
        ({"after": f"{'1' * 40}; Thăng Long; phường; 3; 01"}, "after", 400),
        ({"after": "; Thăng Long; phường; 3; 01"}, "after", 400),
        ({"shares": "00004; 00001; 101"}, "after", 400),
    ],
)
@pytest.mark.asyncio(loop_scope="module")
async def test_what_is_amiss_stands_at_its_field(
    made: Hall, typed: dict[str, str], field: str, status: int
) -> None:
    got, shown = await sent(await made.browser("admin"), "/units/change", **(MERGED | typed))
    assert got == status
    fields = [e for kind in ("input", "textarea", "select") for e in shown.all(kind)]
    assert [each["name"] for each in fields if each["aria-invalid"] == "true"] == [field]


@pytest.mark.asyncio(loop_scope="module")
async def test_a_tree_that_is_there_is_furnished_no_more(made: Hall) -> None:
    units = made.parts.units
    await units.furnish(shipped())
    assert len((await units.tree()).changes) == 2
