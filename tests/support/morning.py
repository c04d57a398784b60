"""A whole morning of 30 or 126 sites by the texts of the demo, the same at every telling.

Minutes count from its start, as in `tests.support.meeting`. `debating` ends in the middle of the
discussion, one minute and eighteen seconds into a speech; `published` goes on to the papers.
"""

import random
from collections.abc import Iterator
from datetime import timedelta
from itertools import count

from msgspec.structs import replace

from diemcau.adapters import listings
from diemcau.demo.script import Occasion, plan, script, words
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.agenda import StartItem
from diemcau.domain.nouns.attendance import CheckIn, DelegatePlan, Mark
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conclusions import ApproveConclusions, DraftConclusion
from diemcau.domain.nouns.conference import (
    AnnounceConference,
    EndConference,
    OpenLobby,
    Settings,
    StartConference,
)
from diemcau.domain.nouns.floor import GiveFloor, TakeFloor
from diemcau.domain.nouns.ids import CommandId, ItemId, RequestId, SiteCode, SpeechNo
from diemcau.domain.nouns.publishing import ApproveMinutes, DraftMinutes, Publish
from diemcau.domain.nouns.record import ReportIncident, SendMessage, WriteNote
from diemcau.domain.nouns.requests import AskToSpeak, Person, RegisterSpeech, SayReady
from diemcau.domain.nouns.sites import (
    AnswerCheck,
    Contact,
    NoteLineConnected,
    NoteLineLost,
    SetContact,
)
from diemcau.domain.nouns.terms import (
    CheckResult,
    IncidentKind,
    ItemKind,
    Kind,
    Presence,
    Readers,
    Role,
    Stage,
)
from diemcau.domain.rules.deadlines import CLOCK
from tests.support.meeting import CHAIR, DAY, OPERATOR, SECRETARY, Stamp, Step, at

SEED = 2024
NOW = 87.3
"""Minutes into the morning at which `debating` ends."""
OK, FAULT = CheckResult.OK, CheckResult.FAULT
PRESENTED = {
    ItemKind.OPENING: Kind.STATEMENT,
    ItemKind.REPORT: Kind.REPORT,
    ItemKind.BRIEFING: Kind.REPORT,
    ItemKind.CONSULTATION: Kind.REPORT,
}


