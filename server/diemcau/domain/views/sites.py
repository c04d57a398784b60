"""Sites as they are seen, and what a site sees of itself."""

from collections.abc import Iterator
from datetime import datetime
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import Item
from diemcau.domain.nouns.attendance import Delegate
from diemcau.domain.nouns.ids import ItemId, PublicationNo, RequestId, SiteCode, SpeechNo, VoteNo
from diemcau.domain.nouns.passes import PassIssue
from diemcau.domain.nouns.requests import Removal
from diemcau.domain.nouns.sites import (
    AnswerCheck,
    AnswerInvitation,
    CheckAnswered,
    Connection,
    Contact,
    ContactSet,
    InvitationAnswer,
    InvitationAnswered,
    InviteSite,
    LineCheck,
    LineConnected,
    LineLost,
    OutsideRoom,
    OutsideRoomSet,
    PlaceSite,
    SetContact,
    SetOutsideRoom,
    Site,
    SiteEvent,
    SiteInvited,
    SitePlaced,
    SiteUninvited,
    Totals,
    UninviteSite,
)
from diemcau.domain.nouns.terms import Kind, ReturnState
from diemcau.domain.nouns.votes import Vote
from diemcau.domain.rules import (
    allotment,
    asking,
    attendance,
    outside,
    passing_on,
    returns,
    turns,
    votes,
)
from diemcau.domain.rules.asking import MOST_WAITING
from diemcau.domain.views.attendance import above, site_changed
from diemcau.domain.views.clocks import Left, left_of
from diemcau.domain.views.keys import BEGINNING, Draw, View, inside, seconds, tile
from diemcau.domain.views.offers import Asker, Offers
from diemcau.domain.views.requests import request_changed


class SiteView(View, frozen=True, kw_only=True):
    """`site/<code>`: a tile of the wall and all that belongs to it; for the hall alone, and
    of sites below a sub-hub none: the roll call of its `branch` stands here, and each of them on a
    page that is opened.

    `voted` says whether it has in the open vote; nothing where it has none to cast.
    """

    code: SiteCode
    name: str
    kind: str = ""
    parent: str = ""
    tile: tuple[int, int] | None = None
    contact: Contact = Contact()
    answer: InvitationAnswer | None = None
    line: Connection = Connection()
    check: LineCheck | None = None
    checked_in_at: datetime | None = None
    late: int = 0
    expected: int = 0
    here: int = 0
    head_count: int | None = None
    guests: int = 0
    speeches: int = 0
    spoken: int = 0
    spoken_from: datetime | None = None
    waiting: tuple[RequestId, ...] = ()
    voted: bool | None = None
    branch: Totals = Totals()
    pass_issue: PassIssue | None = None


class RosterView(View, frozen=True, kw_only=True):
    """`roster/<code>`: the delegates of a site and what the roll call says of them."""

    site: SiteCode
    delegates: tuple[Delegate, ...]


class UnheardView(View, frozen=True, kw_only=True):
    """A request of a site whose item ended before it was heard; it may be handed in in writing."""

    request: RequestId
    item: ItemId
    kind: Kind
    delegate: str = ""
    topic: str = ""


class Me(View, frozen=True, kw_only=True):
    """`me/<code>`: a site about itself. `…_blocked` says why it may not ask, by class of kind;
    `removal` which of its requests the chair took out, and why, until it asks again; `unheard` the
    last twelve that ended with their item; `vote` the open vote in which it has a ballot, cast or
    not. A sub-hub `holds` requests from below.
    """

    code: SiteCode
    name: str
    contact: Contact = Contact()
    outside: OutsideRoom | None = None
    answer: InvitationAnswer | None = None
    figures: ReturnState = ReturnState.NONE
    line: Connection = Connection()
    check: LineCheck | None = None
    checked_in_at: datetime | None = None
    expected: int = 0
    here: int = 0
    head_count: int | None = None
    guests: int = 0
    waiting: tuple[RequestId, ...] = ()
    holds: tuple[RequestId, ...] = ()
    speaking: SpeechNo | None = None
    budget_left: int | None = None
    unheard: tuple[UnheardView, ...] = ()
    budget_until: datetime | None = None
    granted: int = 0
    removal: Removal | None = None
    ordinary_blocked: str = ""
    priority_blocked: str = ""
    vote: VoteNo | None = None
    voted: bool = False
    pass_issue: PassIssue | None = None
    read: tuple[PublicationNo, ...] = ()


def site(meeting: Meeting, which: str) -> SiteView:
    """One that is there."""
    site = meeting.sites[SiteCode(which)]
    spoken = turns.spoken(meeting, site.code)
    return SiteView(
        code=site.code,
        name=site.name,
        kind=site.kind,
        parent=site.parent,
        tile=site.tile,
        contact=site.contact,
        answer=_shortly(site.answer),
        line=site.line,
        check=site.check,
        checked_in_at=site.checked_in_at,
        late=seconds(attendance.late(meeting, site.checked_in_at)),
        expected=len(site.roster),
        here=site.here,
        head_count=site.head_count,
        guests=site.guests,
        speeches=sum(len(each.speeches) for each in site.turns.values()),
        spoken=seconds(spoken.so_far),
        spoken_from=spoken.since,
        waiting=site.waiting,
        voted=_voted(votes.asked(meeting, site.code), site.code),
        branch=site.branch,
        pass_issue=site.pass_issue,
    )


