"""Other systems are let in, and ended."""

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.petitions.nouns.acts import stamp
from diemcau.domain.petitions.nouns.systems import (
    ConnectedSystem,
    EndSystem,
    LetSystemIn,
    NoSuchSystem,
    SystemCode,
    SystemCommand,
    SystemEnded,
    SystemEvent,
    SystemLetIn,
    SystemNameMissing,
)
from diemcau.domain.petitions.register import PetitionRegister


def decide(register: PetitionRegister, command: SystemCommand) -> Sequence[SystemEvent]:
    match command:
        case LetSystemIn(name=name, digest=digest):
            if not (named := " ".join(name.split())):
                raise SystemNameMissing
            code = SystemCode(f"HT-{len(register.systems) + 1:02}")
            return [SystemLetIn(**stamp(command), system=code, name=named, digest=digest)]
        case EndSystem(system=code):
            known = register.systems.get(code)
            if known is None or known.until:
                raise NoSuchSystem
            return [SystemEnded(**stamp(command), system=code)]
        case _:
            assert_never(command)


def evolve(register: PetitionRegister, event: SystemEvent) -> PetitionRegister:
    match event:
        case SystemLetIn(system=code):
            system = ConnectedSystem(code, event.name, event.digest, since=event.on)
        case SystemEnded(system=code):
            system = replace(register.systems[code], until=event.on)
        case _:
            assert_never(event)
    return replace(register, systems=register.systems.set(code, system))
