"""A way in with a clock that tests turn, hashes that cost nothing, and countable secrets."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from diemcau.adapters.store import Store, open_store
from diemcau.app.admission.devices import Device
from diemcau.app.admission.doors import Admission
from diemcau.app.admission.settings import AdmissionSettings
from diemcau.app.ports.people import Account, Post
from diemcau.app.security import Security
from diemcau.bootstrap.entrance import factors
from diemcau.domain.nouns.ids import MeetingId, SiteCode
from diemcau.edge.door.security import Entrance, SecuritySettings, install
from diemcau.edge.who.identity import IdentitySettings

Browser = TestClient[web.Request, web.Application]

MORNING = datetime(2024, 4, 19, 1, 0, tzinfo=UTC)
BRIEFING, ANOTHER = MeetingId("giao-ban"), MeetingId("hop-khac")
BA_DINH, DONG_ANH = SiteCode("ba-dinh"), SiteCode("dong-anh")
PHONE = Device("Firefox on a phone", "203.0.113.7")
LAPTOP = Device("Chrome in the hall", "198.51.100.20")
HTTPS = IdentitySettings(public_url="https://cau.example.vn")

HOA = Account(
    login="hoa", name="Nguyễn Thị Hoa", post=Post.CHAIR, password="hashed:mười hai giờ trưa"
)
HOAS_PASSWORD = "mười hai giờ trưa"


class TurnedClock:
    def __init__(self) -> None:
        self.time = MORNING

    def now(self) -> datetime:
        return self.time

    def turn(self, **by: float) -> None:
        self.time += timedelta(**by)


class CountedChance:
    def __init__(self) -> None:
        self.given = 0

    def _next(self) -> int:
        self.given += 1
        return self.given

    def new_id(self) -> str:
        return f"id-{self._next():033}"

    def new_token(self) -> str:
        return f"token-{self._next():037}"

    def new_pin(self, digits: int) -> str:
        return f"{self._next():0{digits}}"


class CheapPasswords:
    """Remembers what it was asked; takes a moment, in which others run."""

    def __init__(self) -> None:
        self.compared: list[tuple[str, str]] = []
        self.at_once = 0
        self.most_at_once = 0

    async def hashed(self, password: str) -> str:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        return f"hashed:{password}"

    async def matches(self, password: str, hashed: str) -> bool:
        self.compared.append((password, hashed))
        await asyncio.sleep(0)
        return hashed == f"hashed:{password}"


@dataclass
class Door:
    """Everything `Admission` stands on, within reach of a test."""

    settings: AdmissionSettings = field(default_factory=AdmissionSettings)
    store: Store = field(default_factory=lambda: open_store("memory://"))
    clock: TurnedClock = field(default_factory=TurnedClock)
    chance: CountedChance = field(default_factory=CountedChance)
    passwords: CheapPasswords = field(default_factory=CheapPasswords)

    def __post_init__(self) -> None:
        self.admission = Admission(
            self.store.accounts,
            self.store.sign_ins,
            self.store.sessions,
            self.store.site_passes,
            self.store.attempts,
            self.store.secrets,
            factors(self.store),
            self.store.bodies,
            Security(self.store.security_log, self.clock),
            self.passwords,
            self.passwords,
            self.chance,
            self.clock,
            self.settings,
        )

    def app(
        self,
        identity: IdentitySettings | None = None,
        security: SecuritySettings | None = None,
    ) -> web.Application:
        app = web.Application()
        entrance = Entrance(
            admission=self.admission,
            chance=self.chance,
            clock=self.clock,
            identity=identity or IdentitySettings(),
            security=security or SecuritySettings(),
        )
        install(app, entrance)
        return app

    async def signed_in(self) -> dict[str, str]:
        """The headers of a browser in which Hoa is signed in."""
        await self.store.accounts.put(HOA)
        token, session = await self.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
        return {"Cookie": f"diemcau={token}", "X-CSRF": session.csrf}


@asynccontextmanager
async def browsing(
    app: web.Application, headers: Mapping[str, str] | None = None
) -> AsyncIterator[Browser]:
    async with TestClient(TestServer(app), headers=headers) as browser:
        yield browser
