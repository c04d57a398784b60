"""A round, "mời lần lượt": the sites called one after another (rules §4.13)."""

from typing import ClassVar

from immutables import Map
from msgspec import Struct

from diemcau.domain.nouns.accounts import UNCHARGED, Entries, by_whom
from diemcau.domain.nouns.act import Command, Event, ForSite, Rejected
from diemcau.domain.nouns.ids import ItemId, RequestId, SiteCode, SpeechNo
from diemcau.domain.nouns.terms import Kind, RoundScope, RoundState


class Round(Struct, frozen=True, omit_defaults=True):
    """The chair calls the sites one after another, in the order of the list."""

    item: ItemId
    order: tuple[SiteCode, ...]
    board: Map[SiteCode, RoundState]
    ready: frozenset[SiteCode] = frozenset()

    def to_come(self) -> tuple[SiteCode, ...]:
        return tuple(code for code in self.order if self.board[code] is RoundState.TO_COME)


class StartRound(Command, frozen=True, kw_only=True):
    scope: RoundScope = RoundScope.ALL


class CallInRound(Command, frozen=True, kw_only=True):
    """Give the floor to the next site of the round, or to the one named."""

    believes: SpeechNo | None
    site: SiteCode | None = None


class SkipInRound(Command, frozen=True, kw_only=True):
    site: SiteCode


class EndRound(Command, frozen=True, kw_only=True):
    pass


class Pass(ForSite, frozen=True, kw_only=True):
    """Không có ý kiến."""


class SaidReadyInRound(Event, frozen=True, kw_only=True):
    stored: ClassVar = "round.ready"
    charged: ClassVar = UNCHARGED
    site: SiteCode


class RoundStarted(Event, frozen=True, kw_only=True):
    """`speaking` had the floor by then: its turn in the round is the speech that runs."""

    stored: ClassVar = "round.started"
    charged: ClassVar = by_whom(Entries.CONDUCT)
    item: ItemId
    order: tuple[SiteCode, ...]
    speaking: SiteCode | None = None


class CalledInRound(Event, frozen=True, kw_only=True):
    """A request made by the round itself; the floor is given with the next event."""

    stored: ClassVar = "round.called"
    charged: ClassVar = UNCHARGED
    request: RequestId
    item: ItemId
    site: SiteCode
    kind: Kind


class PassedInRound(Event, frozen=True, kw_only=True):
    stored: ClassVar = "round.passed"
    charged: ClassVar = UNCHARGED
    site: SiteCode


class SkippedInRound(Event, frozen=True, kw_only=True):
    stored: ClassVar = "round.skipped"
    charged: ClassVar = UNCHARGED
    site: SiteCode


class RoundEnded(Event, frozen=True, kw_only=True):
    stored: ClassVar = "round.ended"
    charged: ClassVar = UNCHARGED


class RoundRunning(Rejected):
    code = "round_running"


class NoRound(Rejected):
    code = "no_round"


class NobodyToCall(Rejected):
    code = "nobody_to_call"


class NotInRound(Rejected):
    code = "not_in_round"


RoundCommand = StartRound | CallInRound | SkipInRound | EndRound | Pass
RoundEvent = (
    SaidReadyInRound | RoundStarted | CalledInRound | PassedInRound | SkippedInRound | RoundEnded
)
RoundRefusal = RoundRunning | NoRound | NobodyToCall | NotInRound
