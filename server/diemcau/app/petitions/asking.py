"""From what somebody asks of a register to the act, stamped: who, when, and the day that counts.

A day on paper is for the secretary to say, who enters letters days later; what anybody else does
is on the day they do it.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, NamedTuple, get_args

import msgspec
from msgspec.structs import replace

from diemcau.domain.nouns.act import Actor, name_of
from diemcau.domain.nouns.ids import CommandId
from diemcau.domain.nouns.terms import Role
from diemcau.domain.petitions.nouns.commands import PetitionCommand
from diemcau.domain.petitions.nouns.petitioners import PetitionerRef
from diemcau.domain.workdays import Calendar
from diemcau.protocol.codec import Malformed

OF_REGISTERS: Final[Mapping[str, type[PetitionCommand]]] = {
    name_of(each): each for each in get_args(PetitionCommand)
}


class AskedAtDesk(NamedTuple):
    """`said` is the day that a secretary wrote down, if they did; under `petitioner` is sealed whom
    they named.
    """

    id: CommandId
    actor: Actor
    at: datetime
    today: date
    said: date | None = None
    petitioner: PetitionerRef | None = None

    @property
    def on(self) -> date:
        office = self.actor.role is Role.SECRETARY
        return self.said if office and self.said else self.today


def shape_of(name: str) -> type[PetitionCommand]:
    """Raises `Malformed`."""
    if (shape := OF_REGISTERS.get(name)) is None:
        raise Malformed("unknown_act", name[:64])
    return shape


def command(
    name: str, args: Mapping[str, Any], asked: AskedAtDesk, calendar: Calendar
) -> PetitionCommand:
    """Raises `Malformed`."""
    shape = shape_of(name)
    stamped = {**args, "id": asked.id, "at": asked.at, "actor": asked.actor, "on": asked.on}
    if asked.petitioner and "petitioner" in shape.stamped:
        stamped["petitioner"] = asked.petitioner
    try:
        made: PetitionCommand = msgspec.convert(stamped, shape)
    except msgspec.ValidationError as wrong:
        raise Malformed("bad_args", str(wrong)) from wrong
    return replace(made, calendar=calendar)
