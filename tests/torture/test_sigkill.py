"""Killed at random instants under load, and nothing acknowledged is lost (rules §8).

A server runs as a process. Five sites ask and withdraw, the secretary writes, and all of them
remember what they were told is done. Again and again the server is killed with SIGKILL in the
middle of it and started again; the screens come back by themselves.
"""

import asyncio
import os
import random
from pathlib import Path

import pytest

from diemcau.demo.client import SaidNo, connected
from diemcau.demo.door import live_address
from tests.support.pressing import (
    MANNERS,
    Told,
    at_work,
    check,
    deadline,
    level,
    prepared,
    resumed,
    stored,
)
from tests.support.room import MEETING
from tests.support.server import ServerProcess

ROUNDS = int(os.environ.get("TORTURE_ROUNDS", "2"))

pytestmark = pytest.mark.torture


async def test_killed_at_random_instants_everything_acknowledged_is_there_once(
    tmp_path: Path,
) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/log.sqlite3"
    cookies = await prepared(url)
    server, told, luck = ServerProcess(url), Told(), random.Random(19042024)
    await server.start()
    async with at_work([server.url], cookies, told) as clients:
        before = deadline(clients[0])
        for _ in range(ROUNDS):
            await told.more(5)
            await asyncio.sleep(luck.uniform(0, 0.15))
            await server.kill()
            await server.start()
        await asyncio.gather(*(client.until(lambda c=client: c.lines > 1) for client in clients))  # type: ignore[misc]
    assert server.lives == ROUNDS + 1

    address = live_address(server.url, MEETING)
    for cookie, client in zip(cookies.values(), clients, strict=True):
        async with (
            connected(address, cookie, MANNERS) as fresh,
            resumed(address, cookie, client) as old,
        ):
            while old.seq != fresh.seq:  # sites that are gone are missed meanwhile
                await level((old, fresh))
            assert old.view == fresh.view
            assert deadline(fresh) == before
    await server.stop()
    check(await stored(url), told)
    assert len(told.done) >= ROUNDS * 5


async def test_a_refused_act_is_refused_again_after_the_server_came_back(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/log.sqlite3"
    cookies = await prepared(url)
    server = ServerProcess(url)
    await server.start()
    address = live_address(server.url, MEETING)
    async with connected(address, cookies["site-002"], MANNERS) as site:
        with pytest.raises(SaidNo, match="item_not_started"):
            await site.do("hand_in_opinion", item="bao-cao", text="ý kiến")
        await server.kill()
        await server.start()
        with pytest.raises(SaidNo, match="item_not_started"):
            await site.do("hand_in_opinion", item="bao-cao", text="ý kiến")
    await server.stop()
