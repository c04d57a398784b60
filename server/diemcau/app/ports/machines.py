"""What machines of the hall are let in by: a mixing desk that follows the floor."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from diemcau.domain.nouns.ids import MeetingId


class MachinePass(Struct, frozen=True, kw_only=True):
    """Lets one machine read the floor of one conference; of its token the digest alone is kept. Who
    let it in stands in the security log.
    """

    meeting: MeetingId
    machine: str
    key: bytes
    made_at: datetime


class MachinePasses(Protocol):
    async def put(self, new: MachinePass) -> None:
        """The token that a machine of this name had before opens nothing from now on."""

    async def end(self, meeting: MeetingId, machine: str) -> None:
        """It need not be there."""

    async def of(self, meeting: MeetingId) -> Sequence[MachinePass]:
        """By name."""
