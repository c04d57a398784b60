"""A register at one instant: frozen records, changed only by `evolve`."""

from datetime import date, datetime

from immutables import Map
from msgspec import Struct

from diemcau.domain.nouns.ids import DossierId, SiteCode
from diemcau.domain.petitions.nouns.forwarding import Forwarding
from diemcau.domain.petitions.nouns.joining import Merged
from diemcau.domain.petitions.nouns.mirroring import MirroredPetition
from diemcau.domain.petitions.nouns.replies import Chased, MoreTime, PetitionReply
from diemcau.domain.petitions.nouns.reviews import PetitionReview, ReopeningAsked, VotersWord
from diemcau.domain.petitions.nouns.settings import (
    CompetentBody,
    LeadProposal,
    PetitionField,
    RegisterSettings,
)
from diemcau.domain.petitions.nouns.statements import Batch, Statement
from diemcau.domain.petitions.nouns.systems import ConnectedSystem, SystemCode
from diemcau.domain.petitions.nouns.terms import (
    BatchCode,
    Competence,
    FieldCode,
    LeadCode,
    Nature,
    PetitionCode,
    PetitionReaders,
    PetitionState,
    Settlement,
    StatementCode,
)


class PetitionEntry(Struct, frozen=True, omit_defaults=True):
    """One line of its history: what happened under its stored name, and in whose words."""

    what: str
    on: date
    at: datetime
    by: str
    words: str = ""


class Petition(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`due` is the day until which its lead answers; `settlement`, `promised` and `answered` are
    of the round that runs. `named`: the standing committee has said who leads. `older` is a
    petition closed too long ago to be opened again. `published_replies` is how many of the replies
    were there when it was published last: what comes later is told by another act. `mirrored` is
    what another register says of it, where this one is a mirror; `edition` that of the register
    when it was changed last.
    """

    code: PetitionCode
    title: str
    text: str
    batch: BatchCode
    statements: tuple[StatementCode, ...]
    received: date
    due: date
    place: str = ""
    field: FieldCode | None = None
    competence: Competence | None = None
    lead: LeadCode | None = None
    cooperating: tuple[LeadCode, ...] = ()
    committee: str = ""
    state: PetitionState = PetitionState.RECEIVED
    round: int = 1
    approved: bool = False
    named: bool = False
    forwardings: tuple[Forwarding, ...] = ()
    more_time: tuple[MoreTime, ...] = ()
    replies: tuple[PetitionReply, ...] = ()
    settlement: Settlement | None = None
    promised: date | None = None
    answered: date | None = None
    reviews: tuple[PetitionReview, ...] = ()
    voters: tuple[VotersWord, ...] = ()
    reopenings: tuple[ReopeningAsked, ...] = ()
    chased: tuple[Chased, ...] = ()
    merged: Merged | None = None
    split_into: tuple[PetitionCode, ...] = ()
    split_from: PetitionCode | None = None
    linked: tuple[PetitionCode, ...] = ()
    rejected_as: Nature | None = None
    older: PetitionCode | None = None
    foreign: str = ""
    carried: int = 0
    closed: date | None = None
    watched: date | None = None
    published: date | None = None
    published_replies: int = 0
    told: date | None = None
    visibility: PetitionReaders = PetitionReaders.CONCERNED
    history: tuple[PetitionEntry, ...] = ()
    mirrored: MirroredPetition | None = None
    edition: int = 0

    @property
    def forwarded(self) -> date | None:
        return self.forwardings[0].on if self.forwardings else None

    @property
    def returned(self) -> tuple[Forwarding, ...]:
        return tuple(each for each in self.forwardings if each.returned)


class PetitionRegister(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All of one body. `last_number` runs on over the years, and so no code comes twice; `order`
    of petitions is that of their codes. `edition` counts what happened; `foreign` are numbers of
    other registers.
    """

    id: DossierId
    edition: int = 0
    settings: RegisterSettings = RegisterSettings()
    fields: Map[FieldCode, PetitionField] = Map()
    bodies: Map[LeadCode, CompetentBody] = Map()
    proposals: tuple[LeadProposal, ...] = ()
    sessions: tuple[date, ...] = ()
    systems: Map[SystemCode, ConnectedSystem] = Map()
    foreign: Map[str, PetitionCode] = Map()
    batches: Map[BatchCode, Batch] = Map()
    statements: Map[StatementCode, Statement] = Map()
    petitions: Map[PetitionCode, Petition] = Map()
    order: tuple[PetitionCode, ...] = ()
    said: tuple[StatementCode, ...] = ()
    last_number: int = 0
    last_statement: int = 0
    passed_on: Map[Nature, int] = Map()

    def body_of(self, site: SiteCode) -> frozenset[LeadCode]:
        """The bodies that a site acts for."""
        return frozenset(code for code, body in self.bodies.items() if body.site == site)

    def units_of(self, petition: Petition) -> tuple[SiteCode, ...]:
        """Where it was raised, the first first."""
        units = (self.statements[code].unit for code in petition.statements)
        return tuple(dict.fromkeys(units))
