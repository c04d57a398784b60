"""Levels §8: a lead ended between two conferences, and what it was to do is handed over by line."""

from collections.abc import AsyncIterator
from datetime import date

import pytest
import pytest_asyncio
from aiohttp import ClientSession, CookieJar
from msgspec.structs import replace

from diemcau.adapters.units import shipped
from diemcau.app.admission.secrets import key_of
from diemcau.domain.nouns.conclusions import ApproveConclusions, ConclusionText, DraftConclusion
from diemcau.domain.nouns.ids import ConclusionId, SiteCode
from diemcau.domain.nouns.publishing import Publish
from diemcau.domain.nouns.tasks import Task
from diemcau.domain.nouns.terms import Readers, Stage
from tests.support.hall import Hall, signed_in
from tests.support.markup import Element, doubled_ids, filled, form_for, read, unlabelled
from tests.support.meeting import CHAIR, DAY, DISCUSSION, SECRETARY, Step, by
from tests.support.room import MEETING
from tests.support.scene import on_stage

NAMES = ("ke", "hop", "dan")
HEIR = SiteCode("00008")
FOLLOWED: Step = (
    DISCUSSION,
    *(
        DraftConclusion(
            **by(SECRETARY, 130, named=name),
            text=ConclusionText(name, lead="HĐND quận Ba Đình", deadline=date(2024, 6, 30)),
        )
        for name in NAMES
    ),
    ApproveConclusions(**by(CHAIR, 140)),
    Publish(**by(SECRETARY, 150), stage=Stage.CONCLUSIONS, readers=Readers.PUBLIC),
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def made() -> AsyncIterator[Hall]:
    """The day after the conference its districts end."""
    async for opened in on_stage(FOLLOWED, minutes=DAY):
        founded, recut = shipped()
        await opened.parts.units.furnish((founded, recut._replace(on=date(2024, 4, 20))))
        yield opened


async def page(browser: ClientSession, path: str, status: int = 200) -> Element:
    async with browser.get(path, allow_redirects=False) as response:
        assert response.status == status, path
        return read(await response.text())


async def sent(browser: ClientSession, path: str, action: str, **fields: str) -> int:
    form = form_for(await page(browser, path), action)
    data = {**filled(form), **fields}
    async with browser.post(form["action"], data=data, allow_redirects=False) as response:
        return response.status


async def task(made: Hall, name: str) -> Task:
    which = ConclusionId(f"DraftConclusion, {name}")
    known = (await made.parts.rooms.state(MEETING)).conclusions[which].task
    assert known is not None
    return known


async def heir(made: Hall) -> ClientSession:
    """The ward that stands there now, inside with its account."""
    inside = signed_in("ba-dinh", made.clock.now())
    mine = replace(inside, key=key_of("token-of-heir"), meeting=None, site=HEIR)
    await made.store.sessions.put(mine)
    jar = CookieJar(unsafe=True)
    made.browsers["heir"] = ClientSession(
        made.url, cookies={"diemcau": "token-of-heir"}, cookie_jar=jar
    )
    return made.browsers["heir"]


@pytest.mark.asyncio(loop_scope="module")
async def test_each_line_is_offered_to_a_successor_who_takes_it_or_says_why_not(
    made: Hall,
) -> None:
    secretary = await made.browser("secretary")
    lines = await page(secretary, "/follow-up/handover")
    assert "quận Ba Đình" in lines.words
    assert "phường Ngọc Hà (94 %)" in lines.words
    assert not doubled_ids(lines)
    assert not unlabelled(lines)
    kept = f"/follow-up/{MEETING}/DraftConclusion, ke"
    assert "Nay là phường Ngọc Hà" in (await page(secretary, kept)).words
    assert await sent(secretary, "/follow-up/handover", "/follow-up/handover") == 303
    assert [(await task(made, name)).handover is not None for name in NAMES] == [True] * 3
    assert "Chờ phường" in (await page(secretary, "/follow-up/handover")).words

    ward = await heir(made)
    assert "3 nhiệm vụ đề nghị" in (await page(ward, "/follow-up")).words
    one = await page(ward, f"/follow-up/{MEETING}/DraftConclusion, hop")
    assert "Chờ phường Ngọc Hà trả lời" in one.words
    form = [each for each in one.all("form") if each["action"].endswith("/answer_handover")][1]
    data = {**filled(form), "reason": "Không có đê"}
    async with ward.post(form["action"], data=data, allow_redirects=False) as response:
        assert response.status == 303
    refused = await task(made, "hop")
    assert refused.handover is not None
    assert refused.handover.refusal == "Không có đê"
    assert await sent(ward, "/follow-up", "/follow-up/handover/accept") == 303
    assert [(await task(made, name)).site for name in ("ke", "dan")] == [HEIR] * 2
    left = await page(secretary, "/follow-up/handover")
    assert "phường Ngọc Hà không nhận" in left.words
    assert "Đã bàn giao cho phường Ngọc Hà" in (await page(secretary, kept)).words
    assert "hop" not in (await page(ward, "/follow-up")).words


@pytest.mark.asyncio(loop_scope="module")
async def test_nobody_else_hands_over_or_takes(made: Hall) -> None:
    await page(await made.browser("operator"), "/follow-up/handover", 403)
    secretary, data = await made.browser("secretary"), {"to.0": HEIR, "meeting.0": "khac"}
    lines = await page(secretary, "/follow-up/handover")
    data = {**filled(form_for(lines, "/follow-up/handover")), **data}
    async with secretary.post("/follow-up/handover", data=data) as response:
        assert response.status == 404
    let_in = await made.browser("ba-dinh")
    csrf = {"csrf": "csrf-of-ba-dinh", "id": "nhan-tat-ca-1"}
    async with let_in.post("/follow-up/handover/accept", data=csrf) as response:
        assert response.status == 403
