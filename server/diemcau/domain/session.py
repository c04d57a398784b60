"""The conference as a whole: how it is planned, announced, run, paused, ended, reopened."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from diemcau.domain import agenda, attendance, find
from diemcau.domain import commands as c
from diemcau.domain import events as e
from diemcau.domain.errors import (
    AlreadyDone,
    AlreadyPlanned,
    EndsBeforeItStarts,
    NotAllowed,
    NotDue,
    NothingOnTheAgenda,
)
from diemcau.domain.state import Deputy, Meeting
from diemcau.domain.terms import Phase, Role


def plan(meeting: Meeting, cmd: c.PlanConference) -> Sequence[e.AnyEvent]:
    if meeting.planned:
        raise AlreadyPlanned
    _check_times(cmd)
    find.distinct(site.code for site in cmd.sites)
    find.distinct(item.id for item in cmd.agenda)
    planned = e.ConferencePlanned(
        at=cmd.at,
        by=cmd.actor,
        title=find.text(cmd.title),
        starts_at=cmd.starts_at,
        ends_at=cmd.ends_at,
        organiser=cmd.organiser,
        hub=cmd.hub,
        chair=cmd.chair,
        secretary=cmd.secretary,
        timezone=cmd.timezone,
        settings=cmd.settings,
        sites=tuple(attendance.checked(site) for site in cmd.sites),
        agenda=agenda.checked_all(cmd.agenda),
    )
    return [planned]


def planned(meeting: Meeting, event: e.ConferencePlanned) -> Meeting:
    meeting = replace(
        meeting,
        planned=True,
        title=event.title,
        organiser=event.organiser,
        hub=event.hub,
        chair=event.chair,
        secretary=event.secretary,
        timezone=event.timezone,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        settings=event.settings,
    )
    for site in event.sites:
        meeting = attendance.with_invited(meeting, site)
    return agenda.with_plans(meeting, event.agenda)


def revise(meeting: Meeting, cmd: c.RevisePlan) -> Sequence[e.AnyEvent]:
    find.phase_in(meeting, find.BEFORE)
    _check_times(cmd)
    revised = e.PlanRevised(
        at=cmd.at,
        by=cmd.actor,
        title=find.text(cmd.title),
        starts_at=cmd.starts_at,
        ends_at=cmd.ends_at,
        organiser=cmd.organiser,
        hub=cmd.hub,
        chair=cmd.chair,
        secretary=cmd.secretary,
    )
    return [revised]


def revised(meeting: Meeting, event: e.PlanRevised) -> Meeting:
    return replace(
        meeting,
        title=event.title,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        organiser=event.organiser,
        hub=event.hub,
        chair=event.chair,
        secretary=event.secretary,
    )


def change_settings(meeting: Meeting, cmd: c.ChangeSettings) -> Sequence[e.AnyEvent]:
    find.phase_in(meeting, find.UNTIL_ENDED)
    return [e.SettingsChanged(at=cmd.at, by=cmd.actor, settings=cmd.settings)]


def settings_changed(meeting: Meeting, event: e.SettingsChanged) -> Meeting:
    return replace(meeting, settings=event.settings)


def announce(meeting: Meeting, cmd: c.AnnounceConference) -> Sequence[e.AnyEvent]:
    find.phase(meeting, Phase.DRAFT)
    return [e.ConferenceAnnounced(at=cmd.at, by=cmd.actor)]


def cancel(meeting: Meeting, cmd: c.CancelConference) -> Sequence[e.AnyEvent]:
    find.phase_in(meeting, find.BEFORE)
    return [e.ConferenceCancelled(at=cmd.at, by=cmd.actor, reason=find.reason(cmd.reason))]


def open_lobby(meeting: Meeting, cmd: c.OpenLobby) -> Sequence[e.AnyEvent]:
    """The clock opens it when it is due; the hall whenever it likes."""
    find.phase(meeting, Phase.ANNOUNCED)
    if cmd.actor.role is Role.SYSTEM and cmd.at < lobby_due(meeting):
        raise NotDue
    return [e.LobbyOpened(at=cmd.at, by=cmd.actor)]


def lobby_due(meeting: Meeting) -> datetime:
    assert meeting.starts_at is not None, "planned with its times"
    return meeting.starts_at - timedelta(minutes=meeting.settings.lobby_minutes)


def start(meeting: Meeting, cmd: c.StartConference) -> Sequence[e.AnyEvent]:
    """Missing sites are counted and recorded, and never a reason to refuse (rules §2)."""
    find.phase(meeting, Phase.LOBBY)
    if not meeting.item_order:
        raise NothingOnTheAgenda
    missing = tuple(
        code for code in meeting.site_order if meeting.sites[code].checked_in_at is None
    )
    return [e.ConferenceStarted(at=cmd.at, by=cmd.actor, missing=missing)]


def started(meeting: Meeting, event: e.ConferenceStarted) -> Meeting:
    return replace(meeting, phase=Phase.RUNNING, started_at=event.at)


def call_break(meeting: Meeting, cmd: c.CallBreak) -> Sequence[e.AnyEvent]:
    find.phase(meeting, Phase.RUNNING)
    find.nothing_under_way(meeting)
    if cmd.until is not None:
        find.ahead(cmd.at, cmd.until)
    return [e.BreakCalled(at=cmd.at, by=cmd.actor, until=cmd.until)]


def break_called(meeting: Meeting, event: e.BreakCalled) -> Meeting:
    return replace(meeting, phase=Phase.BREAK, break_until=event.until)


def resume(meeting: Meeting, cmd: c.ResumeConference) -> Sequence[e.AnyEvent]:
    find.phase(meeting, Phase.BREAK)
    return [e.ConferenceResumed(at=cmd.at, by=cmd.actor)]


def resumed(meeting: Meeting, _: e.ConferenceResumed) -> Meeting:
    return replace(meeting, phase=Phase.RUNNING, break_until=None)


def end(meeting: Meeting, cmd: c.EndConference) -> Sequence[e.AnyEvent]:
    """The current item finishes with the conference; a speaker is never cut by it."""
    find.phase_in(meeting, find.LIVE)
    find.nothing_under_way(meeting)
    ended = e.ConferenceEnded(at=cmd.at, by=cmd.actor)
    return [*agenda.finish_current(meeting, cmd), ended]


def ended(meeting: Meeting, event: e.ConferenceEnded) -> Meeting:
    return replace(meeting, phase=Phase.ENDED, ended_at=event.at, break_until=None)


def reopen(meeting: Meeting, cmd: c.ReopenConference) -> Sequence[e.AnyEvent]:
    """Possible until the minutes are approved: approval closes the conference."""
    find.phase(meeting, Phase.ENDED)
    return [e.ConferenceReopened(at=cmd.at, by=cmd.actor, reason=find.reason(cmd.reason))]


def reopened(meeting: Meeting, _: e.ConferenceReopened) -> Meeting:
    return replace(meeting, phase=Phase.RUNNING, ended_at=None)


def hand_console(meeting: Meeting, cmd: c.HandConsole) -> Sequence[e.AnyEvent]:
    """By the chair alone: a deputy may give the console back, not keep it or pass it on."""
    if cmd.actor.role is not Role.CHAIR:
        raise NotAllowed
    find.phase_in(meeting, find.OPEN)
    name, login = find.name(cmd.name), find.name(cmd.login)
    find.ahead(cmd.at, cmd.until)
    return [e.ConsoleHanded(at=cmd.at, by=cmd.actor, login=login, name=name, until=cmd.until)]


def console_handed(meeting: Meeting, event: e.ConsoleHanded) -> Meeting:
    return replace(meeting, deputy=Deputy(event.name, event.until, event.login))


def take_console_back(meeting: Meeting, cmd: c.TakeConsoleBack) -> Sequence[e.AnyEvent]:
    if meeting.deputy is None:
        raise AlreadyDone
    if cmd.actor.role is Role.SYSTEM and cmd.at < meeting.deputy.until:
        raise NotDue
    return [e.ConsoleTakenBack(at=cmd.at, by=cmd.actor)]


def console_taken_back(meeting: Meeting, _: e.ConsoleTakenBack) -> Meeting:
    return replace(meeting, deputy=None)


def in_phase(meeting: Meeting, phase: Phase) -> Meeting:
    """For the events that say no more than where the conference stands now."""
    return replace(meeting, phase=phase)


def _check_times(cmd: c.PlanConference | c.RevisePlan) -> None:
    if cmd.ends_at <= cmd.starts_at:
        raise EndsBeforeItStarts
    find.within_a_century(cmd.at, cmd.starts_at)
    find.within_a_century(cmd.at, cmd.ends_at)
