"""A live meeting on this node: one writer, the whole state in memory (house rule 7).

How this works. Commands wait in a queue. The writer takes all that wait, decides them one
after another, appends what follows in one transaction, and only then answers. Listeners hear
of a change before its caller does. If another node wrote first, the batch is decided again
on what is in the log now.

The last changes are remembered (`app.past`) with the view keys they touched: anyone who was away
for less is sent the keys touched since, everybody else the whole view.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from operator import itemgetter
from typing import NamedTuple

from diemcau.app.live.acts import Acts
from diemcau.app.live.ballots import Ballots
from diemcau.app.live.deciding import Decided, Position, decided
from diemcau.app.live.past import Past
from diemcau.app.live.shortcuts import Shortcuts
from diemcau.app.ports.ballots import BallotKeys
from diemcau.app.ports.log import EventStore
from diemcau.app.ports.world import Conflict, Unavailable, Unstorable
from diemcau.domain.decider import decide
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.ids import MeetingId
from diemcau.protocol import records, sent
from diemcau.protocol.records import GENESIS, Record

log = logging.getLogger(__name__)

BATCH = 128
"""Commands decided and committed together at most, so that nobody waits long for others."""
PAGE = 2000
"""Records read at once, so that waking a long meeting does not hold up the others."""


class Pending(NamedTuple):
    """Without a command: somebody who wants to know what the log holds."""

    command: AnyCommand | None
    answer: "asyncio.Future[int]"


OnChange = Callable[["Room"], None]
"""Called after every change, at once and without waiting; must not fail."""
Follow = Callable[[Meeting, Position], Awaitable[None]]
"""Called with the meeting before and the moment after, before the callers are answered."""
Announce = Callable[[MeetingId, int], None]
"""Called after every write of ours, for other nodes; at once and without waiting."""
Told = Callable[[MeetingId, str, Actor], None]
"""Called with the name of each record of ours, and whose it is; at once and without waiting."""


class Room:
    def __init__(
        self,
        meeting: MeetingId,
        store: EventStore,
        keys: BallotKeys,
        follow: Follow | None = None,
        announce: Announce | None = None,
        told: Told | None = None,
    ) -> None:
        self.id = meeting
        self.closed = False
        self.listeners: set[OnChange] = set()
        self._store, self._follow, self._announce, self._told = store, follow, announce, told
        self._ballots = Ballots(keys)
        self._moment = Position(0, GENESIS, Meeting(id=meeting))
        self._followed = self._moment.meeting
        self._acts = Acts()
        self._past = Past()
        self._shortcuts = Shortcuts(meeting, store)
        self._waiting: asyncio.Queue[Pending] = asyncio.Queue()
        self._unsure = False  # whether the log may hold what we have not taken in

    @property
    def seq(self) -> int:
        return self._moment.seq

    @property
    def meeting(self) -> Meeting:
        return self._moment.meeting

    def check(self, command: AnyCommand) -> None:
        """Raises what it would be refused for as things stand: asked before work is done for it.
        What was done before is not refused now.
        """
        if self._acts.answer(sent.of(command)) is None:
            decide(self.meeting, command)

    # -- reading -----------------------------------------------------------------------------

    def touched_since(self, seen: int) -> frozenset[str] | None:
        """Keys that may have changed after `seen`; `None`: too long ago to say, or all."""
        return self._past.touched(self.seq - seen)

    def as_of(self, seen: int) -> Meeting:
        """The meeting when `seen` was its last event; only as far back as `touched_since`."""
        missed = self.seq - seen
        return self._past.before(missed) if missed else self.meeting

    # -- writing -----------------------------------------------------------------------------

    def submit(self, command: AnyCommand) -> "asyncio.Future[int]":
        """The seq with which it is on disk. Raises `Rejected`, or `Unavailable`."""
        return self._handed_in(command)

    def look(self) -> None:
        """Somebody else may have written: take in what the log holds, when it is its turn."""
        self.looked().add_done_callback(asyncio.Future.exception)

    def looked(self) -> "asyncio.Future[int]":
        """The seq the log has come to, once it is taken in. Raises `Unavailable`."""
        self._unsure = True
        return self._handed_in(None)

    def _handed_in(self, command: AnyCommand | None) -> "asyncio.Future[int]":
        answer: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        if self.closed:
            answer.set_exception(Unavailable("the room closed"))
        else:
            self._waiting.put_nowait(Pending(command, answer))
        return answer

    async def drained(self) -> None:
        """Until everything submitted so far has been answered."""
        await self._waiting.join()

    async def wake(self) -> None:
        """From the newest usable snapshot and what came after it."""
        self._moment = await self._shortcuts.newest() or self._moment
        self._acts = Acts()
        for command, seq in sorted(
            (await self._store.commands(self.id)).items(), key=itemgetter(1)
        ):
            self._acts.take(sent.read(command), seq)
        await self.catch_up()
        await self._ballots.sweep(self.meeting)
        await self._let_follow()

    async def catch_up(self) -> None:
        """Take in what others wrote, by the same path as our own."""
        while log := await self._store.read(self.id, after=self.seq, limit=PAGE):
            for record in log:
                self._take_in(record)
        await self._ballots.learn(self.meeting)
        await self._ballots.tidy(self.meeting)

    def _take_in(self, record: Record) -> None:
        event = records.read(record)
        at = max(event.at, self._moment.at)
        self._moment, change = self._moment.after(record, event, at)
        self._past.add(change)
        self._acts.take(sent.read(record.command), record.seq)

    async def run(self) -> None:
        """The writer. Ends only by being cancelled, or by a bug, which is then everybody's."""
        while True:
            batch = [await self._waiting.get()]
            while len(batch) < BATCH and not self._waiting.empty():
                batch.append(self._waiting.get_nowait())
            try:
                await self._settle(batch)
            except Unavailable as away:
                _fail(batch, away)
            except BaseException:
                _fail(batch, Unavailable("the room closed"))
                raise
            finally:
                for _ in batch:
                    self._waiting.task_done()
            await self._shortcuts.keep_if_due(self._moment)

    def close(self) -> None:
        """Nobody writes here any more: tell whoever waits, and whoever listens."""
        self.closed = True
        while not self._waiting.empty():
            _fail([self._waiting.get_nowait()], Unavailable("the room closed"))
            self._waiting.task_done()
        for listener in tuple(self.listeners):
            listener(self)

    async def _settle(self, batch: Sequence[Pending]) -> None:
        """Whatever the log has been found to hold is shown, also when the store goes away then."""
        before = self.seq
        try:
            answers = await self._written(batch)
        finally:
            if self.seq != before:
                await self._let_follow()
                for listener in tuple(self.listeners):
                    listener(self)
        _answer(batch, answers)

    async def _written(self, batch: Sequence[Pending]) -> Sequence[int | Exception]:
        if self._unsure:
            self._unsure = False
            await self._sure(self.catch_up())
        try:
            while not await self._stands(batch, made := self._decided(batch)):
                await self._sure(self.catch_up())
        except Unstorable as refused:
            return [refused] if len(batch) == 1 else await self._one_by_one(batch)
        return made.answers

    async def _one_by_one(self, batch: Sequence[Pending]) -> Sequence[int | Exception]:
        """Each for itself, so that what one of them says costs its neighbours nothing."""
        return [answer for each in batch for answer in await self._written([each])]

    async def _stands(self, batch: Sequence[Pending], made: Decided) -> bool:
        """Whether the log now says so. What is written proves that we knew the newest; where
        nothing is, a refusal may rest on what another node has overtaken, so we ask.
        """
        if not made.entries:
            rests = any(pending.command is not None for pending in batch)
            return not (rests and await self._store.grown({self.id: self.seq}))
        await self._ballots.keep(made.moment.meeting)
        try:
            written = self._store.append(self.id, [entry.record for entry in made.entries])
            await self._sure(written)
        except Conflict:
            return False
        self._accept(made)
        await self._ballots.tidy(self.meeting)
        return True

    async def _sure(self, step: Awaitable[None]) -> None:
        """A store that goes away in the middle leaves us not knowing what it holds."""
        try:
            await step
        except Unavailable:
            self._unsure = True
            raise

    async def _let_follow(self) -> None:
        """The log is written, whatever becomes of the tables; they catch up with the next."""
        if self._follow is None:
            return
        try:
            await self._follow(self._followed, self._moment)
        except Unavailable:
            log.warning("tables lag behind", extra={"meeting": self.id, "seq": self.seq})
        else:
            self._followed = self.meeting

    def _decided(self, batch: Sequence[Pending]) -> Decided:
        commands = (pending.command for pending in batch)
        return decided(self._moment, commands, self._acts, self._ballots)

    def _accept(self, made: Decided) -> None:
        self._moment = made.moment
        for record, actor, change in made.entries:
            self._past.add(change)
            self._acts.take(sent.read(record.command), record.seq)
            who = actor.site or actor.role
            log.info(record.name, extra={"meeting": self.id, "seq": record.seq, "actor": who})
            if self._told is not None:
                self._told(self.id, record.name, actor)
        if self._announce is not None:
            self._announce(self.id, self.seq)


def _answer(batch: Sequence[Pending], answers: Sequence[int | Exception]) -> None:
    for pending, outcome in zip(batch, answers, strict=True):
        if pending.answer.done():
            continue
        if isinstance(outcome, int):
            pending.answer.set_result(outcome)
        else:
            pending.answer.set_exception(outcome)


def _fail(batch: Sequence[Pending], error: Exception) -> None:
    _answer(batch, [error] * len(batch))


def all_of(*followers: Follow) -> Follow:
    """One after the other, after every change."""

    async def follow(before: Meeting, now: Position) -> None:
        for each in followers:
            await each(before, now)

    return follow
