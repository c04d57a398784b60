"""What an address may ask for, and how many lines it may have: whoever asks without end makes
themselves wait and nobody else.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import WSServerHandshakeError, web
from msgspec.structs import replace
from yarl import URL

from diemcau.config import Configuration
from diemcau.edge.door.budgets import Allowance, Budgets
from diemcau.edge.door.costs import COSTS, Cost
from diemcau.edge.door.rates import Rate
from diemcau.edge.door.rationing import TakingTurns
from diemcau.edge.door.security import SecuritySettings
from diemcau.edge.door.taking import Taking
from diemcau.edge.live.porch import Lines
from diemcau.edge.refusing.refusals import TooManySockets
from diemcau.edge.routes import routes
from tests.security.test_budgets import devices_of_ba_dinh
from tests.support.hall import Hall, hall
from tests.support.meeting import DISCUSSION
from tests.support.patience import unless_it_hangs
from tests.support.room import MEETING

OF_A_BROWSER = {"Accept": "text/html"}


def asked_for() -> set[str]:
    """Every address of the product that can be looked at."""
    app = web.Application()
    app.add_routes([row for row in routes() if not isinstance(row, Taking)])
    return {each.canonical for each in app.router.resources()}


def test_of_every_address_it_is_said_what_it_costs_to_be_asked_for_it() -> None:
    assert set(COSTS) == asked_for()


def test_what_reads_papers_searches_or_prints_is_costly() -> None:
    """By its kind, so that a new export is one without being thought of."""
    cheap = {"/published/schema.json", "/api/petitions/openapi.json"}
    ends = (".pdf", ".docx", ".zip", ".csv", ".xlsx", ".ics", ".atom", ".xml", ".{form}", ".json")
    costly = {path for path in asked_for() if path.endswith(ends) or path.startswith("/oparl")}
    assert {path for path in costly - cheap if COSTS[path] is not Cost.MADE} == set()
    assert COSTS["/published"] is Cost.MADE


@asynccontextmanager
async def within(security: SecuritySettings) -> AsyncIterator[Hall]:
    async with hall(DISCUSSION, settings=replace(Configuration(), security=security)) as opened:
        yield opened


async def seen(opened: Hall, path: str, **headers: str) -> tuple[int, str, str | None]:
    async with (await opened.browser("")).get(path, headers=headers) as answer:
        return answer.status, await answer.text(), answer.headers.get("Retry-After")


COSTLY = sorted(path for path, cost in COSTS.items() if cost is Cost.MADE and "{" not in path)


@pytest.mark.parametrize("path", COSTLY)
async def test_whoever_asks_for_what_is_costly_again_and_again_is_told_when_to_come_back(
    path: str,
) -> None:
    async with within(SecuritySettings(costly=Rate(burst=1, per_minute=6))) as opened:
        status, _, _ = await seen(opened, path)
        assert status != 429
        status, words, again = await seen(opened, path, **OF_A_BROWSER)
        assert (status, again) == (429, "10")
        told = json.loads(words)["title"] if path.startswith("/api/") else words
        assert told == "Quá nhiều lần thử. Hãy đợi một lát."
        assert (await seen(opened, "/sign-in"))[0] == 200
        opened.clock.turn(seconds=10)
        assert (await seen(opened, path))[0] != 429


async def test_looking_has_a_budget_in_which_a_picture_costs_little() -> None:
    async with within(SecuritySettings(reading=Rate(burst=2, per_minute=60))) as opened:
        seen_of = [(await seen(opened, "/robots.txt"))[0] for _ in range(10)]
        assert seen_of == [200] * 10
        assert (await seen(opened, "/nowhere"))[0] == 404
        assert await seen(opened, "/join", Accept="application/json") == (
            429,
            '{"code": "too_many_requests"}',
            "1",
        )
        opened.clock.turn(seconds=1)
        assert (await seen(opened, "/sign-in"))[0] == 200


async def test_what_else_was_asked_on_a_line_that_asks_too_much_is_not_answered() -> None:
    async with within(SecuritySettings(reading=Rate(burst=1, per_minute=1))) as opened:
        reader, writer = await asyncio.open_connection("127.0.0.1", URL(opened.url).port)
        writer.write(b"GET /sign-in HTTP/1.1\r\nHost: x\r\n\r\n" * 8)
        async with unless_it_hangs():
            told = await reader.read()
        writer.close()
        assert told.count(b"HTTP/1.1 200") == 1
        assert told.count(b"HTTP/1.1 429") == 1


# -- turns ---------------------------------------------------------------------------------------


async def test_who_asks_a_thousand_things_at_once_lets_others_ask_in_between() -> None:
    turns, begun = TakingTurns(at_once=2), list[str]()

    async def asks(who: str) -> None:
        await turns.turn(who)
        begun.append(who)

    async with asyncio.TaskGroup() as tasks:
        for _ in range(1000):
            tasks.create_task(asks("an"))
        await asyncio.sleep(0)
        before = len(begun)
        tasks.create_task(asks("chi"))
        await asyncio.sleep(0)
        assert "chi" in begun
        assert begun.index("chi") <= before + 2 < 10
    assert begun.count("an") == 1000
    assert turns._begun == turns._waiting == {}


async def test_who_leaves_while_waiting_keeps_nobodys_turn() -> None:
    turns = TakingTurns(at_once=1)
    waiting = [asyncio.create_task(turns.turn("an")) for _ in range(50)]
    await asyncio.sleep(0)
    for each in waiting[:-1]:
        each.cancel()
    async with unless_it_hangs():
        await waiting[-1]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert turns._begun == turns._waiting == {}


# -- lines ---------------------------------------------------------------------------------------


async def test_an_address_has_so_many_lines_and_gets_them_back() -> None:
    async with within(SecuritySettings(connections=2)) as opened:
        port = URL(opened.url).port
        async with unless_it_hangs():
            lines = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
            told = await lines[2][0].read()
            assert told.startswith(b"HTTP/1.1 429 ")
            assert b"Retry-After: 5" in told
            for _, writer in lines:
                writer.close()
                await writer.wait_closed()
            while True:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(b"GET /robots.txt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                told = await reader.read()
                writer.close()
                if told.startswith(b"HTTP/1.1 200 "):
                    break


def test_lines_are_counted_by_address_and_behind_a_proxy_of_ours_not_at_all() -> None:
    lines, behind = Lines(1), Lines(None)
    assert lines.take("192.0.2.1")
    assert not lines.take("192.0.2.1")
    assert lines.take("2001:db8::/64")
    lines.give_back("192.0.2.1")
    assert lines.take("192.0.2.1")
    assert all(behind.take("127.0.0.1") for _ in range(5000))


def test_sockets_are_counted_by_the_address_that_our_proxy_names() -> None:
    budgets = Budgets(Allowance(), connections=2)
    one, two, three = devices_of_ba_dinh(3)
    with budgets.seat(one, "192.0.2.1"), budgets.seat(two, "192.0.2.1"):
        with pytest.raises(TooManySockets), budgets.seat(three, "192.0.2.1"):
            pass
        with budgets.seat(three, "192.0.2.2"):
            pass


async def test_a_home_of_ipv6_is_one_address() -> None:
    """2^64 addresses would else be as many budgets."""
    tight = SecuritySettings(connections=1)
    behind = replace(Configuration().identity, proxies=1)
    settings = replace(Configuration(), security=tight, identity=behind)
    async with hall(DISCUSSION, settings=settings) as opened:
        live, browser = f"/conferences/{MEETING}/live", await opened.browser("chair")
        at = [
            {"X-Forwarded-For": f"2001:db8:{net}::{host}"} for net, host in ((1, 1), (1, 2), (2, 1))
        ]
        async with browser.ws_connect(live, headers=at[0]):
            with pytest.raises(WSServerHandshakeError, match="429"):
                await browser.ws_connect(live, headers=at[1])
            async with browser.ws_connect(live, headers=at[2]):
                pass
