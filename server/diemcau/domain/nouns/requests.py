"""Wishes to speak: asked, registered, named, ready, withdrawn, removed (rules §4)."""

from datetime import datetime
from typing import ClassVar

from msgspec import Struct

from diemcau.domain.nouns import ids
from diemcau.domain.nouns.accounts import UNCHARGED, Entries, about_site, by_whom
from diemcau.domain.nouns.act import Command, Event, ForSite, Rejected
from diemcau.domain.nouns.drafts import ClauseNames
from diemcau.domain.nouns.ids import ItemId, Line, RequestId, SiteCode, SpeechNo, Text, WholeMinutes
from diemcau.domain.nouns.passing_on import NotASubHub, PassingOnCommand, PassingOnEvent
from diemcau.domain.nouns.terms import Kind, RequestState


class Removal(Struct, frozen=True, omit_defaults=True):
    """The request of a site that the chair took out of the queue last, and why (rules §4.7); or
    `by_sub_hub`, which declined it or `answered` it itself (levels §6.4).
    """

    request: RequestId
    item: ItemId
    kind: Kind
    reason: str
    at: datetime
    topic: str = ""
    by_sub_hub: bool = False
    answered: bool = False


class Person(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A speaker who is no site: somebody in the hall, a guest, a department."""

    name: ids.Line
    title: ids.Line = ""

    def is_same(self, other: "Person | None") -> bool:
        return other is not None and self.known_as == other.known_as

    @property
    def known_as(self) -> tuple[str, str]:
        """People have no code: name and title tell them apart, however they were typed."""
        return (_plainly(self.name), _plainly(self.title))


def _plainly(words: str) -> str:
    return " ".join(words.split()).casefold()


class Request(Struct, frozen=True, omit_defaults=True):
    """A wish to speak. Exactly one of `site` and `person` is set. `clauses` are those of the draft
    on the item that it is about. `held_by` is the sub-hub that has not passed it on; when it lay
    there too long it is `brought_up` and stands in the queue all the same.
    """

    id: RequestId
    item: ItemId
    kind: Kind
    arrived_at: datetime
    site: SiteCode | None = None
    person: Person | None = None
    delegate: str = ""
    topic: str = ""
    seconds: int | None = None
    answers: RequestId | None = None
    rebuts: SpeechNo | None = None
    registered: bool = False
    ready_at: datetime | None = None
    clauses: tuple[str, ...] = ()
    held_by: SiteCode | None = None
    brought_up: bool = False
    state: RequestState = RequestState.WAITING

    @property
    def held(self) -> bool:
        """Whether it stands in no queue yet."""
        return self.held_by is not None and not self.brought_up


class AskToSpeak(ForSite, frozen=True, kw_only=True):
    kind: Kind = Kind.COMMENT
    person: Person | None = None
    delegate: Line = ""
    topic: Line = ""
    answers: RequestId | None = None
    rebuts: SpeechNo | None = None
    clauses: ClauseNames = ()


class RegisterSpeech(ForSite, frozen=True, kw_only=True):
    """Ahead of the conference: item, topic, minutes (rules §4.14)."""

    item: ItemId
    topic: Line
    minutes: WholeMinutes
    kind: Kind = Kind.STATEMENT
    delegate: Line = ""
    clauses: ClauseNames = ()


class NameSpeaker(ForSite, frozen=True, kw_only=True):
    request: RequestId
    delegate: Line


class ChangeRequest(ForSite, frozen=True, kw_only=True):
    """Say otherwise what a waiting request is; what is left out stays as it is."""

    request: RequestId
    kind: Kind | None = None
    topic: Line | None = None
    delegate: Line | None = None
    answers: RequestId | None = None
    rebuts: SpeechNo | None = None
    clauses: ClauseNames | None = None


class Withdraw(ForSite, frozen=True, kw_only=True):
    request: RequestId


class SayReady(ForSite, frozen=True, kw_only=True):
    """Answer the call to prepare; in a round without a request."""

    request: RequestId | None = None


class RemoveRequest(Command, frozen=True, kw_only=True):
    request: RequestId
    reason: Text


class AskedToSpeak(Event, frozen=True, kw_only=True):
    """`before` is the card it was placed in front of; none means the end."""

    stored: ClassVar = "request.asked"
    charged: ClassVar = about_site(Entries.REQUESTS, "delegate", "topic", "person", "clauses")
    request: RequestId
    item: ItemId
    kind: Kind
    site: SiteCode | None = None
    person: Person | None = None
    delegate: str = ""
    topic: str = ""
    seconds: int | None = None
    answers: RequestId | None = None
    rebuts: SpeechNo | None = None
    registered: bool = False
    before: RequestId | None = None
    clauses: tuple[str, ...] = ()
    held_by: SiteCode | None = None


class SpeakerNamed(Event, frozen=True, kw_only=True):
    stored: ClassVar = "request.speaker_named"
    charged: ClassVar = by_whom(Entries.REQUESTS, "delegate")
    request: RequestId
    delegate: str


class RequestChanged(Event, frozen=True, kw_only=True):
    """`moved`: it is of another class now, and was placed in front of `before`, or at the end."""

    stored: ClassVar = "request.changed"
    charged: ClassVar = by_whom(Entries.REQUESTS, "delegate", "topic", "clauses")
    request: RequestId
    kind: Kind
    topic: str = ""
    delegate: str = ""
    answers: RequestId | None = None
    rebuts: SpeechNo | None = None
    moved: bool = False
    before: RequestId | None = None
    clauses: tuple[str, ...] = ()


class SaidReady(Event, frozen=True, kw_only=True):
    stored: ClassVar = "request.ready"
    charged: ClassVar = UNCHARGED
    request: RequestId


class RequestWithdrawn(Event, frozen=True, kw_only=True):
    stored: ClassVar = "request.withdrawn"
    charged: ClassVar = UNCHARGED
    request: RequestId


class RequestRemoved(Event, frozen=True, kw_only=True):
    stored: ClassVar = "request.removed"
    charged: ClassVar = by_whom(Entries.CONDUCT, "reason")
    request: RequestId
    reason: str


class RequestsEnded(Event, frozen=True, kw_only=True):
    """Those that still waited when their item ended, in the order of the queue (rules §4.7)."""

    stored: ClassVar = "request.ended"
    charged: ClassVar = UNCHARGED
    item: ItemId
    requests: tuple[RequestId, ...]


class RequestsRevived(Event, frozen=True, kw_only=True):
    """Those that had ended with the item and wait again because it was taken up again."""

    stored: ClassVar = "request.revived"
    charged: ClassVar = UNCHARGED
    item: ItemId
    requests: tuple[RequestId, ...]


class RegistrationClosed(Rejected):
    """Sites register their speeches until then; the hall may still enter one."""

    code = "registration_closed"


class NoSuchRequest(Rejected):
    code = "no_such_request"


class KindNotOffered(Rejected):
    code = "kind_not_offered"


class NotPresent(Rejected):
    """Setting "present sites only": the site has not checked in (rules §4.6)."""

    code = "not_present"


class AlreadyWaiting(Rejected):
    code = "already_waiting"


class SpeakerMissing(Rejected):
    """A request names a site or a person."""

    code = "speaker_missing"


class TwoSpeakers(Rejected):
    """A request names a site or a person, not both."""

    code = "two_speakers"


class AnswersNothing(Rejected):
    """An answer is to a request already spoken (rules §4.2)."""

    code = "answers_nothing"


class RebutsNothing(Rejected):
    """A rebuttal is to the current or the last speech (rules §4.2)."""

    code = "rebuts_nothing"


class NotWaiting(Rejected):
    code = "not_waiting"


class NotUnheard(Rejected):
    """Only a request that ended with its item is turned into writing, once, by its own site."""

    code = "not_unheard"


class NotCalledToPrepare(Rejected):
    """Only the next two are called to prepare (rules §4.15)."""

    code = "not_called_to_prepare"


RequestCommand = (
    AskToSpeak
    | RegisterSpeech
    | NameSpeaker
    | ChangeRequest
    | Withdraw
    | SayReady
    | RemoveRequest
    | PassingOnCommand
)
RequestEvent = (
    AskedToSpeak
    | SpeakerNamed
    | RequestChanged
    | SaidReady
    | RequestWithdrawn
    | RequestRemoved
    | RequestsEnded
    | RequestsRevived
    | PassingOnEvent
)
RequestRefusal = (
    NotASubHub
    | RegistrationClosed
    | NoSuchRequest
    | KindNotOffered
    | NotPresent
    | AlreadyWaiting
    | SpeakerMissing
    | TwoSpeakers
    | AnswersNothing
    | RebutsNothing
    | NotWaiting
    | NotUnheard
    | NotCalledToPrepare
)
