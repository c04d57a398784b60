"""What other systems may do in a register, and what each act asks of them.

Made of the commands themselves, without what the server stamps: the description that is published
and the reader of what comes are one thing. An act is the same act by its number – that of the
header, or of the system itself –, so that a line that was cut changes nothing twice.
"""

import hashlib
from collections.abc import Container, Mapping
from datetime import date
from typing import Any, Final

import msgspec
from msgspec import NODEFAULT, Struct

from diemcau.app.petitions.connecting import AtTheDoor
from diemcau.app.petitions.desk import PetitionDesk
from diemcau.app.ports.world import Chance, Clock
from diemcau.app.refusals import Refused
from diemcau.domain.nouns.act import Actor, name_of
from diemcau.domain.nouns.ids import CommandId, SiteCode
from diemcau.domain.petitions.nouns.bringing import BringPetition
from diemcau.domain.petitions.nouns.commands import PetitionCommand
from diemcau.domain.petitions.nouns.forwarding import ReturnPetition, TakePetition
from diemcau.domain.petitions.nouns.mirroring import ForeignNumberMissing, MirrorPetition
from diemcau.domain.petitions.nouns.replies import AnswerPetition
from diemcau.domain.petitions.nouns.statements import EnterStatement
from diemcau.domain.petitions.nouns.systems import system_of
from diemcau.domain.petitions.nouns.terms import PetitionCode, StatementCode
from diemcau.domain.petitions.register import PetitionRegister
from diemcau.protocol import door
from diemcau.protocol.codec import Malformed

ACTS: Final[Mapping[str, type[PetitionCommand]]] = {
    name_of(each): each
    for each in (
        EnterStatement,
        BringPetition,
        TakePetition,
        ReturnPetition,
        AnswerPetition,
        MirrorPetition,
    )
}
_NOT_FOR_SYSTEMS: Final = frozenset({"confirmed", "nature"})
"""Somebody looked at it: a program did not."""


class ActTaken(Struct, frozen=True):
    """`edition` is that of the register by now; what was made or changed, by its code."""

    edition: int
    petition: PetitionCode | None = None
    statement: StatementCode | None = None


def _asked(shape: type[PetitionCommand]) -> type[Struct]:
    """The fields that a system sends; the day that counts is theirs to say."""
    own: list[Any] = [("on", date)]
    for each in msgspec.structs.fields(shape):
        if each.name in shape.stamped | _NOT_FOR_SYSTEMS:
            continue
        asked_for = each.name == "foreign" or each.default is NODEFAULT
        own.append((each.name, each.type) if asked_for else (each.name, each.type, each.default))
    return msgspec.defstruct(
        shape.__name__, own, frozen=True, kw_only=True, forbid_unknown_fields=True
    )


ASKED: Final[Mapping[str, type[Struct]]] = {name: _asked(shape) for name, shape in ACTS.items()}


class NumberMissing(Refused):
    """An act that has no number of its own has to bear one (`Idempotency-Key`)."""

    code = "idempotency_key_missing"


class UnitUnknown(Refused):
    """No unit of the body has this code."""

    code = "unit_unknown"


class Submitting:
    def __init__(self, desk: PetitionDesk, clock: Clock, chance: Chance) -> None:
        self._desk, self._clock, self._chance = desk, clock, chance

    async def act(
        self, who: AtTheDoor, name: str, raw: bytes, key: str, units: Container[SiteCode]
    ) -> ActTaken:
        """Raises `Malformed`, `NumberMissing`, `UnitUnknown` and what the rules refuse it for."""
        shape, args = ACTS[name], _read(name, raw)
        unit = getattr(args.get("told"), "unit", args.get("unit"))
        if unit is not None and unit not in units:
            raise UnitUnknown
        command = shape(
            id=self._id(name, args, key),
            at=self._clock.now(),
            actor=who.actor,
            calendar=self._desk.days_off(),
            **args,
        )
        return _submitted(await self._desk.submit(who.body, command), command)

    def _id(self, name: str, args: Mapping[str, Any], key: str) -> CommandId:
        """Its own number goes before one of the header; an id belongs to its sender (`sent`), so
        that each system numbers as it will. What is mirrored is told again and again: the register
        itself sees what is new in it.
        """
        if name == name_of(MirrorPetition):
            return CommandId(f"mirror-{self._chance.new_id()}")
        number = args.get("foreign", key).strip()
        if not number:
            raise ForeignNumberMissing if "foreign" in args else NumberMissing
        digest = hashlib.sha256(f"{name} {number}".encode(errors="surrogateescape")).hexdigest()
        return CommandId(f"system-{digest[:40]}")


def _read(name: str, raw: bytes) -> Mapping[str, Any]:
    shape = ASKED[name]
    try:
        told = door.taken_in(msgspec.json.decode(raw), msgspec.inspect.type_info(shape))
        read = msgspec.convert(told, shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise Malformed("bad_args", str(wrong)) from wrong
    return msgspec.structs.asdict(read)


def _submitted(register: PetitionRegister, command: PetitionCommand) -> ActTaken:
    """By the number there, so that a retry is told the same."""
    match command:
        case MirrorPetition(told=told):
            known = register.petitions[register.foreign[told.foreign]]
        case BringPetition(foreign=foreign):
            every = (register.petitions[code] for code in reversed(register.order))
            theirs = (each for each in every if each.foreign == foreign)
            ours = (each for each in theirs if _by(register, each.statements[0], command.actor))
            known = next(ours)
        case EnterStatement(foreign=foreign):
            said = (code for code in reversed(register.said) if _by(register, code, command.actor))
            entered = next(c for c in said if register.statements[c].foreign == foreign)
            return ActTaken(register.edition, None, entered)
        case _:
            return ActTaken(register.edition, getattr(command, "petition", None))
    return ActTaken(register.edition, known.code, known.statements[0])


def _by(register: PetitionRegister, statement: StatementCode, actor: Actor) -> bool:
    return register.statements[statement].system == system_of(actor)
