"""The directory of sites, and where they are reached."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from diemcau.domain.nouns.ids import BodyId, SiteCode


class DirectorySite(Struct, frozen=True, kw_only=True):
    """A site in the directory from which conferences invite; lists change with the years."""

    listing: str
    """Which list: `sites_30`, `sites_126`, or a body's own."""
    code: SiteCode
    name: str
    kind: str
    parent: str = ""
    tile: tuple[int, int] | None = None
    place: int = 0
    """Order in the list."""


class Directory(Protocol):
    async def put(self, sites: Iterable[DirectorySite]) -> None:
        """Add or replace, by listing and code."""

    async def drop(self, listing: str, codes: Collection[SiteCode]) -> None:
        """Of what is not there it does no harm."""

    async def listing(self, name: str) -> Sequence[DirectorySite]:
        """In their order."""

    async def listings(self) -> Mapping[str, int]:
        """Name → number of sites."""


class CalendarFeeds(Protocol):
    """The secret address under which a site has its own calendar of what one body holds; known is
    its digest alone.
    """

    async def put(self, body: BodyId, site: SiteCode, key: bytes) -> None:
        """The address that a site had before leads nowhere from now on."""

    async def site_of(self, key: bytes) -> tuple[BodyId, SiteCode] | None: ...


class Addresses(Protocol):
    """Where a site reads its mail: each body's own list, whatever conference calls it."""

    async def put(self, body: BodyId, addresses: Mapping[SiteCode, str]) -> None:
        """Add or replace; an empty address removes."""

    async def all(self, body: BodyId) -> Mapping[SiteCode, str]: ...
