"""Who is invited, what they answered, and how their line is (rules §3).

*Connected* is technical and noticed by the clock.
"""

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.attendance import DelegatePlan
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.floor import SpeechPaused
from diemcau.domain.nouns.refusals import SameNameTwice
from diemcau.domain.nouns.sites import (
    AnswerCheck,
    AnswerInvitation,
    CheckAnswered,
    Connection,
    ContactSet,
    InvitationAnswer,
    InvitationAnswered,
    InviteSite,
    LineCheck,
    LineConnected,
    LineLost,
    NoteLineConnected,
    NoteLineLost,
    OutsideRoomSet,
    PlaceSite,
    SetContact,
    SetOutsideRoom,
    Site,
    SiteCommand,
    SiteEvent,
    SiteInvited,
    SitePlaced,
    SitePlan,
    SitesBelow,
    SiteTookPart,
    SiteUninvited,
    Totals,
    UninviteSite,
)
from diemcau.domain.nouns.terms import LineState, Phase, Presence
from diemcau.domain.rules import branches, check, find, outside, passing_on
from diemcau.domain.rules.attendance import as_roster, check_roster
from diemcau.domain.rules.change import behind_moved, seated, with_site, without
from diemcau.domain.rules.permissions import subject
from diemcau.domain.rules.rights import OPEN

WATCHED = OPEN | {Phase.ANNOUNCED}
"""Phases in which a line that comes or goes is worth recording."""


def checked(plan: SitePlan) -> SitePlan:
    check.name(plan.code)
    check.name(plan.name)
    check_roster(plan.roster)
    return plan


def invite(meeting: Meeting, cmd: InviteSite) -> Sequence[AnyEvent]:
    if cmd.plan.code in meeting.sites:
        raise SameNameTwice
    branches.check_invited(meeting, cmd.plan)
    return [SiteInvited(at=cmd.at, by=cmd.actor, plan=checked(cmd.plan))]


def invited(meeting: Meeting, event: SiteInvited) -> Meeting:
    return with_invited(meeting, event.plan)


def with_invited(meeting: Meeting, plan: SitePlan) -> Meeting:
    """The site at the end of the list, nobody of it called yet."""
    site = Site(
        code=plan.code,
        name=plan.name,
        kind=plan.kind,
        parent=plan.parent,
        tile=plan.tile,
        above=plan.above,
        contact=plan.contact,
        roster=as_roster((), plan.roster),
    )
    return replace(seated(meeting, site), site_order=(*meeting.site_order, site.code))


def copied(meeting: Meeting) -> tuple[SitePlan, ...]:
    """The sites as they stand, as another conference invites them: with those who are called there
    and the people expected, and nothing of what happened.
    """
    return tuple(
        SitePlan(
            code=site.code,
            name=site.name,
            kind=site.kind,
            parent=site.parent,
            tile=site.tile,
            contact=site.contact,
            roster=tuple(DelegatePlan(d.id, d.name, d.title) for d in site.roster),
            above=site.above,
        )
        for site, _ in branches.in_order(meeting)
    )


def uninvite(meeting: Meeting, cmd: UninviteSite) -> Sequence[AnyEvent]:
    """A site that left a trace in the record stays in it."""
    if find.site(meeting, cmd.site).branch.sites:
        raise SitesBelow
    if _left_a_trace(meeting, find.site(meeting, cmd.site)):
        raise SiteTookPart
    return [SiteUninvited(at=cmd.at, by=cmd.actor, site=cmd.site)]


def uninvited(meeting: Meeting, event: SiteUninvited) -> Meeting:
    site = meeting.sites[event.site]
    called = meeting.phase is not Phase.DRAFT
    if site.above is not None:
        meeting = behind_moved(meeting, site.above, Totals().without(site))
    return replace(
        meeting,
        site_order=without(meeting.site_order, event.site),
        sites=meeting.sites.delete(event.site),
        totals=meeting.totals.without(site),
        uninvited=(*meeting.uninvited, site) if called else meeting.uninvited,
    )


def set_contact(meeting: Meeting, cmd: SetContact) -> Sequence[AnyEvent]:
    site = find.site(meeting, subject(cmd))
    return [ContactSet(at=cmd.at, by=cmd.actor, site=site.code, contact=cmd.contact)]


def contact_set(meeting: Meeting, event: ContactSet) -> Meeting:
    return with_site(meeting, event.site, contact=event.contact)


