"""The whole product on a free port, and screens that talk to it over real sockets."""

import dataclasses
import hashlib
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, web
from msgspec.structs import replace

from diemcau import bootstrap
from diemcau.adapters.store import Store, open_store
from diemcau.app.admission.secrets import key_of
from diemcau.app.media.readings import LineReadings
from diemcau.app.media.seating import seated
from diemcau.app.ports.media import MediaServer
from diemcau.app.ports.people import Account, Post, Session
from diemcau.config import Configuration, PetitionSettings, PresenceSettings, StoreSettings
from diemcau.domain.nouns.conference import PlanConference
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.ids import CommandId, SiteCode
from diemcau.edge.product import Product
from diemcau.protocol import records
from tests.support import leftovers
from tests.support.entrance import TurnedClock
from tests.support.meeting import BA_DINH, DONG_ANH, Step, code, plan_conference
from tests.support.patience import PATIENCE
from tests.support.room import MEETING, morning, take

KEYS_OF_THE_RUN = PetitionSettings(keys=str(leftovers.folder() / "petitioner.keys"))
"""Petitioners of tests are sealed by keys that go with the run."""
WITHOUT_SOCKETS = PresenceSettings(grace=86_400.0)
"""The sites of a scene are connected because its steps say so, and nobody is to miss them."""

FOUNDER = Account(login="founder", name="Lê Thị Bình", post=Post.ADMIN, password="none")
POSTS = {
    "chair": (Post.CHAIR, None),
    "deputy": (Post.DEPUTY, None),
    "secretary": (Post.SECRETARY, None),
    "operator": (Post.OPERATOR, None),
    "screen": (Post.SCREEN, None),
    "admin": (Post.ADMIN, None),
    "ba-dinh": (Post.SITE, code(BA_DINH)),
    "dong-anh": (Post.SITE, code(DONG_ANH)),
    "stranger": (Post.SITE, SiteCode("999")),
}


def signed_in(who: str, now: datetime, site: SiteCode | None = None) -> Session:
    """The session of one of `POSTS`; a site came in by its pass."""
    post, of = POSTS[who]
    site = of and (site or of)
    return Session(
        key=key_of(f"token-of-{who}"),
        post=post,
        name=who,
        csrf=f"csrf-of-{who}",
        created_at=now,
        seen_at=now,
        expires_at=now.replace(year=now.year + 1),
        meeting=MEETING if site else None,
        site=site,
        device="test",
    )


@dataclass
class Hall:
    """A product that runs, with one conference in it."""

    parts: Product
    store: Store
    clock: TurnedClock
    url: str
    app: web.Application
    browsers: dict[str, ClientSession] = field(default_factory=dict)

    async def session(self, who: str, site: SiteCode | None = None) -> tuple[str, Session]:
        """A session without the price of a password; `site` where the list is another."""
        made = signed_in(who, self.clock.now(), site)
        await self.store.sessions.put(made)
        return f"token-of-{who}", made

    async def browser(self, who: str) -> ClientSession:
        """Signed in as one of `POSTS`, or nobody when `who` is empty."""
        if who not in self.browsers:
            cookies = {"diemcau": (await self.session(who))[0]} if who else {}
            jar = CookieJar(unsafe=True)
            self.browsers[who] = ClientSession(self.url, cookies=cookies, cookie_jar=jar)
        return self.browsers[who]

    @asynccontextmanager
    async def screen(self, who: str, seen: int | None = None) -> AsyncIterator["Screen"]:
        """Connected, greeted and level."""
        browser = await self.browser(who)
        path = f"/conferences/{MEETING}/live"
        async with browser.ws_connect(path, headers={"Origin": self.url}) as socket:
            screen = Screen(socket)
            screen.welcome = await screen.hear()
            await screen.say({"t": "hello"} if seen is None else {"t": "hello", "seen": seen})
            yield screen


class Screen:
    """A client as `docs/protocol.md` describes one."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket = socket
        self.welcome: dict[str, Any] = {}
        self.view: dict[str, Any] = {}
        self.seq = 0

    async def say(self, frame: object) -> None:
        await self.socket.send_str(frame if isinstance(frame, str) else json.dumps(frame))

    async def hear(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(await self.socket.receive_str(timeout=PATIENCE))
        if told["t"] == "all":
            self.view = {}
        if told["t"] in ("all", "patch"):
            self.view |= told.get("set", {})
            for key in told.get("drop", ()):
                self.view.pop(key, None)
            self.seq = told["seq"]
        return told

    async def until(self, kind: str) -> dict[str, Any]:
        """The next frame of this kind; what comes before it is taken in."""
        while (told := await self.hear())["t"] != kind:
            pass
        return told

    async def do(self, act: str, named: str = "", **args: object) -> dict[str, Any]:
        """The answer, `done` or `no`."""
        said = f"{act} {json.dumps(args, sort_keys=True)}".encode()
        name = named or hashlib.sha256(said).hexdigest()
        await self.say({"t": "do", "id": name, "act": act, "args": args})
        while True:
            told = await self.hear()
            if told["t"] in ("done", "no") and told["id"] == name:
                return told


@asynccontextmanager
async def hall(
    *steps: Step,
    url: str = "memory://",
    minutes: float = 0,
    settings: Configuration | None = None,
    plan: PlanConference | None = None,
    happened: Sequence[AnyEvent] = (),
    founded: bool = True,
    media: MediaServer | None = None,
    readings: LineReadings | None = None,
) -> AsyncIterator[Hall]:
    """The conference of `tests.support.meeting` in which the steps were taken, or the one of which
    the log is `happened`. Where it is founded, there is an account to sign in with.
    """
    clock, store = morning(minutes), open_store(url)
    if founded:
        await store.accounts.put(FOUNDER)
    if happened:
        name, start = CommandId("before"), records.GENESIS
        await store.events.append(MEETING, records.seal(MEETING, start, 1, name, happened))
    settings = settings or Configuration()
    if settings.store == StoreSettings():
        settings = replace(settings, store=StoreSettings(url=url))
    if settings.presence == PresenceSettings():
        settings = replace(settings, presence=WITHOUT_SOCKETS)
    if settings.petitions == PetitionSettings():
        settings = replace(settings, petitions=KEYS_OF_THE_RUN)
    async with (
        bootstrap.product(settings, store, clock) as made,
        seated(media, settings.presence.grace, readings) as seats,
    ):
        parts = made if media is None else dataclasses.replace(made, media=seats)
        if not happened:
            await parts.rooms.submit(MEETING, plan or plan_conference())
        await take(await parts.rooms.room(MEETING), *steps)
        app = bootstrap.application(settings, parts)
        anywhere = replace(settings, server=replace(settings.server, port=0))
        async with bootstrap.listening(anywhere, app) as port:
            opened = Hall(parts, store, clock, f"http://127.0.0.1:{port}", app)
            try:
                yield opened
            finally:
                for browser in opened.browsers.values():
                    await browser.close()
    await store.close()
