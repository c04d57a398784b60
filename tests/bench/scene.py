"""The scene of every measurement: a running conference of any size, and screens at its sockets.

The server is a process of its own, on its own core where there are two. Screens here are as
thin as may be: they read the number of a frame and when it came, nothing else.
"""

import asyncio
import contextlib
import json
import os
import re
import statistics
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from itertools import starmap
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace
from websockets.asyncio.client import ClientConnection, connect

from diemcau import bootstrap
from diemcau.adapters.store import Store
from diemcau.app.admission.secrets import key_of
from diemcau.app.ports.people import Account, Post, Session
from diemcau.config import Configuration, StoreSettings
from diemcau.domain.nouns.act import Actor, Rejected
from diemcau.domain.nouns.agenda import ItemPlan, StartItem
from diemcau.domain.nouns.attendance import DelegatePlan
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conference import (
    AnnounceConference,
    OpenLobby,
    PlanConference,
    Settings,
    StartConference,
)
from diemcau.domain.nouns.ids import CommandId, DelegateId, ItemId, MeetingId, SiteCode
from diemcau.domain.nouns.sites import SitePlan
from diemcau.domain.nouns.terms import Presence, Role
from tests.support import backing
from tests.support.server import ServerProcess

MEETING = MeetingId("do-luong")
ITEM = ItemId("trao-doi")
CHAIR = Actor(Role.CHAIR, "chair")
SECRETARY = Actor(Role.SECRETARY, "secretary")
PATIENT = """
[edge.limits]
rate = 1e6
burst = 1000000

[security]
connections = 100000

[security.reading]
burst = 1000000
per_minute = 100000000

[security.inside.acts]
burst = 1000000
per_minute = 100000000
"""
"""Nobody presses too fast, and thousands of people may come from one machine."""
_SEQ = re.compile(r'"t":"(?:patch|all)","seq":(\d+)')


class Figures(NamedTuple):
    """Milliseconds."""

    p50: float
    p99: float
    most: float


def figures(seconds: Sequence[float]) -> Figures:
    cut = statistics.quantiles(seconds, n=100)
    return Figures(cut[49] * 1000, cut[98] * 1000, max(seconds) * 1000)


def code(number: int) -> SiteCode:
    return SiteCode(f"{number:05}")


async def prepared(url: str, sites: int, sub_hubs: int = 0, rules: Settings | None = None) -> None:
    """A conference in its discussion, everybody checked out of sight, sessions for all."""
    settings = Configuration(store=StoreSettings(url=url))
    async with bootstrap.stored(settings) as store, bootstrap.product(settings, store) as parts:
        now = parts.clock.now()
        invited = enumerate(plan(sites, sub_hubs))
        plans = tuple(replace(each, roster=_roster(n)) for n, each in invited)

        def stamp(actor: Actor, name: str) -> dict[str, object]:
            return {"id": CommandId(name), "at": now, "actor": actor}

        steps: list[AnyCommand] = [
            PlanConference(
                **stamp(SECRETARY, "plan"),  # type: ignore[arg-type]
                title="Đo lường",
                starts_at=now + timedelta(minutes=1),
                ends_at=now + timedelta(hours=3),
                settings=rules or Settings(),
                sites=plans,
                agenda=(ItemPlan(ITEM, "Trao đổi"),),
            ),
            AnnounceConference(**stamp(SECRETARY, "announce")),  # type: ignore[arg-type]
            OpenLobby(**stamp(CHAIR, "lobby")),  # type: ignore[arg-type]
            StartConference(**stamp(CHAIR, "start")),  # type: ignore[arg-type]
            StartItem(**stamp(CHAIR, "item"), item=ITEM),  # type: ignore[arg-type]
        ]
        for step in steps:
            with contextlib.suppress(Rejected):  # the clock may have opened the lobby
                await parts.rooms.submit(MEETING, step)
        await _sessions(store, now, sites)


def plan(sites: int, sub_hubs: int = 0) -> tuple[SitePlan, ...]:
    """With sub-hubs, the first of them are, and the others stand below them in turn."""
    return tuple(
        SitePlan(
            code=code(n),
            name=f"Điểm cầu {n}",
            above=code(n % sub_hubs) if sub_hubs and n >= sub_hubs else None,
        )
        for n in range(sites)
    )


def _roster(number: int) -> tuple[DelegatePlan, ...]:
    return tuple(DelegatePlan(DelegateId(f"{number}-{n}"), f"Đại biểu {n}") for n in range(5))


async def _sessions(store: Store, now: datetime, sites: int) -> None:
    for post in (Post.CHAIR, Post.SECRETARY, Post.OPERATOR, Post.SCREEN):
        login = post.value
        await store.accounts.put(Account(login=login, name=login, post=post, password=""))
        await store.sessions.put(_session(now, login, post, None))
    for number in range(sites):
        await store.sessions.put(_session(now, code(number), Post.SITE, code(number)))


