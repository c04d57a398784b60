"""What other systems are told of a register: petitions, what was said, and answers, each as it is
now, in the order in which they were changed last. Nobody who petitioned stands in it.

How this works. A register counts what happens in it (`edition`), and what is changed bears that
number. Who asks says up to where they know it, and is told what was changed since.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, Generic, NamedTuple, TypeVar

from msgspec import Struct

from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.petitions.nouns.statements import Statement
from diemcau.domain.petitions.nouns.terms import (
    BatchCode,
    Channel,
    Competence,
    FieldCode,
    LeadCode,
    PetitionCode,
    PetitionReaders,
    PetitionState,
    ReplyKind,
    Settlement,
    StatementCode,
)
from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.protocol.codec import Malformed

T = TypeVar("T")
AT_ONCE: Final = 100
"""Petitions or statements in one answer."""
_CURSOR: Final = re.compile(r"(\d{1,15})-([A-Z0-9-]{1,40})")
BEGINNING: Final = (0, "")


class PetitionRead(Struct, frozen=True, kw_only=True):
    """`foreign` is its number in the register that it came from."""

    code: PetitionCode
    foreign: str
    batch: BatchCode
    title: str
    text: str
    place: str
    units: tuple[SiteCode, ...]
    field: FieldCode | None
    competence: Competence | None
    lead: LeadCode | None
    cooperating: tuple[LeadCode, ...]
    received: date
    forwarded: date | None
    due: date
    state: PetitionState
    round: int
    settlement: Settlement | None
    promised: date | None
    answered: date | None
    closed: date | None
    statements: tuple[StatementCode, ...]
    visibility: PetitionReaders


class StatementRead(Struct, frozen=True, kw_only=True):
    """`petitions` are those that answer it."""

    code: StatementCode
    foreign: str
    batch: BatchCode
    unit: SiteCode
    said: date
    channel: Channel
    text: str
    voices: int
    place: str
    petitions: tuple[PetitionCode, ...]


class AnswerRead(Struct, frozen=True, kw_only=True):
    """All of a petition come again when it was changed; `number` counts them."""

    petition: PetitionCode
    foreign: str
    number: int
    kind: ReplyKind
    body: LeadCode
    on: date
    round: int
    text: str
    letter: str
    settlement: Settlement | None
    promised: date | None


class ChangedSince(Struct, Generic[T], frozen=True):
    """`next` is where to go on from; with `more` at once, without it later."""

    items: tuple[T, ...]
    next: str
    more: bool


class Since(NamedTuple):
    """Up to which edition something is known, and within it up to which code."""

    edition: int
    code: str


def since(cursor: str) -> Since:
    """From the beginning, where nothing is said. Raises `Malformed`."""
    if not cursor:
        return Since(*BEGINNING)
    if (said := _CURSOR.fullmatch(cursor)) is None:
        raise Malformed("bad_cursor", cursor[:64])
    return Since(int(said[1]), said[2])


def petitions(register: PetitionRegister, after: Since) -> ChangedSince[PetitionRead]:
    page = _page(register.petitions.values(), after)
    return ChangedSince(
        tuple(_petition(register, each) for each in page.those), page.next, page.more
    )


def statements(register: PetitionRegister, after: Since) -> ChangedSince[StatementRead]:
    page = _page(register.statements.values(), after)
    return ChangedSince(tuple(map(_statement, page.those)), page.next, page.more)


def answers(register: PetitionRegister, after: Since) -> ChangedSince[AnswerRead]:
    """A page is of so many petitions; those without an answer are none of it."""
    answered = (each for each in register.petitions.values() if each.replies)
    page = _page(answered, after)
    return ChangedSince(
        tuple(told for each in page.those for told in _answers(each)), page.next, page.more
    )


class Teller(NamedTuple):
    """Who tells it, and what comes."""

    tell: Callable[[PetitionRegister, Since], ChangedSince[Any]]
    kind: Any


TELLINGS: Final[Mapping[str, Teller]] = {
    "petitions": Teller(petitions, ChangedSince[PetitionRead]),
    "statements": Teller(statements, ChangedSince[StatementRead]),
    "answers": Teller(answers, ChangedSince[AnswerRead]),
}
"""What can be asked for."""

Changed = TypeVar("Changed", Petition, Statement)


class _Page(NamedTuple, Generic[T]):
    those: Sequence[T]
    next: str
    more: bool


def _page(every: Iterable[Changed], after: Since) -> _Page[Changed]:
    later = [each for each in every if (each.edition, each.code) > after]
    later.sort(key=lambda each: (each.edition, each.code))
    those = later[:AT_ONCE]
    last = Since(those[-1].edition, those[-1].code) if those else after
    cursor = f"{last.edition}-{last.code}" if last.code else ""
    return _Page(those, cursor, len(later) > len(those))


def _petition(register: PetitionRegister, petition: Petition) -> PetitionRead:
    return PetitionRead(
        code=petition.code,
        foreign=petition.foreign,
        batch=petition.batch,
        title=petition.title,
        text=petition.text,
        place=petition.place,
        units=register.units_of(petition),
        field=petition.field,
        competence=petition.competence,
        lead=petition.lead,
        cooperating=petition.cooperating,
        received=petition.received,
        forwarded=petition.forwarded,
        due=petition.due,
        state=petition.state,
        round=petition.round,
        settlement=petition.settlement,
        promised=petition.promised,
        answered=petition.answered,
        closed=petition.closed,
        statements=petition.statements,
        visibility=petition.visibility,
    )


def _statement(said: Statement) -> StatementRead:
    return StatementRead(
        code=said.code,
        foreign=said.foreign,
        batch=said.batch,
        unit=said.unit,
        said=said.said,
        channel=said.channel,
        text=said.text,
        voices=said.voices,
        place=said.place,
        petitions=said.petitions,
    )


def _answers(petition: Petition) -> Iterable[AnswerRead]:
    for number, reply in enumerate(petition.replies, 1):
        yield AnswerRead(
            petition=petition.code,
            foreign=petition.foreign,
            number=number,
            kind=reply.kind,
            body=reply.body,
            on=reply.on,
            round=reply.round,
            text=reply.text,
            letter=reply.letter,
            settlement=reply.settlement,
            promised=reply.promised,
        )
