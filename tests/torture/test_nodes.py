"""Two nodes, one PostgreSQL, one Redis, and each of them taken away under load.

Whatever happens: what was acknowledged is stored, once and in order, and all screens are level
soon after. All tests have the same nodes and each a conference of its own. `TORTURE_ROUNDS` and
`TORTURE_SECONDS` make it harder (`make torture`).
"""

import asyncio
import os
import random
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

import pytest
import pytest_asyncio

from diemcau.demo.client import Client
from diemcau.domain.nouns.ids import MeetingId
from tests.support.backing import Postgres, Valkey
from tests.support.line import Line, line_to
from tests.support.patience import unless_it_hangs
from tests.support.pressing import Told, at_work, check, deadline, level, prepared, stored
from tests.support.server import ServerProcess

ROUNDS = int(os.environ.get("TORTURE_ROUNDS", "1"))
AWAY = float(os.environ.get("TORTURE_SECONDS", "0.5"))
"""Seconds for which a server is gone, where nothing tells that it was long enough."""

pytestmark = [pytest.mark.torture, pytest.mark.asyncio(loop_scope="module")]


@dataclass
class Ground:
    """Two nodes and what they stand on."""

    nodes: list[ServerProcess]
    postgres: Postgres
    valkey: Valkey
    lines: list[Line]

    async def as_ever(self) -> None:
        """Whatever an earlier test may have left undone."""
        self.postgres.thaw()
        self.valkey.thaw()
        for line in self.lines:
            line.mend()
        for server in (self.postgres, self.valkey):
            await asyncio.to_thread(server.start)
        for node in self.nodes:
            if not node.runs:
                await node.start()


@dataclass
class House(Ground):
    """The same, and people who press at both nodes."""

    clients: list[Client]
    told: Told

    async def all_level(self) -> None:
        """Everybody has been answered since, and sees what the others see."""
        async with unless_it_hangs():
            await self.told.more(2 * len(self.clients))
            await level(self.clients)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def ground() -> AsyncIterator[Ground]:
    postgres, valkey = Postgres(), Valkey()
    postgres.start()
    valkey.start()
    async with AsyncExitStack() as stack:
        lines = [await stack.enter_async_context(line_to(valkey.port)) for _ in range(2)]
        nodes = [
            ServerProcess(
                postgres.url("postgres"),
                DIEMCAU_SIGNALS__URL=f"redis://127.0.0.1:{line.own_port}/0",
            )
            for line in lines
        ]
        for node in nodes:
            stack.push_async_callback(node.stop)
            await node.start()
        yield Ground(nodes, postgres, valkey, lines)
    postgres.stop()
    valkey.kill()


@asynccontextmanager
async def at_home(ground: Ground, meeting: MeetingId) -> AsyncIterator[House]:
    await ground.as_ever()
    url, told = ground.postgres.url("postgres"), Told()
    cookies, urls = await prepared(url, meeting), [node.url for node in ground.nodes]
    async with at_work(urls, cookies, told, meeting) as clients:
        opened = House(**vars(ground), clients=clients, told=told)
        before = deadline(clients[0])
        await opened.all_level()
        yield opened
        await opened.all_level()
        assert {deadline(client) for client in clients} == {before}
    check(await stored(url, meeting), told, meeting)


Opens: TypeAlias = "Callable[[], AbstractAsyncContextManager[House]]"


@pytest.fixture
def house(ground: Ground, request: pytest.FixtureRequest) -> Opens:
    """Of this test: its conference has the test's name."""
    return partial(at_home, ground, MeetingId(request.node.name))


async def test_nodes_killed_under_load_take_nothing_acknowledged_with_them(house: Opens) -> None:
    luck = random.Random(19042024)
    async with house() as opened:
        for round_ in range(ROUNDS):
            await opened.told.more(5)
            await asyncio.sleep(luck.uniform(0, 0.15))
            node = luck.choice(opened.nodes)
            await node.kill()
            if round_ % 3 == 0:
                await asyncio.to_thread(opened.valkey.kill)
                await asyncio.to_thread(opened.valkey.start)
            await node.start()
            await opened.all_level()


async def test_redis_gone_and_back_costs_nobody_anything_but_a_moment(house: Opens) -> None:
    async with house() as opened:
        await asyncio.to_thread(opened.valkey.kill)
        await opened.all_level()
        await asyncio.sleep(AWAY)
        await opened.all_level()
        await asyncio.to_thread(opened.valkey.start)
        await opened.all_level()
        assert opened.told.unavailable == 0


async def test_redis_that_says_nothing_any_more_is_found_out(house: Opens) -> None:
    async with house() as opened:
        opened.valkey.freeze()
        await opened.all_level()
        opened.valkey.thaw()
        await opened.all_level()


async def test_two_nodes_cut_from_redis_but_not_from_postgresql_stay_level(house: Opens) -> None:
    async with house() as opened:
        for line in opened.lines:
            line.cut()
        await opened.all_level()
        await asyncio.sleep(AWAY)
        await opened.all_level()
        for line in opened.lines:
            line.mend()
        await opened.all_level()


async def test_a_database_that_is_started_again_is_well_again_by_itself(house: Opens) -> None:
    async with house() as opened:
        await asyncio.to_thread(opened.postgres.kill)
        await asyncio.to_thread(opened.postgres.start)
        await opened.all_level()


async def test_while_the_database_is_gone_acts_are_refused_by_name_and_nothing_is_half_done(
    house: Opens,
) -> None:
    async with house() as opened:
        await asyncio.to_thread(opened.postgres.kill)
        await opened.told.refused()
        await asyncio.sleep(AWAY)
        await asyncio.to_thread(opened.postgres.start)
        await opened.all_level()


async def test_a_database_behind_a_line_that_is_cut_is_given_up_and_found_again(
    house: Opens,
) -> None:
    async with house() as opened:
        opened.postgres.freeze()
        await opened.told.refused()
        opened.postgres.thaw()
        await opened.all_level()
