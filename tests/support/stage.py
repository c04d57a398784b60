"""The product as people meet it: on disk, on a port, with passwords and PINs, in Chromium."""

import os
import re
import shutil
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from msgspec.structs import replace
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from diemcau import bootstrap
from diemcau.adapters import listings
from diemcau.adapters.passwords import Argon2Passwords
from diemcau.adapters.store import Store
from diemcau.app.admission.passes import IssuedPass
from diemcau.app.people import accounts
from diemcau.app.ports.people import Post
from diemcau.config import Configuration, PresenceSettings, Server, StoreSettings
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor, Rejected
from diemcau.domain.nouns.agenda import StartItem
from diemcau.domain.nouns.attendance import CheckIn, Mark
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conference import (
    PRESETS,
    AnnounceConference,
    OpenLobby,
    Settings,
    StartConference,
)
from diemcau.domain.nouns.floor import GiveFloor, TakeFloor
from diemcau.domain.nouns.ids import CommandId
from diemcau.domain.nouns.requests import AskToSpeak
from diemcau.domain.nouns.terms import Kind, Presence, Role
from diemcau.edge.product import Product
from tests.support.meeting import (
    CHAIR,
    DISCUSSION_ITEM,
    OPERATOR,
    SECRETARY,
    SITES,
    code,
    delegate,
    plan_conference,
    site_plan,
)
from tests.support.patience import PATIENCE
from tests.support.room import MEETING
from tests.support.store import fresh

CHROMIUM = (
    os.environ.get("CHROMIUM")
    or shutil.which("chromium-headless-shell")  # a page costs it half: no tabs, no bars around it
    or shutil.which("chromium")
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",  # else a blank on paper may be too narrow for a reader of it
    "--renderer-process-limit=1",  # of each window: else one more stands by for every page
]
Size: TypeAlias = "tuple[int, int]"
DESK, WALL, PHONE = (1366, 768), (1920, 1080), (390, 844)
PASSWORD = "mười hai giờ trưa"
PEOPLE = {
    "chu-tri": ("Chủ tịch HĐND thành phố", Post.CHAIR),
    "pho": ("Phó Chủ tịch HĐND thành phố", Post.DEPUTY),
    "thu-ky": ("Văn phòng", Post.SECRETARY),
    "ky-thuat": ("Kỹ thuật", Post.OPERATOR),
    "man-hinh": ("Màn hình hội trường", Post.SCREEN),
}

