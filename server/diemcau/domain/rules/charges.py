"""What an event writes to which account: one table over all events (`bounds` says how much may)."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple, assert_never

import msgspec

from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.agenda import (
    DocumentAttached,
    ItemAdded,
    ItemEdited,
    ItemExtended,
    ItemFinished,
    ItemMoved,
    ItemPlaced,
    ItemPlan,
    ItemRemoved,
    ItemSkipped,
    ItemStarted,
)
from diemcau.domain.nouns.attendance import AttendanceCorrected, CheckedIn, RosterSet
from diemcau.domain.nouns.conclusions import (
    ConclusionDrafted,
    ConclusionDropped,
    ConclusionEdited,
    ConclusionsApproved,
)
from diemcau.domain.nouns.conference import (
    BreakCalled,
    ConferenceAnnounced,
    ConferenceCancelled,
    ConferenceClosed,
    ConferenceEnded,
    ConferencePlanned,
    ConferenceReopened,
    ConferenceResumed,
    ConferenceStarted,
    ConsoleHanded,
    ConsoleTakenBack,
    LobbyOpened,
    PlanRevised,
    SettingsChanged,
)
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.floor import (
    FloorGiven,
    FloorTaken,
    SpeakerCorrected,
    SpeechExtended,
    SpeechPaused,
    SpeechResumed,
    SpeechUndone,
)
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.papers import Paper
from diemcau.domain.nouns.passes import PassesIssued
from diemcau.domain.nouns.publishing import (
    LaidForSignature,
    MinutesApproved,
    MinutesDrafted,
    PublicationWithdrawn,
    Published,
    ReadingConfirmed,
    SignedCopyFiled,
)
from diemcau.domain.nouns.queue import QueueClosed, QueueClosingSet, QueueOpened, RequestMoved
from diemcau.domain.nouns.record import (
    IncidentReported,
    IncidentResolved,
    MessageSent,
    NoteEdited,
    NoteWritten,
    OpinionHandedIn,
)
from diemcau.domain.nouns.requests import (
    AskedToSpeak,
    RequestChanged,
    RequestRemoved,
    RequestsEnded,
    RequestsRevived,
    RequestWithdrawn,
    SaidReady,
    SpeakerNamed,
)
from diemcau.domain.nouns.returns import FiguresAskedFor, FiguresHandedIn, FiguresSentBack
from diemcau.domain.nouns.rounds import (
    CalledInRound,
    PassedInRound,
    RoundEnded,
    RoundStarted,
    SaidReadyInRound,
    SkippedInRound,
)
from diemcau.domain.nouns.screen import ScreenChosen
from diemcau.domain.nouns.sites import (
    CheckAnswered,
    ContactSet,
    InvitationAnswered,
    LineConnected,
    LineLost,
    SiteInvited,
    SitePlan,
    SiteUninvited,
)
from diemcau.domain.nouns.tasks import (
    ExtensionAsked,
    ExtensionGranted,
    ExtensionRefused,
    TaskAcknowledged,
    TaskChased,
    TaskClosed,
    TaskHanded,
    TaskReopened,
    TaskReported,
)
from diemcau.domain.nouns.terms import Role
from diemcau.domain.nouns.undo import ActRedone, ActUndone
from diemcau.domain.nouns.votes import VoteAnnulled, VoteCast, VoteClosed, VoteOpened
from diemcau.domain.rules.lengths import (
    length,
    of_document,
    of_item,
    of_marks,
    of_person,
    of_roster,
    of_site,
    of_struct,
)


class Family(StrEnum):
    """What is counted together."""

    OPINIONS = "opinions"
    REQUESTS = "requests"
    INCIDENTS = "incidents"
    REPORTS = "reports"
    ROSTERS = "rosters"
    ATTENDANCE = "attendance"
    SELF = "self"
    FIGURES = "figures"
    PRESSES = "presses"
    SITES = "sites"
    AGENDA = "agenda"
    DOCUMENTS = "documents"
    PLANS = "plans"
    MESSAGES = "messages"
    NOTES = "notes"
    CONCLUSIONS = "conclusions"
    VOTES = "votes"
    SPEECHES = "speeches"
    CONDUCT = "conduct"
    PAPERS = "papers"


class Charge(NamedTuple):
    """What an event writes to an account."""

    family: Family
    account: str
    words: int = 0
    entries: int = 1

    @property
    def key(self) -> str:
        return f"{self.family}/{self.account}"


def _account(by: Actor, site: SiteCode | None = None) -> str:
    """A site's own, the one for what the hall enters for it, or that of a role."""
    if by.role is Role.SITE:
        return f"site/{by.site}"
    return str(by.role) if site is None else f"for/{site}"


