"""Delegations of one site or of all, pasted or out of a file: looked at first, then written down.

Nobody leaves a list by being left out of what is pasted. Lines that are not understood are never
written, and stay in the form until somebody has mended them.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from aiohttp import web
from multidict import MultiDict

from diemcau.app.calendar.zones import zone_named
from diemcau.app.files import FileMissing
from diemcau.app.files.bringing import Given
from diemcau.app.ports.people import Post
from diemcau.app.rosters import RosterLine, lines_of, people_of
from diemcau.domain.meeting import Meeting
from diemcau.domain.names import words
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.sites import Site
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.multipart import Upload
from diemcau.edge.door.security import LARGEST_FILE, count_act, place_for
from diemcau.edge.door.taking import FORM, MULTIPART, Taking, Terms, long
from diemcau.edge.forms import fields as forms
from diemcau.edge.forms.fields import form_id
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import Seat, meeting_of, product, reader, seat_of
from diemcau.protocol import codec


async def show(request: web.Request) -> web.Response:
    reader(request, Post.SECRETARY)
    meeting = await product(request).rooms.state(meeting_of(request))
    return _page(request, meeting, request.query.get("site", ""), "", ())


async def take(request: web.Request) -> web.Response:
    """A look at it; with `write`, what is understood is written, and the rest is shown again."""
    count_act(request)
    seat, fields = await seat_of(request, Post.SECRETARY), await form_of(request)
    text, chosen = str(fields.get("text", "")), str(fields.get("site", ""))
    lines = _lines(seat.meeting, text, chosen)
    if fields.get("write") != "true":
        return _page(request, seat.meeting, chosen, text, lines)
    understood = people_of(lines)
    for code, people in understood.items():
        await _write(request, seat, form_id(fields), seat.meeting.sites[code], people)
    if not (rest := [each for each in lines if each.problem]):
        raise web.HTTPSeeOther(f"/conferences/{seat.meeting.id}/edit/sites#sites")
    meeting = await product(request).rooms.state(seat.meeting.id)
    left = "\n".join(each.text for each in rest)
    written = sum(map(len, understood.values()))
    return _page(request, meeting, chosen, left, _lines(meeting, left, chosen), written=written)


async def bring(request: web.Request) -> web.Response:
    """A file is read into the field in which a list is pasted, and looked at like one."""
    count_act(request)
    seat, fields = await seat_of(request, Post.SECRETARY), await form_of(request)
    given, chosen = fields.get("file"), str(fields.get("site", ""))
    if not isinstance(given, Upload) or not given.name:
        raise FileMissing
    table = Given(given.name, given.pieces, most=request.app[LARGEST_FILE])
    with place_for(request):
        text = await product(request).bringing.table(table, seat.session)
    return _page(request, seat.meeting, chosen, text, _lines(seat.meeting, text, chosen))


def _lines(meeting: Meeting, text: str, chosen: str) -> Sequence[RosterLine]:
    sites = [meeting.sites[code] for code in meeting.site_order]
    otherwise = SiteCode(chosen) if chosen in meeting.sites else None
    return [*lines_of(text, sites, otherwise)]


async def _write(
    request: web.Request, seat: Seat, id_: str, site: Site, people: Sequence[RosterLine]
) -> None:
    """The whole list of the site, and whom to call there if nobody is known."""
    acts = {"set_roster": _roster(site, people)}
    spoken = next((each for each in people if each.phone), None)
    if spoken and not site.contact.phone:
        head = site.contact.head or spoken.name
        acts["set_contact"] = {
            "contact.head": head,
            "contact.technician": site.contact.technician,
            "contact.phone": spoken.phone,
        }
    zone = zone_named(seat.meeting.timezone)
    for act, said in acts.items():
        fields = MultiDict[Any](said, site=site.code, id=id_)
        for each in site.roster if act == "set_roster" else ():
            fields.add("known", f"{each.id};{each.name}")
        command = codec.command(
            act,
            forms.submitted(act, fields, zone).args,
            command_id=f"{id_[:40]}:{site.code[:8]}:{act[4:]}",
            at=product(request).clock.now(),
            actor=seat.actor,
        )
        await product(request).rooms.submit(seat.meeting.id, command)


def _roster(site: Site, people: Sequence[RosterLine]) -> Mapping[str, str]:
    """Those who were on it, in their order and with their new titles, then those who are new."""
    new = {words(each.name): each for each in people}
    lines = []
    for known in site.roster:
        said = new.pop(words(known.name), None)
        lines.append(f"{known.name}; {said.title if said and said.title else known.title}")
    lines += [f"{each.name}; {each.title}" for each in new.values()]
    return {"roster": "\n".join(lines)}


def _page(
    request: web.Request,
    meeting: Meeting,
    chosen: str,
    text: str,
    lines: Sequence[RosterLine],
    *,
    written: int = 0,
) -> web.Response:
    """`written` is how many were, where others are still to be mended."""
    return page(
        request,
        "delegations.html",
        here=f"/conferences/{meeting.id}/delegations",
        zone=zone_named(meeting.timezone),
        meeting=meeting,
        sites=[meeting.sites[code] for code in meeting.site_order],
        chosen=chosen,
        text=text,
        lines=lines,
        understood=[each for people in people_of(lines).values() for each in people],
        written=written,
        amiss=[each for each in lines if each.problem],
    )


FILE: Final = Terms(posts=(Post.SECRETARY,), kinds=frozenset({FORM, MULTIPART}), files=True)
ROUTES: Final = (
    web.get("/conferences/{meeting}/delegations", show),
    Taking("/conferences/{meeting}/delegations", take, long(Post.SECRETARY)),
    Taking("/conferences/{meeting}/delegations/file", bring, FILE),
)