def _session(now: datetime, who: str, post: Post, site: SiteCode | None) -> Session:
    return Session(
        key=key_of(who),
        post=post,
        name=who,
        csrf="",
        created_at=now,
        seen_at=now,
        expires_at=now + timedelta(days=1),
        login=None if site else who,
        meeting=MEETING if site else None,
        site=site,
    )


class Screen:
    """A socket that notes when each `seq` came."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self.seq = 0
        self.came = 0.0
        self.done: dict[str, tuple[float, int]] = {}
        self.news = asyncio.Event()

    async def listen(self) -> None:
        async for frame in self._socket:
            text = str(frame)
            if found := _SEQ.search(text[:60]):
                self.seq, self.came = int(found[1]), time.perf_counter()
            elif text.startswith('{"t":"done"'):
                told = json.loads(text)
                self.done[told["id"]] = time.perf_counter(), told["seq"]
            elif text.startswith('{"t":"no"'):
                raise ConnectionError(text)
            self.news.set()

    async def do(self, name: str, act: str, **args: object) -> float:
        """When it was sent; the answer is in `done`."""
        sent = time.perf_counter()
        frame = {"t": "do", "id": name, "act": act, "args": args}
        await self._socket.send(json.dumps(frame))
        return sent

    async def until_done(self, name: str) -> tuple[float, int]:
        """When it was acknowledged, and the seq from which the view shows it."""
        while name not in self.done:
            self.news.clear()
            await self.news.wait()
        return self.done[name]

    async def until_seq(self, seq: int) -> float:
        while self.seq < seq:
            self.news.clear()
            await self.news.wait()
        return self.came


@asynccontextmanager
async def serving(folder: Path, sites: int, sub_hubs: int = 0) -> AsyncIterator[ServerProcess]:
    """One server, on SQLite."""
    url = f"sqlite+aiosqlite:///{folder}/bench.sqlite3"
    async with _nodes(folder, url, sites, sub_hubs=sub_hubs) as (server,):
        yield server


@asynccontextmanager
async def two_nodes(folder: Path, sites: int) -> AsyncIterator[tuple[ServerProcess, ...]]:
    """Two, on a PostgreSQL that syncs what it commits, and calling to each other."""
    with durable() as database:
        calls = backing.valkey().url
        async with _nodes(folder, database.url("postgres"), sites, calls, calls) as servers:
            yield servers


@contextlib.contextmanager
def durable() -> Iterator[backing.Postgres]:
    database = backing.Postgres(synced=True)
    database.start()
    try:
        yield database
    finally:
        database.stop()


@asynccontextmanager
async def _nodes(
    folder: Path, url: str, sites: int, *signals: str, sub_hubs: int = 0
) -> AsyncIterator[tuple[ServerProcess, ...]]:
    """One for each way to call, on the first core, whoever measures on the others; nobody presses
    too fast.
    """
    await prepared(url, sites, sub_hubs)
    patient = folder / "patient.toml"
    patient.write_text(PATIENT, encoding="utf-8")
    servers = tuple(
        ServerProcess(url, DIEMCAU_CONFIG=str(patient), DIEMCAU_SIGNALS__URL=calls)
        for calls in signals or ("",)
    )
    for server in servers:
        await server.start()
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) > 1:
        for server in servers:
            os.sched_setaffinity(server.pid, {cores[0]})
        os.sched_setaffinity(0, set(cores[1:]))
    try:
        yield servers
    finally:
        os.sched_setaffinity(0, set(cores))
        for server in servers:
            await server.stop()


@asynccontextmanager
async def screens(
    servers: Sequence[ServerProcess], who: Sequence[str]
) -> AsyncIterator[list[Screen]]:
    """One socket for each, greeted and level, at the servers in turn."""
    sockets: list[ClientConnection] = []
    gate = asyncio.Semaphore(64)

    async def opened(number: int, name: str) -> ClientConnection:
        async with gate:
            url = servers[number % len(servers)].url
            address = f"{url.replace('http', 'ws', 1)}/conferences/{MEETING}/live"
            headers = {"Cookie": f"diemcau={name}"}
            socket = await connect(
                address, additional_headers=headers, compression=None, max_size=None, proxy=None
            )
            sockets.append(socket)
            await socket.send('{"t":"hello"}')
            return socket

    async with asyncio.TaskGroup() as tasks:
        there = [
            Screen(socket) for socket in await asyncio.gather(*starmap(opened, enumerate(who)))
        ]
        listening = [tasks.create_task(screen.listen()) for screen in there]
        await asyncio.gather(*(screen.until_seq(1) for screen in there))
        try:
            yield there
        finally:
            for each in listening:
                each.cancel()
            await asyncio.gather(*(socket.close() for socket in sockets), return_exceptions=True)


PRESENT = Presence.IN_ROOM.value
