"""Who petitioned: sealed before the register hears of it, opened after it wrote down who looks.

How this works. What is known of somebody is sealed under a reference made of who enters it and of
their form, and of nothing of the person; then the register takes the reference in. Where that is
refused, or a line is cut between the two, a row is left that no register names: it goes when the
form comes again, set right, and within the hour (`tidy`). Forgetting goes the other way round: the
register first, then the row.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Final, NamedTuple

import msgspec
from msgspec import Struct

from diemcau.app.petitions.desk import PetitionDesk, Pressed
from diemcau.app.ports.petitioners import (
    PersonSealing,
    PersonsUnreadable,
    Petitioners,
    Sealable,
    SealedPetitioner,
)
from diemcau.app.ports.world import Clock
from diemcau.app.refusals import Refused
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import BodyId, CommandId
from diemcau.domain.nouns.terms import Role
from diemcau.domain.petitions.nouns.commands import PetitionCommand
from diemcau.domain.petitions.nouns.petitioners import (
    ForgetPetitioner,
    NobodyKnown,
    PetitionerRef,
    SeePetitioner,
)
from diemcau.domain.petitions.nouns.statements import Statement
from diemcau.domain.petitions.nouns.terms import RegisterMode, StatementCode
from diemcau.domain.petitions.register import PetitionRegister
from diemcau.domain.petitions.rules.petitioners import erasable

_ON_ITS_WAY: Final = timedelta(hours=1)
"""After which a row that no register names belongs to nothing."""
_KEPT_LONG_ENOUGH: Final = "Hết thời hạn lưu thông tin người kiến nghị"


class Petitioner(Struct, frozen=True, omit_defaults=True):
    name: str = ""
    address: str = ""
    phone: str = ""

    def __bool__(self) -> bool:
        return any((self.name, self.address, self.phone))


class PetitionerSealed(Refused):
    """The key that opens it is not on this machine."""

    code = "petitioner_sealed"


class WhoseWords(NamedTuple):
    """Whose words, and what for. Each look is an act of its own, also of one form sent twice."""

    said: Sequence[Statement]
    reason: str
    form: str


class PetitionerDesk:
    def __init__(
        self, desk: PetitionDesk, rows: Petitioners, sealing: PersonSealing, clock: Clock
    ) -> None:
        self._desk, self._rows, self._sealing, self._clock = desk, rows, sealing, clock

    async def act(
        self, body: BodyId, pressed: Pressed, person: Petitioner | None = None
    ) -> PetitionRegister:
        """An act at the desk, with whom it names; whoever is forgotten by it goes at once."""
        before, kept = await self._desk.register(body), None
        if person:
            kept = ref(body, pressed.actor, pressed.name, pressed.id)
            await self.keep(body, {kept: person})
        after = await self._desk.act(body, pressed, kept)
        if gone := named(before) - named(after):
            await self._rows.remove(body, sorted(gone))
        return after

    async def bring(
        self,
        body: BodyId,
        acts: Sequence[PetitionCommand],
        persons: Mapping[PetitionerRef, Petitioner],
    ) -> None:
        """All of them or none, with those who are named."""
        await self.keep(body, persons)
        await self._desk.submit(body, *acts)

    async def keep(self, body: BodyId, persons: Mapping[PetitionerRef, Petitioner]) -> None:
        """Sealed, before the register knows of them; what was left by an act that was refused, or
        cut, goes for what the form says now.
        """
        left = persons.keys() - named(await self._desk.register(body))
        await self._rows.remove(body, sorted(left))
        known = [Sealable(msgspec.json.encode(p), _about(body, r)) for r, p in persons.items()]
        sealed, now = await self._sealing.seal(*known), self._clock.now()
        rows = (
            SealedPetitioner(body=body, ref=ref, sealed=each, made_at=now)
            for ref, each in zip(persons, sealed, strict=True)
        )
        await self._rows.put(*rows)

    async def look(
        self, body: BodyId, actor: Actor, looking: WhoseWords
    ) -> Mapping[StatementCode, Petitioner]:
        """Of those somebody is known of; that they were looked at is on record by then."""
        at, today = self._clock.now(), self._desk.today()
        known = [each for each in looking.said if each.petitioner]
        if not known:
            raise NobodyKnown
        acts = [
            SeePetitioner(
                id=CommandId(f"{looking.form}.{each.code}.{at:%Y%m%dT%H%M%S.%f}"),
                at=at,
                actor=actor,
                on=today,
                statement=each.code,
                reason=looking.reason,
            )
            for each in known
        ]
        await self._desk.submit(body, *acts)
        return await self._opened(body, known)

    async def _opened(
        self, body: BodyId, known: Iterable[Statement]
    ) -> Mapping[StatementCode, Petitioner]:
        found = dict[StatementCode, Sealable]()
        for each in known:
            if each.petitioner and (row := await self._rows.get(body, each.petitioner)):
                found[each.code] = Sealable(row.sealed, _about(body, row.ref))
        try:
            opened = await self._sealing.open(*found.values())
        except PersonsUnreadable as broken:
            raise PetitionerSealed from broken
        read = (msgspec.json.decode(each, type=Petitioner) for each in opened)
        return dict(zip(found, read, strict=True))

    async def tidy(self, body: BodyId) -> None:
        """Those are forgotten whose time is over; rows that no register names go."""
        register = await self._desk.register(body)
        if register.settings.mode is RegisterMode.OWN:
            register = await self._forgotten(body, register)
        old = await self._rows.kept(body, self._clock.now() - _ON_ITS_WAY)
        await self._rows.remove(body, sorted(set(old) - named(register)))

    async def _forgotten(self, body: BodyId, register: PetitionRegister) -> PetitionRegister:
        today = self._desk.today()
        acts = [
            ForgetPetitioner(
                id=CommandId(f"forget-{each.petitioner}"),
                at=self._clock.now(),
                actor=Actor(Role.SYSTEM),
                on=today,
                statement=each.code,
                reason=_KEPT_LONG_ENOUGH,
            )
            for each in erasable(register, today)
        ]
        return await self._desk.submit(body, *acts) if acts else register


def ref(body: BodyId, actor: Actor, act: str, id_: str) -> PetitionerRef:
    """The same form is the same reference, whoever presses twice."""
    told = "\n".join((body, actor.role, actor.site or actor.login, act, id_))
    return PetitionerRef(f"nk-{hashlib.sha256(told.encode()).hexdigest()[:40]}")


def named(register: PetitionRegister) -> set[PetitionerRef]:
    return {each.petitioner for each in register.statements.values() if each.petitioner}


def _about(body: BodyId, ref: PetitionerRef) -> str:
    return f"{body}/{ref}"
