"""The texts of the demo as data (`config/demo`), and the conference planned from them."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from diemcau import resources
from diemcau.app.ports.sites import DirectorySite
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.agenda import ItemPlan
from diemcau.domain.nouns.attendance import DelegatePlan
from diemcau.domain.nouns.conclusions import ConclusionText
from diemcau.domain.nouns.conference import PlanConference, Settings
from diemcau.domain.nouns.ids import CommandId, DelegateId, ItemId
from diemcau.domain.nouns.sites import Contact, SitePlan
from diemcau.domain.nouns.terms import IncidentKind, ItemKind, Kind, Role, VoteKind

_FOLDER: Path = resources.CONFIG / "demo"
_Told = TypeVar("_Told")
SMALLEST, LARGEST = 4, 9
"""Delegates of a site."""


class AgendaPoint(Struct, frozen=True):
    no: int
    kind: ItemKind
    title: str
    presenter: str
    minutes: int
    title_of_126: str = ""


class DictatedTask(Struct, frozen=True):
    """A conclusion as the chair dictates it; without a deadline the secretary sets one."""

    text: str
    lead: str
    standing: bool = False
    deadline_days: int | None = None
    deadline_words: str = ""
    set_by_secretary_days: int | None = None

    def dictated(self, item: ItemId, today: date) -> ConclusionText:
        days = self.deadline_days
        return ConclusionText(
            text=self.text,
            lead=self.lead,
            standing=self.standing,
            deadline=None if days is None else today + timedelta(days=days),
            deadline_words=self.deadline_words,
            item=item,
        )


class Script(Struct, frozen=True):
    """`config/demo/conference.json`."""

    id: str
    title: str
    title_of_126: str
    organiser: str
    hub: str
    chair: str
    secretary: str
    minutes: int
    agenda: tuple[AgendaPoint, ...]
    conclusions: tuple[DictatedTask, ...]


class Question(Struct, frozen=True):
    """Put to the sites at the end of a discussion."""

    text: str
    kind: VoteKind
    secret: bool
    choices: tuple[str, ...] = ()
    clause: str | None = None


class DraftSayings(Struct, frozen=True):
    """`topics` of those who speak to a clause: the clauses that the chair goes through."""

    topics: Mapping[str, Sequence[str]]
    vote: Question


class Sayings(Struct, frozen=True):
    """`config/demo/words.json`: what is said and written."""

    topics: Mapping[Kind, Sequence[str]]
    opinions: Sequence[str]
    gists: Sequence[str]
    presented: Sequence[str]
    item_note: str
    meeting_note: str
    excuses: Sequence[str]
    incidents: Mapping[IncidentKind, str]
    votes: Sequence[Question]
    draft: DraftSayings
    welcome_message: str
    discussion_message: str
    correction_reason: str
    phoned_topic: str
    hall: str


class Names(Struct, frozen=True):
    """`config/demo/names.json`: parts of names drawn together by lot."""

    family: Sequence[str]
    middle: Sequence[str]
    given: Sequence[str]
    titles: Sequence[str]

    def draw(self, lot: random.Random) -> str:
        return " ".join(lot.choice(part) for part in (self.family, self.middle, self.given))


@cache
def script() -> Script:
    return _told("conference", Script)


@cache
def words() -> Sayings:
    return _told("words", Sayings)


@cache
def names() -> Names:
    return _told("names", Names)


class Occasion(Struct, frozen=True, kw_only=True):
    """What differs from one start of the demo to the next."""

    command: CommandId
    now: datetime
    starts_at: datetime
    sites: Sequence[DirectorySite]
    settings: Settings
    seed: int


def plan(occasion: Occasion) -> PlanConference:
    told, many = script(), len(occasion.sites) > 30  # noqa: PLR2004 – districts, or communes
    return PlanConference(
        id=occasion.command,
        at=occasion.now,
        actor=Actor(Role.SECRETARY, told.secretary),
        title=told.title_of_126 if many else told.title,
        starts_at=occasion.starts_at,
        ends_at=occasion.starts_at + timedelta(minutes=told.minutes),
        organiser=told.organiser,
        hub=told.hub,
        chair=told.chair,
        secretary=told.secretary,
        settings=occasion.settings,
        sites=tuple(_site(each, occasion.seed) for each in occasion.sites),
        agenda=tuple(_item(point, many=many) for point in told.agenda),
    )


def _item(point: AgendaPoint, *, many: bool) -> ItemPlan:
    return ItemPlan(
        id=ItemId(f"muc-{point.no}"),
        title=(many and point.title_of_126) or point.title,
        kind=point.kind,
        presenter=point.presenter,
        minutes=point.minutes,
    )


def _site(listed: DirectorySite, seed: int) -> SitePlan:
    lot = random.Random(f"{seed}/{listed.code}")
    titles = names().titles[: lot.randint(SMALLEST, LARGEST)]
    roster = tuple(
        DelegatePlan(DelegateId(f"{listed.code}-{no}"), names().draw(lot), title)
        for no, title in enumerate(titles, 1)
    )
    contact = Contact(
        roster[0].name, names().draw(lot), f"000 {listed.place:03} {lot.randint(0, 999):03}"
    )
    return SitePlan(
        code=listed.code,
        name=listed.name,
        kind=listed.kind,
        parent=listed.parent,
        tile=listed.tile,
        contact=contact,
        roster=roster,
    )


def _told(name: str, shape: type[_Told]) -> _Told:
    return msgspec.json.decode((_FOLDER / f"{name}.json").read_bytes(), type=shape)
