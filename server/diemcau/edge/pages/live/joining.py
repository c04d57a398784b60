"""How a site gets in on the morning itself: its name and a PIN, or one press on a link."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from aiohttp import web

from diemcau.app.admission.refusals import WrongPin
from diemcau.app.calendar.zones import HOME_ZONE, zone_named
from diemcau.app.ports.library import Headline
from diemcau.app.ports.people import Session
from diemcau.app.text.folding import bare
from diemcau.domain.meeting import Meeting
from diemcau.domain.names import called, same
from diemcau.domain.nouns.conference import NoSuchConference
from diemcau.domain.nouns.ids import MeetingId, SiteCode
from diemcau.domain.nouns.sites import Site
from diemcau.domain.nouns.terms import Phase
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.rationing import JOIN_LIMIT, slow_down
from diemcau.edge.door.taking import STRANGERS, Taking
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.identity import (
    IDENTITY,
    MONTHS,
    device_of,
    remember_device,
    set_session_cookie,
)
from diemcau.edge.who.readers import meeting_of, product

SITE_COOKIE: Final = "site"
LIVE: Final = frozenset({Phase.LOBBY, Phase.RUNNING, Phase.BREAK})
DOOR_OPEN: Final = LIVE | {Phase.ANNOUNCED, Phase.ENDED}
"""A site may come early to answer what it can, and late to hand in an opinion."""
SOON: Final = timedelta(hours=20)


async def choose_conference(request: web.Request) -> web.StreamResponse:
    """Those of today; if there is one, it is the one."""
    today = [
        each for each in await product(request).library.headlines(None) if _today(request, each)
    ]
    if len(today) == 1:
        raise web.HTTPFound(f"/join/{today[0].meeting}")
    return page(request, "join_list.html", conferences=today)


async def ask(request: web.Request) -> web.Response:
    meeting = await _open_door(request)
    chosen = meeting.sites.get(SiteCode(_chosen(request)))
    return page(
        request,
        "join.html",
        zone=zone_named(meeting.timezone),
        meeting=meeting,
        sites=[meeting.sites[code] for code in meeting.site_order],
        chosen=chosen.name if chosen else "",
        pins_open=meeting.phase in product(request).admission.settings.pin_phases,
        digits=product(request).admission.settings.pin_digits,
    )


async def join(request: web.Request) -> web.Response:
    slow_down(request, JOIN_LIMIT)
    meeting = await _open_door(request)
    fields = await form_of(request)
    site = _meant(str(fields.get("site", "")), meeting.sites.values())
    token, session = await product(request).admission.join_by_pin(
        meeting.id, site, str(fields.get("pin", "")), meeting.phase, device_of(request)
    )
    return await _inside(request, token, session, meeting.id)


async def ask_with_link(request: web.Request) -> web.Response:
    """One button and nothing done yet: what previews a message fetches every link in it."""
    holder = await product(request).admission.link_holder(request.match_info["token"])
    meeting = await product(request).rooms.state(holder.meeting)
    return page(
        request,
        "join_link.html",
        zone=zone_named(meeting.timezone),
        meeting=meeting,
        site=meeting.sites.get(holder.site),
        used=holder.used,
    )


async def join_with_link(request: web.Request) -> web.Response:
    slow_down(request, JOIN_LIMIT)
    token, session = await product(request).admission.join_by_link(
        request.match_info["token"], device_of(request)
    )
    assert session.meeting is not None, "a link is for one conference"
    return await _inside(request, token, session, session.meeting)


async def _inside(
    request: web.Request, token: str, session: Session, meeting: MeetingId
) -> web.Response:
    """In, and the room remembered for the next time."""
    response = web.Response(status=303, headers={"Location": f"/conferences/{meeting}/site"})
    set_session_cookie(request, response, token, session)
    await remember_device(request, response, session)
    response.set_cookie(
        SITE_COOKIE,
        str(session.site),
        max_age=MONTHS,
        secure=request.app[IDENTITY].https,
        httponly=True,
        samesite="Lax",
    )
    return response


async def _open_door(request: web.Request) -> Meeting:
    """A conference that sites may enter; of any other nothing is said, not even its name."""
    meeting = await product(request).rooms.state(meeting_of(request))
    if meeting.phase not in DOOR_OPEN:
        raise NoSuchConference
    return meeting


def _today(request: web.Request, headline: Headline) -> bool:
    if headline.phase in LIVE:
        return True
    now = product(request).clock.now()
    today = now.astimezone(HOME_ZONE).date()
    day = headline.starts_at.astimezone(HOME_ZONE).date()
    return headline.phase is Phase.ANNOUNCED and (day == today or headline.starts_at - now < SOON)


def _chosen(request: web.Request) -> str:
    return request.query.get("site") or request.cookies.get(SITE_COOKIE, "")


def _meant(typed: str, sites: Iterable[Site]) -> SiteCode:
    """The site of that name or code, or the only one whose name holds what was typed.

    What could mean two sites is answered like a wrong PIN.
    """
    wanted, known = bare(typed), tuple(sites)
    exact = [each for each in known if same(typed, each.code)] or called(typed, known)
    holding = [each for each in known if wanted and wanted in bare(f"{each.kind} {each.name}")]
    meant = exact or holding
    if len(meant) != 1:
        raise WrongPin
    return meant[0].code


ROUTES: Final = (
    web.get("/join", choose_conference),
    web.get("/join/link/{token}", ask_with_link),
    Taking("/join/link/{token}", join_with_link, STRANGERS),
    web.get("/join/{meeting}", ask),
    Taking("/join/{meeting}", join, STRANGERS),
)
