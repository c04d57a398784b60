"""The units of the installation: one tree, changed by acts of the administrator (levels §7)."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple, TypeAlias

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.dossiers import Dossiers, Rules
from diemcau.app.ports.world import Clock
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import FIRST_BODY, CommandId
from diemcau.domain.nouns.terms import Role
from diemcau.domain.units import rules
from diemcau.domain.units.nouns import (
    ChangeUnits,
    TakeBackUnits,
    UnitChange,
    UnitCode,
    UnitCommand,
    UnitEvent,
    UnitPlan,
    UnitsChanged,
    UnitShare,
    UnitsTakenBack,
)
from diemcau.domain.units.tree import UnitTree
from diemcau.protocol.records import Shapes

UNITS: Final[Rules[UnitTree, UnitCommand, UnitEvent]] = Rules(
    "units",
    rules.begin,
    rules.decide,
    rules.evolve,
    Shapes({each.stored: each for each in (UnitsChanged, UnitsTakenBack)}, {}),
)
UnitLogs: TypeAlias = Dossiers[UnitTree, UnitCommand, UnitEvent]
CODE: Final = "tree"
_SHIPPED: Final = Actor(Role.SYSTEM, "shipped")


class UnitAct(NamedTuple):
    """What happens to which units, before anybody says who writes it down."""

    what: UnitChange
    on: date
    basis: str
    ends: tuple[UnitCode, ...] = ()
    after: tuple[UnitPlan, ...] = ()
    shares: tuple[UnitShare, ...] = ()


class UnitDesk:
    def __init__(self, logs: UnitLogs, clock: Clock) -> None:
        self._logs, self._clock = logs, clock
        self._tree = logs.id(FIRST_BODY, CODE)

    def today(self) -> date:
        return self._clock.now().astimezone(HOME_ZONE).date()

    async def tree(self) -> UnitTree:
        return await self._logs.state(self._tree)

    async def change(self, id_: str, actor: Actor, act: UnitAct) -> UnitTree:
        """Raises `Rejected`."""
        return await self._logs.submit(self._tree, self._asked(id_, actor, act))

    async def take_back(self, id_: str, actor: Actor, number: int) -> UnitTree:
        """Raises `NotLastChange`."""
        asked = TakeBackUnits(id=CommandId(id_), at=self._clock.now(), actor=actor, number=number)
        return await self._logs.submit(self._tree, asked)

    async def furnish(self, acts: Sequence[UnitAct]) -> None:
        """With what the product knows; a tree that is there already is the office's own."""
        if not (await self.tree()).changes:
            asked = [self._asked(f"shipped-{n}", _SHIPPED, act) for n, act in enumerate(acts)]
            await self._logs.submit(self._tree, *asked)

    def _asked(self, id_: str, actor: Actor, act: UnitAct) -> ChangeUnits:
        now = self._clock.now()
        return ChangeUnits(id=CommandId(id_), at=now, actor=actor, **act._asdict())
