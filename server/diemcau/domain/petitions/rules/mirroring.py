"""A mirror takes in what the other register says, and says so of each petition by its number there.

What is done here all the same – a letter that chases, a review – stays until the other register
says that the petition stands elsewhere.
"""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from diemcau.domain.petitions.nouns.acts import RegisterAct, stamp
from diemcau.domain.petitions.nouns.forwarding import Forwarding
from diemcau.domain.petitions.nouns.mirroring import (
    ForeignNumberMissing,
    MirroredPetition,
    MirrorPetition,
    NotAMirror,
    PetitionMirrored,
)
from diemcau.domain.petitions.nouns.replies import ChasePetition, PetitionReply
from diemcau.domain.petitions.nouns.reviews import ReviewPetition
from diemcau.domain.petitions.nouns.settings import (
    ChangeRegisterSettings,
    ListCompetent,
    OpenCouncilSession,
    PlanCouncilSession,
)
from diemcau.domain.petitions.nouns.statements import BatchOpened, Statement
from diemcau.domain.petitions.nouns.systems import EndSystem, LetSystemIn
from diemcau.domain.petitions.nouns.terms import (
    LeadCode,
    RegisterMode,
    ReplyKind,
    StatementCode,
    Timing,
)
from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.domain.petitions.rules import clocks, find, words
from diemcau.domain.petitions.rules.change import begun, kept, with_petition
from diemcau.domain.petitions.rules.receiving import code_of

IN_A_MIRROR: Final[frozenset[type[RegisterAct]]] = frozenset(
    {
        ChangeRegisterSettings,
        ListCompetent,
        PlanCouncilSession,
        OpenCouncilSession,
        LetSystemIn,
        EndSystem,
        MirrorPetition,
        ChasePetition,
        ReviewPetition,
    }
)
"""All else is done in the other register, and comes from there."""


def mirror(
    register: PetitionRegister, cmd: MirrorPetition
) -> Sequence[BatchOpened | PetitionMirrored]:
    """A batch that only the other register has begins with its first petition."""
    if register.settings.mode is not RegisterMode.MIRROR:
        raise NotAMirror
    told = _checked(register, cmd)
    code = register.foreign.get(told.foreign)
    known = register.petitions[code] if code else None
    if known is not None and known.mirrored == told:
        return []
    number, said = register.last_number + 1, register.last_statement + 1
    mirrored = PetitionMirrored(
        **stamp(cmd),
        petition=known.code if known else code_of(told.said.year, number),
        statement=known.statements[0] if known else StatementCode(f"YK-{said:03}"),
        told=told,
        due=told.due or clocks.answer_due(register, told.said, cmd.calendar),
    )
    batch = BatchOpened(
        **stamp(cmd), batch=told.batch, term="", session=told.batch, timing=Timing.OTHER
    )
    return [mirrored] if told.batch in register.batches else [batch, mirrored]


def _checked(register: PetitionRegister, cmd: MirrorPetition) -> MirroredPetition:
    """Held against what the register knows, as if it had been entered here."""
    told = cmd.told
    if not told.foreign.strip():
        raise ForeignNumberMissing
    if told.field:
        find.field(register, told.field)
    if told.lead:
        find.lead(register, told.lead, told.forwarded or cmd.on)
    title, text = words.title(told.title), words.text(told.text, confirmed=False)
    return replace(told, title=title, text=text)


def evolve(register: PetitionRegister, event: PetitionMirrored) -> PetitionRegister:
    register = kept(register, _statement(register, event))
    if event.petition not in register.petitions:
        said = (*register.said, event.statement)
        number = int(event.statement.rpartition("-")[2])
        register = replace(register, said=said, last_statement=number)
        register = begun(register, _begun(event))
    return _as_told(register, event)


def _statement(register: PetitionRegister, event: PetitionMirrored) -> Statement:
    told, known = event.told, register.statements.get(event.statement)
    return Statement(
        code=event.statement,
        batch=told.batch,
        unit=told.unit,
        said=told.said,
        channel=told.channel,
        text=told.text,
        voices=told.voices,
        place=told.place,
        foreign=told.foreign,
        petitions=known.petitions if known else (),
    )


def _begun(event: PetitionMirrored) -> Petition:
    told = event.told
    return Petition(
        code=event.petition,
        title=told.title,
        text=told.text,
        batch=told.batch,
        statements=(event.statement,),
        received=told.said,
        due=event.due,
        foreign=told.foreign,
    )


def _as_told(register: PetitionRegister, event: PetitionMirrored) -> PetitionRegister:
    told, known = event.told, register.petitions[event.petition]
    moved = known.mirrored is None or known.mirrored.state is not told.state
    return with_petition(
        register,
        event.petition,
        title=told.title,
        text=told.text,
        batch=told.batch,
        place=told.place,
        received=told.said,
        due=event.due,
        field=told.field,
        competence=told.competence,
        lead=told.lead,
        state=told.state if moved else known.state,
        forwardings=_forwardings(told),
        replies=_replies(event),
        settlement=told.settlement,
        promised=told.promised,
        answered=told.answered,
        closed=told.closed,
        mirrored=told,
    )


def _forwardings(told: MirroredPetition) -> tuple[Forwarding, ...]:
    return (Forwarding(told.lead, told.forwarded, 1),) if told.lead and told.forwarded else ()


def _replies(event: PetitionMirrored) -> tuple[PetitionReply, ...]:
    told = event.told
    if not told.answer and not told.letter:
        return ()
    final = PetitionReply(
        kind=ReplyKind.FINAL,
        on=told.answered or event.on,
        body=told.lead or LeadCode(""),
        round=1,
        text=told.answer,
        letter=told.letter,
        settlement=told.settlement,
        promised=told.promised,
    )
    return (final,)
