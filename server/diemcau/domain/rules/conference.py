"""The conference as a whole: how it is planned, announced, run, paused, ended, reopened."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.conference import (
    AlreadyPlanned,
    AnnounceConference,
    BreakCalled,
    CallBreak,
    CancelConference,
    ChangeSettings,
    ConferenceAnnounced,
    ConferenceCancelled,
    ConferenceClosed,
    ConferenceCommand,
    ConferenceEnded,
    ConferenceEvent,
    ConferencePlanned,
    ConferenceReopened,
    ConferenceResumed,
    ConferenceStarted,
    ConsoleHanded,
    ConsoleTakenBack,
    Deputy,
    EndConference,
    EndsBeforeItStarts,
    HandConsole,
    LobbyOpened,
    NothingOnTheAgenda,
    OpenLobby,
    PlanConference,
    PlanRevised,
    ReopenConference,
    ResumeConference,
    RevisePlan,
    SettingsChanged,
    StartConference,
    TakeConsoleBack,
)
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.refusals import AlreadyDone, NotAllowed, NotDue
from diemcau.domain.nouns.terms import Phase, Role
from diemcau.domain.rules import agenda, branches, check, finishing, media, sites, unheard


def plan(meeting: Meeting, cmd: PlanConference) -> Sequence[AnyEvent]:
    if meeting.planned:
        raise AlreadyPlanned
    _check_times(cmd)
    check.distinct(site.code for site in cmd.sites)
    check.distinct(item.id for item in cmd.agenda)
    branches.checked_all(cmd.sites)
    planned = ConferencePlanned(
        at=cmd.at,
        by=cmd.actor,
        body=cmd.body,
        title=check.text(cmd.title),
        starts_at=cmd.starts_at,
        ends_at=cmd.ends_at,
        organiser=cmd.organiser,
        hub=cmd.hub,
        chair=cmd.chair,
        secretary=cmd.secretary,
        timezone=cmd.timezone,
        settings=cmd.settings,
        sites=tuple(sites.checked(site) for site in cmd.sites),
        agenda=agenda.checked_all(cmd.agenda),
    )
    return [planned]


def planned(meeting: Meeting, event: ConferencePlanned) -> Meeting:
    meeting = replace(
        meeting,
        planned=True,
        planned_at=event.at,
        body=event.body,
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
        meeting = sites.with_invited(meeting, site)
    return agenda.with_plans(meeting, event.agenda)


def revise(_: Meeting, cmd: RevisePlan) -> Sequence[AnyEvent]:
    _check_times(cmd)
    revised = PlanRevised(
        at=cmd.at,
        by=cmd.actor,
        title=check.text(cmd.title),
        starts_at=cmd.starts_at,
        ends_at=cmd.ends_at,
        organiser=cmd.organiser,
        hub=cmd.hub,
        chair=cmd.chair,
        secretary=cmd.secretary,
    )
    return [revised]


def revised(meeting: Meeting, event: PlanRevised) -> Meeting:
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


def change_settings(meeting: Meeting, cmd: ChangeSettings) -> Sequence[AnyEvent]:
    changed = SettingsChanged(at=cmd.at, by=cmd.actor, settings=cmd.settings)
    return [changed] if cmd.settings.video else [*media.stopped(meeting, cmd), changed]


def settings_changed(meeting: Meeting, event: SettingsChanged) -> Meeting:
    return replace(meeting, settings=event.settings)


def announce(_: Meeting, cmd: AnnounceConference) -> Sequence[AnyEvent]:
    return [ConferenceAnnounced(at=cmd.at, by=cmd.actor)]


def cancel(_: Meeting, cmd: CancelConference) -> Sequence[AnyEvent]:
    return [ConferenceCancelled(at=cmd.at, by=cmd.actor, reason=check.reason(cmd.reason))]


def open_lobby(meeting: Meeting, cmd: OpenLobby) -> Sequence[AnyEvent]:
    """The clock opens it when it is due; the hall whenever it likes."""
    if cmd.actor.role is Role.SYSTEM and cmd.at < lobby_due(meeting):
        raise NotDue
    return [LobbyOpened(at=cmd.at, by=cmd.actor)]


def lobby_due(meeting: Meeting) -> datetime:
    assert meeting.starts_at is not None, "planned with its times"
    return meeting.starts_at - timedelta(minutes=meeting.settings.lobby_minutes)


def start(meeting: Meeting, cmd: StartConference) -> Sequence[AnyEvent]:
    """Missing sites are counted and recorded, and never a reason to refuse (rules §2)."""
    if not meeting.item_order:
        raise NothingOnTheAgenda
    missing = tuple(
        code for code in meeting.site_order if meeting.sites[code].checked_in_at is None
    )
    return [ConferenceStarted(at=cmd.at, by=cmd.actor, missing=missing)]


def started(meeting: Meeting, event: ConferenceStarted) -> Meeting:
    return replace(meeting, phase=Phase.RUNNING, started_at=event.at)


def call_break(meeting: Meeting, cmd: CallBreak) -> Sequence[AnyEvent]:
    check.nothing_under_way(meeting)
    if cmd.until is not None:
        check.ahead(cmd.at, cmd.until)
    return [BreakCalled(at=cmd.at, by=cmd.actor, until=cmd.until)]


def break_called(meeting: Meeting, event: BreakCalled) -> Meeting:
    return replace(meeting, phase=Phase.BREAK, break_until=event.until)


def resume(_: Meeting, cmd: ResumeConference) -> Sequence[AnyEvent]:
    return [ConferenceResumed(at=cmd.at, by=cmd.actor)]


def resumed(meeting: Meeting, _: ConferenceResumed) -> Meeting:
    return replace(meeting, phase=Phase.RUNNING, break_until=None)


def end(meeting: Meeting, cmd: EndConference) -> Sequence[AnyEvent]:
    """The current item finishes with the conference; a speaker is cut by it only where the chair
    was told and says so. Who waits for an item that it never came to waits no longer.
    """
    under_way = finishing.under_way(meeting, cmd) if cmd.finish else ()
    if not cmd.finish:
        check.nothing_under_way(meeting)
    items = (*agenda.left(meeting, cmd), *unheard.end_others(meeting, cmd))
    over = (*under_way, *items, *media.stopped(meeting, cmd))
    return [*over, ConferenceEnded(at=cmd.at, by=cmd.actor)]


def ended(meeting: Meeting, event: ConferenceEnded) -> Meeting:
    return replace(meeting, phase=Phase.ENDED, ended_at=event.at, break_until=None)


def reopen(_: Meeting, cmd: ReopenConference) -> Sequence[AnyEvent]:
    """Possible until the minutes are approved: approval closes the conference."""
    return [ConferenceReopened(at=cmd.at, by=cmd.actor, reason=check.reason(cmd.reason))]


def reopened(meeting: Meeting, _: ConferenceReopened) -> Meeting:
    return replace(meeting, phase=Phase.RUNNING, ended_at=None)


def hand_console(_: Meeting, cmd: HandConsole) -> Sequence[AnyEvent]:
    """By the chair alone: a deputy may give the console back, not keep it or pass it on."""
    if cmd.actor.role is not Role.CHAIR:
        raise NotAllowed
    name, login = check.name(cmd.name), check.name(cmd.login)
    check.ahead(cmd.at, cmd.until)
    return [ConsoleHanded(at=cmd.at, by=cmd.actor, login=login, name=name, until=cmd.until)]


def console_handed(meeting: Meeting, event: ConsoleHanded) -> Meeting:
    return replace(meeting, deputy=Deputy(event.name, event.until, event.login))


def take_console_back(meeting: Meeting, cmd: TakeConsoleBack) -> Sequence[AnyEvent]:
    if meeting.deputy is None:
        raise AlreadyDone
    if cmd.actor.role is Role.SYSTEM and cmd.at < meeting.deputy.until:
        raise NotDue
    return [ConsoleTakenBack(at=cmd.at, by=cmd.actor)]


def console_taken_back(meeting: Meeting, _: ConsoleTakenBack) -> Meeting:
    return replace(meeting, deputy=None)


def in_phase(meeting: Meeting, phase: Phase) -> Meeting:
    """For the events that say no more than where the conference stands now."""
    return replace(meeting, phase=phase)


def _check_times(cmd: PlanConference | RevisePlan) -> None:
    if cmd.ends_at <= cmd.starts_at:
        raise EndsBeforeItStarts
    check.within_a_century(cmd.at, cmd.starts_at)
    check.within_a_century(cmd.at, cmd.ends_at)


def decide(meeting: Meeting, command: ConferenceCommand) -> Sequence[AnyEvent]:  # noqa: C901, PLR0911, PLR0912 – one table
    match command:
        case PlanConference():
            return plan(meeting, command)
        case RevisePlan():
            return revise(meeting, command)
        case ChangeSettings():
            return change_settings(meeting, command)
        case AnnounceConference():
            return announce(meeting, command)
        case CancelConference():
            return cancel(meeting, command)
        case OpenLobby():
            return open_lobby(meeting, command)
        case StartConference():
            return start(meeting, command)
        case CallBreak():
            return call_break(meeting, command)
        case ResumeConference():
            return resume(meeting, command)
        case EndConference():
            return end(meeting, command)
        case ReopenConference():
            return reopen(meeting, command)
        case HandConsole():
            return hand_console(meeting, command)
        case TakeConsoleBack():
            return take_console_back(meeting, command)
        case _:
            assert_never(command)


def evolve(meeting: Meeting, event: ConferenceEvent) -> Meeting:  # noqa: C901, PLR0911, PLR0912 – one table
    match event:
        case ConferencePlanned():
            return planned(meeting, event)
        case PlanRevised():
            return revised(meeting, event)
        case SettingsChanged():
            return settings_changed(meeting, event)
        case ConferenceAnnounced():
            return in_phase(meeting, Phase.ANNOUNCED)
        case ConferenceCancelled():
            return in_phase(meeting, Phase.CANCELLED)
        case LobbyOpened():
            return in_phase(meeting, Phase.LOBBY)
        case ConferenceStarted():
            return started(meeting, event)
        case BreakCalled():
            return break_called(meeting, event)
        case ConferenceResumed():
            return resumed(meeting, event)
        case ConferenceEnded():
            return ended(meeting, event)
        case ConferenceReopened():
            return reopened(meeting, event)
        case ConferenceClosed():
            return in_phase(meeting, Phase.CLOSED)
        case ConsoleHanded():
            return console_handed(meeting, event)
        case ConsoleTakenBack():
            return console_taken_back(meeting, event)
        case _:
            assert_never(event)
