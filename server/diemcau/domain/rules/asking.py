"""The conditions of asking: who may, for what, while what waits already (rules §4.2 to 4.6)."""

from datetime import datetime, timedelta

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Command, Rejected
from diemcau.domain.nouns.agenda import Item, NoItemCurrent, NoSuchItem
from diemcau.domain.nouns.ids import ItemId, RequestId, SiteCode, SpeechNo
from diemcau.domain.nouns.queue import QueueIsClosed
from diemcau.domain.nouns.refusals import EnoughOfThese
from diemcau.domain.nouns.requests import (
    AlreadyWaiting,
    AnswersNothing,
    AskToSpeak,
    NotPresent,
    Person,
    RebutsNothing,
    RegisterSpeech,
    SpeakerMissing,
    TwoSpeakers,
)
from diemcau.domain.nouns.terms import ItemState, Kind, RequestState, Role
from diemcau.domain.rules import check, find, outline
from diemcau.domain.rules.permissions import role_of
from diemcau.domain.rules.queue import ADDS_TO_A_CLOSED_QUEUE, accepts, is_ordinary

SEES_INTERNAL_ITEMS = frozenset({Role.CHAIR, Role.SECRETARY})
HEARD = frozenset({RequestState.SPEAKING, RequestState.SPOKEN})

MOST_WAITING = 12
"""Requests of one site, on all items together: each is a card on every screen."""


def registered_until(meeting: Meeting) -> datetime | None:
    minutes = meeting.settings.registration_closes
    if minutes is None or meeting.starts_at is None:
        return None
    return meeting.starts_at - timedelta(minutes=minutes)


def kinds_now(meeting: Meeting, role: Role) -> tuple[Kind, ...]:
    """What may be asked for on the current item by whoever may ask at all."""
    if (item := meeting.item) is None or not _sees(meeting, item, role):
        return ()
    return tuple(
        kind
        for kind in item.kinds
        if (role in ADDS_TO_A_CLOSED_QUEUE or accepts(meeting, item, kind))
        and (kind is not Kind.ANSWER or _was_said(meeting))
        and (kind is not Kind.REBUTTAL or _open_to_rebuttal(meeting, item))
    )


def registrable(meeting: Meeting, role: Role) -> tuple[ItemId, ...]:
    """Items for which a speech may be registered ahead (rules §4.14)."""
    ahead = (meeting.items[each] for each in meeting.item_order)
    return tuple(
        item.id
        for item in ahead
        if item.state is ItemState.PLANNED
        and _sees(meeting, item, role)
        and any(is_ordinary(kind) for kind in item.kinds)
        and (role in ADDS_TO_A_CLOSED_QUEUE or item.queue.open)
    )


def registrable_kinds(meeting: Meeting, role: Role) -> tuple[Kind, ...]:
    """The kinds in which a speech may be registered on some item; each item has its own of them."""
    ahead = registrable(meeting, role)
    offered = (kind for item in ahead for kind in meeting.items[item].kinds if is_ordinary(kind))
    return tuple(dict.fromkeys(offered))


def anybody_waits(meeting: Meeting, role: Role) -> bool:
    """On any item of which somebody in this role may know."""
    known = meeting.items.values()
    return any(item.queue.order and _sees(meeting, item, role) for item in known)


def _sees(meeting: Meeting, item: Item, role: Role) -> bool:
    return role in SEES_INTERNAL_ITEMS or not outline.is_internal(meeting, item.id)


def speaker_of(meeting: Meeting, site: SiteCode | None, person: Person | None) -> SiteCode | None:
    """The site that speaks, or none when a person in the hall does: one of the two is named."""
    if person is None:
        if site is None:
            raise SpeakerMissing
        return find.site(meeting, site).code
    if site is not None:
        raise TwoSpeakers
    check.name(person.name)
    return None


