"""Taking back the last act of the console, and doing it again (rules §4.12)."""

from datetime import datetime, timedelta
from typing import ClassVar, Final

from immutables import Map
from msgspec import Struct

from diemcau.domain.nouns.accounts import Entries, by_whom
from diemcau.domain.nouns.act import Actor, Command, Event, Rejected
from diemcau.domain.nouns.agenda import Item
from diemcau.domain.nouns.floor import Speech
from diemcau.domain.nouns.ids import ItemId, RequestId, SiteCode, SpeechNo
from diemcau.domain.nouns.requests import Request
from diemcau.domain.nouns.rounds import Round
from diemcau.domain.nouns.sites import Site

REDONE_WITHIN: Final = timedelta(minutes=1)
"""For so long what was undone can be done again."""


class MeetingPart(Struct, frozen=True, omit_defaults=True):
    """A cut-out of the conference: who has the floor, and of items, requests, speeches and sites
    those that an act has to do with. What is not in a map was not there.
    """

    current: ItemId | None = None
    floor: SpeechNo | None = None
    interrupted: tuple[SpeechNo, ...] = ()
    last: SpeechNo | None = None
    round: Round | None = None
    ready: frozenset[SiteCode] = frozenset()
    items: Map[ItemId, Item] = Map()
    requests: Map[RequestId, Request] = Map()
    speeches: Map[SpeechNo, Speech] = Map()
    sites: Map[SiteCode, Site] = Map()


class About(Struct, frozen=True, omit_defaults=True):
    """What an act was about: what a button has to say to be understood."""

    speech: SpeechNo | None = None
    request: RequestId | None = None
    item: ItemId | None = None
    site: SiteCode | None = None
    seconds: int = 0


class LastAct(Struct, frozen=True, omit_defaults=True):
    """The last act of the console: which one by count, under what name its event is stored, and
    the conference around it as it was before and after.
    """

    no: int
    what: str
    at: datetime
    by: Actor
    about: About
    before: MeetingPart
    after: MeetingPart
    undone_at: datetime | None = None


class Undo(Command, frozen=True, kw_only=True):
    """`act` is the one that whoever asks took to be the last (rules §4.8)."""

    act: int


class Redo(Command, frozen=True, kw_only=True):
    act: int


class ActUndone(Event, frozen=True, kw_only=True):
    """`what` is the name under which the event of the act is stored."""

    stored: ClassVar = "act.undone"
    charged: ClassVar = by_whom(Entries.CONDUCT)
    act: int
    what: str


class ActRedone(Event, frozen=True, kw_only=True):
    stored: ClassVar = "act.redone"
    charged: ClassVar = by_whom(Entries.CONDUCT)
    act: int
    what: str


class NothingToUndo(Rejected):
    """The console has done nothing yet, or nothing since something that cannot be taken back."""

    code = "nothing_to_undo"


class NothingToRedo(Rejected):
    code = "nothing_to_redo"


class NotTheLastAct(Rejected):
    """Another act was done, or undone, since whoever asks looked."""

    code = "not_the_last_act"


class ActedOnSince(Rejected):
    """Somebody else did something with what the act was about."""

    code = "acted_on_since"


class RedoneTooLate(Rejected):
    code = "redone_too_late"


UndoCommand = Undo | Redo
UndoEvent = ActUndone | ActRedone
UndoRefusal = NothingToUndo | NothingToRedo | NotTheLastAct | ActedOnSince | RedoneTooLate
