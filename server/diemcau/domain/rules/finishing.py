"""What is still under way when the conference ends, ended with it (rules §2).

A speaker who has the floor or gave way for an interjection has spoken until now; a vote is closed
with the votes that were cast. Whoever waits, and the current item, end as they always do.
"""

from collections.abc import Iterator, Sequence

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.conference import EndConference
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.floor import FloorTaken
from diemcau.domain.nouns.votes import CloseVote
from diemcau.domain.rules import floor, votes


def under_way(meeting: Meeting, cmd: EndConference) -> Sequence[AnyEvent]:
    return [*_speeches(meeting, cmd), *_vote(meeting, cmd)]


def _speeches(meeting: Meeting, cmd: EndConference) -> Iterator[AnyEvent]:
    speaking = () if meeting.floor is None else (meeting.floor,)
    for no in (*speaking, *meeting.interrupted):
        overran = floor.overrun(meeting.speeches[no], cmd.at)
        yield FloorTaken(at=cmd.at, by=cmd.actor, speech=no, overran=overran)


def _vote(meeting: Meeting, cmd: EndConference) -> Sequence[AnyEvent]:
    if (vote := meeting.vote) is None:
        return []
    closing = CloseVote(id=cmd.id, at=cmd.at, actor=cmd.actor, vote=vote.no, counts=cmd.counts)
    return votes.close(meeting, closing)
