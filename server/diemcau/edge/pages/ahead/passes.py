"""PINs and links of the sites: who has them, and a sheet to print, shown once."""

import csv
import io
from collections.abc import Sequence
from typing import Final

from aiohttp import web
from msgspec.structs import replace

from diemcau.app.admission.handing_out import HandingOut
from diemcau.app.admission.passes import IssuedPass
from diemcau.app.calendar.zones import zone_named
from diemcau.app.live.seats import actor_in
from diemcau.app.ports.security import Noted
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import SiteCode
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.once import shown_once
from diemcau.edge.door.taking import Taking, long
from diemcau.edge.exports.cells import cell
from diemcau.edge.live.socket import show_out
from diemcau.edge.pages.office.locks import EVERYBODY, HANDS_OUT, closed_in
from diemcau.edge.showing.data import data, wants_json
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.identity import IDENTITY
from diemcau.edge.who.noting import note
from diemcau.edge.who.readers import meeting_of, product, reader


async def show(request: web.Request) -> web.Response:
    reader(request, *HANDS_OUT)
    meeting = await product(request).rooms.state(meeting_of(request))
    issued = await product(request).admission.passes.of(meeting.id)
    return page(
        request,
        "passes.html",
        zone=zone_named(meeting.timezone),
        meeting=meeting,
        sites=[meeting.sites[code] for code in meeting.site_order],
        issued={each.site: each for each in issued},
        closed=await closed_in(request, meeting.id),
        everybody=EVERYBODY,
    )


@shown_once
async def issue(request: web.Request) -> web.Response:
    """Shown in the answer and never again: only hashes are kept."""
    session = reader(request, *HANDS_OUT)
    meeting = await product(request).rooms.state(meeting_of(request))
    sites = await _meant(request, meeting)
    parts, actor = product(request), actor_in(meeting.id, session)
    issued = await HandingOut(parts.rooms, parts.admission, parts.chance).hand_out(
        meeting.id, sites, actor
    )
    await show_out(request.app, meeting.id, sites)
    await note(request, Noted.PASSES_ISSUED, session, about=" ".join(sites), meeting=meeting.id)
    address = request.app[IDENTITY].public_url.rstrip("/")
    if wants_json(request):
        return data({"passes": [replace(each, link=f"/join/link/{each.link}") for each in issued]})
    return page(
        request,
        "passes_sheet.html",
        zone=zone_named(meeting.timezone),
        meeting=meeting,
        issued=issued,
        address=address,
        table=_table(meeting, issued, address),
    )


def _table(meeting: Meeting, issued: Sequence[IssuedPass], address: str) -> str:
    """As a spreadsheet takes it: it lies in the page alone, like the PINs themselves."""
    rows = [("Mã", "Điểm cầu", "PIN", "Liên kết")]
    rows += [
        (one.site, meeting.sites[one.site].name, one.pin, f"{address}/join/link/{one.link}")
        for one in issued
    ]
    table = io.StringIO("\ufeff")
    table.seek(1)
    csv.writer(table).writerows([cell(each) for each in row] for row in rows)
    return table.getvalue()


async def _meant(request: web.Request, meeting: Meeting) -> list[SiteCode]:
    """In the order of the list. None chosen means those that have no pass yet: a press shows nobody
    out whom it does not name.
    """
    chosen = {str(code) for code in (await form_of(request)).getall("sites", ())}
    if chosen:
        return [code for code in meeting.site_order if code in chosen]
    known = {each.site for each in await product(request).admission.passes.of(meeting.id)}
    return [code for code in meeting.site_order if code not in known]


ROUTES: Final = (
    web.get("/conferences/{meeting}/passes", show),
    Taking("/conferences/{meeting}/passes", issue, long(*HANDS_OUT)),
)
