"""A letter goes out: it gets its number, and all it is about is forwarded or chased, or none of it.

The number is given once for a form and only while the letter waits, so that whoever presses twice
or comes too late takes none from the register of documents.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple, TypedDict

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.office.bodies import Bodies
from diemcau.app.petitions.desk import PetitionDesk
from diemcau.app.petitions.outgoing import LetterKind, NothingToSend, waiting
from diemcau.app.ports.library import Numbers, Register
from diemcau.app.ports.world import Clock
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import BodyId, CommandId, MeetingId, PublicationNo
from diemcau.domain.petitions.nouns.commands import PetitionCommand
from diemcau.domain.petitions.nouns.forwarding import ForwardPetition
from diemcau.domain.petitions.nouns.replies import ChasePetition
from diemcau.domain.petitions.nouns.terms import Escalation, PetitionCode
from diemcau.domain.workdays import Calendar


class RegisterStamps(TypedDict):
    at: datetime
    actor: Actor
    on: date
    calendar: Calendar


class ToSend(NamedTuple):
    """`letter` is the number somebody wrote in, `said` the day; `form` makes two presses one."""

    kind: LetterKind
    petitions: Sequence[PetitionCode]
    form: str
    letter: str = ""
    said: date | None = None
    step: Escalation = Escalation.REMINDER


class LetterDesk:
    def __init__(self, desk: PetitionDesk, numbers: Numbers, bodies: Bodies, clock: Clock) -> None:
        self._desk, self._numbers, self._bodies, self._clock = desk, numbers, bodies, clock

    async def send(self, body: BodyId, actor: Actor, out: ToSend) -> str:
        """Its number. Raises `NothingToSend`, and what the register refuses."""
        if not out.petitions or out.kind is LetterKind.ANSWERS:
            raise NothingToSend
        number = out.letter or await self._number(body, actor, out)
        await self._desk.submit(body, *self._acts(actor, out, number))
        return number

    async def _number(self, body: BodyId, actor: Actor, out: ToSend) -> str:
        which, now = (_of(body, actor, out.form), PublicationNo(1)), self._clock.now()
        given = await self._numbers.of(*which)
        if given is None:
            await self._check(body, actor, out)
            register = Register(body, now.astimezone(HOME_ZONE).year, "")
            given = await self._numbers.issue(register, *which, now)
        symbol = (await self._bodies.office(body)).letterhead.symbol
        return f"{given.number:02}/{symbol}"

    async def _check(self, body: BodyId, actor: Actor, out: ToSend) -> None:
        register, today = await self._desk.register(body), self._desk.today()
        every = waiting(register, actor, today, self._desk.days_off())
        ready = {p.code for each in every if each.kind is out.kind for p in each.petitions}
        if not ready.issuperset(out.petitions):
            raise NothingToSend

    def _acts(self, actor: Actor, out: ToSend, number: str) -> Iterator[PetitionCommand]:
        stamps: RegisterStamps = {
            "at": self._clock.now(),
            "actor": actor,
            "on": out.said or self._desk.today(),
            "calendar": self._desk.days_off(),
        }
        for code in out.petitions:
            name = CommandId(f"{out.form}.{code}")
            if out.kind is LetterKind.CHASING:
                yield ChasePetition(id=name, **stamps, petition=code, step=out.step, letter=number)
            else:
                yield ForwardPetition(id=name, **stamps, petition=code, letter=number)


def _of(body: BodyId, actor: Actor, form: str) -> MeetingId:
    """A letter among what has numbers: the form of somebody. No two share one, and its number."""
    told = f"{actor.login} {form}".encode()
    return MeetingId(f"petitions/{body}/{hashlib.sha256(told).hexdigest()}")
