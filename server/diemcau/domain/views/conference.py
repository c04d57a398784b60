"""The conference itself, as it is seen."""

from datetime import datetime
from typing import assert_never

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.conference import (
    AnnounceConference,
    BreakCalled,
    CallBreak,
    CancelConference,
    ChangeSettings,
    ConferenceAnnounced,
    ConferenceCancelled,
    ConferenceClosed,
    ConferenceEnded,
    ConferenceEvent,
    ConferencePlanned,
    ConferenceReopened,
    ConferenceResumed,
    ConferenceStarted,
    ConsoleHanded,
    ConsoleTakenBack,
    EndConference,
    HandConsole,
    LobbyOpened,
    OpenLobby,
    PlanRevised,
    ReopenConference,
    ResumeConference,
    RevisePlan,
    Settings,
    SettingsChanged,
    StartConference,
    TakeConsoleBack,
)
from diemcau.domain.nouns.refusals import AlreadyDone
from diemcau.domain.nouns.terms import Phase
from diemcau.domain.rules import asking
from diemcau.domain.views.keys import View
from diemcau.domain.views.offers import Asker, Offers


class Conference(View, frozen=True, kw_only=True):
    """`conference`: what it is and where it stands; whether picture and sound of it go through us,
    and whether they are recorded, which everybody is told.
    """

    title: str
    organiser: str
    hub: str
    chair: str
    secretary: str
    phase: Phase
    timezone: str
    starts_at: datetime | None
    ends_at: datetime | None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    break_until: datetime | None = None
    warning: int = 60
    registered_until: datetime | None = None
    video: bool = False
    recording: bool = False


class SettingsView(View, frozen=True, kw_only=True):
    """`settings`: as the secretariat set them."""

    settings: Settings


class Console(View, frozen=True, kw_only=True):
    """`console`: who leads in the chair's place – name and account – and until when; empty while
    the chair leads.
    """

    deputy: str = ""
    login: str = ""
    until: datetime | None = None


class Counts(View, frozen=True, kw_only=True):
    """`counts`: the roll call in figures: the sites directly below the hub, those `behind` them,
    and the delegates of all.
    """

    sites: int = 0
    connected: int = 0
    checked_in: int = 0
    expected: int = 0
    here: int = 0
    guests: int = 0
    behind: int = 0
    behind_connected: int = 0
    behind_checked_in: int = 0


def conference(meeting: Meeting, _: str) -> View | None:
    if not meeting.planned:
        return None
    return Conference(
        title=meeting.title,
        organiser=meeting.organiser,
        hub=meeting.hub,
        chair=meeting.chair,
        secretary=meeting.secretary,
        phase=meeting.phase,
        timezone=meeting.timezone,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        started_at=meeting.started_at,
        ended_at=meeting.ended_at,
        break_until=meeting.break_until,
        warning=meeting.settings.warning,
        registered_until=asking.registered_until(meeting),
        video=meeting.settings.video,
        recording=meeting.recording,
    )


def settings(meeting: Meeting, _: str) -> View | None:
    return SettingsView(settings=meeting.settings)


def console(meeting: Meeting, _: str) -> View | None:
    if (deputy := meeting.deputy) is None or not deputy.login:
        return Console()
    return Console(deputy=deputy.name, login=deputy.login, until=deputy.until)


def counts(meeting: Meeting, _: str) -> View | None:
    totals, behind = meeting.totals, meeting.behind
    return Counts(
        sites=totals.sites - behind.sites,
        connected=totals.connected - behind.connected,
        checked_in=totals.checked_in - behind.checked_in,
        behind=behind.sites,
        behind_connected=behind.connected,
        behind_checked_in=behind.checked_in,
        expected=totals.expected,
        here=totals.here,
        guests=totals.guests,
    )


def offers(ask: Asker) -> Offers:
    yield from ask.free(RevisePlan, ChangeSettings, AnnounceConference, CancelConference)
    yield from ask.free(OpenLobby, ResumeConference, ReopenConference, HandConsole)
    yield from ask.plain(StartConference)
    yield from ask.plain(CallBreak)
    yield from ask.each(EndConference, "finish", (False, True), AlreadyDone)
    yield from ask.plain(TakeConsoleBack)


def touched(_before: Meeting, event: ConferenceEvent, after: Meeting) -> frozenset[str] | None:
    match event:
        case ConferencePlanned() | SettingsChanged():
            return None
        case PlanRevised():
            return frozenset({"conference", "agenda"})
        case (
            ConferenceAnnounced()
            | ConferenceCancelled()
            | LobbyOpened()
            | BreakCalled()
            | ConferenceResumed()
            | ConferenceEnded()
            | ConferenceReopened()
            | ConferenceClosed()
        ):
            return frozenset({"conference"})
        case ConferenceStarted():
            late = (code for code, site in after.sites.items() if site.checked_in_at)
            return frozenset({"conference", *(f"site/{code}" for code in late)})
        case ConsoleHanded() | ConsoleTakenBack():
            return frozenset({"console"})
        case _:
            assert_never(event)
