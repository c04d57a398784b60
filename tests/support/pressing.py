"""People who press without end, remember what they were told is done, and are not lied to."""

import asyncio
import itertools
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from diemcau import bootstrap
from diemcau.adapters.clock import SystemClock
from diemcau.adapters.store import Store
from diemcau.app.admission.secrets import key_of
from diemcau.app.ports.people import Account, Post, Session
from diemcau.config import Configuration, StoreSettings
from diemcau.demo.client import Client, ClientPatience, SaidNo, connected
from diemcau.demo.door import live_address
from diemcau.domain.nouns.ids import CommandId, MeetingId, SiteCode
from diemcau.domain.nouns.refusals import EnoughOfThese
from diemcau.domain.views.floor import FloorView
from diemcau.protocol import records, sent
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
from tests.support.patience import PATIENCE, unless_it_hangs
from tests.support.room import MEETING, take

MANNERS = ClientPatience(first=0.05, longest=0.2, answer=PATIENCE)


class Told:
    """What the server said is done: command → seq."""

    def __init__(self) -> None:
        self.done: dict[str, int] = {}
        self.unavailable = 0
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

    async def refuse(self) -> None:
        """The store was away."""
        self.unavailable += 1
        async with self._heard:
            self._heard.notify_all()

    async def refused(self) -> None:
        """Until the store was away for somebody."""
        async with unless_it_hangs(), self._heard:
            await self._heard.wait_for(lambda: self.unavailable > 0)


async def prepared(url: str, meeting: MeetingId = MEETING) -> dict[str, str]:
    """A conference in its discussion, Ba Đình speaking; the cookies of those who take part."""
    settings = Configuration(store=StoreSettings(url=url))
    async with bootstrap.stored(settings) as store, bootstrap.product(settings, store) as parts:
        await parts.rooms.submit(meeting, plan_conference())
        room = await parts.rooms.room(meeting)
        await take(room, DISCUSSION, asked_to_speak(BA_DINH), given_the_floor(BA_DINH))
        sites = {f"site-{code(site)}": (Post.SITE, code(site)) for site in SITES}
        people: dict[str, tuple[Post, SiteCode | None]] = {
            "secretary": (Post.SECRETARY, None),
            **sites,
        }
        return {who: await _signed_in(store, meeting, who, *post) for who, post in people.items()}


async def _signed_in(
    store: Store, meeting: MeetingId, who: str, post: Post, site: SiteCode | None
) -> str:
    now = SystemClock().now()
    if site is None:
        await store.accounts.put(Account(login=who, name=who, post=post, password=""))
    session = Session(
        key=key_of(f"{who}.{meeting}"),
        post=post,
        name=who,
        csrf="",
        created_at=now,
        seen_at=now,
        expires_at=now.replace(year=now.year + 1),
        login=None if site else who,
        meeting=meeting if site else None,
        site=site,
    )
    await store.sessions.put(session)
    return f"diemcau={who}.{meeting}"


async def keep_pressing(client: Client, told: Told) -> None:
    """A site, until cancelled or until the conference takes no more from it."""
    for pressing in (ask_and_withdraw, answer_the_check):
        try:
            await pressing(client, told)
        except SaidNo as no:
            if no.code != EnoughOfThese.code:
                raise


async def answer_the_check(client: Client, told: Told) -> None:
    parts = dict.fromkeys(("picture", "sound_in", "sound_out", "line"), "ok")
    for number in itertools.count():
        await press(client, told, f"{id(client)}.check.{number}", "answer_check", **parts)


async def ask_and_withdraw(client: Client, told: Told) -> None:
    """Until refused. Each answer is remembered the moment it is heard."""
    for number in itertools.count():
        name = f"{id(client)}.{number}"
        await press(client, told, name, "ask_to_speak", kind="comment")
        await press(client, told, f"{name}-", "withdraw", request=name)


async def write(client: Client, told: Told) -> None:
    for seen in itertools.count():
        text = f"bản {seen}"
        await press(
            client, told, f"note.{seen}", "write_note", about="meeting", text=text, seen=seen
        )


async def press(client: Client, told: Told, name: str, act: str, **args: object) -> None:
    """Again and again under the same id while the store is away, or we press too fast."""
    for _ in itertools.count():
        try:
            done = await client.do(act, command=name, **args)
        except SaidNo as no:
            if no.code not in {"unavailable", "too_many_requests"}:
                raise
            if no.code == "unavailable":
                await told.refuse()
            await asyncio.sleep(0.05)
        else:
            await told.hear(name, done.seq)
            return


@asynccontextmanager
async def at_work(
    urls: Sequence[str], cookies: dict[str, str], told: Told, meeting: MeetingId = MEETING
) -> AsyncIterator[list[Client]]:
    """Everybody at their screens, pressing; each at the next of these servers."""
    async with AsyncExitStack() as stack, asyncio.TaskGroup() as tasks:
        clients = [
            await stack.enter_async_context(connected(live_address(url, meeting), cookie, MANNERS))
            for url, cookie in zip(itertools.cycle(urls), cookies.values())
        ]
        secretary, *sites = clients
        pressing = [tasks.create_task(keep_pressing(site, told)) for site in sites]
        pressing.append(tasks.create_task(write(secretary, told)))
        yield clients
        for each in pressing:
            each.cancel()


def deadline(client: Client) -> object:
    floor = client.get("floor", FloorView)
    assert floor is not None
    assert floor.speech is not None
    return floor.speech.deadline


@asynccontextmanager
async def resumed(address: str, cookie: str, client: Client) -> AsyncIterator[Client]:
    """The same screen again, with what it had when it went."""
    again = Client(address, cookie, MANNERS)
    again.view, again.seq = dict(client.view), client.seq
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(again.run())
        yield again
        running.cancel()


async def level(clients: Sequence[Client]) -> None:
    """Until all have seen what one of them has."""
    newest = max(client.seq or 0 for client in clients)
    for client in clients:
        await client.until(lambda client=client: (client.seq or 0) >= newest)  # type: ignore[misc]


async def stored(url: str, meeting: MeetingId = MEETING) -> Sequence[Record]:
    async with bootstrap.stored(Configuration(store=StoreSettings(url=url))) as store:
        return await store.events.read(meeting)


def check(log: Sequence[Record], told: Told, meeting: MeetingId = MEETING) -> None:
    assert records.first_broken(meeting, log) is None
    last = {sent.read(record.command).id: record.seq for record in log}
    lost = [name for name, seq in told.done.items() if last.get(CommandId(name)) != seq]
    assert lost == []
    assert twice(log) == []


def twice(log: Iterable[Record]) -> list[str]:
    """Commands whose events stand at two places of the log."""
    stretches = (command for command, _ in itertools.groupby(log, key=lambda r: r.command))
    return [command for command, count in Counter(stretches).items() if count > 1]
