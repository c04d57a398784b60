"""The live screens, drawn whole from the view of their audience before any script runs.

The same view lies in the page as JSON, so that the script goes on from where the page is; of a
hall's, without what is asked for later (`first_view.py`).
"""

from collections.abc import Mapping
from typing import Final

from aiohttp import hdrs, web
from msgspec import Struct

from diemcau.app.calendar.zones import zone_named
from diemcau.app.live.seats import HALL
from diemcau.app.ports.people import Post
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.sites import NoSuchSite
from diemcau.domain.nouns.terms import Role, RoundScope
from diemcau.domain.rules.looking import may_look
from diemcau.domain.views.conference import Conference
from diemcau.domain.views.families import audience_of
from diemcau.domain.views.keys import View
from diemcau.domain.views.sites import Me
from diemcau.edge.door.headers import CAMERAS
from diemcau.edge.door.houses import body_of
from diemcau.edge.forms.typed_again import REFUSED
from diemcau.edge.live import first_view
from diemcau.edge.pages.live.branch import branch_of
from diemcau.edge.pages.live.leading import lead
from diemcau.edge.pages.live.next_step import next_step
from diemcau.edge.pages.live.offered import offered
from diemcau.edge.pages.live.roll_call import in_order, on_wall, order_of
from diemcau.edge.pages.live.round_order import round_order, speaking_in_round
from diemcau.edge.pages.live.watching import watches
from diemcau.edge.showing.rendering import PAGES, family, island, page
from diemcau.edge.showing.words import language_of
from diemcau.edge.who.readers import SCREENS, product, seat_of

ROWS: Final = 60
"""Of a list on the page that works without scripts; the script shows all of them."""
FIRST_CALLED: Final = 3
"""So many of whom a round would call stand on the page; all of them behind a link."""
ROLL_CALL: Final = "roll-call"
"""A screen beside their own, for everybody in the hall."""
BEFORE_A_CAMERA: Final = frozenset({Role.SITE, Role.SCREEN})
OF_SCREEN: Final = {
    screen: tuple(post for post in SCREENS if SCREENS[post] == screen)
    for screen in dict.fromkeys(SCREENS.values())
} | {ROLL_CALL: HALL}


async def show(request: web.Request) -> web.Response:
    screen = request.match_info["screen"]
    session, actor, state = await seat_of(request, *OF_SCREEN[screen])
    meeting = state.id
    audience = audience_of(actor.role, actor.site)
    seq, view = await product(request).rooms.view(meeting, audience)
    conference = view["conference"]
    assert isinstance(conference, Conference), "the family of this key"
    now, phone = (
        product(request).clock.now(),
        (await product(request).bodies.office(state.body)).hall_phone,
    )
    pages = request.app[PAGES]
    voice = pages.words.spoken(language_of(request))
    selected = request.query.get("site", "")
    deputies = await _deputies(request) if actor.role is Role.CHAIR else []
    facts = {
        "screen": screen,
        "meeting": meeting,
        "role": actor.role,
        "site": actor.site,
        "name": _name(actor, view),
        "login": actor.login,
        "csrf": session.csrf,
        "seq": seq,
        "now": now,
        "view": first_view.at_once(screen, view),
        "lean": screen in first_view.LEAN,
        "words": pages.assets.words(voice.lang),
        "lang": voice.lang,
        "phone": phone,
        "deputies": deputies,
        "media": product(request).media.there,
        "looks": product(request).media.there and may_look(actor.role),
    }
    if product(request).media.there and actor.role in BEFORE_A_CAMERA:
        request[CAMERAS] = True
    answer = page(
        request,
        f"live/{screen}.html",
        zone=zone_named(conference.timezone),
        screen=screen,
        meeting=meeting,
        view=view,
        site=actor.site or "",
        name=facts["name"],
        may=(may := offered(actor, view, now)),
        lead=lead(actor, view, now),
        step=next_step(view, may),
        in_turn=speaking_in_round(view),
        called=None if "order" in request.query else FIRST_CALLED,
        would_call={scope: round_order(view, scope) for scope in RoundScope},
        now=now,
        phone=phone,
        deputies=deputies,
        rows=ROWS,
        watches=watches(request.query, screen, view),
        selected=selected,
        own_screen=SCREENS[session.post],
        sorted_by=(order := order_of(request.query.get("sort", ""))),
        roll=in_order(order, (branch := branch_of(state, request.query.get("branch", ""))).sites),
        branch=branch,
        wall=on_wall(family(view, "site"), selected),
        facts=island(facts),
    )
    _pack(request, answer)
    return answer


class DeputyChoice(Struct, frozen=True):
    """An account to which the console may be handed."""

    login: str
    name: str


async def _deputies(request: web.Request) -> list[DeputyChoice]:
    """Those who can sign in as deputy."""
    known, body = await product(request).accounts.all(), await body_of(request)
    ours = (each for each in known if each.body == body and not each.disabled)
    deputies = (each for each in ours if each.post is Post.DEPUTY)
    return [DeputyChoice(each.login, each.name) for each in deputies]


def _pack(request: web.Request, answer: web.Response) -> None:
    """The view repeats itself, so compression is worth most of its bytes.

    Not when the address says more than the page: a stranger's words beside the token of the
    forms, compressed together, would let the length tell of the token (BREACH).
    """
    said = request.query_string or REFUSED in request
    if not said and "gzip" in request.headers.get(hdrs.ACCEPT_ENCODING, ""):
        answer.enable_compression(web.ContentCoding.gzip)


def _name(actor: Actor, view: Mapping[str, View]) -> str:
    """A site is called by its name; one that is not invited has no screen here."""
    if actor.role is not Role.SITE:
        return actor.name
    me = view.get(f"me/{actor.site}")
    if not isinstance(me, Me):
        raise NoSuchSite
    return me.name


ROUTES: Final = (web.get(f"/conferences/{{meeting}}/{{screen:{'|'.join(OF_SCREEN)}}}", show),)
