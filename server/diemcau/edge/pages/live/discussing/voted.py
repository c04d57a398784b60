"""A closed vote on a clause, put into the table of its draft as the word of the conference."""

from datetime import date
from typing import Final

from aiohttp import web

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.ports.people import Post
from diemcau.domain.consultation.nouns.clauses import ClauseId
from diemcau.domain.consultation.nouns.voting import ConferenceVote, CountedChoice, NoteVote
from diemcau.domain.nouns.ids import VoteNo
from diemcau.domain.nouns.terms import VoteState
from diemcau.domain.nouns.votes import NoSuchVote, Vote
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.security import count_act
from diemcau.edge.door.taking import Taking, Terms
from diemcau.edge.forms.fields import form_id
from diemcau.edge.pages.consultation.acting import stamped
from diemcau.edge.pages.live.discussing.room import DraftInRoom, draft_of
from diemcau.edge.showing.rendering import vietnamese


async def note(request: web.Request) -> web.Response:
    """Raises `NoSuchVote` also for one that is open, was annulled, or is on no clause."""
    count_act(request)
    room, fields = await draft_of(request, Post.SECRETARY), await form_of(request)
    said = {"vote": _counted(request, room, _vote(request, room)), "id": form_id(fields)}
    await room.desk.submit(room.id, stamped(request, room.seat.actor, NoteVote, said))
    return web.json_response({})


def _vote(request: web.Request, room: DraftInRoom) -> Vote:
    vote = room.seat.meeting.votes.get(VoteNo(int(request.match_info["vote"])))
    if vote is None or vote.item != room.item:
        raise NoSuchVote
    if vote.state is not VoteState.CLOSED or not vote.clause:
        raise NoSuchVote
    return vote


def _counted(request: web.Request, room: DraftInRoom, vote: Vote) -> ConferenceVote:
    """In the words of papers, whatever the secretary reads."""
    words, meeting = vietnamese(request), room.seat.meeting
    named = (each if vote.listed else words(f"answer.{each}") for each in vote.choices)
    return ConferenceVote(
        clause=ClauseId(vote.clause or ""),
        question=vote.text,
        counts=tuple(map(CountedChoice, named, vote.counts)),
        meeting=meeting.id,
        vote=vote.no,
        title=meeting.title,
        on=_day(vote),
    )


def _day(vote: Vote) -> date:
    assert vote.ended_at is not None, "a closed vote has ended"
    return vote.ended_at.astimezone(HOME_ZONE).date()


ROUTES: Final = (
    Taking(
        "/conferences/{meeting}/drafts/{item}/votes/{vote:[0-9]{1,9}}",
        note,
        Terms(posts=(Post.SECRETARY,)),
    ),
)
