"""What another register says of a petition, where that one is the register and this one its mirror
(rules of petitions §1.4).
"""

from datetime import date
from typing import ClassVar

from msgspec import Struct
from typing_extensions import override

from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.ids import Line, SiteCode, Text
from diemcau.domain.petitions.nouns.acts import PetitionFact, RegisterAct
from diemcau.domain.petitions.nouns.receiving import Title
from diemcau.domain.petitions.nouns.statements import Voices
from diemcau.domain.petitions.nouns.terms import (
    BatchCode,
    Channel,
    Competence,
    FieldCode,
    LeadCode,
    PetitionState,
    Settlement,
    StatementCode,
)


class MirroredPetition(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """As it stands there, whole. `foreign` is its number there; `answer` the last final one."""

    foreign: Line
    batch: BatchCode
    unit: SiteCode
    said: date
    title: Title
    text: Text
    channel: Channel = Channel.OTHER
    voices: Voices = 1
    place: Line = ""
    field: FieldCode | None = None
    competence: Competence | None = None
    lead: LeadCode | None = None
    state: PetitionState = PetitionState.RECEIVED
    forwarded: date | None = None
    due: date | None = None
    settlement: Settlement | None = None
    promised: date | None = None
    answer: Text = ""
    letter: Line = ""
    answered: date | None = None
    closed: date | None = None


class MirrorPetition(RegisterAct, frozen=True, kw_only=True):
    """The same again is nothing new; what differs is how it stands from now on."""

    told: MirroredPetition


class PetitionMirrored(PetitionFact, frozen=True, kw_only=True):
    """`due` is the day there, or as it is counted here where that register says none."""

    stored: ClassVar = "petition.mirrored"
    statement: StatementCode
    told: MirroredPetition
    due: date

    @property
    @override
    def words(self) -> str:
        return self.told.foreign


class NotAMirror(Rejected):
    """This one is the register: what another says of a petition is brought in as a new one."""

    code = "not_a_mirror"


class ForeignNumberMissing(Rejected):
    """Without its number there it would be another petition each time."""

    code = "foreign_number_missing"


MirroringCommand = MirrorPetition
MirroringEvent = PetitionMirrored
MirroringRefusal = NotAMirror | ForeignNumberMissing
