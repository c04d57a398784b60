"""What becomes of a request in the hands of a sub-hub (levels §6.4)."""

from typing import ClassVar

from diemcau.domain.nouns.accounts import UNCHARGED, Entries, by_whom
from diemcau.domain.nouns.act import Command, Event, Rejected
from diemcau.domain.nouns.ids import RequestId, SiteCode, Text


class PassOnRequest(Command, frozen=True, kw_only=True):
    """By the sub-hub, to the one above it or to the queue."""

    request: RequestId


class SettleRequest(Command, frozen=True, kw_only=True):
    """By the sub-hub, which answers it itself, or declines and says why."""

    request: RequestId
    answered: bool
    reason: Text = ""


class BringUpRequest(Command, frozen=True, kw_only=True):
    """Its sub-hub has not said anything for so long while the item runs."""

    request: RequestId


class RequestPassedOn(Event, frozen=True, kw_only=True):
    """To another sub-hub, or into the queue in front of `before`."""

    stored: ClassVar = "request.passed_on"
    charged: ClassVar = by_whom(Entries.REQUESTS)
    request: RequestId
    to: SiteCode | None = None
    before: RequestId | None = None


class RequestSettled(Event, frozen=True, kw_only=True):
    stored: ClassVar = "request.settled"
    charged: ClassVar = by_whom(Entries.REQUESTS, "reason")
    request: RequestId
    answered: bool
    reason: str = ""


class RequestBroughtUp(Event, frozen=True, kw_only=True):
    stored: ClassVar = "request.brought_up"
    charged: ClassVar = UNCHARGED
    request: RequestId
    before: RequestId | None = None


class NotASubHub(Rejected):
    """It is not in the hands of this site."""

    code = "not_a_sub_hub"


PassingOnCommand = PassOnRequest | SettleRequest | BringUpRequest
PassingOnEvent = RequestPassedOn | RequestSettled | RequestBroughtUp