def directly(draw: Draw) -> Draw:
    """The same, for sites directly below the hub."""

    def drawn(meeting: Meeting, which: str) -> View | None:
        site = meeting.sites.get(SiteCode(which))
        return None if site is None or site.above is not None else draw(meeting, which)

    return drawn


def public_site(meeting: Meeting, which: str) -> SiteView:
    """The same, without what is internal."""
    shown = site(meeting, which)
    asked = _open_outside(meeting, shown.code)
    return replace(shown, waiting=_outside(meeting, shown.waiting), voted=_voted(asked, shown.code))


def _voted(asked: Vote | None, site: SiteCode) -> bool | None:
    return None if asked is None else site in asked.ballots


def _open_outside(meeting: Meeting, site: SiteCode) -> Vote | None:
    """The vote that is open to a site, unless its item has become internal."""
    asked = votes.asked(meeting, site)
    return None if asked is None or inside(meeting, asked.item) else asked


def _outside(meeting: Meeting, requests: tuple[RequestId, ...]) -> tuple[RequestId, ...]:
    """Those that are not about an internal item."""
    return tuple(r for r in requests if not inside(meeting, meeting.requests[r].item))


def roster(meeting: Meeting, which: str) -> View | None:
    if (site := meeting.sites.get(SiteCode(which))) is None:
        return None
    return RosterView(site=site.code, delegates=site.roster)


def me(meeting: Meeting, which: str) -> View | None:
    """With no item open to the site nothing is on offer, and nothing said to be blocked."""
    if (site := meeting.sites.get(SiteCode(which))) is None:
        return None
    speech, item = meeting.speech, meeting.item
    if item is not None and inside(meeting, item.id):
        speech, item = None, None
    left = _left(meeting, site.code, item)
    vote = _open_outside(meeting, site.code)
    return Me(
        code=site.code,
        name=site.name,
        contact=site.contact,
        outside=outside.met_at(meeting, site),
        answer=site.answer,
        figures=returns.standing(meeting, site),
        line=site.line,
        check=site.check,
        checked_in_at=site.checked_in_at,
        expected=len(site.roster),
        here=site.here,
        head_count=site.head_count,
        guests=site.guests,
        waiting=_outside(meeting, site.waiting),
        holds=_outside(meeting, tuple(passing_on.held_by(meeting, site.code))),
        unheard=_unheard(meeting, site),
        removal=site.removal if not _hidden(meeting, site.removal) else None,
        speaking=speech.no if speech and speech.site == site.code else None,
        budget_left=left.budget_left,
        budget_until=left.budget_until,
        granted=seconds(allotment.added(meeting, site.code, item.id)) if item else 0,
        ordinary_blocked=asking.blocked(meeting, site.code, ordinary=True) if item else "",
        priority_blocked=asking.blocked(meeting, site.code, ordinary=False) if item else "",
        vote=vote.no if vote else None,
        voted=bool(_voted(vote, site.code)),
        pass_issue=site.pass_issue,
        read=tuple(sorted(no for no, p in meeting.publications.items() if which in p.read_by)),
    )


def _unheard(meeting: Meeting, site: Site) -> tuple[UnheardView, ...]:
    """No more than may wait at a time."""
    requests = map(meeting.requests.__getitem__, _outside(meeting, site.unheard)[-MOST_WAITING:])
    return tuple(
        UnheardView(
            request=each.id,
            item=each.item,
            kind=each.kind,
            delegate=each.delegate,
            topic=each.topic,
        )
        for each in requests
    )


def _left(meeting: Meeting, site: SiteCode, item: Item | None) -> Left:
    if item is None:
        return Left()
    whole = allotment.limit(meeting, site, item.id)
    return left_of(whole, turns.charged(meeting, site, item.id))


def _hidden(meeting: Meeting, removal: Removal | None) -> bool:
    return removal is not None and inside(meeting, removal.item)


def _shortly(answer: InvitationAnswer | None) -> InvitationAnswer | None:
    """On a tile; the table of the answers has the whole reason."""
    return answer and replace(answer, reason=answer.reason[:BEGINNING])


def offers(ask: Asker) -> Offers:
    """That a site left a trace, and stays invited, is found out when somebody presses."""
    yield from ask.free(InviteSite, UninviteSite, SetContact, AnswerInvitation, AnswerCheck)
    yield from ask.free(SetOutsideRoom, PlaceSite)


def touched(before: Meeting, event: SiteEvent, after: Meeting) -> frozenset[str]:  # noqa: PLR0911 – one table
    match event:
        case SiteInvited():
            return site_changed(after, event.plan.code) | {"figures", "screen"}
        case SiteUninvited():
            return site_changed(before, event.site) | {"figures", "screen"}
        case SitePlaced():
            both = (site_changed(meeting, event.site) for meeting in (before, after))
            return frozenset({"screen"}).union(*both, *_held_keys(before), *_held_keys(after))
        case ContactSet() | InvitationAnswered() | CheckAnswered():
            return frozenset(tile(event.site))
        case OutsideRoomSet(site=None):
            return frozenset(f"me/{site}" for site in after.site_order)
        case OutsideRoomSet():
            return frozenset({f"me/{event.site}"})
        case LineConnected() | LineLost():
            return frozenset({"counts", *tile(event.site), *above(after, event.site)})
        case _:
            assert_never(event)


def _held_keys(meeting: Meeting) -> Iterator[frozenset[str]]:
    """What a sub-hub has in its hands may come into others as the tree changes."""
    held = (each for item in meeting.items.values() for each in item.queue.held)
    return (request_changed(meeting, each) for each in held)
