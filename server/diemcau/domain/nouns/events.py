"""Everything that can happen in a conference, noun by noun: facts a secretary could read aloud.

An event is stored under its own name (`stored`), never under a class path; a new shape is a new
name with an upcaster (`protocol.upcasters`).
"""

from typing import get_args

from diemcau.domain.nouns.agenda import AgendaEvent
from diemcau.domain.nouns.attendance import AttendanceEvent
from diemcau.domain.nouns.conclusions import ConclusionEvent
from diemcau.domain.nouns.conference import ConferenceEvent
from diemcau.domain.nouns.drafts import CarryingEvent
from diemcau.domain.nouns.floor import FloorEvent
from diemcau.domain.nouns.media import MediaEvent
from diemcau.domain.nouns.passes import PassEvent
from diemcau.domain.nouns.petitions import BoardEvent
from diemcau.domain.nouns.publishing import PublishingEvent
from diemcau.domain.nouns.queue import QueueEvent
from diemcau.domain.nouns.record import RecordEvent
from diemcau.domain.nouns.recordings import RecordingEvent
from diemcau.domain.nouns.requests import RequestEvent
from diemcau.domain.nouns.returns import ReturnsEvent
from diemcau.domain.nouns.rounds import RoundEvent
from diemcau.domain.nouns.screen import ScreenEvent
from diemcau.domain.nouns.sites import SiteEvent
from diemcau.domain.nouns.tasks import TaskEvent
from diemcau.domain.nouns.undo import UndoEvent
from diemcau.domain.nouns.votes import VoteEvent

AnyEvent = (
    ConferenceEvent
    | SiteEvent
    | PassEvent
    | AttendanceEvent
    | ReturnsEvent
    | AgendaEvent
    | CarryingEvent
    | BoardEvent
    | QueueEvent
    | RequestEvent
    | FloorEvent
    | MediaEvent
    | RecordingEvent
    | RoundEvent
    | UndoEvent
    | VoteEvent
    | ScreenEvent
    | RecordEvent
    | ConclusionEvent
    | TaskEvent
    | PublishingEvent
)

NAMES: dict[str, type[AnyEvent]] = {each.stored: each for each in get_args(AnyEvent)}
"""Stored name → shape. A name, once written to a log, keeps its shape for ever."""
