"""The product as people meet it: on disk, on a port, with passwords and PINs, in Chromium."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.async_api import Browser, Page, async_playwright

from diemcau import bootstrap
from diemcau.adapters.passwords import Argon2Passwords
from diemcau.app import accounts
from diemcau.app.admission import IssuedPass
from diemcau.app.ports import Post
from diemcau.config import PresenceSettings, Server, Settings, StoreSettings
from diemcau.domain import commands as c
from diemcau.domain.ids import CommandId
from diemcau.domain.state import PRESETS
from diemcau.domain.state import Settings as Rules
from diemcau.domain.terms import Kind
from diemcau.edge.product import Product
from tests.support.meeting import SECRETARY, SITES, code, plan_conference
from tests.support.room import MEETING

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "mười hai giờ trưa"
PEOPLE = {
    "chu-tri": ("Chủ tịch HĐND thành phố", Post.CHAIR),
    "thu-ky": ("Văn phòng", Post.SECRETARY),
    "ky-thuat": ("Kỹ thuật", Post.OPERATOR),
    "man-hinh": ("Màn hình hội trường", Post.SCREEN),
}

in_chromium = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]


@dataclass
class Stage:
    parts: Product
    url: str
    port: int
    passes: dict[str, IssuedPass]
    browser: Browser
    troubles: list[str]

    async def window(self, *, width: int = 1366, height: int = 768) -> Page:
        """A browser of its own; what goes wrong in it is kept."""
        context = await self.browser.new_context(viewport={"width": width, "height": height})
        context.set_default_timeout(15_000)
        page = await context.new_page()
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        return page

    async def person(self, login: str, screen: str, **size: int) -> Page:
        """Signed in by the form, at their own screen."""
        page = await self.window(**size)
        await page.goto(f"{self.url}/sign-in")
        await page.fill("input[name=login]", login)
        await page.fill("input[name=password]", PASSWORD)
        await page.press("input[name=password]", "Enter")
        await page.wait_for_url("**/conferences**")
        await page.goto(f"{self.url}/conferences/{MEETING}/{screen}")
        return page

    async def site_by_pin(self, name: str, url: str = "", **size: int) -> Page:
        """As the technician of a site comes in, `url` being their line to the server."""
        page = await self.window(**size)
        await page.goto(f"{url or self.url}/join/{MEETING}")
        await page.fill("input[name=site]", name)
        await page.fill("input[name=pin]", self.passes[name].pin)
        await page.press("input[name=pin]", "Enter")
        await page.wait_for_url("**/site")
        return page

    async def site_by_link(self, name: str, **size: int) -> Page:
        page = await self.window(**size)
        await page.goto(f"{self.url}/join/link/{self.passes[name].link}")
        await page.locator("main button[type=submit], main form button").first.click()
        await page.wait_for_url("**/site")
        return page


@asynccontextmanager
async def stage(folder: Path, rules: Rules | None = None) -> AsyncIterator[Stage]:
    """A conference that starts in a minute, its lobby open, nobody there yet."""
    settings = Settings(
        store=StoreSettings(url=f"sqlite+aiosqlite:///{folder}/store.sqlite3"),
        server=Server(port=0),
        presence=PresenceSettings(grace=0.5),
    )
    async with (
        bootstrap.serving(settings) as (parts, store, port),
        async_playwright() as playwright,
    ):
        for login, (name, post) in PEOPLE.items():
            new = accounts.NewAccount(login=login, name=name, post=post, password=PASSWORD)
            quick = Argon2Passwords(passes=1, kibibytes=64)
            await accounts.add(store.accounts, quick, new)
        await _planned(parts, rules or Rules())
        issued = await parts.admission.issue_passes(MEETING, [code(site) for site in SITES])
        passes = dict(zip((site.name for site in SITES), issued, strict=True))
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        opened = Stage(parts, f"http://127.0.0.1:{port}", port, passes, browser, [])
        try:
            yield opened
        finally:
            await browser.close()
        assert opened.troubles == []


async def _planned(parts: Product, rules: Rules) -> None:
    now = parts.clock.now()
    plan = replace(
        plan_conference(),
        at=now,
        settings=rules,
        starts_at=now + timedelta(minutes=1),
        ends_at=now + timedelta(hours=3),
    )
    await parts.rooms.submit(MEETING, plan)
    announce = c.AnnounceConference(id=CommandId("announce"), at=now, actor=SECRETARY)
    await parts.rooms.submit(MEETING, announce)


def short_speeches(seconds: int) -> Rules:
    """Comments of so many seconds, so that somebody runs over while we watch."""
    return Rules(presets={**PRESETS, Kind.COMMENT: seconds})
