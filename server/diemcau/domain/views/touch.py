"""Which view keys an event may change: the cost of an event is what it names.

Too many keys are only waste, too few are a screen that lies. The laws watch for both.
"""

from types import UnionType
from typing import assert_never

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import AgendaEvent
from diemcau.domain.nouns.attendance import AttendanceEvent
from diemcau.domain.nouns.conclusions import ConclusionEvent
from diemcau.domain.nouns.conference import ConferenceEvent
from diemcau.domain.nouns.drafts import CarryingEvent
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.floor import FloorEvent
from diemcau.domain.nouns.media import MediaEvent
from diemcau.domain.nouns.passes import PassEvent
from diemcau.domain.nouns.petitions import BoardEvent
from diemcau.domain.nouns.publishing import PublishingEvent
from diemcau.domain.nouns.queue import QueueEvent
from diemcau.domain.nouns.record import OpinionHandedIn, RecordEvent
from diemcau.domain.nouns.recordings import RecordingEvent
from diemcau.domain.nouns.requests import RequestEvent
from diemcau.domain.nouns.returns import ReturnsEvent
from diemcau.domain.nouns.rounds import RoundEvent
from diemcau.domain.nouns.screen import ScreenEvent
from diemcau.domain.nouns.sites import SiteEvent, SiteInvited, SiteUninvited
from diemcau.domain.nouns.tasks import TaskEvent
from diemcau.domain.nouns.undo import UndoEvent
from diemcau.domain.nouns.votes import VoteCast, VoteEvent
from diemcau.domain.views import (
    agenda,
    attendance,
    conclusions,
    conference,
    drafts,
    floor,
    media,
    passes,
    petitions,
    publishing,
    queue,
    record,
    recordings,
    requests,
    returns,
    rounds,
    screen,
    sites,
    tasks,
    undo,
    votes,
)
from diemcau.domain.views.may import OFFERS


def _may(*nouns: str) -> frozenset[str]:
    return frozenset(f"may/{noun}" for noun in nouns)


CONDUCTED = _may(
    "conference",
    "agenda",
    "drafts",
    "petitions",
    "queue",
    "requests",
    "floor",
    "presenters",
    "rounds",
    "screen",
    "undo",
    "votes",
    "record",
    "publishing",
)
"""What an item that starts or ends has to do with."""

OFFERS_TOUCHED: dict[type | UnionType, frozenset[str]] = {
    ConferenceEvent: _may(*OFFERS),
    SiteInvited | SiteUninvited: _may("passes", "presenters", "rounds", "votes"),
    SiteEvent: _may(),
    PassEvent: _may(),
    AttendanceEvent: _may("votes"),
    ReturnsEvent: _may("returns", "screen"),
    AgendaEvent: CONDUCTED,
    CarryingEvent: _may("drafts"),
    BoardEvent: _may("petitions", "presenters"),
    QueueEvent: _may("queue", "requests", "floor", "undo"),
    RequestEvent: _may("queue", "requests", "floor", "undo"),
    FloorEvent: _may(
        "conference",
        "agenda",
        "queue",
        "requests",
        "floor",
        "media",
        "presenters",
        "rounds",
        "undo",
    ),
    MediaEvent: _may("media"),
    RecordingEvent: _may("recordings"),
    RoundEvent: _may("queue", "requests", "floor", "presenters", "rounds", "undo"),
    UndoEvent: CONDUCTED | _may("media"),
    VoteCast: _may(),
    VoteEvent: _may("conference", "agenda", "passes", "screen", "undo", "votes"),
    ScreenEvent: _may(),
    OpinionHandedIn: _may("undo"),
    RecordEvent: _may(),
    ConclusionEvent: _may("conclusions", "publishing"),
    TaskEvent: _may(),
    PublishingEvent: _may("conclusions", "publishing"),
}
"""Events of a noun → the nouns of which other acts may be possible after them."""


def touched(before: Meeting, event: AnyEvent, after: Meeting) -> frozenset[str] | None:
    """Keys whose value may differ between the two; `None`: any of them."""
    keys = _of_event(before, event, after)
    if keys is None:
        return None
    return keys | _offers(event) | publishing.draft_of_minutes(before, after) | _last(before, after)


def _last(before: Meeting, after: Meeting) -> frozenset[str]:
    """Whatever the console does, or somebody for it, is the last act of it then."""
    return frozenset() if after.last_act is before.last_act else frozenset({"undo"})


def _offers(event: AnyEvent) -> frozenset[str]:
    """What may be done after it: of its own noun, and of those whose acts ask about it."""
    return next(nouns for events, nouns in OFFERS_TOUCHED.items() if isinstance(event, events))


def _of_event(before: Meeting, event: AnyEvent, after: Meeting) -> frozenset[str] | None:  # noqa: C901, PLR0911, PLR0912 – one table
    if isinstance(event, ConferenceEvent):
        return conference.touched(before, event, after)
    if isinstance(event, SiteEvent):
        return sites.touched(before, event, after)
    if isinstance(event, PassEvent):
        return passes.touched(before, event, after)
    if isinstance(event, AttendanceEvent):
        return attendance.touched(before, event, after)
    if isinstance(event, ReturnsEvent):
        return returns.touched(before, event, after)
    if isinstance(event, AgendaEvent):
        return agenda.touched(before, event, after)
    if isinstance(event, CarryingEvent):
        return drafts.touched(before, event, after)
    if isinstance(event, BoardEvent):
        return petitions.touched(before, event, after)
    if isinstance(event, QueueEvent):
        return queue.touched(before, event, after)
    if isinstance(event, RequestEvent):
        return requests.touched(before, event, after)
    if isinstance(event, FloorEvent):
        return floor.touched(before, event, after)
    if isinstance(event, MediaEvent):
        return media.touched(before, event, after)
    if isinstance(event, RecordingEvent):
        return recordings.touched(before, event, after)
    if isinstance(event, RoundEvent):
        return rounds.touched(before, event, after)
    if isinstance(event, UndoEvent):
        return undo.touched(before, event, after)
    if isinstance(event, VoteEvent):
        return votes.touched(before, event, after)
    if isinstance(event, ScreenEvent):
        return screen.touched(before, event, after)
    if isinstance(event, RecordEvent):
        return record.touched(before, event, after)
    if isinstance(event, ConclusionEvent):
        return conclusions.touched(before, event, after)
    if isinstance(event, TaskEvent):
        return tasks.touched(before, event, after)
    if isinstance(event, PublishingEvent):
        return publishing.touched(before, event, after)
    assert_never(event)
