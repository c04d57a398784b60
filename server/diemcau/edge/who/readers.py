"""Who reads a page, which conference it is about, and where each post is at home."""

from typing import Final, NamedTuple

from aiohttp import web
from yarl import URL

from diemcau.app.live.seats import actor_in, check_seated, enters
from diemcau.app.ports.people import Post, Session
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.nouns.refusals import NotAllowed
from diemcau.edge.product import PRODUCT, Product
from diemcau.edge.who.identity import require, session_of

SCREENS: Final = {
    Post.CHAIR: "chair",
    Post.DEPUTY: "chair",
    Post.SECRETARY: "secretary",
    Post.OPERATOR: "operator",
    Post.SITE: "site",
    Post.SCREEN: "screen",
}
"""An admin has no part in a conference."""


def product(request: web.Request) -> Product:
    return request.app[PRODUCT]


def meeting_of(request: web.Request) -> MeetingId:
    return MeetingId(request.match_info["meeting"])


def reader(request: web.Request, *posts: Post) -> Session:
    """The session, of one of these posts if any are named, and let into this conference.

    Whoever only wants to look is first asked to sign in; whoever acts is told no.
    """
    if session_of(request) is None and request.method == "GET":
        raise web.HTTPFound(URL("/sign-in").with_query(back=request.path_qs))
    session = require(request, *posts)
    if "meeting" in request.match_info and not enters(session, meeting_of(request)):
        raise NotAllowed
    return session


class Seat(NamedTuple):
    """A reader, as whom they act, and the conference in which they do."""

    session: Session
    actor: Actor
    meeting: Meeting


async def seat_of(request: web.Request, *posts: Post) -> Seat:
    """Of a reader of one of these posts, if any are named, who is let into the conference."""
    session, meeting = reader(request, *posts), meeting_of(request)
    actor = actor_in(meeting, session)
    state = await product(request).rooms.state(meeting)
    check_seated(state, actor)
    return Seat(session, actor, state)


def screen_of(session: Session, meeting: MeetingId) -> str:
    """The reader's own screen of a conference."""
    screen = SCREENS.get(session.post)
    return f"/conferences/{meeting}/{screen}" if screen else "/conferences"
