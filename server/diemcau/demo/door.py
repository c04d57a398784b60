"""The ways in over HTTP, for programs: what a form posts, and the cookie that comes back.

Every form repeats a token that stands in a cookie as well; whoever opens no page chooses it.
"""

import secrets
from types import TracebackType
from typing import Self

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar

PATIENCE = ClientTimeout(total=60)


class NotLetIn(Exception):  # noqa: N818 – an answer, not an error
    """Status and what the server says."""


class Door:
    """`address` is `http://host:port`."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._prefix = "__Host-" if address.startswith("https://") else ""

    async def __aenter__(self) -> Self:
        self._http = ClientSession(cookie_jar=DummyCookieJar(), timeout=PATIENCE)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        await self._http.close()

    async def by_link(self, token: str) -> str:
        """The cookie of a site, for the one-time link it was given."""
        return await self._let_in(f"/join/link/{token}", {})

    async def by_pin(self, meeting: str, site: str, pin: str) -> str:
        return await self._let_in(f"/join/{meeting}", {"site": site, "pin": pin})

    async def by_password(self, login: str, password: str) -> str:
        return await self._let_in("/sign-in", {"login": login, "password": password})

    async def _let_in(self, path: str, fields: dict[str, str]) -> str:
        """Raises `NotLetIn`."""
        token, name = secrets.token_urlsafe(16), f"{self._prefix}diemcau"
        async with self._http.post(
            self._address + path,
            data={**fields, "csrf": token},
            headers={"Accept": "application/json", "Cookie": f"{name}-form={token}"},
            allow_redirects=False,
        ) as answer:
            if (given := answer.cookies.get(name)) is None:
                raise NotLetIn(answer.status, await answer.text())
            return f"{name}={given.value}"


def live_address(address: str, meeting: str) -> str:
    """Where a client listens: the same host, as a socket."""
    return f"{address.replace('http', 'ws', 1)}/conferences/{meeting}/live"
