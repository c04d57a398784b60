"""The life of a conference, its settings, and who holds the console (rules §§1, 2)."""

from datetime import datetime
from typing import Annotated, ClassVar

from msgspec import Meta, Struct, field

from diemcau.domain.nouns import ids
from diemcau.domain.nouns.accounts import UNCHARGED, Entries, by_whom, each
from diemcau.domain.nouns.act import Command, Event, Rejected
from diemcau.domain.nouns.agenda import ItemPlan
from diemcau.domain.nouns.ids import Line, Moment, Percent, Seconds, SiteCode, Text, WholeMinutes
from diemcau.domain.nouns.sites import SitePlan
from diemcau.domain.nouns.terms import Kind, Majority

PRESETS = {
    Kind.REPORT: 900,
    Kind.STATEMENT: 420,
    Kind.COMMENT: 300,
    Kind.PROPOSAL: 300,
    Kind.QUESTION: 60,
    Kind.REBUTTAL: 180,
    Kind.PROCEDURAL: 120,
    Kind.ANSWER: 300,
}
"""Seconds per kind of speech (rules §4.9)."""


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """What the secretariat may set for one conference; times in seconds unless named. `reminders`
    are minutes before the start, and so is when the registration of speeches closes for sites.
    `video`: picture and sound go through us, and the floor opens the microphone.

    Stored whole, defaults too: a default that changes later must not change an old log.
    """

    lobby_minutes: WholeMinutes = 60
    reminders: Annotated[tuple[ids.Ahead, ...], Meta(max_length=10)] = (10_080, 1440, 60, 15)
    presets: dict[Kind, Seconds] = field(default_factory=PRESETS.copy)
    registration_closes: ids.Ahead | None = None
    second_speech: Seconds = 180
    warning: Seconds = 60
    several_requests: bool = False
    present_sites_only: bool = False
    procedural_when_closed: bool = True
    cut_off_after: Seconds | None = None
    site_budget: Seconds | None = None
    lost_line_pauses: bool = False
    vote_quorum: Percent = 50
    vote_majority: Majority = Majority.HALF
    vote_changeable: bool = True
    video: bool = False


class Deputy(Struct, frozen=True):
    """Who holds the chair's console for a time: an account, and the name it is shown by.

    In logs of before it has no account; whoever held it then does so no longer.
    """

    name: str
    until: datetime
    login: str = ""


class PlanConference(Command, frozen=True, kw_only=True):
    """`body` holds it: that of whoever plans it, never one that the wire names."""

    stamped: ClassVar = Command.stamped | {"body"}
    body: ids.BodyId = ids.FIRST_BODY
    title: Line
    starts_at: Moment
    ends_at: Moment
    organiser: Line = ""
    hub: Line = ""
    chair: Line = ""
    secretary: Line = ""
    timezone: Line = "Asia/Ho_Chi_Minh"
    settings: Settings = Settings()
    sites: tuple[SitePlan, ...] = ()
    agenda: tuple[ItemPlan, ...] = ()


class RevisePlan(Command, frozen=True, kw_only=True):
    title: Line
    starts_at: Moment
    ends_at: Moment
    organiser: Line = ""
    hub: Line = ""
    chair: Line = ""
    secretary: Line = ""


class ChangeSettings(Command, frozen=True, kw_only=True):
    settings: Settings


class AnnounceConference(Command, frozen=True, kw_only=True):
    pass


class CancelConference(Command, frozen=True, kw_only=True):
    reason: Text


class OpenLobby(Command, frozen=True, kw_only=True):
    pass


class StartConference(Command, frozen=True, kw_only=True):
    pass


class CallBreak(Command, frozen=True, kw_only=True):
    """`until` is when it is to go on, for the screens; nothing resumes by itself."""

    until: Moment | None = None


class ResumeConference(Command, frozen=True, kw_only=True):
    pass


class EndConference(Command, frozen=True, kw_only=True):
    """`finish` ends with it what is still under way: who speaks or gave way, a vote. Without it
    the end is refused while there is any. `counts` are those of the vote, if it is a secret one,
    given by the server as they are to `CloseVote`.
    """

    stamped: ClassVar = Command.stamped | {"counts"}
    finish: bool = False
    counts: tuple[int, ...] | None = None


class ReopenConference(Command, frozen=True, kw_only=True):
    reason: Text


class HandConsole(Command, frozen=True, kw_only=True):
    """Let a deputy act as chair until then: the account that counts, and the name to show."""

    login: Line
    name: Line
    until: Moment


class TakeConsoleBack(Command, frozen=True, kw_only=True):
    pass


