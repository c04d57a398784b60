"""How much a conference can come to hold: of each kind of entry so many, and so many words.

How this works. Whatever is recorded is written to an *account*: a site's own, one for what the
hall enters for that site (it phoned, and must still be heard when its own is used up), or that
of a role of the hall. For each family of entries an account holds what `BOUNDS` says, and no act
of one account changes what another may still write. Taking in an event costs one entry of a map;
a log that was written under other bounds is counted like any other, and never refused.

What only follows something that was counted – a floor taken, a request withdrawn, a vote closed –
is counted nowhere, so that whatever was begun can always be ended. What the clock records is not
refused either: it is bounded by time.
"""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Final, NamedTuple, assert_never

import msgspec
from msgspec.structs import replace

from diemcau.domain import events as e
from diemcau.domain.commands import ItemPlan, Mark, SitePlan
from diemcau.domain.errors import EnoughOfThese, EnoughWritten
from diemcau.domain.ids import SiteCode
from diemcau.domain.papers import Paper
from diemcau.domain.state import Actor, Document, Meeting, Person, Used
from diemcau.domain.terms import Role

KIB: Final = 1024
MIB: Final = 1024 * KIB


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


class Bound(NamedTuple):
    """Entries and words (bytes of UTF-8) that one account holds, and words that one entry has
    which a site writes itself; none is as much as is left.

    Of what all sites write together, `shared` is what the screens and papers of a conference can
    bear: with many sites the part of each is smaller, but never less than `least`.
    """

    entries: int
    words: int
    each: int = 0
    shared: int = 0
    least: int = 0

    def part(self, sites: int) -> int:
        """What is left of the words for each of so many sites."""
        if not self.shared:
            return self.words
        return max(self.least, min(self.words, self.shared // max(sites, 1)))


BOUNDS: Final[dict[Family, Bound]] = {
    Family.OPINIONS: Bound(16, 64 * KIB, shared=3 * MIB, least=3 * KIB),
    Family.REQUESTS: Bound(200, 16 * KIB, shared=MIB * 3 // 4, least=2 * KIB),
    Family.INCIDENTS: Bound(15, 8 * KIB, shared=MIB, least=2 * KIB),
    Family.REPORTS: Bound(120, 64 * KIB, shared=4 * MIB, least=8 * KIB),
    Family.ROSTERS: Bound(100, 256 * KIB, each=8 * KIB),
    Family.ATTENDANCE: Bound(400, 8 * KIB, shared=MIB // 2, least=2 * KIB),
    Family.SELF: Bound(60, 8 * KIB, shared=MIB, least=4 * KIB),
    Family.FIGURES: Bound(60, 64 * KIB),
    Family.PRESSES: Bound(2000, 0),
    Family.SITES: Bound(10_000, 8 * MIB),
    Family.AGENDA: Bound(2000, MIB),
    Family.DOCUMENTS: Bound(500, 256 * KIB),
    Family.PLANS: Bound(1000, MIB),
    Family.MESSAGES: Bound(300, 128 * KIB),
    Family.NOTES: Bound(300_000, 16 * MIB),
    Family.CONCLUSIONS: Bound(2000, 4 * MIB),
    Family.VOTES: Bound(100, 256 * KIB),
    Family.SPEECHES: Bound(5000, 256 * KIB),
    Family.CONDUCT: Bound(20_000, 512 * KIB),
    Family.PAPERS: Bound(300, 128 * MIB),
}
"""Many times what a long morning needs; an opinion of 64 KiB is twenty pages in Vietnamese.

At 126 sites, today's Hà Nội, every site may fill its part: `shared` is measured for that in
`tests/security/test_bounds.py`.
"""


class Charge(NamedTuple):
    """What an event writes to an account."""

    family: Family
    account: str
    words: int = 0
    entries: int = 1

    @property
    def key(self) -> str:
        return f"{self.family}/{self.account}"


def check(meeting: Meeting, events: Iterable[e.AnyEvent]) -> None:
    """Refuse what an account has no room for; of several events each is held against what is
    there already, for none of our acts writes twice to one account.
    """
    for event in events:
        if event.by.role is not Role.SYSTEM:
            for charge in charges(event):
                _check(meeting, charge)


def _check(meeting: Meeting, charge: Charge) -> None:
    bound, used = BOUNDS[charge.family], meeting.used.get(charge.key, Used())
    if used.entries + charge.entries > bound.entries:
        raise EnoughOfThese
    of_site = "/" in charge.account
    words = bound.part(len(meeting.site_order)) if of_site else bound.words
    if used.words + charge.words > words or charge.words > _longest(bound, charge):
        raise EnoughWritten


def _longest(bound: Bound, charge: Charge) -> int:
    """The hall may enter longer lists for a site than the site itself."""
    own = charge.account.startswith("site/")
    return bound.each if own and bound.each else charge.words


def counted(meeting: Meeting, event: e.AnyEvent) -> Meeting:
    """The conference with what the event wrote on the accounts."""
    if event.by.role is Role.SYSTEM or not (made := list(charges(event))):
        return meeting
    accounts = meeting.used
    for charge in made:
        used = accounts.get(charge.key, Used())
        more = Used(used.entries + charge.entries, used.words + charge.words)
        accounts = accounts.set(charge.key, more)
    return replace(meeting, used=accounts)


# -- whose account ---------------------------------------------------------------------------------


def _account(by: Actor, site: SiteCode | None = None) -> str:
    """A site's own, the one for what the hall enters for it, or that of a role."""
    if by.role is Role.SITE:
        return f"site/{by.site}"
    return str(by.role) if site is None else f"for/{site}"


def _by(family: Family, event: e.AnyEvent, *words: str) -> Iterator[Charge]:
    """To the account of whoever did it."""
    yield Charge(family, _account(event.by), _length(words))


def _of(family: Family, event: e.AnyEvent, site: SiteCode | None, *words: str) -> Iterator[Charge]:
    """To an account of the site it is about."""
    yield Charge(family, _account(event.by, site), _length(words))


# -- what an event writes --------------------------------------------------------------------------


def charges(event: e.AnyEvent) -> Iterator[Charge]:  # noqa: C901, PLR0911, PLR0912 – one table
    """Which account it goes to, and how many words; nothing if it only follows what was counted."""
    match event:
        case e.OpinionHandedIn():
            return _of(Family.OPINIONS, event, event.site, event.text)
        case e.AskedToSpeak():
            words = (event.delegate, event.topic, *_person(event.person))
            return _of(Family.REQUESTS, event, event.site, *words)
        case e.SpeakerNamed():
            return _by(Family.REQUESTS, event, event.delegate)
        case e.IncidentReported():
            return _of(Family.INCIDENTS, event, event.site, event.text)
        case e.TaskReported():
            return _by(Family.REPORTS, event, event.text, *_document(event.evidence))
        case e.ExtensionAsked() | e.ExtensionGranted() | e.ExtensionRefused() | e.TaskReopened():
            return _by(Family.REPORTS, event, event.reason)
        case e.TaskChased() | e.TaskClosed():
            return _by(Family.REPORTS, event, event.text)
        case e.RosterSet():
            words = tuple(_of_roster(event.roster))
            return _of(Family.ROSTERS, event, event.site, *words)
        case e.CheckedIn():
            return _of(Family.ATTENDANCE, event, event.site, *_of_marks(event.marks))
        case e.AttendanceCorrected():
            words = (event.reason, *_of_marks(event.marks))
            return _of(Family.ATTENDANCE, event, event.site, *words)
        case e.ContactSet():
            return _of(Family.SELF, event, event.site, *_of_struct(event.contact))
        case e.InvitationAnswered():
            return _of(Family.SELF, event, event.site, event.head, event.reason)
        case e.FiguresHandedIn():
            return _of(Family.FIGURES, event, event.site, event.signed_by)
        case e.FiguresSentBack():
            return _of(Family.FIGURES, event, event.site, event.reason)
        case e.CheckAnswered() | e.VoteCast():
            return _of(Family.PRESSES, event, event.site)
        case e.ConferencePlanned():
            return _planned(event)
        case e.SiteInvited():
            return iter([_sites(event, (event.plan,))])
        case e.ItemAdded() | e.ItemEdited():
            return iter([_items(event, (event.plan,))])
        case e.ItemMoved() | e.ItemSkipped() | e.ItemExtended():
            return _by(Family.AGENDA, event)
        case e.DocumentAttached():
            return _by(Family.DOCUMENTS, event, *_document(event.document))
        case e.SignedCopyFiled():
            return _by(Family.DOCUMENTS, event, event.copy)
        case e.PlanRevised():
            people = (event.organiser, event.hub, event.chair, event.secretary)
            return _by(Family.PLANS, event, event.title, *people)
        case e.FiguresAskedFor():
            asked = (words for each in event.indicators for words in _of_struct(each))
            return _by(Family.PLANS, event, event.period, *asked)
        case e.SettingsChanged():
            return _by(Family.PLANS, event)
        case e.MessageSent():
            return _by(Family.MESSAGES, event, event.text, *event.to)
        case e.NoteWritten():
            return _by(Family.NOTES, event, event.about, event.text)
        case e.NoteEdited():
            return iter([Charge(Family.NOTES, _account(event.by), len(event.update))])
        case e.ConclusionDrafted() | e.ConclusionEdited():
            return _by(Family.CONCLUSIONS, event, *_of_struct(event.text), *event.text.cooperating)
        case e.VoteOpened():
            return _by(Family.VOTES, event, event.text, *event.choices)
        case e.FloorGiven():
            return _by(Family.SPEECHES, event, event.delegate)
        case (
            e.ConferenceReopened()
            | e.RequestRemoved()
            | e.VoteAnnulled()
            | e.PublicationWithdrawn()
            | e.ConferenceCancelled()
        ):
            return _by(Family.CONDUCT, event, event.reason)
        case e.PassesIssued():
            return _by(Family.CONDUCT, event, *event.sites)
        case e.ConsoleHanded():
            return _by(Family.CONDUCT, event, event.name)
        case (
            e.BreakCalled()
            | e.ItemStarted()
            | e.QueueOpened()
            | e.QueueClosingSet()
            | e.RequestMoved()
            | e.SpeechExtended()
            | e.SpeechResumed()
            | e.RoundStarted()
        ):
            return _by(Family.CONDUCT, event)
        case e.MinutesDrafted():
            return iter([_paper(event, event.paper, event.reason)])
        case e.Published():
            return iter([_paper(event, event.paper)])
        case (
            e.ConferenceAnnounced()
            | e.LobbyOpened()
            | e.ConferenceStarted()
            | e.ConferenceResumed()
            | e.ConferenceEnded()
            | e.ConferenceClosed()
            | e.ConsoleTakenBack()
            | e.SiteUninvited()
            | e.ItemRemoved()
            | e.ItemFinished()
            | e.IncidentResolved()
            | e.LineConnected()
            | e.LineLost()
            | e.QueueClosed()
            | e.SaidReady()
            | e.RequestWithdrawn()
            | e.FloorTaken()
            | e.SpeechPaused()
            | e.SpeechUndone()
            | e.SaidReadyInRound()
            | e.PassedInRound()
            | e.SkippedInRound()
            | e.CalledInRound()
            | e.RoundEnded()
            | e.VoteClosed()
            | e.ConclusionDropped()
            | e.ConclusionsApproved()
            | e.TaskAcknowledged()
            | e.MinutesApproved()
            | e.ReadingConfirmed()
        ):
            return iter(())
        case _:
            assert_never(event)


def _planned(event: e.ConferencePlanned) -> Iterator[Charge]:
    yield _sites(event, event.sites)
    yield _items(event, event.agenda)


def _sites(event: e.AnyEvent, plans: tuple[SitePlan, ...]) -> Charge:
    words = _length(words for plan in plans for words in _of_site(plan))
    return Charge(Family.SITES, _account(event.by), words, len(plans))


def _items(event: e.AnyEvent, plans: tuple[ItemPlan, ...]) -> Charge:
    words = _length(words for plan in plans for words in _of_item(plan))
    return Charge(Family.AGENDA, _account(event.by), words, len(plans))


def _paper(event: e.AnyEvent, paper: Paper, reason: str = "") -> Charge:
    """A paper is kept whole in the log; what is counted is what lies there."""
    size = len(msgspec.json.encode(paper)) + _length((reason,))
    return Charge(Family.PAPERS, _account(event.by), size)


# -- words -----------------------------------------------------------------------------------------


def _length(words: Iterable[str]) -> int:
    """Bytes of UTF-8; a half sign that has no bytes of its own counts all the same."""
    return sum(len(each.encode(errors="surrogatepass")) for each in words)


def _of_struct(record: msgspec.Struct) -> Iterator[str]:
    values = (getattr(record, name) for name in record.__struct_fields__)
    return (value for value in values if isinstance(value, str))


def _person(person: Person | None) -> Iterator[str]:
    return iter(()) if person is None else _of_struct(person)


def _document(document: Document | None) -> Iterator[str]:
    return iter(()) if document is None else _of_struct(document)


def _all(record_words: Callable[..., Iterable[str]], records: Iterable[object]) -> Iterator[str]:
    return (words for record in records for words in record_words(record))


def _of_roster(roster: Iterable[msgspec.Struct]) -> Iterator[str]:
    return _all(_of_struct, roster)


def _of_marks(marks: Iterable[Mark]) -> Iterator[str]:
    """What is said of a delegate; who it is stands in the roster."""
    return (words for mark in marks for words in (mark.reason, mark.substitute))


def _of_site(plan: SitePlan) -> Iterator[str]:
    yield from _of_struct(plan)
    yield from _of_struct(plan.contact)
    yield from _of_roster(plan.roster)


def _of_item(plan: ItemPlan) -> Iterator[str]:
    yield from _of_struct(plan)
    yield from _all(_of_struct, plan.documents)
    yield from plan.kinds
