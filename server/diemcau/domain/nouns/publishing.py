"""Versions of the minutes, and what is published to whom (rules §7)."""

from datetime import datetime
from typing import ClassVar

from immutables import Map
from msgspec import Struct

from diemcau.domain.nouns.accounts import UNCHARGED, Entries, by_whom
from diemcau.domain.nouns.act import Command, Event, ForSite, Rejected
from diemcau.domain.nouns.ids import ConclusionId, Line, PublicationNo, SiteCode, Text
from diemcau.domain.nouns.papers import Paper
from diemcau.domain.nouns.terms import Readers, Stage


class MinutesVersion(Struct, frozen=True, omit_defaults=True):
    """One frozen text of the minutes; approval names who and when (rules §7)."""

    number: int
    drafted_at: datetime
    drafted_by: str
    paper: Paper
    replaces: int | None = None
    reason: str = ""
    approved_by: str = ""
    approved_at: datetime | None = None


class Publication(Struct, frozen=True, omit_defaults=True):
    """One stage made public; withdrawn or replaced ones stay visible as such. `signed` is where the
    copy lies that the office signed.

    While it is `held` it waits for its number and signature: nobody but the hall reads it, and
    `readers` are those for whom it is meant.
    """

    no: PublicationNo
    stage: Stage
    readers: Readers
    at: datetime
    paper: Paper
    sites: tuple[SiteCode, ...] = ()
    replaced_by: PublicationNo | None = None
    withdrawn_at: datetime | None = None
    reason: str = ""
    signed: str = ""
    read_by: Map[SiteCode, datetime] = Map()
    held: bool = False


class DraftMinutes(Command, frozen=True, kw_only=True):
    """Freeze the minutes as they stand into a version; a correction says why."""

    reason: Text = ""


class ApproveMinutes(Command, frozen=True, kw_only=True):
    """With `conclusions` those that are still drafts are approved in the same act. If they alone
    were set right since the version was drafted, it is drafted anew and that one approved.
    """

    version: int
    conclusions: bool = False


class Publish(Command, frozen=True, kw_only=True):
    stage: Stage
    readers: Readers = Readers.PUBLIC
    sites: tuple[SiteCode, ...] = ()


class LayForSignature(Command, frozen=True, kw_only=True):
    """Draw a paper up for its number and its signature; publishing the same hands it out."""

    stage: Stage
    readers: Readers = Readers.PUBLIC
    sites: tuple[SiteCode, ...] = ()


class FileSignedCopy(Command, frozen=True, kw_only=True):
    """The paper as the office signed it lies there; another one takes its place."""

    stamped: ClassVar = Command.stamped | {"copy"}
    publication: PublicationNo
    copy: Line


class WithdrawPublication(Command, frozen=True, kw_only=True):
    publication: PublicationNo
    reason: Text


class ConfirmReading(ForSite, frozen=True, kw_only=True):
    publication: PublicationNo


class MinutesDrafted(Event, frozen=True, kw_only=True):
    stored: ClassVar = "minutes.drafted"
    charged: ClassVar = by_whom(Entries.PAPERS, "paper", "reason")
    version: int
    replaces: int | None
    reason: str
    paper: Paper


class MinutesApproved(Event, frozen=True, kw_only=True):
    stored: ClassVar = "minutes.approved"
    charged: ClassVar = UNCHARGED
    version: int


class LaidForSignature(Event, frozen=True, kw_only=True):
    stored: ClassVar = "publication.laid_for_signature"
    charged: ClassVar = by_whom(Entries.PAPERS, "paper")
    publication: PublicationNo
    stage: Stage
    readers: Readers
    sites: tuple[SiteCode, ...]
    paper: Paper


class Published(Event, frozen=True, kw_only=True):
    """Of a paper that was laid for signature it keeps the number under which it was laid."""

    stored: ClassVar = "publication.published"
    charged: ClassVar = by_whom(Entries.PAPERS, "paper")
    publication: PublicationNo
    stage: Stage
    readers: Readers
    sites: tuple[SiteCode, ...]
    paper: Paper
    replaces: PublicationNo | None
    leads: tuple[tuple[ConclusionId, SiteCode], ...] | None = None
    """Of conclusions: which site acts for a lead. None in logs in which the name alone decided."""


class SignedCopyFiled(Event, frozen=True, kw_only=True):
    stored: ClassVar = "publication.signed_copy_filed"
    charged: ClassVar = by_whom(Entries.DOCUMENTS, "copy")
    publication: PublicationNo
    copy: str


class PublicationWithdrawn(Event, frozen=True, kw_only=True):
    stored: ClassVar = "publication.withdrawn"
    charged: ClassVar = by_whom(Entries.CONDUCT, "reason")
    publication: PublicationNo
    reason: str


class ReadingConfirmed(Event, frozen=True, kw_only=True):
    stored: ClassVar = "publication.read"
    charged: ClassVar = UNCHARGED
    publication: PublicationNo
    site: SiteCode


class NoSuchVersion(Rejected):
    code = "no_such_version"


class MinutesOutdated(Rejected):
    """The conference was reopened since this version was drafted."""

    code = "minutes_outdated"


class NoSuchPublication(Rejected):
    code = "no_such_publication"


class AlreadyApproved(Rejected):
    code = "already_approved"


class NothingToPublish(Rejected):
    code = "nothing_to_publish"


class ReadersMissing(Rejected):
    code = "readers_missing"


class AlreadyWithdrawn(Rejected):
    code = "already_withdrawn"


PublishingCommand = (
    DraftMinutes
    | ApproveMinutes
    | LayForSignature
    | Publish
    | FileSignedCopy
    | WithdrawPublication
    | ConfirmReading
)
PublishingEvent = (
    MinutesDrafted
    | MinutesApproved
    | LaidForSignature
    | Published
    | SignedCopyFiled
    | PublicationWithdrawn
    | ReadingConfirmed
)
PublishingRefusal = (
    NoSuchVersion
    | MinutesOutdated
    | NoSuchPublication
    | AlreadyApproved
    | NothingToPublish
    | ReadersMissing
    | AlreadyWithdrawn
)