def _by(family: Family, event: AnyEvent, *words: str) -> Iterator[Charge]:
    """To the account of whoever did it."""
    yield Charge(family, _account(event.by), length(words))


def _of(family: Family, event: AnyEvent, site: SiteCode | None, *words: str) -> Iterator[Charge]:
    """To an account of the site it is about."""
    yield Charge(family, _account(event.by, site), length(words))


def charges(event: AnyEvent) -> Iterator[Charge]:  # noqa: C901, PLR0911, PLR0912 – one table
    """Which account it goes to, and how many words; nothing if it only follows what was counted."""
    match event:
        case OpinionHandedIn():
            return _of(Family.OPINIONS, event, event.site, event.text)
        case AskedToSpeak():
            words = (event.delegate, event.topic, *of_person(event.person))
            return _of(Family.REQUESTS, event, event.site, *words)
        case SpeakerNamed():
            return _by(Family.REQUESTS, event, event.delegate)
        case RequestChanged():
            return _by(Family.REQUESTS, event, event.delegate, event.topic)
        case IncidentReported():
            return _of(Family.INCIDENTS, event, event.site, event.text)
        case TaskReported():
            return _by(Family.REPORTS, event, event.text, *of_document(event.evidence))
        case ExtensionAsked() | ExtensionGranted() | ExtensionRefused() | TaskReopened():
            return _by(Family.REPORTS, event, event.reason)
        case TaskChased() | TaskClosed():
            return _by(Family.REPORTS, event, event.text)
        case RosterSet():
            words = tuple(of_roster(event.roster))
            return _of(Family.ROSTERS, event, event.site, *words)
        case CheckedIn():
            return _of(Family.ATTENDANCE, event, event.site, *of_marks(event.marks))
        case AttendanceCorrected():
            words = (event.reason, *of_marks(event.marks))
            return _of(Family.ATTENDANCE, event, event.site, *words)
        case ContactSet():
            return _of(Family.SELF, event, event.site, *of_struct(event.contact))
        case InvitationAnswered():
            return _of(Family.SELF, event, event.site, event.head, event.reason)
        case FiguresHandedIn():
            return _of(Family.FIGURES, event, event.site, event.signed_by)
        case FiguresSentBack():
            return _of(Family.FIGURES, event, event.site, event.reason)
        case CheckAnswered() | VoteCast():
            return _of(Family.PRESSES, event, event.site)
        case ConferencePlanned():
            return _planned(event)
        case SiteInvited():
            return iter([_sites(event, (event.plan,))])
        case ItemAdded() | ItemEdited():
            return iter([_items(event, (event.plan,))])
        case ItemMoved() | ItemPlaced() | ItemSkipped() | ItemExtended():
            return _by(Family.AGENDA, event)
        case DocumentAttached():
            return _by(Family.DOCUMENTS, event, *of_document(event.document))
        case SignedCopyFiled():
            return _by(Family.DOCUMENTS, event, event.copy)
        case PlanRevised():
            people = (event.organiser, event.hub, event.chair, event.secretary)
            return _by(Family.PLANS, event, event.title, *people)
        case FiguresAskedFor():
            asked = (words for each in event.indicators for words in of_struct(each))
            return _by(Family.PLANS, event, event.period, *asked)
        case SettingsChanged():
            return _by(Family.PLANS, event)
        case MessageSent():
            return _by(Family.MESSAGES, event, event.text, *event.to)
        case NoteWritten():
            return _by(Family.NOTES, event, event.about, event.text)
        case NoteEdited():
            return iter([Charge(Family.NOTES, _account(event.by), len(event.update))])
        case ConclusionDrafted() | ConclusionEdited():
            return _by(Family.CONCLUSIONS, event, *of_struct(event.text), *event.text.cooperating)
        case VoteOpened():
            return _by(Family.VOTES, event, event.text, *event.choices)
        case FloorGiven():
            return _by(Family.SPEECHES, event, event.delegate)
        case SpeakerCorrected():
            words = (event.reason, event.delegate, *of_person(event.person))
            return _by(Family.SPEECHES, event, *words)
        case (
            ConferenceReopened()
            | RequestRemoved()
            | VoteAnnulled()
            | PublicationWithdrawn()
            | ConferenceCancelled()
        ):
            return _by(Family.CONDUCT, event, event.reason)
        case PassesIssued():
            return _by(Family.CONDUCT, event, *event.sites)
        case ScreenChosen():
            return _by(Family.CONDUCT, event, event.text)
        case ConsoleHanded():
            return _by(Family.CONDUCT, event, event.name)
        case (
            BreakCalled()
            | ItemStarted()
            | QueueOpened()
            | QueueClosingSet()
            | RequestMoved()
            | SpeechExtended()
            | SpeechResumed()
            | RoundStarted()
            | ActUndone()
            | ActRedone()
        ):
            return _by(Family.CONDUCT, event)
        case MinutesDrafted():
            return iter([_paper(event, event.paper, event.reason)])
        case LaidForSignature() | Published():
            return iter([_paper(event, event.paper)])
        case (
            ConferenceAnnounced()
            | LobbyOpened()
            | ConferenceStarted()
            | ConferenceResumed()
            | ConferenceEnded()
            | ConferenceClosed()
            | ConsoleTakenBack()
            | SiteUninvited()
            | ItemRemoved()
            | ItemFinished()
            | IncidentResolved()
            | LineConnected()
            | LineLost()
            | QueueClosed()
            | SaidReady()
            | RequestWithdrawn()
            | RequestsEnded()
            | RequestsRevived()
            | FloorTaken()
            | SpeechPaused()
            | SpeechUndone()
            | SaidReadyInRound()
            | PassedInRound()
            | SkippedInRound()
            | CalledInRound()
            | RoundEnded()
            | VoteClosed()
            | ConclusionDropped()
            | ConclusionsApproved()
            | TaskAcknowledged()
            | TaskHanded()
            | MinutesApproved()
            | ReadingConfirmed()
        ):
            return iter(())
        case _:
            assert_never(event)


def _planned(event: ConferencePlanned) -> Iterator[Charge]:
    yield _sites(event, event.sites)
    yield _items(event, event.agenda)


def _sites(event: AnyEvent, plans: tuple[SitePlan, ...]) -> Charge:
    words = length(words for plan in plans for words in of_site(plan))
    return Charge(Family.SITES, _account(event.by), words, len(plans))


def _items(event: AnyEvent, plans: tuple[ItemPlan, ...]) -> Charge:
    words = length(words for plan in plans for words in of_item(plan))
    return Charge(Family.AGENDA, _account(event.by), words, len(plans))


def _paper(event: AnyEvent, paper: Paper, reason: str = "") -> Charge:
    """A paper is kept whole in the log; what is counted is what lies there."""
    size = len(msgspec.json.encode(paper)) + length((reason,))
    return Charge(Family.PAPERS, _account(event.by), size)
