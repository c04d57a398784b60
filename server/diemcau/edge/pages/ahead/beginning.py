"""A new conference: begun as the last one was, from an outline, or empty.

The form asks for what it is called, when and where; everything else is taken over, and can be
changed on the pages that follow.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from aiohttp import web
from msgspec import Struct, to_builtins
from msgspec.structs import replace
from multidict import MultiDict

from diemcau.app.calendar.beginnings import OUTLINED, Beginning, beginning_of, by_source, offered
from diemcau.app.calendar.proposals import Proposal, anew, proposed
from diemcau.app.calendar.quarters import named
from diemcau.app.calendar.series import day_in, invited
from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.office.site_lists import lists_for
from diemcau.app.ports.library import Headline
from diemcau.app.ports.people import Post
from diemcau.domain.nouns.ids import MeetingId
from diemcau.edge import planning
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.houses import body_of
from diemcau.edge.door.taking import Taking, long
from diemcau.edge.forms import fields as forms
from diemcau.edge.planning import ACT, PLANS
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import product, reader
from diemcau.protocol import typed
from diemcau.protocol.codec import Malformed

EMPTY: Final = "-"
"""Begun from nothing."""
MOST_MINUTES: Final = 30 * 24 * 60
"""Of a conference that goes on for days."""


class Begun(Struct, frozen=True):
    """From which source, with what, and what is proposed for it."""

    source: str
    beginning: Beginning
    proposal: Proposal


async def ask(request: web.Request) -> web.Response:
    reader(request, *PLANS)
    return await _shown(request, request.query.get("source", ""))


async def plan(request: web.Request) -> web.Response:
    """The id of the form is the conference's, so that pressing twice plans one.

    A tick is sent beside the no that stands behind it: the last of a name counts.
    """
    reader(request, *PLANS)
    fields = MultiDict(await form_of(request))
    source, listing, occurrence, video = (
        str(fields.popall(name, [""])[-1]) for name in ("source", "listing", "occurrence", "video")
    )
    _end(fields)
    form = forms.submitted(ACT, fields, HOME_ZONE)
    begun = (await _begun(request, source or EMPTY)).beginning
    begun = begun.on(datetime.fromisoformat(form.args["starts_at"]).date())
    if listing:
        begun = begun.at(invited(await product(request).directory.listing(listing)))
    if video:
        begun = replace(begun, settings=replace(begun.settings, video=video == "true"))
    of_series = await _is_of_a_series(request, MeetingId(occurrence))
    meeting = MeetingId(occurrence if of_series else form.id)
    taken = {name: each for name, each in _taken(begun).items() if name not in fields}
    await planning.plan(request, meeting, form.id, taken | form.args)
    raise web.HTTPSeeOther(f"/conferences/{meeting}/edit")


async def _is_of_a_series(request: web.Request, occurrence: MeetingId) -> bool:
    """Under the name its series would give it, nobody plans it once more."""
    return any(
        day_in(each, occurrence)
        for each in await product(request).series.all(await body_of(request))
    )


async def _shown(request: web.Request, source: str) -> web.Response:
    headlines = await product(request).library.headlines(await body_of(request))
    return page(
        request,
        "conference_new.html",
        earlier=offered(headlines),
        outlines=product(request).outlines,
        outlined=OUTLINED,
        empty=EMPTY,
        begun=await _begun(request, source),
        media=product(request).media.there,
        listings=await lists_for(product(request).directory, await body_of(request)),
        default_listing=(await product(request).bodies.office(await body_of(request))).listing,
    )


async def _begun(request: web.Request, source: str) -> Begun:
    """From the newest conference where nothing is said; where there is none, from an outline."""
    parts = product(request)
    newest = offered(await parts.library.headlines(await body_of(request)))[:1]
    outlines = by_source(parts.outlines)
    source = source or next((each.meeting for each in newest), next(iter(outlines)))
    now, around = parts.clock.now().astimezone(HOME_ZONE), parts.working_days.around
    people = await people_of(request, newest)
    if outline := outlines.get(source):
        proposal = anew(now, around, outline)
        agenda = outline.agenda(named(proposal.starts_at.date()))
        return Begun(source, replace(people, agenda=agenda), proposal)
    earlier = await parts.library.headline(MeetingId(source))
    if earlier is None or earlier.body != await body_of(request):
        return Begun(EMPTY, people, anew(now, around))
    planned = {each.meeting for each in await parts.library.headlines(await body_of(request))}
    proposal = proposed(
        earlier, await parts.series.all(await body_of(request)), planned, now, around
    )
    found = await beginning_of(earlier.meeting, earlier.body, parts.rooms, parts.library)
    return Begun(source, found or people, proposal)


async def people_of(request: web.Request, newest: Sequence[Headline]) -> Beginning:
    """Who and where: as the office says, else as they were last."""
    parts, last = product(request), Beginning()
    session = reader(request, *PLANS)
    office = await parts.bodies.office(session.body)
    for each in newest:
        last = await beginning_of(each.meeting, each.body, parts.rooms, parts.library) or last
    return Beginning(
        organiser=office.organiser or last.organiser,
        hub=office.hub or last.hub,
        chair=last.chair or await _only(request, Post.CHAIR),
        secretary=last.secretary or session.name,
    )


async def _only(request: web.Request, post: Post) -> str:
    """The name of whoever has the post alone."""
    everybody, body = await product(request).accounts.all(), await body_of(request)
    ours = (each for each in everybody if each.body == body and not each.disabled)
    named = [each.name for each in ours if each.post is post]
    return named[0] if len(named) == 1 else ""


def _taken(begun: Beginning) -> dict[str, Any]:
    """As arguments of the act."""
    plain: dict[str, Any] = to_builtins(begun)
    del plain["held"]
    return plain


def _end(fields: MultiDict[Any]) -> None:
    """Of a conference that is said to last so many minutes; programs may say when it ends."""
    said = fields.pop("minutes", "")
    if fields.get("ends_at"):
        return
    if (minutes := typed.whole(str(said))) is None or minutes > MOST_MINUTES:
        raise Malformed("bad_args", "minutes")
    try:
        starts = datetime.fromisoformat(typed.moment(str(fields.get("starts_at", ""))))
        ends = starts + timedelta(minutes=minutes)
    except (ValueError, OverflowError) as wrong:
        raise Malformed("bad_args", "starts_at") from wrong
    fields["ends_at"] = ends.isoformat()


ROUTES: Final = (
    web.get("/conferences/new", ask),
    Taking("/conferences/new", plan, long(*PLANS)),
)
