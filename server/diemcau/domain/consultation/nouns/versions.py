"""Versions of a draft: edited, frozen as they are sent out, superseded by the next."""

from datetime import date
from typing import ClassVar, NewType

from immutables import Map
from msgspec import Struct

from diemcau.domain.consultation.nouns.acting import DraftCommand
from diemcau.domain.consultation.nouns.clauses import Clause, ClauseId
from diemcau.domain.consultation.nouns.terms import VersionState
from diemcau.domain.nouns.act import Event, Rejected

VersionNo = NewType("VersionNo", int)


class DraftVersion(Struct, frozen=True, omit_defaults=True):
    """`order` holds every clause; how they stand in each other is said by their parents.

    `sent_out` in a round or by publishing it: until then nobody beside the team knows it.
    """

    number: VersionNo
    state: VersionState = VersionState.EDITING
    on: date | None = None
    order: tuple[ClauseId, ...] = ()
    clauses: Map[ClauseId, Clause] = Map()
    notes: Map[ClauseId, str] = Map()
    sent_out: bool = False


class BeginVersion(DraftCommand, frozen=True, kw_only=True):
    """The next one begins as a copy of the last."""


class FreezeVersion(DraftCommand, frozen=True, kw_only=True):
    pass


class VersionBegun(Event, frozen=True, kw_only=True):
    stored: ClassVar = "draft.version_begun"
    version: VersionNo


class VersionClosed(Event, frozen=True, kw_only=True):
    """Its text stands from now on."""

    stored: ClassVar = "draft.version_frozen"
    version: VersionNo
    on: date


class DraftMissing(Rejected):
    """There is no text to send out."""

    code = "draft_missing"


class VersionUnfrozen(Rejected):
    """The new version is still written on."""

    code = "version_unfrozen"


VersionCommand = BeginVersion | FreezeVersion
VersionEvent = VersionBegun | VersionClosed