def blocked(meeting: Meeting, site: SiteCode, *, ordinary: bool) -> str:
    """The code with which a site would be refused on the current item, or nothing."""
    if (item := meeting.item) is None:
        return NoItemCurrent.code
    try:
        check_may_wait(meeting, item, site, ordinary=ordinary)
    except Rejected as refusal:
        return refusal.code
    return ""


def check_open(meeting: Meeting, item: Item, cmd: Command, kind: Kind) -> None:
    if role_of(meeting, cmd.actor, cmd.at) in ADDS_TO_A_CLOSED_QUEUE:
        return
    if not accepts(meeting, item, kind, cmd.at):
        raise QueueIsClosed


def check_may_see(meeting: Meeting, item: Item, cmd: AskToSpeak | RegisterSpeech) -> None:
    """For whoever may not see an internal item there is none, nor is it current (rules §1)."""
    if not _sees(meeting, item, role_of(meeting, cmd.actor, cmd.at)):
        raise NoItemCurrent if isinstance(cmd, AskToSpeak) else NoSuchItem


def check_may_wait(meeting: Meeting, item: Item, site: SiteCode, *, ordinary: bool) -> None:
    settings = meeting.settings
    if settings.present_sites_only and meeting.sites[site].checked_in_at is None:
        raise NotPresent
    check_twice(meeting, item, site, ordinary=ordinary)


def check_twice(meeting: Meeting, item: Item, site: SiteCode, *, ordinary: bool) -> None:
    if len(meeting.sites[site].waiting) >= MOST_WAITING:
        raise EnoughOfThese
    check_once(meeting, item, site, None, ordinary=ordinary)


def check_once(
    meeting: Meeting, item: Item, site: SiteCode | None, person: Person | None, *, ordinary: bool
) -> None:
    """One of a class on an item, for a site and for a person of the hall alike, unless the
    conference allows several (rules §4.4).
    """
    if meeting.settings.several_requests:
        return
    if _waits_as(meeting, item, site, person, ordinary=ordinary):
        raise AlreadyWaiting


def _waits_as(
    meeting: Meeting, item: Item, site: SiteCode | None, person: Person | None, *, ordinary: bool
) -> bool:
    own = item.queue.order if site is None else meeting.sites[site].waiting
    waiting = (meeting.requests[request] for request in own)
    alike = (r for r in waiting if r.item == item.id and is_ordinary(r.kind) is ordinary)
    return any(site is not None or (r.person and r.person.is_same(person)) for r in alike)


def answered(meeting: Meeting, kind: Kind, named: RequestId | None) -> RequestId | None:
    """An answer names a request that has had the floor, or is to all that was said so far.

    It may be entered while what it answers is still being said: the hall knows who will reply.
    """
    if kind is not Kind.ANSWER:
        return None
    if named is None:
        if not _was_said(meeting):
            raise AnswersNothing
        return None
    answered = meeting.requests.get(named)
    if answered is None or answered.state not in HEARD:
        raise AnswersNothing
    return answered.id


def _was_said(meeting: Meeting) -> bool:
    return bool(meeting.last or meeting.floor or meeting.interrupted)


def rebutted(meeting: Meeting, item: Item, kind: Kind, named: SpeechNo | None) -> SpeechNo | None:
    """A rebuttal is to the speech running now or the last one; unnamed, to the nearest."""
    if kind is not Kind.REBUTTAL:
        return None
    open_to_it = _open_to_rebuttal(meeting, item)
    if not open_to_it or (named is not None and named not in open_to_it):
        raise RebutsNothing
    return named or open_to_it[0]


def _open_to_rebuttal(meeting: Meeting, item: Item) -> list[SpeechNo]:
    on_item = [no for no in (meeting.floor, last_speech(meeting)) if no is not None]
    return [no for no in on_item if meeting.speeches[no].item == item.id]


def last_speech(meeting: Meeting) -> SpeechNo | None:
    """The speech that ended last, while its item is current; one that was undone never was."""
    if meeting.last is None or meeting.speeches[meeting.last].item != meeting.current:
        return None
    return meeting.last
