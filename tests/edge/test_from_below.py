"""Levels §6.4 on pages without scripts: a request goes through the hands of the sub-hub."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from msgspec.structs import replace

from diemcau.domain.nouns.passing_on import (
    BringUpRequest,
)
from diemcau.domain.rules.deadlines import next_due
from tests.support.hall import Hall, hall
from tests.support.markup import Element, filled, form_for, read
from tests.support.meeting import (
    BA_DINH,
    DISCUSSION,
    DONG_ANH,
    checked_in,
    code,
    plan_conference,
    site_plan,
)
from tests.support.meeting import SITES as SITES_OF_THE_SCENE
from tests.support.room import MEETING

pytestmark = pytest.mark.asyncio(loop_scope="module")
LIES = "Đang ở điểm cầu trung gian Ba Đình"
BELOW = "Đăng ký từ điểm cầu cấp dưới"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def below() -> AsyncIterator[Hall]:
    """Đông Anh stands below Ba Đình; the discussion is open."""
    plans = {each.code: each for each in map(site_plan, SITES_OF_THE_SCENE)}
    lower = replace(plans.pop(code(DONG_ANH)), above=code(BA_DINH))
    plan = replace(plan_conference(), sites=(*plans.values(), lower))
    async with hall(DISCUSSION, checked_in(DONG_ANH), checked_in(BA_DINH), plan=plan) as made:
        yield made


async def _page(made: Hall, who: str, screen: str = "site") -> Element:
    browser = await made.browser(who)
    async with browser.get(f"/conferences/{MEETING}/{screen}") as response:
        assert response.status == 200
        return read(await response.text())


async def _sends(made: Hall, who: str, act: str, screen: str = "site", **typed: str) -> None:
    """The last form of the act on the page, as somebody fills it in."""
    form = form_for(await _page(made, who, screen), act)
    browser = await made.browser(who)
    data = {**filled(form), **typed}
    async with browser.post(form["action"], data=data, allow_redirects=False) as response:
        assert response.status == 303, await response.text()


async def test_a_request_from_below_is_declined_passed_on_or_comes_up(below: Hall) -> None:
    await _sends(below, "dong-anh", "ask_to_speak", topic="Đê sông Hồng")
    assert LIES in (await _page(below, "dong-anh")).words
    assert f"{BELOW}: 1" in (await _page(below, "ba-dinh")).words
    for other in ("chair", "secretary", "operator", "screen"):
        assert "Đê sông Hồng" not in (await _page(below, other, other)).words

    await _sends(below, "ba-dinh", "settle_request", answered="false", reason="Đã nói ở quý trước")
    assert "Đã nói ở quý trước" in (await _page(below, "dong-anh")).words
    assert BELOW not in (await _page(below, "ba-dinh")).words

    await _sends(below, "dong-anh", "ask_to_speak", topic="Kênh tưới")
    await _sends(below, "ba-dinh", "pass_on_request")
    chair = (await _page(below, "chair", "chair")).words
    assert "Kênh tưới" in chair
    assert "chưa qua điểm cầu trung gian" not in chair
    await _sends(below, "dong-anh", "withdraw")

    await _sends(below, "dong-anh", "ask_to_speak", topic="Cầu tạm")
    meeting = await below.parts.rooms.state(MEETING)
    due = next_due(meeting)
    assert due is not None
    assert isinstance(due.command, BringUpRequest)
    await below.parts.rooms.submit(MEETING, due.command)
    chair = (await _page(below, "chair", "chair")).words
    assert "Cầu tạm" in chair
    assert "chưa qua điểm cầu trung gian" in chair
    assert BELOW not in (await _page(below, "ba-dinh")).words


async def test_the_chair_lets_sites_below_ask_directly_and_takes_it_back(below: Hall) -> None:
    await _sends(below, "chair", "ask_directly", "chair")
    assert "điểm cầu cấp dưới đăng ký trực tiếp" in (await _page(below, "chair", "chair")).words
    await _sends(below, "chair", "ask_directly", "chair")
    assert "đăng ký qua điểm cầu trung gian" in (await _page(below, "chair", "chair")).words
