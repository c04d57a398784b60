"""Letters of a register: what waits to be sent, one letter to a body, and what has gone out.

What is forwarded is gathered by batch and lead, what is late by lead, what was answered by the unit
whose voters asked. A letter that has gone out is drawn again from the facts it left.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from diemcau.app.petitions.reminding import reminded_on
from diemcau.app.refusals import Refused
from diemcau.domain.nouns.act import Actor
from diemcau.domain.petitions.nouns.forwarding import ForwardPetition
from diemcau.domain.petitions.nouns.terms import Escalation, PetitionState
from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.domain.petitions.views.offers import offers
from diemcau.domain.workdays import Calendar


class LetterKind(StrEnum):
    """What a letter is for."""

    FORWARDING = "forwarding"
    CHASING = "chasing"
    ANSWERS = "answers"


class Outgoing(Struct, frozen=True, kw_only=True):
    """`to` is the code of a body, or of the unit that is told. `letter`, `on` and `step` are those
    of one that has gone out; of one that waits, `step` is where chasing has come to.
    """

    kind: LetterKind
    to: str
    petitions: tuple[Petition, ...]
    batch: str = ""
    letter: str = ""
    on: date | None = None
    step: Escalation = Escalation.REMINDER


class NothingToSend(Refused):
    """What the letter is about is not there any more, or stands elsewhere."""

    code = "nothing_to_send"


def waiting(
    register: PetitionRegister, actor: Actor, today: date, calendar: Calendar
) -> Sequence[Outgoing]:
    """In the order of what has to be done: forwarded, chased, told."""
    every = [register.petitions[code] for code in register.order]
    ready = (p for p in every if ForwardPetition in offers(register, actor, p, today))
    late = (p for p in every if _to_chase(p, today, calendar))
    told = (p for p in every if p.state is PetitionState.CLOSED and not p.told)
    return [
        *_gathered(LetterKind.FORWARDING, ready, lambda each: [(each.lead or "", each.batch)]),
        *_gathered(LetterKind.CHASING, late, lambda each: [(each.lead or "", "")]),
        *_gathered(
            LetterKind.ANSWERS, told, lambda each: [(u, "") for u in register.units_of(each)]
        ),
    ]


def gone_out(register: PetitionRegister) -> Sequence[Outgoing]:
    """The latest first; a letter is one number to one body on one day."""
    found = defaultdict[tuple[LetterKind, str, str, date, Escalation], list[Petition]](list)
    for code in register.order:
        for key in _letters(petition := register.petitions[code]):
            found[key].append(petition)
    made = (
        Outgoing(kind=kind, to=to, petitions=tuple(those), letter=letter, on=on, step=step)
        for (kind, to, letter, on, step), those in found.items()
    )
    return sorted(made, key=lambda each: (each.on or date.min, each.letter), reverse=True)


def _letters(
    petition: Petition,
) -> Iterator[tuple[LetterKind, str, str, date, Escalation]]:
    for each in petition.forwardings:
        if each.letter:
            yield LetterKind.FORWARDING, each.to, each.letter, each.on, Escalation.REMINDER
    for one in petition.chased:
        lead = _lead_on(petition, one.on)
        if one.letter and lead:
            yield LetterKind.CHASING, lead, one.letter, one.on, one.step


def _lead_on(petition: Petition, day: date) -> str:
    there = [each.to for each in petition.forwardings if each.on <= day]
    return there[-1] if there else ""


def _to_chase(petition: Petition, today: date, calendar: Calendar) -> bool:
    """A day of reminding is there, and nothing was done about it since."""
    day = reminded_on(petition, today, calendar)
    return day is not None and not any(each.on >= day for each in petition.chased)


def _gathered(
    kind: LetterKind,
    petitions: Iterable[Petition],
    to: Callable[[Petition], Iterable[tuple[str, str]]],
) -> Iterator[Outgoing]:
    found = defaultdict[tuple[str, str], list[Petition]](list)
    for petition in petitions:
        for whom in to(petition):
            found[whom].append(petition)
    for (who, batch), those in sorted(found.items()):
        step = _step(those) if kind is LetterKind.CHASING else Escalation.REMINDER
        yield Outgoing(kind=kind, to=who, batch=batch, petitions=tuple(those), step=step)


def _step(those: Iterable[Petition]) -> Escalation:
    """The farthest that was taken for one of them, to go on from; a reminder at first."""
    steps: list[Escalation] = [*Escalation]
    taken = [steps.index(one.step) for each in those for one in each.chased]
    return steps[max(taken, default=0)]
