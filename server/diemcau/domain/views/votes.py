"""Votes as they are seen."""

from datetime import datetime
from typing import assert_never

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.drafts import ClauseMark
from diemcau.domain.nouns.ids import ItemId, VoteNo
from diemcau.domain.nouns.terms import Outcome, VoteKind, VoteState
from diemcau.domain.nouns.votes import (
    AnnulVote,
    CastVote,
    CloseVote,
    OpenVote,
    Vote,
    VoteAnnulled,
    VoteCast,
    VoteClosed,
    VoteEvent,
    VoteOpened,
    VoteOver,
)
from diemcau.domain.rules import drafting, drafts, votes
from diemcau.domain.views.keys import View, tile
from diemcau.domain.views.offers import Asker, Offer, Offers


class VoteView(View, frozen=True, kw_only=True):
    """`vote/<no>`: a question put to the sites present.

    `choices` are `for`, `against`, `abstain`, or as `listed`. `quorum` and `majority` are
    ballots needed of `electors`; `counts`, and `voters` of a vote by name, stand beside the
    choices once it is closed.
    """

    no: VoteNo
    item: ItemId
    text: str
    kind: VoteKind
    state: VoteState
    choices: tuple[str, ...]
    opened_at: datetime
    electors: int
    cast: int = 0
    listed: bool = False
    secret: bool = False
    changeable: bool = False
    quorum: int = 0
    majority: int = 0
    closes_at: datetime | None = None
    ended_at: datetime | None = None
    counts: tuple[int, ...] = ()
    voters: tuple[tuple[str, ...], ...] = ()
    outcome: Outcome | None = None
    winner: str = ""
    reason: str = ""
    clause: ClauseMark | None = None


def vote(meeting: Meeting, which: str) -> View | None:
    if (known := meeting.votes.get(VoteNo(int(which)))) is None:
        return None
    return VoteView(
        no=known.no,
        item=known.item,
        text=known.text,
        kind=known.kind,
        state=known.state,
        choices=known.choices,
        opened_at=known.opened_at,
        electors=len(known.electorate),
        cast=len(known.ballots),
        listed=known.listed,
        secret=known.secret,
        changeable=known.changeable,
        quorum=known.quorum,
        majority=known.majority,
        closes_at=known.closes_at,
        ended_at=known.ended_at,
        counts=known.counts,
        voters=drafting.voters(meeting, known),
        outcome=votes.outcome(known),
        winner=votes.winner(known),
        reason=known.reason,
        clause=_about(meeting, known),
    )


def _about(meeting: Meeting, known: Vote) -> ClauseMark | None:
    cited = drafts.cited(meeting, known.item, (known.clause,) if known.clause else ())
    return next(iter(cited), None)


def vote_changed(after: Meeting, no: VoteNo) -> frozenset[str]:
    """It is put to its electors and to the hall, and taken from them."""
    tiles = (key for site in after.votes[no].electorate for key in tile(site))
    return frozenset({f"vote/{no}", "screen", *tiles})


def offers(ask: Asker) -> Offers:
    open_ = () if ask.meeting.vote is None else (ask.meeting.vote.no,)
    for act, offer in ask.free(OpenVote):
        yield act, Offer(no=offer.no or votes.hindrance(ask.meeting))
    for act in (CloseVote, AnnulVote):
        yield from ask.among(act, "vote", open_, VoteOver)
    yield from ask.free(CastVote)


def touched(_before: Meeting, event: VoteEvent, after: Meeting) -> frozenset[str]:
    match event:
        case VoteOpened() | VoteClosed() | VoteAnnulled():
            return vote_changed(after, event.vote)
        case VoteCast():
            return frozenset({f"vote/{event.vote}", *tile(event.site)})
        case _:
            assert_never(event)
