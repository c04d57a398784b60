"""However much sites write: what stands in a conference, and what its pages and papers weigh.

Sizes are of what is sent, before it is packed.
"""

import json
from collections.abc import AsyncIterator
from functools import cache
from http import HTTPStatus
from pathlib import Path

import pytest

from diemcau.domain.decider import decide, replay
from diemcau.domain.nouns.accounts import Entries
from diemcau.domain.nouns.conference import EndConference
from diemcau.domain.nouns.ids import LONGEST_TEXT
from diemcau.domain.nouns.record import HandInOpinion
from diemcau.domain.nouns.refusals import EnoughWritten
from diemcau.domain.rules import drafting
from diemcau.domain.rules.bounds import BOUNDS, KIB, MIB
from diemcau.domain.views.keys import BEGINNING
from tests.support.flood import Flood, words
from tests.support.hall import Hall, hall
from tests.support.meeting import BA_DINH, CHAIR, DISCUSSION, DISCUSSION_ITEM, by
from tests.support.room import MEETING
from tests.support.store import DURABLE, fresh

SITES = 126
"""Today's Hà Nội."""
FIRST_VIEW = 4 * MIB
PAGE = 5 * MIB
"""The view lies in the page, and beside it what works without scripts."""


@cache
def flood() -> Flood:
    return Flood(SITES)


async def fetched(opened: Hall, who: str, path: str) -> tuple[int, str]:
    browser = await opened.browser(who)
    async with browser.get(path) as answer:
        return answer.status, await answer.text()


@pytest.mark.parametrize("screen", ["chair", "secretary", "operator"])
async def test_the_first_view_of_a_conference_in_which_every_site_wrote_all_it_may(
    screen: str,
) -> None:
    async with hall(happened=flood().happened) as opened:
        status, page = await fetched(opened, screen, f"/conferences/{MEETING}/{screen}")
        async with opened.screen(screen) as first:
            await first.until("all")
    assert status == HTTPStatus.OK
    assert weight(json.dumps(first.view, ensure_ascii=False, separators=(",", ":"))) < FIRST_VIEW
    assert weight(page) < PAGE


def weight(text: str) -> int:
    return len(text.encode())


def test_the_minutes_of_such_a_conference_are_written_out_whole() -> None:
    """All that was handed in stands in them (rules §4.17); printing it takes seconds, not minutes,
    and holds up nobody: see ADR 0022 for the figure.
    """
    over = replay(flood().meeting, decide(flood().meeting, EndConference(**by(CHAIR, 200))))
    paper = drafting.minutes(over)
    handed_in = [each.text for item in paper.items for each in item.opinions]
    assert len(handed_in) == SITES * BOUNDS[Entries.OPINIONS].entries
    assert sum(map(weight, handed_in)) <= BOUNDS[Entries.OPINIONS].shared


def opinion(no: int) -> dict[str, object]:
    return {"id": f"y-kien-{no}", "args": {"item": DISCUSSION_ITEM, "text": words(LONGEST_TEXT)}}


@pytest.mark.parametrize("kind", DURABLE)
async def test_a_flood_of_opinions_ends_at_the_bound_and_the_page_of_the_chair_stays_light(
    kind: str, tmp_path: Path
) -> None:
    async with hall(DISCUSSION, url=await fresh(kind, tmp_path)) as opened:
        answers = [await pressed(opened, "ba-dinh", opinion(no)) for no in range(20)]
        meeting = await opened.parts.rooms.state(MEETING)
        _, page = await fetched(opened, "chair", f"/conferences/{MEETING}/chair")
    assert len(meeting.opinions) == answers.count("done") == 2
    assert set(answers[2:]) == {EnoughWritten.code}
    assert weight(page) < 256 * KIB


async def pressed(opened: Hall, who: str, act: dict[str, object]) -> str:
    browser = await opened.browser(who)
    path = f"/conferences/{MEETING}/acts/hand_in_opinion"
    async with browser.post(path, json=act, headers={"X-CSRF": f"csrf-of-{who}"}) as answer:
        told = await answer.json()
    return str(told["code"] if told["t"] == "no" else told["t"])


async def test_one_site_that_floods_takes_no_room_from_another() -> None:
    async with hall(DISCUSSION) as opened:
        flooded = [await pressed(opened, "ba-dinh", opinion(no)) for no in range(5)]
        assert flooded[-1] == EnoughWritten.code
        assert await pressed(opened, "dong-anh", opinion(99)) == "done"


# -- long texts are fetched when opened ------------------------------------------------------------

LONG = words(5000)
TEXT = f"/conferences/{MEETING}/texts/opinion/dài"


@pytest.fixture
async def told() -> AsyncIterator[Hall]:
    long = HandInOpinion(**by(BA_DINH, 10, named="dài"), item=DISCUSSION_ITEM, text=LONG)
    async with hall(DISCUSSION) as opened:
        await opened.parts.rooms.submit(MEETING, long)
        yield opened


@pytest.mark.parametrize("who", ["chair", "secretary", "ba-dinh"])
async def test_a_screen_carries_the_beginning_of_an_opinion_and_the_way_to_the_whole(
    told: Hall, who: str
) -> None:
    async with told.screen(who) as screen:
        await screen.until("all")
    shown = screen.view["opinion/dài"]
    assert (shown["text"], shown["length"]) == (LONG[:BEGINNING], len(LONG.strip()))
    status, page = await fetched(told, who, TEXT)
    assert status == HTTPStatus.OK
    assert LONG.strip() in page


async def test_the_page_without_scripts_leads_to_the_whole(told: Hall) -> None:
    _, page = await fetched(told, "secretary", f"/conferences/{MEETING}/secretary")
    assert 'href="texts/opinion/d%C3%A0i"' in page


@pytest.mark.parametrize("who", ["operator", "screen", "dong-anh"])
async def test_nobody_reads_a_text_that_is_not_in_their_view(told: Hall, who: str) -> None:
    status, page = await fetched(told, who, TEXT)
    assert status == HTTPStatus.NOT_FOUND
    assert LONG[:BEGINNING] not in page


@pytest.mark.parametrize("path", ["opinion/none", "incident/none", "note/none", "site/001"])
async def test_what_is_no_text_is_not_there(told: Hall, path: str) -> None:
    status, _ = await fetched(told, "chair", f"/conferences/{MEETING}/texts/{path}")
    assert status == HTTPStatus.NOT_FOUND


async def test_a_stranger_is_asked_to_sign_in(told: Hall) -> None:
    status, page = await fetched(told, "", TEXT)
    assert status == HTTPStatus.OK
    assert LONG[:BEGINNING] not in page
    assert "/sign-in" in page
