"""Sites that write as much as a conference takes from each of them."""

from collections.abc import Callable, Sequence
from itertools import count
from typing import NamedTuple

from diemcau.domain.decider import decide, replay
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.accounts import Entries
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.agenda import StartItem
from diemcau.domain.nouns.attendance import CheckIn, DelegatePlan, Mark, Roster, SetRoster
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conference import AnnounceConference, OpenLobby, StartConference
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.ids import LONGEST_TEXT, CommandId, DelegateId, MeetingId, SiteCode
from diemcau.domain.nouns.record import HandInOpinion, ReportIncident
from diemcau.domain.nouns.refusals import EnoughOfThese, EnoughWritten
from diemcau.domain.nouns.requests import AskToSpeak
from diemcau.domain.nouns.sites import AnswerInvitation, Contact, SetContact, SitePlan
from diemcau.domain.nouns.terms import IncidentKind, Presence, Role
from diemcau.domain.rules.asking import MOST_WAITING
from diemcau.domain.rules.bounds import BOUNDS
from tests.support.meeting import (
    CHAIR,
    DISCUSSION_ITEM,
    OPERATOR,
    SECRETARY,
    Stamp,
    at,
    by,
    plan_conference,
    with_settings,
)

WORDS = "Đề nghị Thường trực Hội đồng nhân dân thành phố sớm ban hành nghị quyết. "
SHORTEST = 20
"""Letters below which nobody tries again."""
LETTER = 1.4
"""Bytes of one of ours, a little more than the truth."""
DELEGATES = 20

Act = Callable[[Stamp, str], AnyCommand]


class Wordy(NamedTuple):
    """What a site does until it is refused: as often as it may, with as many words each time, and
    so that neither is left over.
    """

    act: Act
    family: Entries
    longest: int
    times: int = 0

    def letters(self, sites: int) -> int:
        bound = BOUNDS[self.family]
        return min(self.longest, int(bound.part(sites) / (self.times or bound.entries) / LETTER))


BEFORE = (
    Wordy(
        lambda s, text: SetContact(**s, contact=Contact(text, text, text)),
        Entries.SELF,
        480,
        times=1,
    ),
    Wordy(
        lambda s, text: AnswerInvitation(**s, coming=False, reason=text),
        Entries.SELF,
        LONGEST_TEXT,
        times=1,
    ),
    Wordy(
        lambda s, text: SetRoster(**s, roster=_roster(text)),
        Entries.ROSTERS,
        int(BOUNDS[Entries.ROSTERS].each / LETTER / DELEGATES / 2),
        times=1,
    ),
)
DURING = (
    Wordy(
        lambda s, text: CheckIn(**s, marks=_marks(text)),
        Entries.ATTENDANCE,
        LONGEST_TEXT,
        times=DELEGATES,
    ),
    Wordy(lambda s, text: AskToSpeak(**s, topic=text), Entries.REQUESTS, 500, times=MOST_WAITING),
    Wordy(
        lambda s, text: ReportIncident(**s, kind=IncidentKind.OTHER, text=text),
        Entries.INCIDENTS,
        LONGEST_TEXT,
    ),
    Wordy(
        lambda s, text: HandInOpinion(**s, item=DISCUSSION_ITEM, text=text),
        Entries.OPINIONS,
        LONGEST_TEXT,
    ),
)


def words(letters: int) -> str:
    return (WORDS * (letters // len(WORDS) + 1))[:letters]


def _roster(text: str) -> Roster:
    return tuple(DelegatePlan(DelegateId(f"d{no}"), text, text) for no in range(DELEGATES))


def _marks(text: str) -> tuple[Mark, ...]:
    """Another delegate each time, so that all their reasons stand in the roster together."""
    who = sum(map(ord, text[-2:])) % DELEGATES
    return (Mark(DelegateId(f"d{who}"), Presence.EXCUSED, text),)


class Flood:
    """A conference in which every site does whatever it may until it is refused."""

    def __init__(self, sites: int) -> None:
        self.meeting = Meeting(id=MeetingId("giao-ban-2024-q1"))
        self.happened: list[AnyEvent] = []
        plans = tuple(SitePlan(SiteCode(f"{no:04}"), f"Phường {no}") for no in range(sites))
        self.take(plan_conference(sites=plans))
        self.take(with_settings(several_requests=True))
        self.take(AnnounceConference(**by(SECRETARY, -1000)))
        self._flood(BEFORE)
        self.take(OpenLobby(**by(OPERATOR, -60)))
        self.take(StartConference(**by(CHAIR)))
        self.take(StartItem(**by(CHAIR), item=DISCUSSION_ITEM))
        self._flood(DURING)

    def take(self, command: AnyCommand) -> Sequence[AnyEvent]:
        events = decide(self.meeting, command)
        self.meeting = replay(self.meeting, events)
        self.happened.extend(events)
        return events

    def _flood(self, acts: Sequence[Wordy]) -> None:
        for site in self.meeting.site_order:
            for wordy in acts:
                self._fill(Actor(Role.SITE, site, site), wordy)

    def _fill(self, site: Actor, wordy: Wordy) -> None:
        """Half as long whenever there is no room for as much, until not even that is taken."""
        letters, first = wordy.letters(len(self.meeting.site_order)), len(self.happened)
        for no in count(first):
            if letters < SHORTEST:
                return
            stamp = Stamp(id=CommandId(f"{site.name} {no}"), at=at(30, no), actor=site)
            if len(self.happened) - first >= (wordy.times or BOUNDS[wordy.family].entries):
                return
            try:
                self.take(wordy.act(stamp, f"{words(letters)} {no}"))
            except EnoughWritten:
                letters //= 2
            except EnoughOfThese:
                return
