"""Killed at random instants under load, and nothing acknowledged is lost (rules §8).

A server runs as a process. Five sites ask and withdraw, the secretary writes, and all of them
remember what they were told is done. Again and again the server is killed with SIGKILL in the
middle of it and started again; the screens come back by themselves.
"""

import asyncio
import itertools
import random
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from diemcau import bootstrap
from diemcau.adapters.clock import SystemClock
from diemcau.adapters.store import Store
from diemcau.app.admission import key_of
from diemcau.app.ports import Account, Post, Session
from diemcau.config import Settings, StoreSettings
from diemcau.demo.client import Client, Patience, Refused, connected
from diemcau.demo.door import live_address
from diemcau.domain.ids import CommandId, SiteCode
from diemcau.domain.shapes import FloorView
from diemcau.protocol import records
from diemcau.protocol.records import Record
from tests.support.meeting import (
    BA_DINH,
    DISCUSSION,
    SITES,
    asked_to_speak,
    code,
    given_the_floor,
    plan_conference,
)
from tests.support.room import MEETING, take
from tests.support.server import ServerProcess

ROUNDS = 20
PATIENCE = Patience(first=0.05, longest=0.2)

pytestmark = pytest.mark.torture


class Told:
    """What the server said is done: command → seq."""

    def __init__(self) -> None:
        self.done: dict[str, int] = {}
        self._heard = asyncio.Condition()

    async def hear(self, command: str, seq: int) -> None:
        self.done[command] = seq
        async with self._heard:
            self._heard.notify_all()

    async def more(self, count: int) -> None:
        """Until so many more are done."""
        wanted = len(self.done) + count
        async with self._heard:
            await self._heard.wait_for(lambda: len(self.done) >= wanted)


async def prepared(url: str) -> dict[str, str]:
    """A conference in its discussion, Ba Đình speaking; the cookies of those who take part."""
    settings = Settings(store=StoreSettings(url=url))
    async with bootstrap.stored(settings) as store, bootstrap.product(settings, store) as parts:
        await parts.rooms.submit(MEETING, plan_conference())
        room = await parts.rooms.room(MEETING)
        await take(room, DISCUSSION, asked_to_speak(BA_DINH), given_the_floor(BA_DINH))
        sites = {f"site-{code(site)}": (Post.SITE, code(site)) for site in SITES}
        people: dict[str, tuple[Post, SiteCode | None]] = {
            "secretary": (Post.SECRETARY, None),
            **sites,
        }
        return {who: await _signed_in(store, who, *post) for who, post in people.items()}


async def _signed_in(store: Store, who: str, post: Post, site: SiteCode | None) -> str:
    now = SystemClock().now()
    if site is None:
        await store.accounts.put(Account(login=who, name=who, post=post, password=""))
    session = Session(
        key=key_of(who),
        post=post,
        name=who,
        csrf="",
        created_at=now,
        seen_at=now,
        expires_at=now.replace(year=now.year + 1),
        login=None if site else who,
        meeting=MEETING if site else None,
        site=site,
    )
    await store.sessions.put(session)
    return f"diemcau={who}"


async def ask_and_withdraw(client: Client, told: Told) -> None:
    """Until cancelled. Each answer is remembered the moment it is heard."""
    for number in itertools.count():
        name = f"{id(client)} {number}"
        asked = await client.do("ask_to_speak", command=name, kind="comment")
        await told.hear(name, asked.seq)
        gone = await client.do("withdraw", command=f"{name}-", request=name)
        await told.hear(f"{name}-", gone.seq)


async def write(client: Client, told: Told) -> None:
    for number in itertools.count():
        name = f"note {number}"
        written = await client.do(
            "write_note", command=name, about="meeting", text=f"bản {number}", seen=number
        )
        await told.hear(name, written.seq)


@asynccontextmanager
async def at_work(
    server: ServerProcess, cookies: dict[str, str], told: Told
) -> AsyncIterator[list[Client]]:
    """Everybody at their screens, pressing."""
    address = live_address(server.url, MEETING)
    async with AsyncExitStack() as stack, asyncio.TaskGroup() as tasks:
        clients = [
            await stack.enter_async_context(connected(address, cookie, PATIENCE))
            for cookie in cookies.values()
        ]
        secretary, *sites = clients
        pressing = [tasks.create_task(ask_and_withdraw(site, told)) for site in sites]
        pressing.append(tasks.create_task(write(secretary, told)))
        yield clients
        for each in pressing:
            each.cancel()


async def test_killed_at_random_instants_everything_acknowledged_is_there_once(
    tmp_path: Path,
) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/log.sqlite3"
    cookies = await prepared(url)
    server, told, luck = ServerProcess(url), Told(), random.Random(19042024)
    await server.start()
    async with at_work(server, cookies, told) as clients:
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
            connected(address, cookie, PATIENCE) as fresh,
            resumed(address, cookie, client) as old,
        ):
            await old.until(lambda old=old, fresh=fresh: (old.seq or 0) >= (fresh.seq or 0))  # type: ignore[misc]
            assert old.view == fresh.view
            assert deadline(fresh) == before
    await server.stop()
    check(await stored(url), told)


def deadline(client: Client) -> object:
    floor = client.get("floor", FloorView)
    assert floor is not None
    assert floor.speech is not None
    return floor.speech.deadline


@asynccontextmanager
async def resumed(address: str, cookie: str, client: Client) -> AsyncIterator[Client]:
    """The same screen again, with what it had when it went."""
    again = Client(address, cookie, PATIENCE)
    again.view, again.seq = dict(client.view), client.seq
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(again.run())
        yield again
        running.cancel()


async def stored(url: str) -> Sequence[Record]:
    async with bootstrap.stored(Settings(store=StoreSettings(url=url))) as store:
        return await store.events.read(MEETING)


def check(log: Sequence[Record], told: Told) -> None:
    assert records.first_broken(MEETING, log) is None
    last = {record.command: record.seq for record in log}
    lost = [name for name, seq in told.done.items() if last.get(CommandId(name)) != seq]
    assert lost == []
    assert twice(log) == []
    assert len(told.done) >= ROUNDS * 5


def twice(log: Iterable[Record]) -> list[str]:
    """Commands whose events stand at two places of the log."""
    stretches = (command for command, _ in itertools.groupby(log, key=lambda r: r.command))
    return [command for command, count in Counter(stretches).items() if count > 1]


async def test_a_refused_act_is_refused_again_after_the_server_came_back(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/log.sqlite3"
    cookies = await prepared(url)
    server = ServerProcess(url)
    await server.start()
    address = live_address(server.url, MEETING)
    async with connected(address, cookies["site-002"], PATIENCE) as site:
        with pytest.raises(Refused, match="item_not_started"):
            await site.do("hand_in_opinion", item="bao-cao", text="ý kiến")
        await server.kill()
        await server.start()
        with pytest.raises(Refused, match="item_not_started"):
            await site.do("hand_in_opinion", item="bao-cao", text="ý kiến")
    await server.stop()
