"""Batches, and what was said in them: one voter or group, once, somewhere."""

from datetime import date
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.ids import Line, SiteCode, Text
from diemcau.domain.petitions.nouns.acts import RegisterAct, RegisterFact
from diemcau.domain.petitions.nouns.petitioners import (
    PetitionerForgotten,
    PetitionerLook,
    PetitionerNoted,
    PetitionerRef,
)
from diemcau.domain.petitions.nouns.systems import SystemCode
from diemcau.domain.petitions.nouns.terms import (
    BatchCode,
    Channel,
    LeadCode,
    Nature,
    PetitionCode,
    StatementCode,
    Timing,
)

Voices = Annotated[int, Meta(ge=1, le=1_000_000)]


class Batch(Struct, frozen=True, omit_defaults=True):
    """What was collected around one session of the council."""

    code: BatchCode
    term: str
    session: str
    timing: Timing
    opens: date | None = None
    closed: date | None = None
    report: str = ""


class Statement(Struct, frozen=True, omit_defaults=True):
    """`petitions` are those that answer it: none yet, one, or several after a split. `foreign` is
    its number in the system that it comes from, `system` is that one where it brought it by itself.
    Of who petitioned it holds the reference, who looked, and the bodies that were told.
    """

    code: StatementCode
    batch: BatchCode
    unit: SiteCode
    said: date
    channel: Channel
    text: str
    voices: int = 1
    place: str = ""
    petitions: tuple[PetitionCode, ...] = ()
    foreign: str = ""
    system: SystemCode = SystemCode("")
    petitioner: PetitionerRef | None = None
    looks: tuple[PetitionerLook, ...] = ()
    told_to: tuple[LeadCode, ...] = ()
    edition: int = 0


class OpenBatch(RegisterAct, frozen=True, kw_only=True):
    batch: BatchCode
    term: Line
    session: Line
    timing: Timing
    opens: date | None = None


class CloseBatch(RegisterAct, frozen=True, kw_only=True):
    """With the compiled report, if it went out on paper."""

    batch: BatchCode
    report: Line = ""


class EnterStatement(RegisterAct, frozen=True, kw_only=True):
    """`confirmed`: somebody looked at the numbers in it, and they are nobody's telephone. Who
    petitioned was sealed under `petitioner` before, if somebody was named.
    """

    stamped: ClassVar = RegisterAct.stamped | {"petitioner"}
    batch: BatchCode
    unit: SiteCode
    said: date
    channel: Channel
    text: Text
    voices: Voices = 1
    place: Line = ""
    nature: Nature = Nature.PETITION
    confirmed: bool = False
    foreign: Line = ""
    petitioner: PetitionerRef | None = None


class StrikeStatement(RegisterAct, frozen=True, kw_only=True):
    """One that was entered by mistake and that no petition answers."""

    statement: StatementCode
    reason: Text


class CountPassedOn(RegisterAct, frozen=True, kw_only=True):
    """A complaint or a denunciation went where its law says: that it did is all that is kept."""

    nature: Nature


class BatchOpened(RegisterFact, frozen=True, kw_only=True):
    stored: ClassVar = "batch.opened"
    batch: BatchCode
    term: str
    session: str
    timing: Timing
    opens: date | None = None


class BatchClosed(RegisterFact, frozen=True, kw_only=True):
    """`open_still` are the petitions that the next batch begins with."""

    stored: ClassVar = "batch.closed"
    batch: BatchCode
    report: str = ""
    open_still: tuple[PetitionCode, ...] = ()


class StatementEntered(RegisterFact, frozen=True, kw_only=True):
    stored: ClassVar = "statement.entered"
    statement: StatementCode
    batch: BatchCode
    unit: SiteCode
    said: date
    channel: Channel
    text: str
    voices: int = 1
    place: str = ""
    foreign: str = ""


class StatementStruck(RegisterFact, frozen=True, kw_only=True):
    stored: ClassVar = "statement.struck"
    statement: StatementCode
    reason: str


class PassedOnCounted(RegisterFact, frozen=True, kw_only=True):
    stored: ClassVar = "register.passed_on"
    nature: Nature


class NoSuchBatch(Rejected):
    code = "no_such_batch"


class BatchTaken(Rejected):
    """Its code is another batch's."""

    code = "batch_taken"


class BatchIsClosed(Rejected):
    code = "batch_closed"


class NoSuchStatement(Rejected):
    code = "no_such_statement"


class StatementInUse(Rejected):
    """A petition answers it."""

    code = "statement_in_use"


class NotAPetition(Rejected):
    """It belongs to another law, which says where it goes."""

    code = "not_a_petition"


class UnitNotYours(Rejected):
    """A site enters what was said in its own unit."""

    code = "unit_not_yours"


class WordsMissing(Rejected):
    code = "words_missing"


StatementCommand = OpenBatch | CloseBatch | EnterStatement | StrikeStatement | CountPassedOn
StatementEvent = BatchOpened | BatchClosed | StatementEntered | StatementStruck | PassedOnCounted
SaidFact = StatementEvent | PetitionerNoted | PetitionerForgotten
"""What follows from an act on a statement: also of whose words it is."""
StatementRefusal = (
    NoSuchBatch
    | BatchTaken
    | BatchIsClosed
    | NoSuchStatement
    | StatementInUse
    | NotAPetition
    | UnitNotYours
    | WordsMissing
)
