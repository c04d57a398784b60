"""Bodies that hold conferences: councils with their standing committee and their office."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from diemcau.app.ports.office import Office
from diemcau.domain.nouns.ids import BodyId, SiteCode


class HostBody(Struct, frozen=True, kw_only=True):
    """One beside the first of the installation; `name` as people call it. Where its unit is a site
    in the conferences of another body, `above`, that one calls it `site`; both are told, or none.
    """

    id: BodyId
    name: str
    office: Office
    since: datetime
    above: BodyId | None = None
    site: SiteCode | None = None


class BodyBook(Protocol):
    """All but the first, whose office is kept as it always was (`OfficeBook`)."""

    async def put(self, body: HostBody) -> None:
        """Add, or replace the one with the same id."""

    async def get(self, id_: BodyId) -> HostBody | None: ...

    async def all(self) -> Sequence[HostBody]:
        """In the order of their ids."""
