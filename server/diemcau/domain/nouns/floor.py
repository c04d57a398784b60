"""The floor: speeches as they are given, lengthened, paused, ended (rules §4.8 to 4.12)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import ClassVar, NamedTuple

from msgspec import Struct

from diemcau.domain.nouns.accounts import UNCHARGED, Entries, by_whom
from diemcau.domain.nouns.act import Command, Event, Rejected
from diemcau.domain.nouns.ids import ItemId, Line, RequestId, Seconds, SiteCode, SpeechNo, Text
from diemcau.domain.nouns.requests import Person
from diemcau.domain.nouns.terms import Kind

NOTHING = timedelta(0)


class Elapsed(NamedTuple):
    """Time that has gone by: `so_far`, and the time since `running` while a clock runs.

    Screens are sent no ticks; this is what they need to count by themselves.
    """

    so_far: timedelta = NOTHING
    running: datetime | None = None

    def at(self, now: datetime) -> timedelta:
        return (
            self.so_far if self.running is None else self.so_far + max(now - self.running, NOTHING)
        )

    @property
    def since(self) -> datetime | None:
        """When it would have begun, had it run without a stop; none while it stands."""
        return None if self.running is None else self.running - self.so_far


def altogether(times: Iterable[Elapsed]) -> Elapsed:
    """Their sum; one voice at a time, so that one of them runs at most."""
    listed = list(times)
    running = next((each.running for each in listed if each.running), None)
    return Elapsed(sum((each.so_far for each in listed), NOTHING), running)


class Turns(Struct, frozen=True, omit_defaults=True):
    """What a site has said on an item, in the order of its speeches, those undone left out.

    `charged` is what its budget paid: ordinary speeches that have ended; `granted` what the chair
    added to the budget of this site alone.
    """

    speeches: tuple[SpeechNo, ...] = ()
    ordinary: int = 0
    spoken: timedelta = NOTHING
    charged: timedelta = NOTHING
    granted: timedelta = NOTHING


class Speech(Struct, frozen=True, omit_defaults=True):
    """A turn on the floor. While it is paused, the deadline stands still with the clock.

    `follows` is the speech that had ended last when it ended; with interjections it need not
    be the one that began before.
    """

    no: SpeechNo
    request: RequestId
    item: ItemId
    kind: Kind
    started_at: datetime
    deadline: datetime
    allotted: timedelta
    site: SiteCode | None = None
    person: Person | None = None
    delegate: str = ""
    out_of_order: bool = False
    extended: timedelta = NOTHING
    paused: timedelta = NOTHING
    paused_at: datetime | None = None
    ended_at: datetime | None = None
    overran: timedelta = NOTHING
    cut_off: bool = False
    undone: bool = False
    follows: SpeechNo | None = None

    def spoken(self, now: datetime) -> timedelta:
        """Time on the clock until `now`, or until the end; pauses do not count."""
        return (self.ended_at or self.paused_at or now) - self.started_at - self.paused

    @property
    def elapsed(self) -> Elapsed:
        if (stands := self.ended_at or self.paused_at) is not None:
            return Elapsed(self.spoken(stands))
        return Elapsed(running=self.started_at + self.paused)


class GiveFloor(Command, frozen=True, kw_only=True):
    """`believes` is the speech the chair took to be running, none if the floor seemed free."""

    request: RequestId
    believes: SpeechNo | None
    delegate: Line = ""
    interject: bool = False


class TakeFloor(Command, frozen=True, kw_only=True):
    speech: SpeechNo


class ExtendSpeech(Command, frozen=True, kw_only=True):
    speech: SpeechNo
    seconds: Seconds = 60


class PauseSpeech(Command, frozen=True, kw_only=True):
    speech: SpeechNo


class ResumeSpeech(Command, frozen=True, kw_only=True):
    """Let a paused or an interrupted speech go on."""

    speech: SpeechNo


class CutOff(Command, frozen=True, kw_only=True):
    speech: SpeechNo


class CorrectSpeaker(Command, frozen=True, kw_only=True):
    """Who spoke, told whole: a site or a person, and the delegate; and why the record was wrong."""

    speech: SpeechNo
    reason: Text
    site: SiteCode | None = None
    person: Person | None = None
    delegate: Line = ""


class GrantTime(Command, frozen=True, kw_only=True):
    """More time to speak on the current item than its budget leaves: to one site, or to all."""

    item: ItemId
    seconds: Seconds
    site: SiteCode | None = None


class FloorGiven(Event, frozen=True, kw_only=True):
    stored: ClassVar = "floor.given"
    charged: ClassVar = by_whom(Entries.SPEECHES, "delegate")
    speech: SpeechNo
    request: RequestId
    allotted: timedelta
    deadline: datetime
    delegate: str
    out_of_order: bool = False


class FloorTaken(Event, frozen=True, kw_only=True):
    """`overran` is measured to the second; the minutes quote it."""

    stored: ClassVar = "floor.taken"
    charged: ClassVar = UNCHARGED
    speech: SpeechNo
    overran: timedelta
    cut_off: bool = False


class SpeechExtended(Event, frozen=True, kw_only=True):
    stored: ClassVar = "speech.extended"
    charged: ClassVar = by_whom(Entries.CONDUCT)
    speech: SpeechNo
    by_seconds: int
    deadline: datetime


class SpeechPaused(Event, frozen=True, kw_only=True):
    """`interrupted`: another speaker interjects, so the floor is free for them."""

    stored: ClassVar = "speech.paused"
    charged: ClassVar = UNCHARGED
    speech: SpeechNo
    interrupted: bool = False


class SpeechResumed(Event, frozen=True, kw_only=True):
    stored: ClassVar = "speech.resumed"
    charged: ClassVar = by_whom(Entries.CONDUCT)
    speech: SpeechNo
    deadline: datetime


class SpeechUndone(Event, frozen=True, kw_only=True):
    """The speech that had ended last was taken back, as earlier programs did it (rules §4.12)."""

    stored: ClassVar = "speech.undone"
    charged: ClassVar = UNCHARGED
    speech: SpeechNo


class SpeakerCorrected(Event, frozen=True, kw_only=True):
    stored: ClassVar = "speech.speaker_corrected"
    charged: ClassVar = by_whom(Entries.SPEECHES, "reason", "delegate", "person")
    speech: SpeechNo
    reason: str
    site: SiteCode | None = None
    person: Person | None = None
    delegate: str = ""


class TimeGranted(Event, frozen=True, kw_only=True):
    stored: ClassVar = "time.granted"
    charged: ClassVar = by_whom(Entries.CONDUCT)
    item: ItemId
    by_seconds: int
    site: SiteCode | None = None


class NoSuchSpeech(Rejected):
    code = "no_such_speech"


class FloorChanged(Rejected):
    """The speaker is no longer whom the chair believed (rules §4.8)."""

    code = "floor_changed"


class FloorEmpty(Rejected):
    """Nobody speaks: there is no speech to end, to lengthen or to pause."""

    code = "floor_empty"


class FloorBusy(Rejected):
    code = "floor_busy"


class SpeechInterrupted(Rejected):
    """Nobody speaks, but somebody who gave way is still to go on, or to be ended."""

    code = "speech_interrupted"


class NotPaused(Rejected):
    code = "not_paused"


class AlreadyPaused(Rejected):
    code = "already_paused"


class NothingToInterrupt(Rejected):
    code = "nothing_to_interrupt"


class NotYetOverTime(Rejected):
    code = "not_yet_over_time"


class NoBudget(Rejected):
    """Time on the item is not limited for a site, so that there is nothing to add to."""

    code = "no_budget"


FloorCommand = (
    GiveFloor
    | TakeFloor
    | ExtendSpeech
    | PauseSpeech
    | ResumeSpeech
    | CutOff
    | CorrectSpeaker
    | GrantTime
)
FloorEvent = (
    FloorGiven
    | FloorTaken
    | SpeechExtended
    | SpeechPaused
    | SpeechResumed
    | SpeechUndone
    | SpeakerCorrected
    | TimeGranted
)
FloorRefusal = (
    NoSuchSpeech
    | FloorChanged
    | FloorEmpty
    | FloorBusy
    | SpeechInterrupted
    | NotPaused
    | AlreadyPaused
    | NothingToInterrupt
    | NotYetOverTime
    | NoBudget
)
