"""Answers to the invitation in the browser: a site's own, and the board of the hall."""

from collections.abc import AsyncIterator

import pytest
from multidict import MultiDict

from diemcau.domain.nouns.conference import OpenLobby
from diemcau.domain.nouns.ids import PublicationNo, SiteCode
from diemcau.domain.nouns.publishing import ConfirmReading, Publish
from diemcau.domain.nouns.terms import Readers, Stage
from diemcau.domain.rules.deadlines import CLOCK
from tests.support.hall import Hall
from tests.support.markup import doubled_ids, filled, form_for, read, skipped_headings, unlabelled
from tests.support.meeting import (
    ANNOUNCED,
    BA_DINH,
    DAY,
    DONG_ANH,
    LOBBY,
    SECRETARY,
    Step,
    by,
    code,
)
from tests.support.room import MEETING
from tests.support.scene import FINISHED, on_stage

PATH = f"/conferences/{MEETING}/answers"
INVITED: Step = (
    ANNOUNCED,
    Publish(**by(SECRETARY, -DAY), stage=Stage.NOTICE, readers=Readers.ALL_SITES),
)


@pytest.fixture
async def invited() -> AsyncIterator[Hall]:
    async for made in on_stage(INVITED, minutes=-200):
        yield made


async def text(hall: Hall, who: str, path: str = PATH, status: int = 200) -> str:
    async with (await hall.browser(who)).get(path, allow_redirects=False) as response:
        assert response.status == status, path
        return await response.text()


async def sends(hall: Hall, who: str, path: str = PATH, act: str = "", **fields: str) -> str:
    """Fill in the form; where that leads."""
    form = form_for(read(await text(hall, who, path)), act or "/answer_invitation")
    sent = MultiDict(filled(form))
    for name, value in fields.items():
        sent[name] = value
    async with (await hall.browser(who)).post(form["action"], data=sent) as response:
        return await response.text()


async def test_a_site_answers_and_sees_what_it_answered(invited: Hall) -> None:
    assert "Chưa trả lời" in await text(invited, "ba-dinh")
    html = await sends(invited, "ba-dinh", coming="true", head="Phó Chủ tịch HĐND quận")
    assert "Sẽ dự" in html
    assert 'value="Phó Chủ tịch HĐND quận"' in html
    html = await sends(invited, "ba-dinh", coming="false", reason="Họp Quận ủy")
    assert "Họp Quận ủy" in html


async def test_who_cannot_come_has_to_say_why_and_nothing_is_lost(invited: Hall) -> None:
    html = await sends(invited, "ba-dinh", coming="false")
    assert "lý do" in html.lower()
    meeting = await invited.parts.rooms.state(MEETING)
    assert meeting.sites[code(BA_DINH)].answer is None


async def test_a_site_says_who_will_sit_there(invited: Hall) -> None:
    html = await sends(
        invited, "ba-dinh", act="/set_roster", roster="Trần Thị Hà; Chủ tịch\nLê Văn Minh"
    )
    assert "Trần Thị Hà; Chủ tịch" in html


async def test_the_hall_sees_who_will_come_who_is_silent_and_who_has_read(invited: Hall) -> None:
    await invited.parts.rooms.submit(
        MEETING, ConfirmReading(**by(DONG_ANH, -199), publication=PublicationNo(1))
    )
    await sends(invited, "ba-dinh", coming="true", head="Phó Chủ tịch")
    for who in ("chair", "deputy", "operator", "secretary"):
        html = await text(invited, who)
        assert "1/5 điểm cầu sẽ dự, 4 chưa trả lời, 1 đã đọc giấy mời." in html
        assert "Phó Chủ tịch" in html


async def test_the_secretary_writes_down_what_was_said_on_the_phone(invited: Hall) -> None:
    html = await sends(
        invited, "secretary", f"{PATH}?site={code(DONG_ANH)}", coming="false", reason="Bão"
    )
    assert "Không dự được" in html
    assert "Bão" in html
    assert "/answer_invitation" not in await text(invited, "chair", f"{PATH}?site=017")


async def test_a_site_sees_no_other_sites_answer(invited: Hall) -> None:
    await sends(invited, "dong-anh", coming="false", reason="Việc riêng của Đông Anh")
    assert "Việc riêng" not in await text(invited, "ba-dinh")
    await text(invited, "stranger", status=404)
    for who in ("screen", "admin"):
        await text(invited, who, status=403)
    await text(invited, "", status=302)


async def test_once_the_lobby_is_open_a_site_is_told_to_phone() -> None:
    async for hall in on_stage(LOBBY, minutes=-50):
        html = await text(hall, "ba-dinh")
        assert "gọi điện cho thư ký" in html
        assert "/answer_invitation" not in html
        await sends(hall, "secretary", f"{PATH}?site={code(BA_DINH)}", coming="true")
        assert "Sẽ dự" in await text(hall, "ba-dinh")


async def test_a_site_finds_the_way_from_its_screen(invited: Hall) -> None:
    assert f'href="{PATH}"' in await text(invited, "ba-dinh", f"/conferences/{MEETING}/site")
    await invited.parts.rooms.submit(MEETING, OpenLobby(**by(CLOCK, -60)))
    assert f'href="{PATH}"' not in await text(invited, "ba-dinh", f"/conferences/{MEETING}/site")


async def test_the_pages_are_whole(invited: Hall) -> None:
    for who, path in (
        ("ba-dinh", PATH),
        ("secretary", f"{PATH}?site={code(BA_DINH)}"),
        ("chair", PATH),
    ):
        html = read(await text(invited, who, path))
        assert not doubled_ids(html)
        assert not unlabelled(html)
        assert not skipped_headings(html)


# -- from the mail, without signing in -------------------------------------------------------------


async def by_link(hall: Hall, path: str, **fields: str) -> tuple[int, str]:
    browser = await hall.browser("")
    async with browser.get(path) as response:
        if response.status != 200:
            return response.status, ""
        form = form_for(read(await response.text()), path)
    async with browser.post(form["action"], data={**filled(form), **fields}) as response:
        return response.status, await response.text()


async def test_a_site_answers_by_the_link_in_its_letter_without_signing_in() -> None:
    async for hall in on_stage(ANNOUNCED, minutes=-300):
        links = hall.parts.answer_links
        path = f"/{await links.path(MEETING, code(BA_DINH))}"
        status, html = await by_link(hall, path, coming="true", head="Bà Chủ tịch")
        assert status == 200
        assert "Bà Chủ tịch" in html
        state = await hall.parts.rooms.state(MEETING)
        answer = state.sites[code(BA_DINH)].answer
        assert answer is not None
        assert (answer.coming, answer.by) == (True, "Ba Đình")


async def test_the_link_of_a_site_is_for_that_site_and_that_conference() -> None:
    async for hall in on_stage(ANNOUNCED, minutes=-300):
        links = hall.parts.answer_links
        seal = (await links.path(MEETING, code(BA_DINH))).rpartition("/")[2]
        for other in (f"{MEETING}/{code(DONG_ANH)}", f"another/{code(BA_DINH)}"):
            assert await by_link(hall, f"/answer/{other}/{seal}") == (404, "")
        gone = (await links.path(MEETING, SiteCode("999"))).removeprefix("answer")
        assert await by_link(hall, f"/answer{gone}") == (404, "")


async def test_when_answers_are_no_longer_taken_the_link_says_so() -> None:
    async for hall in on_stage(FINISHED, minutes=230):
        path = f"/{await hall.parts.answer_links.path(MEETING, code(BA_DINH))}"
        async with (await hall.browser("")).get(path) as response:
            html = await response.text()
        assert '<form class="card' not in html
