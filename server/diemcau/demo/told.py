"""A register as it is handed over in one file, format `petitions/1`: what a petition came to, and
when, without the acts that led there.
"""

import datetime as dt

from msgspec import Struct, field

from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.petitions.nouns.settings import PetitionField
from diemcau.domain.petitions.nouns.terms import (
    BatchCode,
    Channel,
    Competence,
    FieldCode,
    LeadCode,
    PetitionCode,
    PetitionState,
    ReplyKind,
    Reviewer,
    ReviewNext,
    ReviewPace,
    ReviewVerdict,
    Settlement,
    StatementCode,
    Timing,
)


class ToldHouse(Struct, frozen=True):
    name: str
    term: str


class ToldSettings(Struct, frozen=True):
    assumed_next_session_opens: dt.date


class ToldBody(Struct, frozen=True):
    code: LeadCode
    name: str
    level: Competence
    site: SiteCode | None = None


class ToldBatch(Struct, frozen=True):
    code: BatchCode
    session: str
    when: Timing
    closed: dt.date


class ToldStatement(Struct, frozen=True):
    id: StatementCode
    batch: BatchCode
    site: SiteCode
    date: dt.date
    channel: Channel
    voices: int
    text: str
    petitions: tuple[PetitionCode, ...]
    place: str | None = None


class ToldReturn(Struct, frozen=True):
    date: dt.date
    by: LeadCode
    reason: str
    suggested: LeadCode


class ToldExtension(Struct, frozen=True):
    asked: dt.date
    until: dt.date
    granted: bool
    reason: str


class ToldAnswer(Struct, frozen=True):
    kind: ReplyKind
    date: dt.date
    text: str
    letter: str | None = None
    result: Settlement | None = None
    promised: dt.date | None = None


class ToldReview(Struct, frozen=True):
    date: dt.date
    by: Reviewer
    verdict: ReviewVerdict
    pace: ReviewPace
    next: ReviewNext
    proposal: str | None = None


class ToldWord(Struct, frozen=True):
    date: dt.date
    satisfied: bool | None = None
    text: str | None = None


class ToldPetition(Struct, frozen=True, kw_only=True):
    code: PetitionCode
    title: str
    text: str
    place: str | None = None
    field: FieldCode
    level: Competence | None = None
    lead: LeadCode | None = None
    cooperating: tuple[LeadCode, ...] = ()
    committee: str | None = None
    statements: tuple[StatementCode, ...]
    received: dt.date
    forwarded: dt.date | None = None
    due: dt.date | None = None
    state: PetitionState
    round: int = 1
    merged_into: PetitionCode | None = None
    split_into: tuple[PetitionCode, ...] = ()
    split_from: PetitionCode | None = None
    rejected_as: str | None = None
    returns: tuple[ToldReturn, ...] = ()
    extensions: tuple[ToldExtension, ...] = ()
    answers: tuple[ToldAnswer, ...] = ()
    reviews: tuple[ToldReview, ...] = ()
    voters: tuple[ToldWord, ...] = ()
    carried: int = 0
    published: bool = False


class ToldRegister(Struct, frozen=True, kw_only=True):
    format: str
    as_of: dt.date
    body: ToldHouse
    settings: ToldSettings
    fields: tuple[PetitionField, ...]
    bodies: tuple[ToldBody, ...]
    committees: dict[str, str] = field(default_factory=dict)
    batches: tuple[ToldBatch, ...]
    statements: tuple[ToldStatement, ...]
    petitions: tuple[ToldPetition, ...]
