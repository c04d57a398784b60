"""What a page says of other conferences at the same time: to the hall, and to one site."""

from collections.abc import Iterable, Mapping
from typing import Any

from aiohttp import web

from diemcau.app.calendar.clashes import clashes, clashes_of
from diemcau.app.ports.library import Headline
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import BodyId, SiteCode
from diemcau.edge.who.readers import product


async def clashing(request: web.Request, meeting: Meeting) -> Mapping[str, Any]:
    """For `editor/clashes.html`."""
    parts = product(request)
    found = await clashes(parts.rooms, parts.library, meeting.id)
    hosts = await _hosts(request, (each.other for each in found))
    return {"clashes": found, "body": meeting.body, "hosts": hosts}


async def clashing_for(request: web.Request, meeting: Meeting, site: SiteCode) -> Mapping[str, Any]:
    """For `site_clashes.html`."""
    parts = product(request)
    found = await clashes_of(parts.rooms, parts.library, meeting.id, site)
    return {"at_once": found, "hosts": await _hosts(request, found)}


async def _hosts(request: web.Request, found: Iterable[Headline]) -> Mapping[BodyId, str]:
    return {each.body: await product(request).bodies.name(each.body) for each in found}
