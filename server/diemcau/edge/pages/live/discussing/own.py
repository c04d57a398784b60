"""What was taken down of a site in the conference: it confirms or sets it right, from its screen.

Also a site that came in by link or PIN does so here, which has no pages of the consultation. How
many wait is a piece of a page: its screen fetches it whenever the conference notes another.
"""

from collections.abc import Iterator
from typing import Final

from aiohttp import web
from msgspec import Struct

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.consultation.reading import cited
from diemcau.app.ports.people import Post
from diemcau.domain.consultation.nouns.clauses import Clause
from diemcau.domain.consultation.nouns.comments import ConfirmComment, DraftComment
from diemcau.domain.consultation.nouns.terms import Stance, Way
from diemcau.domain.consultation.rules.permissions import may
from diemcau.domain.consultation.rules.tree import above
from diemcau.domain.nouns.ids import ItemId
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.security import count_act
from diemcau.edge.door.taking import Taking, long
from diemcau.edge.forms.fields import asked_for, form_id
from diemcau.edge.pages.consultation.acting import stamped
from diemcau.edge.pages.live.discussing.room import DraftInRoom, draft_of, drafts_of
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import meeting_of


class TakenDown(Struct, frozen=True):
    """A comment that waits for its site, with where it hangs; `item` carries its draft."""

    item: ItemId
    title: str
    comment: DraftComment
    clause: Clause | None
    place: str


async def show(request: web.Request) -> web.Response:
    rooms = await drafts_of(request, Post.SITE)
    return page(
        request,
        "consultation/own.html",
        meeting=meeting_of(request),
        waiting=[each for room in rooms for each in _waiting(room)],
        stances=[*Stance],
    )


async def count(request: web.Request) -> web.Response:
    rooms = await drafts_of(request, Post.SITE)
    waiting = sum(1 for room in rooms for _ in _waiting(room))
    where = f"/conferences/{meeting_of(request)}/spoken"
    return page(request, "consultation/waiting.html", n=waiting, where=where)


def _waiting(room: DraftInRoom) -> Iterator[TakenDown]:
    state, actor = room.state, room.seat.actor
    if not may(state, actor, ConfirmComment):
        return
    for which in state.order:
        comment = state.comments[which]
        asked = comment.counts and comment.way is not Way.ONLINE and not comment.confirmed
        if asked and comment.body == actor.site:
            yield _taken_down(room, comment)


def _taken_down(room: DraftInRoom, comment: DraftComment) -> TakenDown:
    version, which = room.state.versions[comment.version], comment.said.clause
    return TakenDown(
        item=room.item,
        title=room.carried.outline.title,
        comment=comment,
        clause=version.clauses[which] if which else None,
        place=cited(above(version, which)) if which else "",
    )


async def confirm(request: web.Request) -> web.Response:
    """As it was taken down, or as the form says now."""
    count_act(request)
    room, fields = await draft_of(request, Post.SITE), await form_of(request)
    said = asked_for(ConfirmComment, fields, HOME_ZONE)
    command = stamped(request, room.seat.actor, ConfirmComment, {**said, "id": form_id(fields)})
    await room.desk.submit(room.id, command)
    raise web.HTTPSeeOther(f"/conferences/{meeting_of(request)}/spoken")


_HERE: Final = "/conferences/{meeting}/spoken"
ROUTES: Final = (
    web.get(_HERE, show),
    web.get(f"{_HERE}/waiting", count),
    Taking("/conferences/{meeting}/drafts/{item}/confirm", confirm, long(Post.SITE)),
)
