"""What must happen when nobody presses anything: the clock's own commands, and when.

The waker sleeps until the first of them and submits it like anybody's command. A command
that comes late, or twice, is refused by the rules and does no harm.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conference import OpenLobby, TakeConsoleBack
from diemcau.domain.nouns.floor import CutOff
from diemcau.domain.nouns.ids import CommandId
from diemcau.domain.nouns.passing_on import (
    BringUpRequest,
)
from diemcau.domain.nouns.queue import CloseQueue
from diemcau.domain.nouns.terms import Phase, Role
from diemcau.domain.nouns.votes import CloseVote
from diemcau.domain.rules import conference, floor, passing_on
from diemcau.domain.rules.rights import UNTIL_ENDED

CLOCK = Actor(Role.SYSTEM, "clock")
NAMED_BY_CLOCK = "clock/"
"""How the ids of its commands begin. They can be foretold, so nobody else may use one."""


class Due(NamedTuple):
    at: datetime
    command: AnyCommand


def next_due(meeting: Meeting) -> Due | None:
    """The first thing due, if anything is."""
    return min(deadlines(meeting), key=lambda due: due.at, default=None)


def deadlines(meeting: Meeting) -> Iterator[Due]:
    """Each id names the deadline itself, so that every node asks for the same command."""
    if meeting.phase is Phase.ANNOUNCED:
        at = conference.lobby_due(meeting)
        yield Due(at, OpenLobby(id=_named("lobby", at), at=at, actor=CLOCK))
    if meeting.deputy is not None:
        at = meeting.deputy.until
        yield Due(at, TakeConsoleBack(id=_named("console", at), at=at, actor=CLOCK))
    if meeting.phase in UNTIL_ENDED:
        yield from _queues(meeting)
    if (vote := meeting.vote) is not None and (closes := vote.closes_at) is not None:
        closing = _named(f"vote/{vote.no}", closes)
        yield Due(closes, CloseVote(id=closing, at=closes, actor=CLOCK, vote=vote.no))
    if (held := passing_on.next_due(meeting)) is not None:
        at, request = held
        up = _named(f"request/{request}", at)
        yield Due(at, BringUpRequest(id=up, at=at, actor=CLOCK, request=request))
    speech = meeting.speech
    if speech is not None and (cut := floor.cut_off_at(meeting, speech)):
        off = CutOff(id=_named(f"speech/{speech.no}", cut), at=cut, actor=CLOCK, speech=speech.no)
        yield Due(cut, off)


def _queues(meeting: Meeting) -> Iterator[Due]:
    """Of any item: registering for one may end long before it starts."""
    for item in meeting.items.values():
        if (at := item.queue.closes_at) is not None:
            closing = _named(f"queue/{item.id}", at)
            yield Due(at, CloseQueue(id=closing, at=at, actor=CLOCK, item=item.id))


def _named(what: str, at: datetime) -> CommandId:
    return CommandId(f"{NAMED_BY_CLOCK}{what}/{at.isoformat()}")
