"""Two nodes, one PostgreSQL, one Redis, and each of them taken away under load.

Whatever happens: what was acknowledged is stored, once and in order, and all screens are level
soon after. `TORTURE_ROUNDS` and `TORTURE_SECONDS` make it harder (`make torture`).
"""

import asyncio
import os
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import pytest

from diemcau.demo.client import Client
from tests.support.backing import Postgres, Valkey
from tests.support.line import Line, line_to
from tests.support.patience import unless_it_hangs
from tests.support.pressing import Told, at_work, check, deadline, level, prepared, stored
from tests.support.server import ServerProcess

ROUNDS = int(os.environ.get("TORTURE_ROUNDS", "4"))
AWAY = float(os.environ.get("TORTURE_SECONDS", "2"))
"""Seconds for which a server is gone."""

pytestmark = pytest.mark.torture


@dataclass
class House:
    """Two nodes and what they stand on, and people who press at both."""

    nodes: list[ServerProcess]
    postgres: Postgres
    valkey: Valkey
    lines: list[Line]
    clients: list[Client]
    told: Told

    async def all_level(self) -> None:
        """Everybody has been answered since, and sees what the others see."""
        async with unless_it_hangs():
            await self.told.more(2 * len(self.clients))
            await level(self.clients)


@asynccontextmanager
async def house() -> AsyncIterator[House]:
    postgres, valkey, told = Postgres(), Valkey(), Told()
    postgres.start()
    valkey.start()
    url = postgres.url("postgres")
    cookies = await prepared(url)
    async with AsyncExitStack() as stack:
        lines = [await stack.enter_async_context(line_to(valkey.port)) for _ in range(2)]
        nodes = [
            ServerProcess(url, DIEMCAU_SIGNALS__URL=f"redis://127.0.0.1:{line.own_port}/0")
            for line in lines
        ]
        for node in nodes:
            await node.start()
            stack.push_async_callback(node.stop)
        urls = [node.url for node in nodes]
        async with at_work(urls, cookies, told) as clients:
            opened = House(nodes, postgres, valkey, lines, clients, told)
            before = deadline(clients[0])
            await opened.all_level()
            yield opened
            await opened.all_level()
            assert {deadline(client) for client in clients} == {before}
    check(await stored(url), told)
    postgres.stop()
    valkey.kill()


async def test_nodes_killed_under_load_take_nothing_acknowledged_with_them() -> None:
    luck = random.Random(19042024)
    async with house() as opened:
        for round_ in range(ROUNDS):
            await opened.told.more(5)
            await asyncio.sleep(luck.uniform(0, 0.15))
            node = luck.choice(opened.nodes)
            await node.kill()
            if round_ % 3 == 2:
                await asyncio.to_thread(opened.valkey.kill)
                await asyncio.to_thread(opened.valkey.start)
            await node.start()
            await opened.all_level()


async def test_redis_gone_and_back_costs_nobody_anything_but_a_moment() -> None:
    async with house() as opened:
        await asyncio.to_thread(opened.valkey.kill)
        await opened.all_level()
        await asyncio.sleep(AWAY)
        await opened.all_level()
        await asyncio.to_thread(opened.valkey.start)
        await opened.all_level()
        assert opened.told.unavailable == 0


async def test_redis_that_says_nothing_any_more_is_found_out() -> None:
    async with house() as opened:
        opened.valkey.freeze()
        await opened.all_level()
        opened.valkey.thaw()
        await opened.all_level()


async def test_two_nodes_cut_from_redis_but_not_from_postgresql_stay_level() -> None:
    async with house() as opened:
        for line in opened.lines:
            line.cut()
        await opened.all_level()
        await asyncio.sleep(AWAY)
        await opened.all_level()
        for line in opened.lines:
            line.mend()
        await opened.all_level()


async def test_a_database_that_is_started_again_is_well_again_by_itself() -> None:
    async with house() as opened:
        await asyncio.to_thread(opened.postgres.kill)
        await asyncio.to_thread(opened.postgres.start)
        await opened.all_level()


async def test_while_the_database_is_gone_acts_are_refused_by_name_and_nothing_is_half_done() -> (
    None
):
    async with house() as opened:
        await asyncio.to_thread(opened.postgres.kill)
        await asyncio.sleep(AWAY)
        async with unless_it_hangs():
            await opened.told.refused()
        await asyncio.to_thread(opened.postgres.start)
        await opened.all_level()


async def test_a_database_behind_a_line_that_is_cut_is_given_up_and_found_again() -> None:
    async with house() as opened:
        opened.postgres.freeze()
        await asyncio.sleep(AWAY)
        opened.postgres.thaw()
        await opened.all_level()
