"""Whose words a statement is: kept apart from the register, which knows a reference and no more.

Name, address and telephone stand in no act, no fact and no record here (ADR 0063). What stands here
is that somebody is known, who looked and why, which body was told, and that it was forgotten.
"""

from datetime import date, datetime
from typing import ClassVar, NewType

from msgspec import Struct

from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.ids import Text
from diemcau.domain.petitions.nouns.acts import RegisterAct, RegisterFact
from diemcau.domain.petitions.nouns.terms import LeadCode, StatementCode

PetitionerRef = NewType("PetitionerRef", str)
"""Says nothing of the person: under it they are kept, sealed, elsewhere."""


class PetitionerLook(Struct, frozen=True):
    """Somebody saw who petitioned, and said what for."""

    on: date
    at: datetime
    by: str
    reason: str


class NotePetitioner(RegisterAct, frozen=True, kw_only=True):
    """Instead of the one there was; the server says under which reference it was sealed."""

    stamped: ClassVar = RegisterAct.stamped | {"petitioner"}
    statement: StatementCode
    petitioner: PetitionerRef = PetitionerRef("")


class SeePetitioner(RegisterAct, frozen=True, kw_only=True):
    statement: StatementCode
    reason: Text


class SharePetitioner(RegisterAct, frozen=True, kw_only=True):
    """With a body that answers and cannot without knowing whom."""

    statement: StatementCode
    lead: LeadCode
    reason: Text


class ForgetPetitioner(RegisterAct, frozen=True, kw_only=True):
    statement: StatementCode
    reason: Text


class PetitionerNoted(RegisterFact, frozen=True, kw_only=True):
    stored: ClassVar = "petitioner.noted"
    statement: StatementCode
    petitioner: PetitionerRef


class PetitionerSeen(RegisterFact, frozen=True, kw_only=True):
    stored: ClassVar = "petitioner.seen"
    statement: StatementCode
    reason: str


class PetitionerShared(RegisterFact, frozen=True, kw_only=True):
    stored: ClassVar = "petitioner.shared"
    statement: StatementCode
    lead: LeadCode
    reason: str


class PetitionerForgotten(RegisterFact, frozen=True, kw_only=True):
    stored: ClassVar = "petitioner.forgotten"
    statement: StatementCode
    reason: str


class NobodyKnown(Rejected):
    """Who petitioned was not noted, or is forgotten."""

    code = "nobody_known"


class PetitionerMissing(Rejected):
    """Neither a name nor a way to reach anybody was written."""

    code = "petitioner_missing"


PetitionerCommand = NotePetitioner | SeePetitioner | SharePetitioner | ForgetPetitioner
PetitionerEvent = PetitionerNoted | PetitionerSeen | PetitionerShared | PetitionerForgotten
PetitionerRefusal = NobodyKnown | PetitionerMissing
