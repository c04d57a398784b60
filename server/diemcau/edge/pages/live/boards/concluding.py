"""A conclusion drawn from petitions of the board: its lead, who cooperates, deadline and words are
proposed, and the secretary says what stays.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from aiohttp import web

from diemcau.app.calendar.zones import zone_named
from diemcau.app.ports.people import Post
from diemcau.domain.nouns.conclusions import ConclusionText
from diemcau.domain.nouns.ids import LONGEST_LINE, ItemId
from diemcau.domain.nouns.petitions import NotOnTheBoard, PetitionMark
from diemcau.domain.views.families import audience_of, render
from diemcau.edge.pages.live.boards.room import board_of
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import product, screen_of

DAYS: Final = 30
"""To be done within, where its petition was due already."""


async def ask(request: web.Request) -> web.Response:
    """Of those that the address names, else of the one before the room. Raises `NotOnTheBoard`."""
    room = await board_of(request, Post.SECRETARY)
    asked = request.query.getall("petition", []) or [each for each in [room.board.focus] if each]
    marks = [mark for code in asked if (mark := room.board.mark(code))]
    if len(marks) < len(asked):
        raise NotOnTheBoard
    meeting, actor = room.seat.meeting, room.seat.actor
    return page(
        request,
        "petitions/concluding.html",
        zone=zone_named(meeting.timezone),
        meeting=meeting.id,
        board=room.board,
        asked=asked,
        action=request.path,
        view=render(meeting, audience_of(actor.role, actor.site)),
        text=_proposed(request, marks, room.item) if marks else None,
        back=screen_of(room.seat.session, meeting.id),
    )


def _proposed(request: web.Request, marks: Sequence[PetitionMark], item: ItemId) -> ConclusionText:
    today = product(request).petitions.today()
    due = max(mark.due for mark in marks)
    others = dict.fromkeys(
        name
        for mark in marks
        for name in (mark.lead, *mark.cooperating)
        if name and name != marks[0].lead
    )
    titles = "; ".join(f"{mark.title} ({mark.code})" for mark in marks)
    return ConclusionText(
        text=f"Giải quyết dứt điểm và trả lời cử tri: {titles}.",
        lead=marks[0].lead[:LONGEST_LINE],
        cooperating=tuple(others),
        deadline=due if due > today else today + timedelta(days=DAYS),
        item=item,
        petitions=tuple(mark.code for mark in marks),
    )


ROUTES: Final = (web.get("/conferences/{meeting}/boards/{item}/conclusion", ask),)
