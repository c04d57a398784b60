"""Who reads a page, which conference it is about, and where each post is at home."""

from typing import Final

from aiohttp import web
from yarl import URL

from diemcau.app.ports.people import Post, Session
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.nouns.refusals import NotAllowed
from diemcau.edge.identity import require, session_of
from diemcau.edge.product import PRODUCT, Product

SCREENS: Final = {
    Post.CHAIR: "chair",
    Post.DEPUTY: "chair",
    Post.SECRETARY: "secretary",
    Post.OPERATOR: "operator",
    Post.SITE: "site",
    Post.SCREEN: "screen",
}
"""An admin has no part in a conference."""
TABLE: Final = (Post.CHAIR, Post.DEPUTY, Post.SECRETARY)
HALL: Final = (*TABLE, Post.OPERATOR)


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


def enters(session: Session, meeting: MeetingId) -> bool:
    """A site let in by link or PIN is let into that conference only."""
    return session.meeting in {None, meeting}


def screen_of(session: Session, meeting: MeetingId) -> str:
    """The reader's own screen of a conference."""
    screen = SCREENS.get(session.post)
    return f"/conferences/{meeting}/{screen}" if screen else "/conferences"