class Morning:
    """Its commands, one after another."""

    def __init__(self, sites: int) -> None:
        listing = listings.shipped("sites_30" if sites <= 30 else "sites_126")[:sites]
        occasion = Occasion(
            command=CommandId("plan"),
            now=at(-7 * DAY),
            starts_at=at(0),
            sites=listing,
            settings=Settings(),
            seed=SEED,
        )
        self.plan = plan(occasion)
        self._sites = [
            Actor(Role.SITE, f"Điểm cầu {site.name}", site.code) for site in self.plan.sites
        ]
        self._lot = random.Random(SEED)
        self._ids = count(1)
        self._speeches = count(1)

    def debating(self) -> tuple[Step, ...]:
        return (*self._before(), *self._arrivals(), *self._presented(), *self._debate())

    def published(self) -> tuple[Step, ...]:
        return (*self.debating(), *self._papers())

    # -- parts of it ---------------------------------------------------------------------------

    def _before(self) -> Iterator[AnyCommand]:
        first = self._sites[0]
        yield AnnounceConference(**self._by(SECRETARY, -DAY))
        yield Publish(**self._by(SECRETARY, -DAY), stage=Stage.NOTICE)
        phone = Contact("Trần Quốc Bình", "Nguyễn Thị Hạnh", "0912 268 268")
        yield SetContact(**self._by(first, -300), contact=phone)
        yield RegisterSpeech(
            **self._by(self._sites[2], -200),
            item=self._discussion,
            topic=words().topics[Kind.STATEMENT][0],
            minutes=7,
        )
        yield OpenLobby(**self._by(OPERATOR, -60))

    def _arrivals(self) -> Iterator[AnyCommand]:
        """A few never come, a few come late."""
        late = []
        for number, site in enumerate(self._sites):
            if number % 14 == 13:
                continue
            if number % 17 == 16:
                late.append(site)
                continue
            yield from self._arrives(site, -45 + 40 * number / len(self._sites))
        yield SendMessage(**self._by(CHAIR, -4), text=words().welcome_message)
        yield StartConference(**self._by(CHAIR, 0))
        for number, site in enumerate(late):
            yield from self._arrives(site, 0.1 + number / 10)

    def _arrives(self, site: Actor, minute: float) -> Iterator[AnyCommand]:
        assert site.site is not None
        of_it = next(each for each in self.plan.sites if each.code == site.site)
        sound = FAULT if self._lot.random() < 0.06 else OK
        yield NoteLineConnected(**self._by(CLOCK, minute), site=site.site)
        yield AnswerCheck(
            **self._by(site, minute + 0.02), picture=OK, sound_in=OK, sound_out=sound, line=OK
        )
        marks = tuple(self._marked(delegate) for delegate in of_it.roster)
        yield CheckIn(**self._by(site, minute + 0.04), marks=marks)

    def _marked(self, delegate: DelegatePlan) -> Mark:
        drawn = self._lot.random()
        if drawn < 0.05:
            return Mark(delegate.id, Presence.EXCUSED, self._lot.choice(words().excuses))
        if drawn < 0.08:
            return Mark(delegate.id, Presence.ABSENT)
        return Mark(delegate.id, Presence.ONLINE if drawn > 0.94 else Presence.IN_ROOM)

    def _presented(self) -> Iterator[AnyCommand]:
        """Everything before the discussion, a little behind the plan."""
        begins = 3.0
        for item in self.plan.agenda:
            if item.id == self._discussion:
                return
            yield StartItem(**self._by(CHAIR, begins), item=item.id)
            person = Person(item.presenter or self.plan.chair)
            wish = AskToSpeak(
                **self._by(SECRETARY, begins + 0.1), person=person, kind=PRESENTED[item.kind]
            )
            yield wish
            yield from self._speech(wish, begins + 0.2, item.minutes * 0.9)
            about = f"item/{item.id}"
            yield WriteNote(**self._by(SECRETARY, begins), about=about, text=words().item_note)
            begins += item.minutes

    def _debate(self) -> Iterator[AnyCommand]:
        begins, sites = 69.0, self._sites
        yield StartItem(**self._by(CHAIR, begins), item=self._discussion)
        yield SendMessage(**self._by(CHAIR, begins), text=words().discussion_message)
        for number, site in enumerate((sites[3], sites[6], sites[1])):
            wish = self._asks(site, begins + 0.2 + number, number)
            yield wish
            yield from self._speech(wish, begins + 1 + 5.5 * number, 4.6 + 0.4 * number)
            yield WriteNote(
                **self._by(SECRETARY, begins + 6 * number),
                about=f"speech/{self._last_speech}",
                text=words().gists[number],
            )
        yield ReportIncident(
            **self._by(sites[9], 84),
            kind=IncidentKind.BAD_LINE,
            text=words().incidents[IncidentKind.BAD_LINE],
        )
        yield NoteLineLost(**self._by(CLOCK, 84.5), site=_code(sites[9]))
        for number, task in enumerate(script().conclusions[:2], 1):
            text = task.dictated(self._discussion, at(0).date())
            if text.deadline is None and not text.standing:
                text = replace(text, deadline=at(30 * DAY).date())
            yield DraftConclusion(**self._by(SECRETARY, 85, f"ket-luan-{number}"), text=text)
        wish = self._asks(sites[4], 82, 3)
        yield wish
        for number, site in enumerate((sites[7], sites[10], sites[0], sites[12], sites[11])):
            yield self._asks(site, 83 + 0.5 * number, 4 + number)
        yield self._gives(wish, 86)
        waiting = SayReady(**self._by(sites[7], 86.5), request=self._first_waiting)
        yield waiting

    def _papers(self) -> Iterator[AnyCommand]:
        yield TakeFloor(**self._by(CHAIR, 91), speech=SpeechNo(self._last_speech))
        yield EndConference(**self._by(CHAIR, 180))
        yield DraftMinutes(**self._by(SECRETARY, 190))
        yield ApproveMinutes(**self._by(CHAIR, 195), version=1)
        yield ApproveConclusions(**self._by(CHAIR, 196))
        yield Publish(**self._by(SECRETARY, 200), stage=Stage.MINUTES, readers=Readers.ALL_SITES)
        yield Publish(**self._by(SECRETARY, 201), stage=Stage.CONCLUSIONS)

    # -- single acts ---------------------------------------------------------------------------

    def _asks(self, site: Actor, minute: float, number: int) -> AskToSpeak:
        kind = (Kind.COMMENT, Kind.PROPOSAL)[number % 2]
        topics = words().topics[kind]
        roster = next(each for each in self.plan.sites if each.code == site.site).roster
        wish = AskToSpeak(
            **self._by(site, minute),
            kind=kind,
            topic=topics[number % len(topics)],
            delegate=roster[0].name,
        )
        if number == 4:
            self._first_waiting = RequestId(wish.id)
        return wish

    def _speech(self, wish: AskToSpeak, minute: float, minutes: float) -> Iterator[AnyCommand]:
        yield self._gives(wish, minute)
        speech = SpeechNo(self._last_speech)
        yield TakeFloor(**self._by(CHAIR, minute + minutes), speech=speech)

    def _gives(self, wish: AskToSpeak, minute: float) -> GiveFloor:
        self._last_speech = next(self._speeches)
        return GiveFloor(**self._by(CHAIR, minute), request=RequestId(wish.id), believes=None)

    def _by(self, actor: Actor, minute: float, named: str = "") -> Stamp:
        when = at(0) + timedelta(minutes=minute)
        return Stamp(id=CommandId(named or f"n{next(self._ids)}"), at=when, actor=actor)

    @property
    def _discussion(self) -> ItemId:
        return next(item.id for item in self.plan.agenda if item.kind is ItemKind.DISCUSSION)


def _code(site: Actor) -> SiteCode:
    assert site.site is not None
    return site.site
