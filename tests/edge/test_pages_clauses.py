"""A draft under discussion on the live pages, where no script runs."""

from collections.abc import AsyncIterator

import pytest

from tests.support.hall import Hall
from tests.support.markup import Element, filled, form_for, read
from tests.support.meeting import BA_DINH, Step, code, took_the_floor
from tests.support.room import MEETING
from tests.support.scene import DEBATED, on_stage

HERE = f"/conferences/{MEETING}"
FREE: Step = (DEBATED, took_the_floor(2, 26))
"""The floor is free, and the draft under discussion at Điều 4."""


@pytest.fixture
async def free() -> AsyncIterator[Hall]:
    async for made in on_stage(FREE, minutes=30):
        yield made


async def page(hall: Hall, who: str, screen: str) -> Element:
    async with (await hall.browser(who)).get(f"{HERE}/{screen}") as answer:
        assert answer.status == 200
        return read(await answer.text())


async def pressed(hall: Hall, who: str, screen: str, act: str, **fields: str) -> None:
    """The form of the act on the page, filled in and sent."""
    form = filled(form_for(await page(hall, who, screen), f"{HERE}/acts/{act}"))
    for name, value in fields.items():
        form[name] = value
    browser = await hall.browser(who)
    async with browser.post(f"{HERE}/acts/{act}", data=form, allow_redirects=False) as answer:
        assert answer.status == 303, await answer.text()


@pytest.mark.parametrize(
    ("who", "screen"),
    [("chair", "chair"), ("secretary", "secretary"), ("ba-dinh", "site"), ("screen", "screen")],
)
async def test_each_sees_the_draft_and_the_clause_in_focus(
    free: Hall, who: str, screen: str
) -> None:
    shown = (await page(free, who, screen)).words
    assert "Quy chế phối hợp · Bản 1" in shown
    assert "Điều 4" in shown
    assert "Trách nhiệm phối hợp" in shown
    assert "khoản 2 Điều 4: 0 chờ phát biểu, 1 đã phát biểu" in shown


@pytest.mark.parametrize("who", ["chair", "secretary"])
async def test_chair_and_secretary_go_to_the_next_clause_or_to_any(free: Hall, who: str) -> None:
    room = await free.parts.rooms.room(MEETING)
    await pressed(free, who, who, "focus_clause")
    assert room.meeting.current
    assert room.meeting.drafts[room.meeting.current].focus == "dieu-4.khoan-2"
    shown = await page(free, who, who)
    forms = (form for form in shown.all("form") if form["action"].endswith("focus_clause"))
    [chosen] = [form for form in forms if [*form.all("select")]]
    browser = await free.browser(who)
    data = filled(chosen)
    data["clause"] = ""
    async with browser.post(chosen["action"], data=data, allow_redirects=False) as answer:
        assert answer.status == 303
    assert room.meeting.drafts[room.meeting.current].focus is None
    for form in (await page(free, "ba-dinh", "site")).all("form"):
        assert not form["action"].endswith("focus_clause"), "a site follows"


async def test_a_site_asks_to_speak_to_the_clause_in_focus_or_to_another(free: Hall) -> None:
    room = await free.parts.rooms.room(MEETING)
    await pressed(free, "ba-dinh", "site", "ask_to_speak", topic="Kinh phí")
    [own] = room.meeting.sites[code(BA_DINH)].waiting
    assert room.meeting.requests[own].clauses == ("dieu-4",)
    await pressed(free, "ba-dinh", "site", "change_request", clauses="dieu-5")
    assert room.meeting.requests[own].clauses == ("dieu-5",)
    await pressed(free, "ba-dinh", "site", "change_request", topic="Phối hợp")
    assert room.meeting.requests[own].clauses == ("dieu-5",), "as it is"
    assert "Điều 5" in (await page(free, "chair", "chair")).words


async def test_a_vote_is_put_on_the_clause_in_focus_unless_another_is_chosen(free: Hall) -> None:
    room = await free.parts.rooms.room(MEETING)
    await pressed(free, "chair", "chair", "open_vote", text="Nhất trí với Điều 4?")
    assert room.meeting.vote
    assert room.meeting.vote.clause == "dieu-4"
