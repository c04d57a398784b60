"""A live meeting on this node: one writer, the whole state in memory (house rule 7).

How this works. Commands wait in a queue. The writer takes all that wait, decides them one
after another, appends what follows in one transaction, and only then answers. Listeners hear
of a change before its caller does. If another node wrote first, the batch is decided again
on what is in the log now.

The last `MEMORY` changes are remembered with the view keys they touched: whoever was away
for less is sent the keys touched since, everybody else the whole view.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from msgspec.structs import replace

from diemcau.app.acts import Acts
from diemcau.app.ballots import Ballots
from diemcau.app.ports.ballots import BallotKeys
from diemcau.app.ports.log import EventStore
from diemcau.app.ports.world import Conflict, Unavailable, Unstorable
from diemcau.domain.decider import decide, evolve
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.views import touch
from diemcau.protocol import records, sent, snapshots
from diemcau.protocol.records import GENESIS, Record
from diemcau.protocol.sent import Sent
from diemcau.protocol.snapshots import Snapshot

log = logging.getLogger(__name__)

BATCH = 128
"""Commands decided and committed together at most, so that nobody waits long for others."""
PAGE = 2000
"""Records read at once, so that waking a long meeting does not hold up the others."""
MEMORY = 4096
"""Events whose touched keys are remembered for screens that were away."""
SNAPSHOT_EVERY = 500
"""Events between snapshots, at least."""
SNAPSHOT_SHARE = 10
"""And at least one part in so many of the log, so that the price of a snapshot, which grows with
the conference, is shared by events that grow with it; waking replays no more than that part.
"""


LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Moment(NamedTuple):
    """The meeting as of one record of its log, and when that happened."""

    seq: int
    digest: bytes
    meeting: Meeting
    at: datetime = LONG_AGO


class Change(NamedTuple):
    """What one event did: the meeting before it, and the keys it touched (`None`: any)."""

    before: Meeting
    touched: frozenset[str] | None


class Pending(NamedTuple):
    """Without a command: somebody who wants to know what the log holds."""

    command: AnyCommand | None
    answer: "asyncio.Future[int]"


class Entry(NamedTuple):
    """A line for the log, by whom, and what it changes."""

    record: Record
    actor: Actor
    change: Change


class Decided(NamedTuple):
    """A batch that is decided but not yet written. `answers` stand beside the batch."""

    moment: Moment
    entries: list[Entry]
    answers: list[int | Exception]


Listener = Callable[["Room"], None]
"""Called after every change, at once and without waiting; must not fail."""
Follower = Callable[[Meeting, Moment], Awaitable[None]]
"""Called with the meeting before and the moment after, before the callers are answered."""
Announce = Callable[[MeetingId, int], None]
"""Called after every write of ours, for other nodes; at once and without waiting."""


class Room:
    def __init__(
        self,
        meeting: MeetingId,
        store: EventStore,
        keys: BallotKeys,
        follow: Follower | None = None,
        announce: Announce | None = None,
    ) -> None:
        self.id = meeting
        self.closed = False
        self.listeners: set[Listener] = set()
        self._store, self._follow, self._announce = store, follow, announce
        self._ballots = Ballots(keys)
        self._moment = Moment(0, GENESIS, Meeting(id=meeting))
        self._followed = self._moment.meeting
        self._acts = Acts()
        self._past: deque[Change] = deque(maxlen=MEMORY)
        self._waiting: asyncio.Queue[Pending] = asyncio.Queue()
        self._snapshot_seq = 0
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
        missed = self.seq - seen
        if not 0 <= missed <= len(self._past):
            return None
        keys: set[str] = set()
        for change in islice(reversed(self._past), missed):
            if change.touched is None:
                return None
            keys |= change.touched
        return frozenset(keys)

    def as_of(self, seen: int) -> Meeting:
        """The meeting when `seen` was its last event; only as far back as `touched_since`."""
        missed = self.seq - seen
        return self._past[-missed].before if missed else self.meeting

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
        for kept in reversed(await self._store.snapshots(self.id)):
            if (moment := await self._moment_of(kept)) is not None:
                self._moment = moment
                break
        self._snapshot_seq = self.seq
        self._acts = Acts()
        for command, seq in sorted(
            (await self._store.commands(self.id)).items(), key=itemgetter(1)
        ):
            self._acts.take(sent.read(command), seq)
        await self.catch_up()
        await self._ballots.sweep(self.meeting)
        await self._let_follow()

    async def _moment_of(self, kept: Snapshot) -> Moment | None:
        """Nothing unless it can be read and belongs to the record it names."""
        meeting = snapshots.usable(kept)
        named = await self._store.read(self.id, after=kept.seq - 1, limit=1)
        if meeting is None or [record.digest for record in named] != [kept.digest]:
            return None
        return Moment(kept.seq, kept.digest, meeting, records.read(named[0]).at)

    async def catch_up(self) -> None:
        """Take in what others wrote, by the same path as our own."""
        while log := await self._store.read(self.id, after=self.seq, limit=PAGE):
            for record in log:
                self._take_in(record)
        await self._ballots.learn(self.meeting)
        await self._ballots.tidy(self.meeting)

    def _take_in(self, record: Record) -> None:
        before, event = self.meeting, records.read(record)
        after = evolve(before, event)
        at = max(event.at, self._moment.at)
        self._moment = Moment(record.seq, record.digest, after, at)
        self._past.append(Change(before, touch.touched(before, event, after)))
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
            await self._snapshot_if_due()

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
            while not await self._stands(batch, decided := self._decide(batch)):
                await self._sure(self.catch_up())
        except Unstorable as refused:
            return [refused] if len(batch) == 1 else await self._one_by_one(batch)
        return decided.answers

    async def _one_by_one(self, batch: Sequence[Pending]) -> Sequence[int | Exception]:
        """Each for itself, so that what one of them says costs its neighbours nothing."""
        return [answer for each in batch for answer in await self._written([each])]

    async def _stands(self, batch: Sequence[Pending], decided: Decided) -> bool:
        """Whether the log now says so. What is written proves that we knew the newest; where
        nothing is, a refusal may rest on what another node has overtaken, so we ask.
        """
        if not decided.entries:
            rests = any(pending.command is not None for pending in batch)
            return not (rests and await self._store.grown({self.id: self.seq}))
        await self._ballots.keep(decided.moment.meeting)
        try:
            written = self._store.append(self.id, [entry.record for entry in decided.entries])
            await self._sure(written)
        except Conflict:
            return False
        self._accept(decided)
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

    def _decide(self, batch: Sequence[Pending]) -> Decided:
        decided = Decided(self._moment, [], [])
        acts = self._acts.more()
        for pending in batch:
            command = pending.command
            if command is None:
                decided.answers.append(decided.moment.seq)
                continue
            act = sent.of(command)
            try:
                if (seq := acts.answer(act)) is None:
                    own = replace(command, id=acts.named(act))
                    decided, seq = self._with(decided, own, act)
                    acts.take(act, seq)
            except Exception as refusal:  # noqa: BLE001 – given to whoever asked, bug or not
                decided.answers.append(refusal)
                continue
            decided.answers.append(seq)
        return decided

    def _with(self, decided: Decided, command: AnyCommand, act: Sent) -> tuple[Decided, int]:
        """The batch with one command more. The rules are pure: one that fails leaves no trace.

        A machine's clock that is set back does not take the conference back with it.
        """
        seq, digest, meeting, last = decided.moment
        at = max(command.at, last)
        command = self._ballots.counted(meeting, replace(command, at=at))
        events = self._ballots.sealed(meeting, decide(meeting, command))
        if not events:
            return decided, seq
        sealed = records.seal(self.id, digest, seq + 1, act.kept, events)
        entries = []
        for record, event in zip(sealed, events, strict=True):
            after = evolve(meeting, event)
            change = Change(meeting, touch.touched(meeting, event, after))
            entries.append(Entry(record, command.actor, change))
            meeting = after
        decided.entries.extend(entries)
        moment = Moment(sealed[-1].seq, sealed[-1].digest, meeting, at)
        return decided._replace(moment=moment), moment.seq

    def _accept(self, decided: Decided) -> None:
        self._moment = decided.moment
        for record, actor, change in decided.entries:
            self._past.append(change)
            self._acts.take(sent.read(record.command), record.seq)
            who = actor.site or actor.role
            log.info(record.name, extra={"meeting": self.id, "seq": record.seq, "actor": who})
        if self._announce is not None:
            self._announce(self.id, self.seq)

    async def _snapshot_if_due(self) -> None:
        """A shortcut that could not be kept is tried again later; the log has everything."""
        if self.seq - self._snapshot_seq < max(SNAPSHOT_EVERY, self.seq // SNAPSHOT_SHARE):
            return
        self._snapshot_seq = self.seq
        packed = snapshots.pack(self.meeting, self.seq, self._moment.digest)
        try:
            await self._store.save_snapshot(self.id, packed)
        except Unavailable:
            log.warning("snapshot not kept", extra={"meeting": self.id, "seq": self.seq})


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
