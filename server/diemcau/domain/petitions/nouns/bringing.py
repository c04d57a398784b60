"""A petition that comes whole, as a line of a file does: what was said, and what is asked by it."""

from datetime import date
from typing import ClassVar

from diemcau.domain.nouns.ids import Line, SiteCode, Text
from diemcau.domain.petitions.nouns.acts import RegisterAct
from diemcau.domain.petitions.nouns.petitioners import PetitionerRef
from diemcau.domain.petitions.nouns.receiving import Title
from diemcau.domain.petitions.nouns.statements import Voices
from diemcau.domain.petitions.nouns.terms import (
    BatchCode,
    Channel,
    Competence,
    FieldCode,
    LeadCode,
)


class BringPetition(RegisterAct, frozen=True, kw_only=True):
    """One statement and one petition, classified as far as the line says; `foreign` is its number
    in the register that it comes from.
    """

    stamped: ClassVar = RegisterAct.stamped | {"petitioner"}
    batch: BatchCode
    unit: SiteCode
    said: date
    channel: Channel
    title: Title
    text: Text
    voices: Voices = 1
    place: Line = ""
    field: FieldCode | None = None
    competence: Competence | None = None
    lead: LeadCode | None = None
    foreign: Line = ""
    petitioner: PetitionerRef | None = None


BringingCommand = BringPetition
