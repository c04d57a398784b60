"""What outlives one conference – a draft under consultation, a register of petitions – and is kept
as a conference is: a log of its own, chained, and rules that decide on what it holds.

How this works. Nobody watches a dossier live, so it has no room: its state is kept in memory and
brought level with the log whenever it is asked for, whichever node wrote. One writes at a time;
where another node was first, the command is decided again on what is in the log now.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Generic, NamedTuple, TypeVar
from weakref import WeakValueDictionary

from msgspec.structs import replace

from diemcau.app.live.acts import Acts
from diemcau.app.live.deciding import LONG_AGO
from diemcau.app.ports.dossiers import DossierLogs
from diemcau.app.ports.world import Conflict
from diemcau.domain.nouns.act import Command, Event
from diemcau.domain.nouns.ids import BodyId, DossierId
from diemcau.protocol import sent
from diemcau.protocol.records import GENESIS, Record, Shapes

S = TypeVar("S")
C = TypeVar("C", bound=Command)
E = TypeVar("E", bound=Event)
PAGE: Final = 200
"""Records read at once, so that a long log does not hold up the others."""


class Rules(NamedTuple, Generic[S, C, E]):
    """One kind of dossier. `kind` is the first word of its ids; `files` are the digests that a
    state names.
    """

    kind: str
    begin: Callable[[DossierId], S]
    decide: Callable[[S, C], Sequence[E]]
    evolve: Callable[[S, E], S]
    shapes: Shapes[E]
    files: Callable[[S], Iterable[str]] = lambda _: ()


@dataclass
class Dossier(Generic[S]):
    """A dossier as of the last record that was taken in."""

    state: S
    seq: int = 0
    digest: bytes = GENESIS
    at: datetime = LONG_AGO
    acts: Acts = field(default_factory=Acts)


def dossier_id(kind: str, body: BodyId, code: str = "") -> DossierId:
    return DossierId(f"{kind}/{body}/{code}")


def _take(acts: Acts, log: Iterable[Record]) -> None:
    """Beside the loop, as it was decided; whoever asks meanwhile waits for their turn."""
    for record in log:
        acts.take(sent.read(record.command), record.seq)


class Dossiers(Generic[S, C, E]):
    """All of one kind."""

    def __init__(self, rules: Rules[S, C, E], logs: DossierLogs) -> None:
        self._rules, self._logs = rules, logs
        self._kept: dict[DossierId, Dossier[S]] = {}
        self._turns: WeakValueDictionary[DossierId, asyncio.Lock] = WeakValueDictionary()

    def id(self, body: BodyId, code: str = "") -> DossierId:
        return dossier_id(self._rules.kind, body, code)

    async def ids(self, body: BodyId) -> Sequence[DossierId]:
        """Those of a body, in their order."""
        return await self._logs.dossiers(self.id(body))

    async def state(self, dossier: DossierId) -> S:
        """Level with the log; as it begins, where there is none. Raises `Unavailable`."""
        async with self._turn(dossier):
            return (await self._level(dossier)).state

    async def submit(self, dossier: DossierId, *commands: C) -> S:
        """What they came to, each after the one before, once all of them are on disk: all, or none.
        Raises what one of them is refused with, or `Unavailable`.

        An id that was used before by the same sender for the same act is answered, and no more.
        """
        async with self._turn(dossier):
            while not await self._stand(dossier, kept := await self._level(dossier), commands):
                pass
            return kept.state

    def _turn(self, dossier: DossierId) -> asyncio.Lock:
        return self._turns.setdefault(dossier, asyncio.Lock())

    async def _stand(self, dossier: DossierId, kept: Dossier[S], commands: Iterable[C]) -> bool:
        """Whether the log now says so; where another node was first it does not."""
        ahead = Dossier(kept.state, kept.seq, kept.digest, kept.at, kept.acts.more())
        log = await asyncio.to_thread(self._all_decided, dossier, ahead, commands)
        try:
            await self._logs.append(dossier, log)
        except Conflict:
            return False
        await asyncio.to_thread(_take, kept.acts, log)
        if log:
            self._kept[dossier] = kept
        kept.state, kept.seq, kept.digest, kept.at = ahead.state, ahead.seq, ahead.digest, ahead.at
        return True

    def _all_decided(
        self, dossier: DossierId, ahead: Dossier[S], commands: Iterable[C]
    ) -> Sequence[Record]:
        """Beside the loop, for a table of thousands comes as so many acts."""
        return [record for each in commands for record in self._decided(dossier, ahead, each)]

    def _decided(self, dossier: DossierId, ahead: Dossier[S], command: C) -> Sequence[Record]:
        """And taken in. A clock that is set back does not take the dossier back with it."""
        act = sent.of(command)
        if ahead.acts.answer(act) is not None:
            return ()
        command = replace(command, id=ahead.acts.named(act), at=max(command.at, ahead.at))
        events = self._rules.decide(ahead.state, command)
        seal = self._rules.shapes.seal
        records = seal(dossier, ahead.digest, ahead.seq + 1, act.kept, events)
        for record, event in zip(records, events, strict=True):
            self._take_in(ahead, record, event)
        return records

    async def _level(self, dossier: DossierId) -> Dossier[S]:
        """One without a record is not remembered, for anyone may ask for any."""
        kept = self._kept.get(dossier) or Dossier(self._rules.begin(dossier))
        while log := await self._logs.read(dossier, kept.seq, PAGE):
            for record in log:
                self._take_in(kept, record, self._rules.shapes.read(record))
                self._kept[dossier] = kept
        return kept

    def _take_in(self, kept: Dossier[S], record: Record, event: E) -> None:
        kept.state = self._rules.evolve(kept.state, event)
        kept.seq, kept.digest, kept.at = record.seq, record.digest, max(kept.at, event.at)
        kept.acts.take(sent.read(record.command), record.seq)
