"""Who is there, since when, and who says so (rules §3).

*Present* is a record that a site or the hall enters and the secretary corrects with a reason.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.attendance import (
    AttendanceCommand,
    AttendanceCorrected,
    AttendanceEvent,
    CheckedIn,
    CheckIn,
    CorrectAttendance,
    Delegate,
    DelegatePlan,
    DelegateTookPart,
    Mark,
    NoSuchDelegate,
    RosterSet,
    SetRoster,
)
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.sites import Site
from diemcau.domain.nouns.terms import HERE, Presence
from diemcau.domain.rules import check, find
from diemcau.domain.rules.change import with_site
from diemcau.domain.rules.permissions import subject


def set_roster(meeting: Meeting, cmd: SetRoster) -> Sequence[AnyEvent]:
    site = find.site(meeting, subject(cmd))
    check_roster(cmd.roster)
    kept = {plan.id for plan in cmd.roster}
    if any(d.id not in kept and d.presence is not Presence.NOT_CALLED for d in site.roster):
        raise DelegateTookPart
    return [RosterSet(at=cmd.at, by=cmd.actor, site=site.code, roster=cmd.roster)]


def roster_set(meeting: Meeting, event: RosterSet) -> Meeting:
    roster = as_roster(meeting.sites[event.site].roster, event.roster)
    return with_site(meeting, event.site, roster=roster)


def check_in(meeting: Meeting, cmd: CheckIn) -> Sequence[AnyEvent]:
    """Also used while it runs: who left, who came back."""
    site = find.site(meeting, subject(cmd))
    _check_marks(site, cmd.marks)
    checked_in = CheckedIn(
        at=cmd.at,
        by=cmd.actor,
        site=site.code,
        marks=cmd.marks,
        head_count=cmd.head_count,
        guests=cmd.guests,
    )
    return [checked_in]


def checked_in(meeting: Meeting, event: CheckedIn) -> Meeting:
    site = meeting.sites[event.site]
    marks = {mark.delegate: mark for mark in event.marks}
    return with_site(
        meeting,
        site.code,
        roster=tuple(_marked(d, marks.get(d.id), event.at) for d in site.roster),
        head_count=site.head_count if event.head_count is None else event.head_count,
        guests=site.guests if event.guests is None else event.guests,
        checked_in_at=site.checked_in_at or event.at,
    )


def correct(meeting: Meeting, cmd: CorrectAttendance) -> Sequence[AnyEvent]:
    site = find.site(meeting, cmd.site)
    _check_marks(site, cmd.marks)
    corrected = AttendanceCorrected(
        at=cmd.at,
        by=cmd.actor,
        site=site.code,
        reason=check.reason(cmd.reason),
        marks=cmd.marks,
        head_count=cmd.head_count,
        guests=cmd.guests,
    )
    return [corrected]


def corrected(meeting: Meeting, event: AttendanceCorrected) -> Meeting:
    """Whoever is found to have been there was there from the site's check-in on.

    Or, without one, from the start of the conference: a correction says the record was wrong.
    """
    site = meeting.sites[event.site]
    since = site.checked_in_at or meeting.started_at or event.at
    marks = {mark.delegate: mark for mark in event.marks}
    roster = tuple(_corrected(d, marks.get(d.id), since, event.at) for d in site.roster)
    anyone = event.head_count or any(delegate.here for delegate in roster)
    return with_site(
        meeting,
        site.code,
        roster=roster,
        head_count=site.head_count if event.head_count is None else event.head_count,
        guests=site.guests if event.guests is None else event.guests,
        checked_in_at=since if anyone else site.checked_in_at,
    )


def late(meeting: Meeting, present_since: datetime | None) -> timedelta:
    """How long after the start somebody came; nothing before the start or for the absent.

    Nobody is late for a conference that began before the time it was called for.
    """
    if meeting.started_at is None or meeting.starts_at is None or present_since is None:
        return timedelta(0)
    return max(present_since - max(meeting.started_at, meeting.starts_at), timedelta(0))


def check_roster(roster: Iterable[DelegatePlan]) -> None:
    check.distinct(plan.id for plan in roster)
    for plan in roster:
        check.name(plan.id)
        check.name(plan.name)


def _check_marks(site: Site, marks: Iterable[Mark]) -> None:
    known = {delegate.id for delegate in site.roster}
    for mark in marks:
        if mark.delegate not in known:
            raise NoSuchDelegate
        if mark.presence is Presence.EXCUSED:
            check.reason(mark.reason)
        if mark.presence is Presence.SUBSTITUTED:
            check.name(mark.substitute)


def as_roster(known: tuple[Delegate, ...], plans: Iterable[DelegatePlan]) -> tuple[Delegate, ...]:
    old = {delegate.id: delegate for delegate in known}
    return tuple(
        replace(old.get(p.id, Delegate(p.id, p.name)), name=p.name, title=p.title) for p in plans
    )


def _marked(delegate: Delegate, mark: Mark | None, at: datetime) -> Delegate:
    if mark is None:
        return delegate
    was, here = delegate.here, mark.presence in HERE
    came_back = here and not was and delegate.first_present_at is not None
    gone = (was and not here) or (mark.presence is Presence.LEFT and delegate.left_at is None)
    return replace(
        delegate,
        presence=mark.presence,
        reason=mark.reason,
        substitute=mark.substitute,
        first_present_at=delegate.first_present_at or (at if here else None),
        left_at=at if gone else delegate.left_at,
        returned_at=at if came_back else delegate.returned_at,
    )


def _corrected(delegate: Delegate, mark: Mark | None, since: datetime, at: datetime) -> Delegate:
    """A correction to absent means never there, one from away to present means never gone.

    The times recorded by mistake go with it.
    """
    if mark is None:
        return delegate
    there = mark.presence in HERE
    first = delegate.first_present_at or since
    if (there and delegate.here) or mark.presence is Presence.LEFT:
        return replace(_marked(delegate, mark, at), first_present_at=first)
    return replace(
        delegate,
        presence=mark.presence,
        reason=mark.reason,
        substitute=mark.substitute if there else "",
        first_present_at=first if there else None,
        left_at=None,
        returned_at=None,
    )


def decide(meeting: Meeting, command: AttendanceCommand) -> Sequence[AnyEvent]:
    match command:
        case SetRoster():
            return set_roster(meeting, command)
        case CheckIn():
            return check_in(meeting, command)
        case CorrectAttendance():
            return correct(meeting, command)
        case _:
            assert_never(command)


def evolve(meeting: Meeting, event: AttendanceEvent) -> Meeting:
    match event:
        case RosterSet():
            return roster_set(meeting, event)
        case CheckedIn():
            return checked_in(meeting, event)
        case AttendanceCorrected():
            return corrected(meeting, event)
        case _:
            assert_never(event)
