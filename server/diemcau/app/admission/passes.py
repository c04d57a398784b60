"""What a site is handed: a PIN and a link, shown this once; only hashes of them are kept."""

import asyncio
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from msgspec import Struct

from diemcau.app.ports.people import Passwords
from diemcau.domain.nouns.ids import MeetingId, SiteCode

HASHED_AT_ONCE: Final = 4
"""Issuing passes for a whole province leaves room for those who sign in meanwhile."""


class IssuedPass(Struct, frozen=True):
    site: SiteCode
    pin: str
    link: str
    """The token of the one-time link."""


class LinkHolder(Struct, frozen=True):
    """Whom a link lets in, and whether it has."""

    meeting: MeetingId
    site: SiteCode
    used: bool


async def hashed(secrets: Iterable[str], by: Passwords) -> Sequence[str]:
    """In small batches; the threads that hash are those that let people in."""
    made, waiting = list[str](), iter(secrets)
    while batch := list(islice(waiting, HASHED_AT_ONCE)):
        made += await asyncio.gather(*map(by.hashed, batch))
    return made
