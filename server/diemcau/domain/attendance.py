"""Sites, their lines and their delegates: who is there, since when, and who says so (rules §3).

*Connected* is technical and noticed by the clock; *present* is a record that a site or the
hall enters and the secretary corrects with a reason.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from diemcau.domain import commands as c
from diemcau.domain import events as e
from diemcau.domain import find
from diemcau.domain.change import seated, with_site, without
from diemcau.domain.errors import (
    DelegateTookPart,
    NoSuchDelegate,
    SameNameTwice,
    SiteTookPart,
)
from diemcau.domain.permissions import subject
from diemcau.domain.state import Delegate, InvitationAnswer, Line, LineCheck, Meeting, Site
from diemcau.domain.terms import HERE, LineState, Phase, Presence, Role

ASKED = frozenset({Phase.ANNOUNCED})
"""Phases in which sites are asked whether they will come."""
CORRECTABLE = find.OPEN | {Phase.ENDED}
WATCHED = find.OPEN | {Phase.ANNOUNCED}
"""Phases in which a line that comes or goes is worth recording."""


# -- who is invited ------------------------------------------------------------------------------


def checked(plan: c.SitePlan) -> c.SitePlan:
    find.name(plan.code)
    find.name(plan.name)
    _check_roster(plan.roster)
    return plan


def invite(meeting: Meeting, cmd: c.InviteSite) -> Sequence[e.AnyEvent]:
    find.phase_in(meeting, find.UNTIL_ENDED)
    if cmd.plan.code in meeting.sites:
        raise SameNameTwice
    return [e.SiteInvited(at=cmd.at, by=cmd.actor, plan=checked(cmd.plan))]


def invited(meeting: Meeting, event: e.SiteInvited) -> Meeting:
    return with_invited(meeting, event.plan)


def with_invited(meeting: Meeting, plan: c.SitePlan) -> Meeting:
    """The site at the end of the list, nobody of it called yet."""
    site = Site(
        code=plan.code,
        name=plan.name,
        kind=plan.kind,
        parent=plan.parent,
        tile=plan.tile,
        contact=plan.contact,
        roster=_roster((), plan.roster),
    )
    return replace(seated(meeting, site), site_order=(*meeting.site_order, site.code))


def uninvite(meeting: Meeting, cmd: c.UninviteSite) -> Sequence[e.AnyEvent]:
    """A site that left a trace in the record stays in it."""
    find.phase_in(meeting, find.UNTIL_ENDED)
    if _left_a_trace(meeting, find.site(meeting, cmd.site)):
        raise SiteTookPart
    return [e.SiteUninvited(at=cmd.at, by=cmd.actor, site=cmd.site)]


def uninvited(meeting: Meeting, event: e.SiteUninvited) -> Meeting:
    site = meeting.sites[event.site]
    called = meeting.phase is not Phase.DRAFT
    return replace(
        meeting,
        site_order=without(meeting.site_order, event.site),
        sites=meeting.sites.delete(event.site),
        totals=meeting.totals.without(site),
        uninvited=(*meeting.uninvited, site) if called else meeting.uninvited,
    )


def set_roster(meeting: Meeting, cmd: c.SetRoster) -> Sequence[e.AnyEvent]:
    find.phase_in(meeting, find.UNTIL_ENDED)
    site = find.site(meeting, subject(cmd))
    _check_roster(cmd.roster)
    kept = {plan.id for plan in cmd.roster}
    if any(d.id not in kept and d.presence is not Presence.NOT_CALLED for d in site.roster):
        raise DelegateTookPart
    return [e.RosterSet(at=cmd.at, by=cmd.actor, site=site.code, roster=cmd.roster)]


def roster_set(meeting: Meeting, event: e.RosterSet) -> Meeting:
    roster = _roster(meeting.sites[event.site].roster, event.roster)
    return with_site(meeting, event.site, roster=roster)


def set_contact(meeting: Meeting, cmd: c.SetContact) -> Sequence[e.AnyEvent]:
    find.phase_in(meeting, find.UNTIL_ENDED)
    site = find.site(meeting, subject(cmd))
    return [e.ContactSet(at=cmd.at, by=cmd.actor, site=site.code, contact=cmd.contact)]


def contact_set(meeting: Meeting, event: e.ContactSet) -> Meeting:
    return with_site(meeting, event.site, contact=event.contact)


def answer(meeting: Meeting, cmd: c.AnswerInvitation) -> Sequence[e.AnyEvent]:
    """A site answers until the lobby opens; after that the secretary may write down what was said
    on the phone. The same answer again is none.
    """
    find.phase_in(meeting, ASKED if cmd.actor.role is Role.SITE else ASKED | {Phase.LOBBY})
    site = find.site(meeting, subject(cmd))
    head = cmd.head.strip() if cmd.coming else ""
    reason = cmd.reason.strip() if cmd.coming else find.reason(cmd.reason)
    known = site.answer
    if known and (known.coming, known.head, known.reason) == (cmd.coming, head, reason):
        return []
    said = e.InvitationAnswered(
        at=cmd.at, by=cmd.actor, site=site.code, coming=cmd.coming, head=head, reason=reason
    )
    return [said]


def answered(meeting: Meeting, event: e.InvitationAnswered) -> Meeting:
    said = InvitationAnswer(event.at, event.by.name, event.coming, event.head, event.reason)
    return with_site(meeting, event.site, answer=said)


# -- roll call -----------------------------------------------------------------------------------


def check_in(meeting: Meeting, cmd: c.CheckIn) -> Sequence[e.AnyEvent]:
    """Also used while it runs: who left, who came back."""
    find.phase_in(meeting, find.OPEN)
    site = find.site(meeting, subject(cmd))
    _check_marks(site, cmd.marks)
    checked_in = e.CheckedIn(
        at=cmd.at,
        by=cmd.actor,
        site=site.code,
        marks=cmd.marks,
        head_count=cmd.head_count,
        guests=cmd.guests,
    )
    return [checked_in]


def checked_in(meeting: Meeting, event: e.CheckedIn) -> Meeting:
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


def correct(meeting: Meeting, cmd: c.CorrectAttendance) -> Sequence[e.AnyEvent]:
    find.phase_in(meeting, CORRECTABLE)
    site = find.site(meeting, cmd.site)
    _check_marks(site, cmd.marks)
    corrected = e.AttendanceCorrected(
        at=cmd.at,
        by=cmd.actor,
        site=site.code,
        reason=find.reason(cmd.reason),
        marks=cmd.marks,
        head_count=cmd.head_count,
        guests=cmd.guests,
    )
    return [corrected]


def corrected(meeting: Meeting, event: e.AttendanceCorrected) -> Meeting:
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


# -- the line ------------------------------------------------------------------------------------


def answer_check(meeting: Meeting, cmd: c.AnswerCheck) -> Sequence[e.AnyEvent]:
    find.phase_in(meeting, find.OPEN)
    site = find.site(meeting, subject(cmd))
    answered = e.CheckAnswered(
        at=cmd.at,
        by=cmd.actor,
        site=site.code,
        picture=cmd.picture,
        sound_in=cmd.sound_in,
        sound_out=cmd.sound_out,
        line=cmd.line,
    )
    return [answered]


def check_answered(meeting: Meeting, event: e.CheckAnswered) -> Meeting:
    answers = LineCheck(event.at, event.picture, event.sound_in, event.sound_out, event.line)
    return with_site(meeting, event.site, check=answers)


def note_connected(meeting: Meeting, cmd: c.NoteLineConnected) -> Sequence[e.AnyEvent]:
    site = find.site(meeting, cmd.site)
    if meeting.phase not in WATCHED or site.line.state is LineState.CONNECTED:
        return []
    return [e.LineConnected(at=cmd.at, by=cmd.actor, site=site.code)]


def connected(meeting: Meeting, event: e.LineConnected) -> Meeting:
    line = meeting.sites[event.site].line
    return with_site(meeting, event.site, line=Line(LineState.CONNECTED, event.at, line.losses))


def note_lost(meeting: Meeting, cmd: c.NoteLineLost) -> Sequence[e.AnyEvent]:
    """A site that speaks keeps the floor; its clock stands still if the setting says so."""
    site = find.site(meeting, cmd.site)
    if meeting.phase not in WATCHED or site.line.state is not LineState.CONNECTED:
        return []
    lost = e.LineLost(at=cmd.at, by=cmd.actor, site=site.code)
    speech = meeting.speech
    if not meeting.settings.lost_line_pauses or speech is None or speech.site != site.code:
        return [lost]
    if speech.paused_at is not None:
        return [lost]
    return [lost, e.SpeechPaused(at=cmd.at, by=cmd.actor, speech=speech.no)]


def lost(meeting: Meeting, event: e.LineLost) -> Meeting:
    line = meeting.sites[event.site].line
    return with_site(meeting, event.site, line=Line(LineState.LOST, event.at, line.losses + 1))


# -- one delegate --------------------------------------------------------------------------------


def _check_roster(roster: Iterable[c.DelegatePlan]) -> None:
    find.distinct(plan.id for plan in roster)
    for plan in roster:
        find.name(plan.id)
        find.name(plan.name)


def _check_marks(site: Site, marks: Iterable[c.Mark]) -> None:
    known = {delegate.id for delegate in site.roster}
    for mark in marks:
        if mark.delegate not in known:
            raise NoSuchDelegate
        if mark.presence is Presence.EXCUSED:
            find.reason(mark.reason)
        if mark.presence is Presence.SUBSTITUTED:
            find.name(mark.substitute)


def _roster(known: tuple[Delegate, ...], plans: Iterable[c.DelegatePlan]) -> tuple[Delegate, ...]:
    old = {delegate.id: delegate for delegate in known}
    return tuple(
        replace(old.get(p.id, Delegate(p.id, p.name)), name=p.name, title=p.title) for p in plans
    )


def _marked(delegate: Delegate, mark: c.Mark | None, at: datetime) -> Delegate:
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


def _corrected(delegate: Delegate, mark: c.Mark | None, since: datetime, at: datetime) -> Delegate:
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


def _left_a_trace(meeting: Meeting, site: Site) -> bool:
    """Whether any part of the record would lose its subject with the site."""
    return bool(
        site.checked_in_at
        or site.figures
        or site.check
        or site.line.since
        or any(delegate.presence is not Presence.NOT_CALLED for delegate in site.roster)
        or any(site.code in item.passed for item in meeting.items.values())
        or any(request.site == site.code for request in meeting.requests.values())
        or any(incident.site == site.code for incident in meeting.incidents.values())
        or any(site.code in message.to for message in meeting.messages.values())
        or any(opinion.site == site.code for opinion in meeting.opinions.values())
        or any(site.code in vote.electorate for vote in meeting.votes.values())
        or (meeting.round and site.code in meeting.round.order)
        or any(
            site.code in p.sites or site.code in p.read_by for p in meeting.publications.values()
        )
    )
