"""Difficulties that bodies below ask a body above to take up: one dossier for each body above."""

from collections.abc import Sequence
from typing import Final, TypeAlias

from diemcau.app.dossiers import Dossiers, Rules
from diemcau.domain.difficulties import rules
from diemcau.domain.difficulties.nouns import (
    Difficulties,
    Difficulty,
    DifficultyCommand,
    DifficultyEvent,
    DifficultyLeft,
    DifficultyOffered,
    DifficultyState,
    DifficultyTaken,
    DifficultyWithdrawn,
)
from diemcau.domain.nouns.ids import BodyId
from diemcau.protocol.records import Shapes

_STORED: Final = (DifficultyOffered, DifficultyWithdrawn, DifficultyTaken, DifficultyLeft)
DIFFICULTIES: Final[Rules[Difficulties, DifficultyCommand, DifficultyEvent]] = Rules(
    "difficulties",
    rules.begin,
    rules.decide,
    rules.evolve,
    Shapes({each.stored: each for each in _STORED}, {}),
)
DifficultyLogs: TypeAlias = Dossiers[Difficulties, DifficultyCommand, DifficultyEvent]
CODE: Final = "offered"


class DifficultyDesk:
    def __init__(self, logs: DifficultyLogs) -> None:
        self._logs = logs

    async def submit(self, above: BodyId, command: DifficultyCommand) -> None:
        """Raises `Rejected`."""
        await self._logs.submit(self._logs.id(above, CODE), command)

    async def of(self, above: BodyId, below: BodyId) -> Sequence[Difficulty]:
        """What one body offered to the other, the latest first."""
        known = await self._logs.state(self._logs.id(above, CODE))
        return [each for each in known.all[::-1] if each.body == below]

    async def seen(self, above: BodyId) -> Sequence[Difficulty]:
        """By the body above, the latest first; what was withdrawn is not there any more."""
        known = await self._logs.state(self._logs.id(above, CODE))
        return [each for each in known.all[::-1] if each.state is not DifficultyState.WITHDRAWN]

    async def one(self, above: BodyId, number: int) -> Difficulty:
        """Raises `NoSuchDifficulty`."""
        return rules.one(await self._logs.state(self._logs.id(above, CODE)), number)
