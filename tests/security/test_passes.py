"""Whoever holds a pass acts as the site: handing one out is seen, and never helps in a vote."""

from pathlib import Path

import pytest

from diemcau.domain.nouns.passes import PassesIssued
from diemcau.domain.nouns.votes import OpenVote
from diemcau.protocol import records
from tests.support.hall import Hall, hall
from tests.support.meeting import BA_DINH, CHAIR, DISCUSSION, Step, by, checked_in, code
from tests.support.room import MEETING
from tests.support.store import DURABLE, fresh

HALL: Step = (DISCUSSION, checked_in(BA_DINH, 1))
VOTING: Step = (HALL, OpenVote(**by(CHAIR, 30), text="Nhân sự", secret=True))
PASSES = f"/conferences/{MEETING}/passes"


@pytest.fixture(params=DURABLE)
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return await fresh(request.param, tmp_path)


async def issued(opened: Hall, who: str, *sites: str) -> tuple[int, str]:
    browser = await opened.browser(who)
    _, session = await opened.session(who)
    form = [("csrf", session.csrf), *(("sites", each) for each in sites)]
    async with browser.post(PASSES, data=form, headers={"Origin": opened.url}) as answer:
        return answer.status, await answer.text()


async def on_record(opened: Hall) -> list[PassesIssued]:
    log = await opened.store.events.read(MEETING)
    return [each for each in map(records.read, log) if isinstance(each, PassesIssued)]


@pytest.mark.parametrize("who", ["secretary", "operator"])
async def test_while_a_site_votes_nobody_gets_a_new_key_to_its_seat(url: str, who: str) -> None:
    async with hall(VOTING, url=url) as opened:
        status, _ = await issued(opened, who, code(BA_DINH))
        assert status == 409
        assert await on_record(opened) == []
        assert await opened.parts.admission.passes.get(MEETING, code(BA_DINH)) is None


async def test_a_pass_that_is_handed_out_is_on_record_and_shown_to_its_site(url: str) -> None:
    async with hall(HALL, url=url) as opened, opened.screen("ba-dinh") as screen:
        await screen.say({"t": "hello"})
        await screen.until("all")
        status, _ = await issued(opened, "operator", code(BA_DINH))
        assert status == 200
        [event] = await on_record(opened)
        assert (event.by.role, event.sites) == ("operator", (code(BA_DINH),))
        me = f"me/{code(BA_DINH)}"
        while "pass_issue" not in screen.view[me]:
            await screen.hear()
        assert screen.view[me]["pass_issue"]["role"] == "operator"


async def test_whoever_was_in_by_the_pass_of_before_is_shown_out(url: str) -> None:
    async with hall(HALL, url=url) as opened, opened.screen("ba-dinh") as screen:
        await screen.say({"t": "hello"})
        await screen.until("all")
        token, _ = await opened.session("ba-dinh")
        await issued(opened, "secretary", code(BA_DINH))
        assert (await screen.until("bye"))["code"] == "pass_replaced"
        assert await opened.parts.admission.inside.session(token) is None


async def test_who_chooses_nobody_shows_nobody_out(url: str) -> None:
    async with hall(HALL, url=url) as opened:
        await issued(opened, "secretary", code(BA_DINH))
        status, _ = await issued(opened, "secretary")
        assert status == 200
        first, rest = await on_record(opened)
        assert first.sites == (code(BA_DINH),)
        assert code(BA_DINH) not in rest.sites
        assert len(rest.sites) == len((await opened.parts.rooms.state(MEETING)).sites) - 1
        status, _ = await issued(opened, "secretary")
        assert status == 409
