"""The invitation is read and counted before it goes out, and a receipt says what went."""

from collections.abc import AsyncIterator

import pytest
from multidict import MultiDict

from diemcau.app.letters.invitations import WAY_IN
from diemcau.domain.nouns.ids import FIRST_BODY
from tests.support.hall import Hall
from tests.support.markup import filled, form_for, read, skipped_headings, unlabelled
from tests.support.meeting import BA_DINH, DONG_ANH, PLANNED, code
from tests.support.room import MEETING
from tests.support.scene import on_stage

HERE = f"/conferences/{MEETING}/invitation"


@pytest.fixture
async def hall() -> AsyncIterator[Hall]:
    async for made in on_stage(PLANNED, minutes=-20 * 24 * 60):
        await made.store.addresses.put(
            FIRST_BODY, {code(site): f"{code(site)}@example.vn" for site in (BA_DINH, DONG_ANH)}
        )
        yield made


async def text(hall: Hall, who: str = "secretary", status: int = 200) -> str:
    async with (await hall.browser(who)).get(HERE) as response:
        assert response.status == status
        return await response.text()


async def press(hall: Hall, action: str) -> str:
    form = form_for(read(await text(hall)), action)
    browser = await hall.browser("secretary")
    async with browser.post(form["action"], data=MultiDict(filled(form))) as response:
        assert response.status == 200
        return await response.text()


async def test_what_will_be_sent_is_read_and_counted_before(hall: Hall) -> None:
    html = await text(hall)
    assert "2 thư sẽ gửi tới các điểm cầu" in html
    assert "3 điểm cầu chưa có địa chỉ thư" in html
    assert WAY_IN in html
    assert not unlabelled(read(html))
    assert not skipped_headings(read(html))
    assert await hall.store.letters.all(FIRST_BODY) == []


async def test_one_press_announces_publishes_and_leaves_a_receipt(hall: Hall) -> None:
    assert "được viết và gửi trong một phút" in await press(hall, HERE)
    await hall.parts.errand.write()
    html = await text(hall)
    assert "Đã ghi 2 thư cho 5 điểm cầu" in html
    assert html.count("Chờ gửi") == 2


async def test_a_letter_is_sent_again_to_one_site(hall: Hall) -> None:
    await press(hall, HERE)
    await hall.parts.errand.write()
    [first, _] = await hall.store.letters.all(FIRST_BODY)
    await hall.store.letters.sent(first.key, hall.clock.now())
    assert "Chờ gửi" in await press(hall, f"{HERE}/again")
    assert all(each.sent_at is None for each in await hall.store.letters.all(FIRST_BODY))


async def test_a_letter_is_sent_again_once_however_often_it_is_pressed(hall: Hall) -> None:
    await press(hall, HERE)
    await hall.parts.errand.write()
    form, browser = (
        form_for(read(await text(hall)), f"{HERE}/again"),
        await hall.browser("secretary"),
    )
    for _ in range(2):
        for letter in await hall.store.letters.all(FIRST_BODY):
            await hall.store.letters.sent(letter.key, hall.clock.now())
        async with browser.post(form["action"], data=MultiDict(filled(form))) as response:
            assert response.status == 200
    assert all(each.sent_at for each in await hall.store.letters.all(FIRST_BODY))


async def test_it_is_the_secretary_s(hall: Hall) -> None:
    await text(hall, "chair", status=403)
    await text(hall, "operator", status=403)