class ConferencePlanned(Event, frozen=True, kw_only=True):
    stored: ClassVar = "conference.planned"
    charged: ClassVar = each(Entries.SITES, "sites") + each(Entries.AGENDA, "agenda")
    body: ids.BodyId = ids.FIRST_BODY
    title: str
    starts_at: datetime
    ends_at: datetime
    organiser: str
    hub: str
    chair: str
    secretary: str
    timezone: str
    settings: Settings
    sites: tuple[SitePlan, ...]
    agenda: tuple[ItemPlan, ...]


class PlanRevised(Event, frozen=True, kw_only=True):
    stored: ClassVar = "conference.plan_revised"
    charged: ClassVar = by_whom(Entries.PLANS, "organiser", "hub", "chair", "secretary", "title")
    title: str
    starts_at: datetime
    ends_at: datetime
    organiser: str
    hub: str
    chair: str
    secretary: str


class SettingsChanged(Event, frozen=True, kw_only=True):
    stored: ClassVar = "conference.settings_changed"
    charged: ClassVar = by_whom(Entries.PLANS)
    settings: Settings


class ConferenceAnnounced(Event, frozen=True, kw_only=True):
    stored: ClassVar = "conference.announced"
    charged: ClassVar = UNCHARGED


class ConferenceCancelled(Event, frozen=True, kw_only=True):
    stored: ClassVar = "conference.cancelled"
    charged: ClassVar = by_whom(Entries.CONDUCT, "reason")
    reason: str


class LobbyOpened(Event, frozen=True, kw_only=True):
    stored: ClassVar = "conference.lobby_opened"
    charged: ClassVar = UNCHARGED


class ConferenceStarted(Event, frozen=True, kw_only=True):
    stored: ClassVar = "conference.started"
    charged: ClassVar = UNCHARGED
    missing: tuple[SiteCode, ...]


class BreakCalled(Event, frozen=True, kw_only=True):
    stored: ClassVar = "conference.break_called"
    charged: ClassVar = by_whom(Entries.CONDUCT)
    until: datetime | None


class ConferenceResumed(Event, frozen=True, kw_only=True):
    stored: ClassVar = "conference.resumed"
    charged: ClassVar = UNCHARGED


class ConferenceEnded(Event, frozen=True, kw_only=True):
    stored: ClassVar = "conference.ended"
    charged: ClassVar = UNCHARGED


class ConferenceReopened(Event, frozen=True, kw_only=True):
    stored: ClassVar = "conference.reopened"
    charged: ClassVar = by_whom(Entries.CONDUCT, "reason")
    reason: str


class ConsoleHanded(Event, frozen=True, kw_only=True):
    """`login` is empty in logs written when consoles were handed to a name."""

    stored: ClassVar = "console.handed"
    charged: ClassVar = by_whom(Entries.CONDUCT, "name")
    name: str
    until: datetime
    login: str = ""


class ConsoleTakenBack(Event, frozen=True, kw_only=True):
    stored: ClassVar = "console.taken_back"
    charged: ClassVar = UNCHARGED


class ConferenceClosed(Event, frozen=True, kw_only=True):
    stored: ClassVar = "conference.closed"
    charged: ClassVar = UNCHARGED


class NoSuchConference(Rejected):
    code = "no_such_conference"


class AlreadyPlanned(Rejected):
    code = "already_planned"


class NothingOnTheAgenda(Rejected):
    code = "nothing_on_the_agenda"


class EndsBeforeItStarts(Rejected):
    code = "ends_before_it_starts"


class NotLeading(Rejected):
    """The console is handed over, and whoever asks looks on: chair, or a deputy without it."""

    code = "not_leading"


ConferenceCommand = (
    PlanConference
    | RevisePlan
    | ChangeSettings
    | AnnounceConference
    | CancelConference
    | OpenLobby
    | StartConference
    | CallBreak
    | ResumeConference
    | EndConference
    | ReopenConference
    | HandConsole
    | TakeConsoleBack
)
ConferenceEvent = (
    ConferencePlanned
    | PlanRevised
    | SettingsChanged
    | ConferenceAnnounced
    | ConferenceCancelled
    | LobbyOpened
    | ConferenceStarted
    | BreakCalled
    | ConferenceResumed
    | ConferenceEnded
    | ConferenceReopened
    | ConsoleHanded
    | ConsoleTakenBack
    | ConferenceClosed
)
ConferenceRefusal = (
    NoSuchConference | AlreadyPlanned | NothingOnTheAgenda | EndsBeforeItStarts | NotLeading
)
