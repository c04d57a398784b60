"""Other systems of an office: let in by a key that is shown once, known again by its digest.

A key names its body and its system, so that nothing is searched for it: `<body>.<system>.<secret>`.
"""

import hashlib
import re
from hmac import compare_digest
from typing import Final, NamedTuple

from diemcau.app.petitions.desk import PetitionDesk
from diemcau.app.ports.world import Chance, Clock
from diemcau.app.refusals import Refused
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import BodyId, CommandId
from diemcau.domain.petitions.nouns.systems import LetSystemIn, SystemCode, actor_of
from diemcau.domain.petitions.register import PetitionRegister

_KEY: Final = re.compile(r"([A-Za-z0-9_-]{1,64})\.(HT-\d{2,6})\.([A-Za-z0-9_-]{20,100})")


class KeyUnknown(Refused):
    """It opens nothing, or nothing any more."""

    code = "key_unknown"


class AtTheDoor(NamedTuple):
    """A system that was let in: of which body, as whom it acts, and the register as it stands."""

    body: BodyId
    actor: Actor
    register: PetitionRegister


class Connecting:
    def __init__(self, desk: PetitionDesk, clock: Clock, chance: Chance) -> None:
        self._desk, self._clock, self._chance = desk, clock, chance

    async def let_in(self, body: BodyId, actor: Actor, form: str, name: str) -> str:
        """Its key, which nobody can tell again."""
        secret = self._chance.new_token()
        asked = LetSystemIn(
            id=CommandId(form),
            at=self._clock.now(),
            actor=actor,
            on=self._desk.today(),
            name=name,
            digest=_digest(secret),
        )
        register = await self._desk.submit(body, asked)
        system = register.systems[SystemCode(f"HT-{len(register.systems):02}")]
        return f"{body}.{system.code}.{secret}"

    async def known(self, key: str) -> AtTheDoor:
        """Raises `KeyUnknown`."""
        if (said := _KEY.fullmatch(key)) is None:
            raise KeyUnknown
        body, code = BodyId(said[1]), SystemCode(said[2])
        register = await self._desk.register(body)
        system = register.systems.get(code)
        if system is None or system.until or not compare_digest(system.digest, _digest(said[3])):
            raise KeyUnknown
        return AtTheDoor(body, actor_of(system), register)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
