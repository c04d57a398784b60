"""Votes (rules §6): one question at a time, put to the sites that are present.

How this works. Who may vote, the quorum and the majority are settled when a vote opens and
never move with who comes and goes. Counts are told when it closes and not before: a running
total would say who chose what.

In a secret vote the rules never see a choice after it was cast: what leaves `cast` is sealed
outside (`app.ballots`) before it is recorded, and `close` is handed the counts. By itself
this module can neither read a sealed ballot nor tell whose it is.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import assert_never

from immutables import Map
from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.agenda import Item
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.ids import Place, SiteCode, VoteNo
from diemcau.domain.nouns.refusals import NotDue
from diemcau.domain.nouns.terms import Answer, Majority, Outcome, Role, VoteKind, VoteState
from diemcau.domain.nouns.votes import (
    AlreadyVoted,
    AnnulVote,
    Ballot,
    CastVote,
    CloseVote,
    NobodyToVote,
    NoSuchChoice,
    NoSuchVote,
    NotAnElector,
    OpenVote,
    TooFewChoices,
    Vote,
    VoteAnnulled,
    VoteCast,
    VoteClosed,
    VoteCommand,
    VoteEvent,
    VoteOpened,
    VoteOver,
    VoteRunning,
)
from diemcau.domain.rules import branches, check, drafts, find, outline
from diemcau.domain.rules.permissions import subject


def open_vote(meeting: Meeting, cmd: OpenVote) -> Sequence[AnyEvent]:
    """To the sites checked in by now; on an internal item to nobody, for none may know of it."""
    item, electorate = _votable(meeting), _present(meeting)
    formal, rules = cmd.kind is VoteKind.FORMAL, meeting.settings
    opened = VoteOpened(
        at=cmd.at,
        by=cmd.actor,
        vote=VoteNo(len(meeting.votes) + 1),
        item=item.id,
        text=check.text(cmd.text),
        kind=cmd.kind,
        choices=_checked(cmd.choices) or tuple(Answer),
        listed=bool(cmd.choices),
        electorate=electorate,
        quorum=_share(len(electorate), rules.vote_quorum, 100) if formal else 0,
        majority=_needed(len(electorate), rules.vote_majority) if formal else 0,
        changeable=rules.vote_changeable,
        closes_at=cmd.at + timedelta(seconds=cmd.seconds) if cmd.seconds else None,
        key=f"{meeting.id}/{cmd.id}" if cmd.secret else "",
        clause=drafts.named(meeting, item.id, (cmd.clause,))[0] if cmd.clause else None,
    )
    return [opened]


def hindrance(meeting: Meeting) -> str:
    """The code with which a vote would be refused now, or nothing. Asked after every check-in, so
    that nobody is counted for it.
    """
    try:
        _votable(meeting)
    except Rejected as refusal:
        return refusal.code
    return ""


def _votable(meeting: Meeting) -> Item:
    item = find.current_item(meeting)
    if meeting.vote is not None:
        raise VoteRunning
    somebody = meeting.totals.checked_in > meeting.behind.checked_in
    if outline.is_internal(meeting, item.id) or not somebody:
        raise NobodyToVote
    return item


def opened(meeting: Meeting, event: VoteOpened) -> Meeting:
    vote = Vote(
        no=event.vote,
        item=event.item,
        text=event.text,
        kind=event.kind,
        choices=event.choices,
        listed=event.listed,
        electorate=frozenset(event.electorate),
        opened_at=event.at,
        quorum=event.quorum,
        majority=event.majority,
        changeable=event.changeable,
        closes_at=event.closes_at,
        key=event.key,
        clause=event.clause,
    )
    return _put(meeting, vote)


def cast(meeting: Meeting, cmd: CastVote) -> Sequence[AnyEvent]:
    """A site votes for itself; it may change its mind until the vote closes, if that is set."""
    vote, site = _running(meeting, cmd.vote), find.site(meeting, subject(cmd))
    if vote.closes_at is not None and cmd.at >= vote.closes_at:
        raise VoteOver
    if site.code not in vote.electorate:
        raise NotAnElector
    choice = _chosen(vote, cmd.choice)
    known = vote.ballots.get(site.code)
    if known and known.choice == choice:
        return []
    if known and not vote.changeable:
        raise AlreadyVoted
    voted = VoteCast(at=cmd.at, by=cmd.actor, vote=vote.no, site=site.code, choice=choice)
    return [voted]


def _chosen(vote: Vote, place: Place) -> str:
    if int(place) >= len(vote.choices):
        raise NoSuchChoice
    return vote.choices[int(place)]


def was_cast(meeting: Meeting, event: VoteCast) -> Meeting:
    vote = meeting.votes[event.vote]
    ballot = Ballot(event.choice, event.sealed)
    return _put(meeting, replace(vote, ballots=vote.ballots.set(event.site, ballot)))


def close(meeting: Meeting, cmd: CloseVote) -> Sequence[AnyEvent]:
    """Sealed ballots that nobody can open any more annul the vote: it has to be put again."""
    vote = _running(meeting, cmd.vote)
    early = vote.closes_at is None or cmd.at < vote.closes_at
    if cmd.actor.role is Role.SYSTEM and early:
        raise NotDue
    counts = cmd.counts if vote.secret else _counted(vote)
    if counts is None:
        return [VoteAnnulled(at=cmd.at, by=cmd.actor, vote=vote.no)]
    return [VoteClosed(at=cmd.at, by=cmd.actor, vote=vote.no, counts=counts)]


def closed(meeting: Meeting, event: VoteClosed) -> Meeting:
    vote = meeting.votes[event.vote]
    over = replace(vote, state=VoteState.CLOSED, counts=event.counts, ended_at=event.at)
    return _put(meeting, _unsealed(over))


def annul(meeting: Meeting, cmd: AnnulVote) -> Sequence[AnyEvent]:
    vote = _running(meeting, cmd.vote)
    reason = check.reason(cmd.reason)
    return [VoteAnnulled(at=cmd.at, by=cmd.actor, vote=vote.no, reason=reason)]


def annulled(meeting: Meeting, event: VoteAnnulled) -> Meeting:
    vote = meeting.votes[event.vote]
    over = replace(vote, state=VoteState.ANNULLED, ended_at=event.at, reason=event.reason)
    return _put(meeting, _unsealed(over))


# -- reading ---------------------------------------------------------------------------------------


def outcome(vote: Vote) -> Outcome | None:
    """None while it is open, and for a straw vote, which decides nothing."""
    if vote.state is not VoteState.CLOSED or vote.kind is VoteKind.STRAW:
        return None
    if sum(vote.counts) < vote.quorum:
        return Outcome.NO_QUORUM
    return Outcome.CARRIED if _with_majority(vote) else Outcome.NOT_CARRIED


def winner(vote: Vote) -> str:
    """The choice that carried, if one did."""
    return _with_majority(vote) if outcome(vote) is Outcome.CARRIED else ""


def voters(meeting: Meeting, vote: Vote, choice: str) -> tuple[SiteCode, ...]:
    """Who chose it, in the order of the list; of a secret vote nobody can say."""
    return tuple(
        code
        for code in meeting.site_order
        if (ballot := vote.ballots.get(code)) is not None and ballot.choice == choice
    )


def asked(meeting: Meeting, site: SiteCode) -> Vote | None:
    """The open vote in which a site may vote."""
    vote = meeting.vote
    return vote if vote is not None and site in vote.electorate else None


# -- parts -----------------------------------------------------------------------------------------


def _running(meeting: Meeting, no: VoteNo) -> Vote:
    if (vote := meeting.votes.get(no)) is None:
        raise NoSuchVote
    if vote.state is not VoteState.OPEN:
        raise VoteOver
    return vote


def _present(meeting: Meeting) -> tuple[SiteCode, ...]:
    sites = meeting.sites
    return tuple(code for code in branches.top(meeting) if sites[code].checked_in_at is not None)


def _checked(choices: tuple[str, ...]) -> tuple[str, ...]:
    named = tuple(map(check.name, choices))
    check.distinct(named)
    if len(named) == 1:
        raise TooFewChoices
    return named


def _needed(present: int, majority: Majority) -> int:
    if majority is Majority.HALF:
        return present // 2 + 1
    return _share(present, 2, 3)


def _share(whole: int, parts: int, of: int) -> int:
    """So many parts of the whole, rounded up: half a site cannot vote."""
    return -(-whole * parts // of)


def _with_majority(vote: Vote) -> str:
    """Between for and against, only "for" can carry."""
    for choice, count in zip(vote.choices, vote.counts, strict=True):
        if count >= vote.majority and (vote.listed or choice == Answer.FOR):
            return choice
    return ""


def _counted(vote: Vote) -> tuple[int, ...]:
    chosen = Counter(ballot.choice for ballot in vote.ballots.values())
    return tuple(chosen[choice] for choice in vote.choices)


def _unsealed(vote: Vote) -> Vote:
    """A secret vote that is over keeps who voted, and not even the envelopes."""
    if not vote.secret:
        return vote
    return replace(vote, ballots=Map({site: Ballot() for site in vote.ballots}))


def _put(meeting: Meeting, vote: Vote) -> Meeting:
    return replace(meeting, votes=meeting.votes.set(vote.no, vote))


def decide(meeting: Meeting, command: VoteCommand) -> Sequence[AnyEvent]:
    match command:
        case OpenVote():
            return open_vote(meeting, command)
        case CastVote():
            return cast(meeting, command)
        case CloseVote():
            return close(meeting, command)
        case AnnulVote():
            return annul(meeting, command)
        case _:
            assert_never(command)


def evolve(meeting: Meeting, event: VoteEvent) -> Meeting:
    match event:
        case VoteOpened():
            return opened(meeting, event)
        case VoteCast():
            return was_cast(meeting, event)
        case VoteClosed():
            return closed(meeting, event)
        case VoteAnnulled():
            return annulled(meeting, event)
        case _:
            assert_never(event)
