"""A demo that is seeded and served, for tests that come in through the front door."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from diemcau.adapters.store import Store
from diemcau.bootstrap import serving
from diemcau.config import Configuration, Server, StoreSettings
from diemcau.demo import place
from diemcau.demo.client import Client, ClientPatience, connected
from diemcau.demo.door import Door, live_address
from diemcau.demo.logins import PASSWORD
from diemcau.demo.options import Options
from diemcau.demo.seeding import Seeded, seed
from diemcau.domain.nouns.ids import SiteCode
from diemcau.edge.product import Product
from tests.support.patience import PATIENCE

BA_DINH, HOAN_KIEM = SiteCode("001"), SiteCode("002")
QUICK = ClientPatience(first=0.02, longest=0.1, answer=PATIENCE)


def settings_in(folder: Path) -> Configuration:
    """Any free port, and a store of the test's own."""
    url = f"sqlite+aiosqlite:///{folder / 'demo.sqlite3'}"
    return Configuration(server=Server(port=0), store=StoreSettings(url=url))


@dataclass(frozen=True)
class House:
    address: str
    product: Product
    store: Store
    seeded: Seeded

    @property
    def live(self) -> str:
        return live_address(self.address, self.seeded.meeting)

    async def site_cookie(self, code: SiteCode) -> str:
        async with Door(self.address) as door:
            return await door.by_pin(self.seeded.meeting, code, self.seeded.passes[code].pin)

    async def cookie(self, login: str) -> str:
        async with Door(self.address) as door:
            return await door.by_password(login, PASSWORD)

    @asynccontextmanager
    async def signed_in(self, login: str) -> AsyncIterator[Client]:
        async with connected(self.live, await self.cookie(login), QUICK) as client:
            yield client

    @asynccontextmanager
    async def joined(self, code: SiteCode) -> AsyncIterator[Client]:
        async with connected(self.live, await self.site_cookie(code), QUICK) as client:
            yield client


@asynccontextmanager
async def opened(settings: Configuration, options: Options) -> AsyncIterator[House]:
    with place.taken(settings, options) as own:
        async with serving(own) as (product, store, port):
            seeded = await seed(product, store, options)
            yield House(f"http://127.0.0.1:{port}", product, store, seeded)
