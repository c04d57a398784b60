"""The worst conference, from its lobby to its papers: titles of three hundred letters, the longest
names of both lists, and people of long names and posts.

It is one conference that goes on from phase to phase, so that a screen is seen as it stands after
all that came before.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Final, NamedTuple

from msgspec.structs import replace

from diemcau.app.media.readings import LineReadings
from diemcau.config import Configuration
from diemcau.domain.nouns.agenda import StartItem
from diemcau.domain.nouns.attendance import DelegatePlan
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conclusions import ApproveConclusions
from diemcau.domain.nouns.conference import (
    CallBreak,
    EndConference,
    PlanConference,
    ResumeConference,
    Settings,
    StartConference,
)
from diemcau.domain.nouns.floor import GiveFloor, TakeFloor
from diemcau.domain.nouns.ids import SpeechNo, VoteNo
from diemcau.domain.nouns.publishing import ApproveMinutes, DraftMinutes, Publish
from diemcau.domain.nouns.record import SendMessage
from diemcau.domain.nouns.requests import AskToSpeak
from diemcau.domain.nouns.rounds import CallInRound, EndRound, StartRound
from diemcau.domain.nouns.terms import Stage
from diemcau.domain.nouns.votes import CastVote, CloseVote, OpenVote
from diemcau.edge.product import EdgeSettings
from tests.support.hall import Hall, hall
from tests.support.hall_screen import LONG, longest
from tests.support.media import MemoryMedia
from tests.support.meeting import BA_DINH, CHAIR, DAY, SECRETARY, Step, at, by
from tests.support.morning import Morning
from tests.support.room import MEETING, take

PERSON: Final = "Nguyễn Hoàng Thị Phương Quỳnh"
POST: Final = "Phó Trưởng Ban Pháp chế, Phó Chủ tịch Thường trực Hội đồng nhân dân"
CHOICES: Final = tuple(f"Phương án {number}: {LONG[:100]}" for number in range(1, 5))
VOTE: Final = VoteNo(1)


class Phase(NamedTuple):
    """What leads to it from the one before, and the minute at which it is looked at."""

    name: str
    minute: float
    steps: tuple[Step, ...]


@asynccontextmanager
async def worst(
    sites: int, readings: LineReadings | None = None
) -> AsyncIterator[tuple[Hall, PlanConference, Iterator[Phase]]]:
    """The hall before its lobby opens, and what `enter` takes it through; where there are readings
    of lines, picture and sound go through us.
    """
    told = Morning(sites)
    video, media = readings is not None, MemoryMedia() if readings is not None else None
    told.plan = replace(_crowded(told.plan), settings=Settings(video=video))
    settings = replace(Configuration(), edge=EdgeSettings(hall_phone="024 3825 3536"))
    async with hall(
        minutes=-8 * DAY, plan=told.plan, settings=settings, media=media, readings=readings
    ) as made:
        yield made, told.plan, _phases(told)


async def enter(made: Hall, phase: Phase) -> None:
    await take(await made.parts.rooms.room(MEETING), *phase.steps)
    made.clock.time = at(phase.minute)


def _crowded(plan: PlanConference) -> PlanConference:
    plan = longest(plan)
    sites = tuple(
        replace(site, roster=tuple(_long(each) for each in site.roster)) for site in plan.sites
    )
    items = tuple(replace(item, presenter=f"{POST}, {POST}") for item in plan.agenda)
    return replace(plan, sites=sites, agenda=items, organiser=POST, hub=POST, chair=POST)


def _long(delegate: DelegatePlan) -> DelegatePlan:
    return replace(delegate, name=PERSON, title=POST)


def _phases(told: Morning) -> Iterator[Phase]:
    debated = told.debating()
    yield from _opened(debated)
    last_speech = sum(isinstance(step, GiveFloor) for step in debated)
    speaking, *sites = (site.code for site in told.plan.sites[4:12])
    items = [item.id for item in told.plan.agenda]
    voters = [replace(BA_DINH, site=code) for code in (speaking, *sites[:4])]
    spoken = TakeFloor(**by(CHAIR, 88), speech=SpeechNo(last_speech))
    called = CallInRound(**by(CHAIR, 90), believes=None)
    yield Phase("round", 91, (spoken, StartRound(**by(CHAIR, 89)), called))
    heard = TakeFloor(**by(CHAIR, 92), speech=SpeechNo(last_speech + 1))
    rest = CallBreak(**by(CHAIR, 94), until=at(109))
    yield Phase("break", 95, (heard, EndRound(**by(CHAIR, 93)), rest))
    put = OpenVote(**by(CHAIR, 111), text=LONG, choices=CHOICES)
    cast = (CastVote(**by(each, 112), vote=VOTE, choice="00") for each in voters)
    yield Phase("vote", 113, (ResumeConference(**by(CHAIR, 110)), put, *cast))
    last = StartItem(**by(CHAIR, 115), item=items[-1])
    told_all = SendMessage(**by(SECRETARY, 116), text=LONG)
    yield Phase("last", 117, (CloseVote(**by(CHAIR, 114), vote=VOTE), last, told_all))
    yield Phase("ended", 181, (EndConference(**by(CHAIR, 180)),))
    yield Phase("drafting", 191, (DraftMinutes(**by(SECRETARY, 190)),))
    approved = ApproveMinutes(**by(CHAIR, 195), version=1), ApproveConclusions(**by(CHAIR, 196))
    yield Phase("approved", 197, approved)
    stages = enumerate((Stage.MINUTES, Stage.CONCLUSIONS), 200)
    published = tuple(Publish(**by(SECRETARY, minute), stage=stage) for minute, stage in stages)
    yield Phase("published", 205, published)


def _opened(steps: tuple[Step, ...]) -> Iterator[Phase]:
    """The lobby, an item before anybody speaks on it, the middle of a speech."""
    start = _first(steps, StartConference)
    asked = start + _first(steps[start:], AskToSpeak)
    yield Phase("lobby", -1, steps[:start])
    yield Phase("item", 3.2, steps[start:asked])
    yield Phase("speaking", 87.3, steps[asked:])


def _first(steps: tuple[Step, ...], kind: type[AnyCommand]) -> int:
    return next(number for number, step in enumerate(steps) if isinstance(step, kind))