def answer(meeting: Meeting, cmd: AnswerInvitation) -> Sequence[AnyEvent]:
    """A site answers until the lobby opens; after that the secretary may write down what was said
    on the phone. The same answer again is none.
    """
    site = find.site(meeting, subject(cmd))
    head = cmd.head.strip() if cmd.coming else ""
    reason = cmd.reason.strip() if cmd.coming else check.reason(cmd.reason)
    known = site.answer
    if known and (known.coming, known.head, known.reason) == (cmd.coming, head, reason):
        return []
    said = InvitationAnswered(
        at=cmd.at, by=cmd.actor, site=site.code, coming=cmd.coming, head=head, reason=reason
    )
    return [said]


def answered(meeting: Meeting, event: InvitationAnswered) -> Meeting:
    said = InvitationAnswer(event.at, event.by.name, event.coming, event.head, event.reason)
    return with_site(meeting, event.site, answer=said)


def answer_check(meeting: Meeting, cmd: AnswerCheck) -> Sequence[AnyEvent]:
    site = find.site(meeting, subject(cmd))
    answered = CheckAnswered(
        at=cmd.at,
        by=cmd.actor,
        site=site.code,
        picture=cmd.picture,
        sound_in=cmd.sound_in,
        sound_out=cmd.sound_out,
        line=cmd.line,
    )
    return [answered]


def check_answered(meeting: Meeting, event: CheckAnswered) -> Meeting:
    answers = LineCheck(event.at, event.picture, event.sound_in, event.sound_out, event.line)
    return with_site(meeting, event.site, check=answers)


def note_connected(meeting: Meeting, cmd: NoteLineConnected) -> Sequence[AnyEvent]:
    site = find.site(meeting, cmd.site)
    if meeting.phase not in WATCHED or site.line.state is LineState.CONNECTED:
        return []
    return [LineConnected(at=cmd.at, by=cmd.actor, site=site.code)]


def connected(meeting: Meeting, event: LineConnected) -> Meeting:
    line = meeting.sites[event.site].line
    return with_site(
        meeting, event.site, line=Connection(LineState.CONNECTED, event.at, line.losses)
    )


def note_lost(meeting: Meeting, cmd: NoteLineLost) -> Sequence[AnyEvent]:
    """A site that speaks keeps the floor; its clock stands still if the setting says so."""
    site = find.site(meeting, cmd.site)
    if meeting.phase not in WATCHED or site.line.state is not LineState.CONNECTED:
        return []
    lost = LineLost(at=cmd.at, by=cmd.actor, site=site.code)
    speech = meeting.speech
    if not meeting.settings.lost_line_pauses or speech is None or speech.site != site.code:
        return [lost]
    if speech.paused_at is not None:
        return [lost]
    return [lost, SpeechPaused(at=cmd.at, by=cmd.actor, speech=speech.no)]


def lost(meeting: Meeting, event: LineLost) -> Meeting:
    line = meeting.sites[event.site].line
    return with_site(
        meeting, event.site, line=Connection(LineState.LOST, event.at, line.losses + 1)
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
        or site.speeches
        or any(incident.site == site.code for incident in meeting.incidents.values())
        or any(site.code in message.to for message in meeting.messages.values())
        or any(opinion.site == site.code for opinion in meeting.opinions.values())
        or any(site.code in vote.electorate for vote in meeting.votes.values())
        or (meeting.round and site.code in meeting.round.order)
        or any(
            site.code in p.sites or site.code in p.read_by for p in meeting.publications.values()
        )
    )


def decide(meeting: Meeting, command: SiteCommand) -> Sequence[AnyEvent]:  # noqa: PLR0911 – one table
    match command:
        case InviteSite():
            return invite(meeting, command)
        case UninviteSite():
            return uninvite(meeting, command)
        case SetContact():
            return set_contact(meeting, command)
        case SetOutsideRoom():
            return outside.set_room(meeting, command)
        case AnswerInvitation():
            return answer(meeting, command)
        case AnswerCheck():
            return answer_check(meeting, command)
        case NoteLineConnected():
            return note_connected(meeting, command)
        case NoteLineLost():
            return note_lost(meeting, command)
        case PlaceSite():
            return branches.place(meeting, command)
        case _:
            assert_never(command)


def evolve(meeting: Meeting, event: SiteEvent) -> Meeting:  # noqa: PLR0911 – one table
    match event:
        case SiteInvited():
            return invited(meeting, event)
        case SiteUninvited():
            return uninvited(meeting, event)
        case ContactSet():
            return contact_set(meeting, event)
        case OutsideRoomSet():
            return outside.room_set(meeting, event)
        case InvitationAnswered():
            return answered(meeting, event)
        case CheckAnswered():
            return check_answered(meeting, event)
        case LineConnected():
            return connected(meeting, event)
        case LineLost():
            return lost(meeting, event)
        case SitePlaced():
            return passing_on.after_placing(branches.placed(meeting, event), event)
        case _:
            assert_never(event)