in_chromium = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """One for a whole module: its windows share nothing."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            await browser.close()


async def window_of(browser: Browser, **how: Any) -> BrowserContext:
    """A window that shares nothing with others, and waits as long as a busy machine needs."""
    context = await browser.new_context(**how)
    context.set_default_timeout(PATIENCE * 1000)
    return context


@dataclass
class Hall:
    """A server somewhere, and the windows in which people look at it."""

    url: str
    browser: Browser
    passes: Mapping[str, IssuedPass]
    troubles: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    async def window(self, size: Size = DESK, *, scripts: bool = True) -> Page:
        """A browser of its own; what goes wrong in it is kept."""
        context = await window_of(
            self.browser,
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        self.contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        return page

    async def person(
        self, login: str, screen: str, *, url: str = "", size: Size = DESK, scripts: bool = True
    ) -> Page:
        """Signed in, at their own screen; `url` is their line to the server."""
        page = await self.window(size, scripts=scripts)
        where = url or self.url
        await _sent(page, f"{where}/sign-in", login=login, password=PASSWORD)
        await page.goto(f"{where}/conferences/{MEETING}/{screen}")
        return page

    async def site_by_pin(
        self, name: str, url: str = "", *, size: Size = DESK, scripts: bool = True
    ) -> Page:
        """As the technician of a site comes in."""
        page = await self.window(size, scripts=scripts)
        await page.goto(f"{url or self.url}/join/{MEETING}")
        await page.fill("input[name=site]", name)
        await page.fill("input[name=pin]", self.passes[name].pin)
        await page.press("input[name=pin]", "Enter")
        await page.wait_for_url("**/site")
        return page

    async def site_by_link(self, name: str, url: str = "", *, size: Size = DESK) -> Page:
        page = await self.window(size)
        where = url or self.url
        await _sent(page, f"{where}/join/link/{self.passes[name].link}")
        await page.goto(f"{where}/conferences/{MEETING}/site")
        return page


async def _sent(page: Page, address: str, **typed: str) -> None:
    """The form of an address, as the page would send it and undrawn: to draw it and what it leads
    to takes a browser longer than the screen that is meant.
    """
    send = page.context.request
    form = await (await send.get(address)).text()
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))
    origin = {"Origin": "/".join(address.split("/")[:3])}
    answer = await send.post(address, form={**hidden, **typed}, headers=origin, max_redirects=0)
    assert answer.status == 303, await answer.text()


@dataclass(kw_only=True)
class Stage(Hall):
    """The same, with the product itself at hand."""

    parts: Product
    port: int

    async def does(self, actor: Actor, act: type[AnyCommand], **args: object) -> None:
        """What somebody does who is not looked at."""
        await self.parts.rooms.submit(MEETING, _now(self.parts, actor, act, **args))

    async def meeting(self) -> Meeting:
        return await self.parts.rooms.state(MEETING)

    async def calls(self, site: Actor, *, interject: bool = False) -> None:
        """It asks to speak, and the chair gives it the floor."""
        await self.does(site, AskToSpeak, kind=Kind.COMMENT)
        meeting = await self.meeting()
        [request] = meeting.items[DISCUSSION_ITEM].queue.order
        believes = meeting.speech and meeting.speech.no
        given = {"request": request, "believes": believes, "interject": interject}
        await self.does(CHAIR, GiveFloor, **given)

    async def thanks(self) -> None:
        """Whoever speaks has spoken."""
        speech = (await self.meeting()).speech
        assert speech is not None
        await self.does(CHAIR, TakeFloor, speech=speech.no)


def thirty_sites() -> tuple[Actor, ...]:
    """Those of the city as it was."""
    return tuple(Actor(Role.SITE, site.name, site.code) for site in listings.shipped("sites_30"))


@asynccontextmanager
async def stage(
    browser: Browser,
    folder: Path,
    rules: Settings | None = None,
    *,
    debate: bool = False,
    sites: Sequence[Actor] = SITES,
) -> AsyncIterator[Stage]:
    """A conference that starts in a minute, its lobby open, nobody there yet; or its debate."""
    settings = Configuration(
        store=StoreSettings(url=await fresh("sqlite", folder)),
        server=Server(port=0),
        presence=PresenceSettings(grace=0.5),
    )
    async with bootstrap.serving(settings) as (parts, store, port):
        passes = await furnish(parts, store, rules, sites)
        opened = Stage(f"http://127.0.0.1:{port}", browser, passes, parts=parts, port=port)
        if debate:
            await begin_debate(parts, sites)
        async with watched(opened):
            yield opened


@asynccontextmanager
async def watched(hall: Hall) -> AsyncIterator[Hall]:
    """Nothing went wrong in any window, and in the end all are closed."""
    try:
        yield hall
    finally:
        for context in hall.contexts:
            await context.close()
    assert hall.troubles == []


def store_in(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder}/store.sqlite3"


async def furnish(
    parts: Product, store: Store, rules: Settings | None = None, sites: Sequence[Actor] = SITES
) -> Mapping[str, IssuedPass]:
    """Accounts, the conference planned, its lobby open; the passes of its sites by name."""
    for login, (name, post) in PEOPLE.items():
        new = accounts.NewAccount(login=login, name=name, post=post, password=PASSWORD)
        quick = Argon2Passwords(passes=1, kibibytes=64)
        await accounts.add(store.accounts, quick, new)
    now = parts.clock.now()
    plan = replace(
        plan_conference(sites=tuple(map(site_plan, sites))),
        at=now,
        settings=rules or Settings(),
        starts_at=now + timedelta(minutes=1),
        ends_at=now + timedelta(hours=3),
    )
    await parts.rooms.submit(MEETING, plan)
    await parts.rooms.submit(MEETING, _now(parts, SECRETARY, AnnounceConference))
    with suppress(Rejected):  # the clock may have been faster
        await parts.rooms.submit(MEETING, _now(parts, OPERATOR, OpenLobby))
    issued = await parts.admission.issue_passes(MEETING, [code(site) for site in sites])
    return dict(zip((site.name for site in sites), issued, strict=True))


async def begin_debate(parts: Product, sites: Sequence[Actor] = SITES) -> None:
    """Everybody has checked in, and the discussion is open."""
    for site in sites:
        mark = Mark(delegate(site), Presence.IN_ROOM)
        await parts.rooms.submit(MEETING, _now(parts, site, CheckIn, marks=(mark,)))
    await parts.rooms.submit(MEETING, _now(parts, CHAIR, StartConference))
    await parts.rooms.submit(MEETING, _now(parts, CHAIR, StartItem, item=DISCUSSION_ITEM))


def _now(parts: Product, actor: Actor, act: type[AnyCommand], **args: Any) -> AnyCommand:
    return act(id=CommandId(parts.chance.new_id()), at=parts.clock.now(), actor=actor, **args)


def short_speeches(seconds: int) -> Settings:
    """Comments of so many seconds, so that somebody runs over while we watch."""
    return Settings(presets={**PRESETS, Kind.COMMENT: seconds})
