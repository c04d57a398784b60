"""Other systems that read a register and write into it: let in by a key that is shown once."""

from datetime import date
from typing import ClassVar, Final, NewType

from msgspec import Struct

from diemcau.domain.nouns.act import Actor, Rejected
from diemcau.domain.nouns.ids import Line
from diemcau.domain.nouns.terms import Role
from diemcau.domain.petitions.nouns.acts import RegisterAct, RegisterFact

SystemCode = NewType("SystemCode", str)
"""`HT-01`: numbered as they come."""


class ConnectedSystem(Struct, frozen=True, omit_defaults=True):
    """Of its key the register holds a digest."""

    code: SystemCode
    name: str
    digest: str
    since: date
    until: date | None = None


_LOGIN: Final = "system/"


def actor_of(system: ConnectedSystem) -> Actor:
    """It enters what the office would; no account has such a login."""
    return Actor(role=Role.SECRETARY, name=system.name, login=_LOGIN + system.code)


def system_of(actor: Actor) -> SystemCode:
    """Empty for a person."""
    ours = actor.login.startswith(_LOGIN)
    return SystemCode(actor.login.removeprefix(_LOGIN) if ours else "")


class LetSystemIn(RegisterAct, frozen=True, kw_only=True):
    """`digest` is of the key that the server made, and never of one that somebody sent."""

    stamped: ClassVar = RegisterAct.stamped | {"digest"}
    name: Line
    digest: str


class EndSystem(RegisterAct, frozen=True, kw_only=True):
    """Its key opens nothing any more."""

    system: SystemCode


class SystemLetIn(RegisterFact, frozen=True, kw_only=True):
    stored: ClassVar = "register.system_let_in"
    system: SystemCode
    name: str
    digest: str


class SystemEnded(RegisterFact, frozen=True, kw_only=True):
    stored: ClassVar = "register.system_ended"
    system: SystemCode


class NoSuchSystem(Rejected):
    """There is none, or it was ended."""

    code = "no_such_system"


class SystemNameMissing(Rejected):
    code = "system_name_missing"


SystemCommand = LetSystemIn | EndSystem
SystemEvent = SystemLetIn | SystemEnded
SystemRefusal = NoSuchSystem | SystemNameMissing
