"""What an event writes to which account: one table over all events (`bounds` says how much may)."""

from collections.abc import Iterator
from typing import assert_never

import msgspec

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
    TimeGranted,
)
from diemcau.domain.nouns.media import RecordingBegun, RecordingEnded, SiteMuted, SiteUnmuted
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
from diemcau.domain.nouns.undo import ActRedone, ActUndone
from diemcau.domain.nouns.votes import VoteAnnulled, VoteCast, VoteClosed, VoteOpened
from diemcau.domain.rules.ledger import Charge, Family, about, account_of, by_whom
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


def charges(event: AnyEvent) -> Iterator[Charge]:  # noqa: C901, PLR0911, PLR0912 – one table
    """Which account it goes to, and how many words; nothing if it only follows what was counted."""
    match event:
        case OpinionHandedIn():
            return about(Family.OPINIONS, event, event.site, event.text)
        case AskedToSpeak():
            words = (event.delegate, event.topic, *of_person(event.person))
            return about(Family.REQUESTS, event, event.site, *words)
        case SpeakerNamed():
            return by_whom(Family.REQUESTS, event, event.delegate)
        case RequestChanged():
            return by_whom(Family.REQUESTS, event, event.delegate, event.topic)
        case IncidentReported():
            return about(Family.INCIDENTS, event, event.site, event.text)
        case TaskReported():
            return by_whom(Family.REPORTS, event, event.text, *of_document(event.evidence))
        case ExtensionAsked() | ExtensionGranted() | ExtensionRefused() | TaskReopened():
            return by_whom(Family.REPORTS, event, event.reason)
        case TaskChased() | TaskClosed():
            return by_whom(Family.REPORTS, event, event.text)
        case RosterSet():
            words = tuple(of_roster(event.roster))
            return about(Family.ROSTERS, event, event.site, *words)
        case CheckedIn():
            return about(Family.ATTENDANCE, event, event.site, *of_marks(event.marks))
        case AttendanceCorrected():
            words = (event.reason, *of_marks(event.marks))
            return about(Family.ATTENDANCE, event, event.site, *words)
        case ContactSet():
            return about(Family.SELF, event, event.site, *of_struct(event.contact))
        case InvitationAnswered():
            return about(Family.SELF, event, event.site, event.head, event.reason)
        case FiguresHandedIn():
            return about(Family.FIGURES, event, event.site, event.signed_by)
        case FiguresSentBack():
            return about(Family.FIGURES, event, event.site, event.reason)
        case CheckAnswered() | VoteCast():
            return about(Family.PRESSES, event, event.site)
        case ConferencePlanned():
            return _planned(event)
        case SiteInvited():
            return iter([_sites(event, (event.plan,))])
        case ItemAdded() | ItemEdited():
            return iter([_items(event, (event.plan,))])
        case ItemMoved() | ItemPlaced() | ItemSkipped() | ItemExtended():
            return by_whom(Family.AGENDA, event)
        case DocumentAttached():
            return by_whom(Family.DOCUMENTS, event, *of_document(event.document))
        case SignedCopyFiled():
            return by_whom(Family.DOCUMENTS, event, event.copy)
        case PlanRevised():
            people = (event.organiser, event.hub, event.chair, event.secretary)
            return by_whom(Family.PLANS, event, event.title, *people)
        case FiguresAskedFor():
            asked = (words for each in event.indicators for words in of_struct(each))
            return by_whom(Family.PLANS, event, event.period, *asked)
        case SettingsChanged():
            return by_whom(Family.PLANS, event)
        case MessageSent():
            return by_whom(Family.MESSAGES, event, event.text, *event.to)
        case NoteWritten():
            return by_whom(Family.NOTES, event, event.about, event.text)
        case NoteEdited():
            return iter([Charge(Family.NOTES, account_of(event.by), len(event.update))])
        case ConclusionDrafted() | ConclusionEdited():
            return by_whom(
                Family.CONCLUSIONS, event, *of_struct(event.text), *event.text.cooperating
            )
        case VoteOpened():
            return by_whom(Family.VOTES, event, event.text, *event.choices)
        case FloorGiven():
            return by_whom(Family.SPEECHES, event, event.delegate)
        case SpeakerCorrected():
            words = (event.reason, event.delegate, *of_person(event.person))
            return by_whom(Family.SPEECHES, event, *words)
        case (
            ConferenceReopened()
            | RequestRemoved()
            | VoteAnnulled()
            | PublicationWithdrawn()
            | ConferenceCancelled()
        ):
            return by_whom(Family.CONDUCT, event, event.reason)
        case PassesIssued():
            return by_whom(Family.CONDUCT, event, *event.sites)
        case ScreenChosen():
            return by_whom(Family.CONDUCT, event, event.text)
        case ConsoleHanded():
            return by_whom(Family.CONDUCT, event, event.name)
        case (
            BreakCalled()
            | SiteMuted()
            | SiteUnmuted()
            | RecordingBegun()
            | RecordingEnded()
            | ItemStarted()
            | QueueOpened()
            | QueueClosingSet()
            | RequestMoved()
            | SpeechExtended()
            | SpeechResumed()
            | TimeGranted()
            | RoundStarted()
            | ActUndone()
            | ActRedone()
        ):
            return by_whom(Family.CONDUCT, event)
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
    return Charge(Family.SITES, account_of(event.by), words, len(plans))


def _items(event: AnyEvent, plans: tuple[ItemPlan, ...]) -> Charge:
    words = length(words for plan in plans for words in of_item(plan))
    return Charge(Family.AGENDA, account_of(event.by), words, len(plans))


def _paper(event: AnyEvent, paper: Paper, reason: str = "") -> Charge:
    """A paper is kept whole in the log; what is counted is what lies there."""
    size = len(msgspec.json.encode(paper)) + length((reason,))
    return Charge(Family.PAPERS, account_of(event.by), size)
