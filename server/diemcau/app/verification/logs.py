"""Proving a log: the chain of digests holds, every record can be read, and replaying it gives the
stored snapshots.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from diemcau.app.ports.log import EventStore
from diemcau.app.verification.findings import Finding, Flaw, FlawKind
from diemcau.domain.decider import evolve
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import MeetingId
from diemcau.protocol import records, snapshots
from diemcau.protocol.records import Record
from diemcau.protocol.snapshots import Snapshot


class Unreadable(Exception):  # noqa: N818 – states what was found
    """A record of an unbroken chain that no rule of ours wrote."""

    def __init__(self, seq: int) -> None:
        super().__init__(seq)
        self.seq = seq


class Proof(Struct, frozen=True):
    """A log that was read, and what it gives: the state after each record that was asked for."""

    meeting: MeetingId
    log: Sequence[Record]
    states: Mapping[int, Meeting]
    flaws: tuple[Flaw, ...] = ()


async def verify(store: EventStore, meeting: MeetingId) -> Finding:
    """The log alone."""
    proof = await prove(store, meeting)
    return Finding(meeting, len(proof.log), proof.flaws)


async def prove(store: EventStore, meeting: MeetingId, *asked: int) -> Proof:
    return proof_of(meeting, await store.read(meeting), await store.snapshots(meeting), asked)


def proof_of(
    meeting: MeetingId,
    log: Sequence[Record],
    kept: Sequence[Snapshot] = (),
    asked: Sequence[int] = (),
) -> Proof:
    """A broken log is not replayed: what it says is not what happened. Asked for are states by
    their seq; that at the end is always there.
    """
    if not log:
        return Proof(meeting, log, {}, (Flaw(FlawKind.NO_LOG),))
    if (broken := records.first_broken(meeting, log)) is not None:
        return Proof(meeting, log, {}, (Flaw(FlawKind.RECORD, str(broken)),))
    wanted = {*asked, len(log)}
    by_seq = {snapshot.seq: snapshot for snapshot in kept if snapshot.shape == snapshots.SHAPE}
    states, flaws = dict[int, Meeting](), list[Flaw]()
    try:
        for record, state in replayed(meeting, log):
            if record.seq in wanted:
                states[record.seq] = state
            if _differs(by_seq.pop(record.seq, None), state, record):
                flaws.append(Flaw(FlawKind.SNAPSHOT, str(record.seq)))
    except Unreadable as found:
        return Proof(meeting, log, {}, (Flaw(FlawKind.UNREADABLE, str(found.seq)),))
    flaws += (Flaw(FlawKind.SNAPSHOT, str(seq)) for seq in by_seq)
    return Proof(meeting, log, states, tuple(flaws))


def replayed(meeting: MeetingId, log: Sequence[Record]) -> Iterator[tuple[Record, Meeting]]:
    """The state after each record. Raises `Unreadable`."""
    state = Meeting(id=meeting)
    for record in log:
        try:
            state = evolve(state, records.read(record))
        except Exception as wrong:
            raise Unreadable(record.seq) from wrong
        yield record, state


def _differs(claimed: Snapshot | None, state: Meeting, record: Record) -> bool:
    """Snapshots of an older shape are never read, so they cannot be wrong."""
    return claimed is not None and claimed != snapshots.pack(state, record.seq, record.digest)
