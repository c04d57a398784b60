"""Machines that follow the floor: let in and shown out on a page, told live in two ways."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientResponse, ClientSession, WSMsgType, WSServerHandshakeError

from diemcau.app.media.machines import MOST, MachineUnknown
from diemcau.domain.nouns.floor import GiveFloor
from diemcau.edge.live import telling
from diemcau.edge.live.telling import FEEDS
from tests.support.hall import Hall, hall
from tests.support.markup import doubled_ids, filled, form_for, read, unlabelled
from tests.support.meeting import BA_DINH, CHAIR, DISCUSSION, asked_to_speak, by, card
from tests.support.patience import PATIENCE, unless_it_hangs
from tests.support.room import MEETING

MACHINES = f"/conferences/{MEETING}/machines"
FEED = f"/conferences/{MEETING}/floor"
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module", name="opened")
async def opened_() -> AsyncIterator[Hall]:
    async with hall(DISCUSSION, asked_to_speak(BA_DINH)) as made:
        yield made


async def let_in(opened: Hall, machine: str) -> dict[str, str]:
    """By the form of the page; the header that its token makes."""
    operator = await opened.browser("operator")
    async with operator.get(MACHINES) as answer:
        form = form_for(read(await answer.text()), MACHINES)
    fields = filled(form)
    fields["machine"] = machine
    async with operator.post(MACHINES, data=fields) as answer:
        shown = read(await answer.text())
    assert not doubled_ids(shown)
    assert not unlabelled(shown)
    [token] = [each["value"] for each in shown.all("input") if each["name"] == "token"]
    return {"Authorization": f"Bearer {token}"}


async def end(opened: Hall, machine: str) -> None:
    operator = await opened.browser("operator")
    headers = {"X-CSRF": "csrf-of-operator"}
    async with operator.post(f"{MACHINES}/end", data={"machine": machine}, headers=headers) as done:
        assert machine not in await done.text()


async def event(answer: ClientResponse) -> dict[str, Any]:
    """The next of the stream (HTML, "Server-sent events")."""
    async with unless_it_hangs():
        while (line := (await answer.content.readline()).decode()) != "event: floor\n":
            assert line in {"\n", ": here\n"}
        data = (await answer.content.readline()).decode()
    told: dict[str, Any] = json.loads(data.removeprefix("data: "))
    return told


async def refused(stranger: ClientSession, headers: dict[str, str]) -> None:
    async with stranger.get(f"{FEED}/events", headers=headers) as answer:
        assert (answer.status, (await answer.json())["code"]) == (401, MachineUnknown.code)
    with pytest.raises(WSServerHandshakeError, match="401"):
        await stranger.ws_connect(f"{FEED}/socket", headers=headers)


async def test_a_machine_is_told_the_floor_and_whatever_becomes_of_it(opened: Hall) -> None:
    key = await let_in(opened, "Bàn trộn")
    stranger = await opened.browser("")
    async with (
        stranger.get(f"{FEED}/events", headers=key) as events,
        stranger.ws_connect(f"{FEED}/socket", headers=key) as socket,
    ):
        assert events.content_type == "text/event-stream"
        before = await event(events)
        assert before == await socket.receive_json(timeout=PATIENCE)
        assert (before["shown"], before["next"]["name"]) == ("hall", "Ba Đình")
        called = GiveFloor(**by(CHAIR, 2), request=card(BA_DINH), believes=None)
        await opened.parts.rooms.submit(MEETING, called)
        now = await event(events)
        assert now == await socket.receive_json(timeout=PATIENCE)
        assert now["heard"] == ["hall", "site/001"]
        assert now["speaker"]["name"] == "Ba Đình"


async def test_who_has_no_token_of_this_conference_is_told_nothing(opened: Hall) -> None:
    key = await let_in(opened, "OBS")
    stranger = await opened.browser("")
    [token] = [value.removeprefix("Bearer ") for value in key.values()]
    nothing = {"Accept": "application/json"}
    for header in ("", "Bearer ", "Bearer guessed", f"Basic {token}", token):
        await refused(stranger, nothing | {"Authorization": header})
    async with stranger.get("/conferences/another/floor/events", headers=key | nothing) as answer:
        assert answer.status == 401
    async with stranger.get(f"{FEED}/events?token={token}", headers=nothing) as answer:
        assert answer.status == 401


async def test_a_token_that_is_ended_or_made_anew_ends_the_feed(
    opened: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "LOOKED_AT", 0.05)
    first = await let_in(opened, "Máy ghi")
    stranger = await opened.browser("")
    async with stranger.ws_connect(f"{FEED}/socket", headers=first) as socket:
        await socket.receive_json(timeout=PATIENCE)
        second = await let_in(opened, "Máy ghi")
        gone = await socket.receive(timeout=PATIENCE)
        assert (gone.type, gone.data) == (WSMsgType.CLOSE, 1008)
    async with stranger.get(f"{FEED}/events", headers=second) as events:
        await event(events)
        await end(opened, "Máy ghi")
        async with unless_it_hangs():
            while await events.content.readline():
                pass
    await refused(stranger, second | {"Accept": "application/json"})


async def test_one_conference_lets_in_so_many_machines_and_no_more_feeds(opened: Hall) -> None:
    known = {each.machine for each in await opened.parts.machines.of(MEETING)}
    for number in range(MOST - len(known)):
        await opened.parts.machines.let_in(MEETING, f"Máy {number}")
    operator = await opened.browser("operator")
    headers = {"X-CSRF": "csrf-of-operator", "Accept": "application/json"}
    async with operator.post(MACHINES, data={"machine": "Một nữa"}, headers=headers) as answer:
        assert (await answer.json())["code"] == "too_many_machines"
    key = await let_in(opened, "Máy 0")
    stranger = await opened.browser("")
    async with stranger.get(f"{FEED}/events", headers=key) as events:
        await event(events)
        feeds = opened.app[FEEDS]
        feed = next(iter(feeds))
        others = {telling.Feed(feed._request, feed.room) for _ in range(telling.MOST)}
        feeds |= others
        async with stranger.get(f"{FEED}/events", headers=key) as answer:
            assert answer.status == 429
        feeds -= others


async def test_the_page_is_for_secretary_and_operator(opened: Hall) -> None:
    for who, status in (("secretary", 200), ("chair", 403), ("ba-dinh", 403)):
        async with (await opened.browser(who)).get(MACHINES) as answer:
            assert answer.status == status


async def test_a_site_enters_the_room_that_the_operator_wrote_down(opened: Hall) -> None:
    operator = await opened.browser("operator")
    for fields, status in (
        ({"link": "https://hop.example.vn/12"}, 303),
        ({"site": "017", "link": "sip:17@hop.example.vn", "dial": "8400017#"}, 303),
        ({"link": "javascript:alert(1)"}, 409),
    ):
        async with operator.get(MACHINES) as answer:
            form = form_for(read(await answer.text()), "/set_outside_room")
        sent = filled(form)
        sent.update(fields)
        async with operator.post(form["action"], data=sent, allow_redirects=False) as answer:
            assert answer.status == status
    rooms = {"ba-dinh": "https://hop.example.vn/12", "dong-anh": "sip:17@hop.example.vn"}
    for site, room in rooms.items():
        async with (await opened.browser(site)).get(f"/conferences/{MEETING}/site") as answer:
            [link] = [each for each in read(await answer.text()).all("a") if each["href"] == room]
        assert (link["target"], link["rel"]) == ("_blank", "noopener noreferrer")
