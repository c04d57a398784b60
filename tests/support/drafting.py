"""Drafts on pages: people who sign in by account, with the invented regulation before them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession, CookieJar
from msgspec.structs import replace

from diemcau.adapters import listings
from diemcau.app.admission.secrets import key_of
from diemcau.app.consultation.desk import DraftDesk
from diemcau.app.ports.people import Account, Post
from diemcau.config import Configuration
from diemcau.demo.logins import LOGINS
from diemcau.demo.regulation import Telling, told
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.ids import FIRST_BODY, DossierId, SiteCode
from tests.support.hall import Hall, hall, signed_in
from tests.support.markup import Element, filled, form_for, read

AT = f"/consultations/{told().code}"
SITES = {"ba-dinh": SiteCode("001"), "tay-ho": SiteCode("003"), "ngoai": SiteCode("999")}
_WHO = {
    "thu-ky": "secretary",
    "chu-tri": "chair",
    "dong-chu-tri": "deputy",
    "ky-thuat": "operator",
    "quan-tri": "admin",
    "man-hinh": "screen",
    **dict.fromkeys(SITES, "ba-dinh"),
}


@dataclass
class Drafting:
    hall: Hall

    @property
    def desk(self) -> DraftDesk:
        return self.hall.parts.drafts

    @property
    def id(self) -> DossierId:
        return self.desk.logs.id(FIRST_BODY, told().code)

    async def state(self, code: str = told().code) -> Consultation:
        return await self.desk.logs.state(self.desk.logs.id(FIRST_BODY, code))

    async def browser(self, login: str) -> ClientSession:
        """Signed in just now, however far the clock was turned."""
        session = replace(
            signed_in(_WHO[login], self.hall.clock.now()),
            key=key_of(login),
            login=login,
            meeting=None,
            site=SITES.get(login),
            csrf=f"csrf-of-{login}",
        )
        await self.hall.store.sessions.put(session)
        if login not in self.hall.browsers:
            cookies, jar = {"diemcau": login}, CookieJar(unsafe=True)
            browser = ClientSession(self.hall.url, cookies=cookies, cookie_jar=jar)
            self.hall.browsers[login] = browser
        return self.hall.browsers[login]

    async def page(self, login: str, path: str = AT, status: int = 200) -> Element:
        browser = await self.browser(login)
        async with browser.get(path, allow_redirects=False) as response:
            text = await response.text()
            assert response.status == status, (path, response.status, read(text).words[:500])
            return read(text)

    async def send(
        self, login: str, path: str, action: str, status: int = 303, **fields: Any
    ) -> Element:
        """Fill in the form on a page and press."""
        data = filled(form_for(await self.page(login, path), action))
        for name, value in fields.items():
            field = name.replace("__", ".")
            data.popall(field, None)
            for each in value if isinstance(value, list) else [value]:
                data.add(field, each)
        browser = await self.browser(login)
        async with browser.post(action, data=data, allow_redirects=False) as response:
            shown = read(await response.text())
            assert response.status == status, (action, response.status, shown.words[:600])
            return shown


async def tell(desk: DraftDesk) -> None:
    """The regulation, from its letter to its replies."""
    which = desk.logs.id(FIRST_BODY, told().code)
    for act in Telling(desk.working_days.around(told().opens)).acts():
        await desk.submit(which, act)


@asynccontextmanager
async def drafting(
    *, furnished: bool = True, settings: Configuration | None = None
) -> AsyncIterator[Drafting]:
    async with hall(settings=settings) as made:
        for login, (post, name) in LOGINS.items():
            site = SiteCode("001") if post is Post.SITE else None
            account = Account(login=login, name=name, post=post, password="x", site=site)
            await made.store.accounts.put(account)
        office = await made.parts.bodies.office(FIRST_BODY)
        await made.parts.bodies.change(FIRST_BODY, replace(office, listing="sites_30"))
        await made.store.directory.put(listings.shipped("sites_30"))
        if furnished:
            await tell(made.parts.drafts)
        yield Drafting(made)
