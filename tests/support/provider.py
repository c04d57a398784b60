"""An OpenID provider that others keep (`oidc-provider`), as a process, and a browser of somebody
who is known there.
"""

import asyncio
import json
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from aiohttp import ClientResponse, ClientSession, DummyCookieJar
from joserfc import jwt
from joserfc.jwk import RSAKey
from yarl import URL

from diemcau.app.ports.people import Post
from diemcau.app.ports.providers import Grant, ProviderSettings
from tests.support.hall import Hall
from tests.support.patience import unless_it_hangs

ROOT: Final = Path(__file__).resolve().parents[2]
PROGRAM: Final = ROOT / "tests/js/provider.js"
NAME: Final = "cong"
CLIENT, SECRET = "diemcau", "s:e/c r+et%25"
BACK: Final = "http://127.0.0.1:8080/sign-in/back/cong"
PEOPLE: Final = {
    "001085012345": {"name": "Trần Thị Lan", "preferred_username": "lan", "groups": ["vp-thu-ky"]},
    "001085054321": {"name": "Lê Văn Bình", "preferred_username": "binh", "groups": ["vp"]},
}
"""By the number of a citizen, as a provider of the state's knows them."""
LAN, BINH = PEOPLE


def settings(port: int, **more: Any) -> ProviderSettings:
    said: dict[str, Any] = {
        "name": NAME,
        "label": "Cổng của thành phố",
        "issuer": f"http://127.0.0.1:{port}",
        "client_id": CLIENT,
        "client_secret": SECRET,
        "grants": (Grant(claim="groups", value="vp-thu-ky", post=Post.SECRETARY),),
    }
    return ProviderSettings(**said | more)


@dataclass
class RunningProvider:
    """`key` is what it signs with: a test that holds it can sign what the provider never said."""

    url: str
    key: RSAKey

    def signed(self, claims: Mapping[str, Any], **header: str) -> str:
        return jwt.encode({"alg": "RS256", "kid": "k", **header}, dict(claims), self.key)

    @asynccontextmanager
    async def sits_there(self, who: str) -> AsyncIterator["Sitting"]:
        """A browser in which they are signed in at the provider; nobody where `who` is empty."""
        async with ClientSession(cookie_jar=DummyCookieJar()) as browser:
            sitting = Sitting(browser)
            await sitting.asks(f"{self.url}/is?sub={who}")
            yield sitting


@dataclass
class Sitting:
    """It keeps every cookie: by its clock those of the test's time are over."""

    browser: ClientSession
    kept: dict[str, str] = field(default_factory=dict)

    async def asks(self, where: str, form: Mapping[str, str] | None = None) -> tuple[str, str]:
        """What the page says, and where it leads on, if it does."""
        how = "POST" if form else "GET"
        async with self.browser.request(
            how, where, data=form, cookies=self.kept, allow_redirects=False
        ) as answer:
            self.kept |= {name: each.value for name, each in answer.cookies.items()}
            text, onward = await answer.text(), answer.headers.get("Location", "")
            assert answer.status < 400, text
            return text, str(answer.url.join(URL(onward))) if onward else ""

    async def through(self, where: str) -> URL:
        """From the provider's door to where it sends us back, which nobody follows."""
        while not where.startswith(BACK):
            text, where = await self.asks(where)
            assert where, text
        return URL(where)


def new_key() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": "k", "use": "sig", "alg": "RS256"})


@asynccontextmanager
async def running(port: int, now: datetime, ended: str = "") -> AsyncIterator[RunningProvider]:
    """At the time of the test; `ended` is told when somebody signs out there."""
    key = new_key()
    told = {
        "port": port,
        "seconds": int(now.timestamp()),
        "client": CLIENT,
        "secret": SECRET,
        "back": [BACK],
        "ended": ended or "http://127.0.0.1:9/",
        "jwks": {"keys": [key.as_dict(private=True)]},
        "people": PEOPLE,
    }
    process = await asyncio.create_subprocess_exec(
        str(ROOT / ".venv/bin/node"), str(PROGRAM), json.dumps(told), stdout=PIPE
    )
    assert process.stdout is not None
    async with unless_it_hangs():
        while b"listens" not in (line := await process.stdout.readline()):
            assert line, "the provider did not start: see its words above"
    try:
        yield RunningProvider(f"http://127.0.0.1:{port}", key)
    finally:
        process.kill()
        await process.wait()


async def left(hall: Hall, who: str = "", path: str = f"/sign-in/with/{NAME}") -> str:
    """Where a browser of ours is sent."""
    async with (await hall.browser(who)).get(path, allow_redirects=False) as answer:
        assert answer.status == 303, await answer.text()
        return answer.headers["Location"]


async def back(hall: Hall, address: URL, who: str = "") -> ClientResponse:
    """It comes back to where we are."""
    browser = await hall.browser(who)
    async with browser.get(address.relative(), allow_redirects=False) as answer:
        await answer.read()
        return answer
