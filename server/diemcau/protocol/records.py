"""How an event is stored: name, JSON body, and a digest chained to the record before.

    digest(n) = SHA-256( digest(n-1) ‖ meeting ‖ seq ‖ command ‖ name ‖ body )

The body is hashed as the very bytes that are stored, so that a changed byte is found and
named without knowing any shape. Old names are lifted to today's shapes by `upcasters`.
"""

from collections.abc import Iterable, Sequence
from typing import get_args

import msgspec
from msgspec import Struct
from msgspec.structs import astuple

from diemcau.domain.nouns.events import NAMES, AnyEvent
from diemcau.domain.nouns.ids import CommandId, MeetingId
from diemcau.protocol.chain import GENESIS, chained
from diemcau.protocol.upcasters import UPCASTERS

__all__ = ["GENESIS", "Record", "UnknownEvent", "digest", "first_broken", "read", "seal"]

_NAME_OF = {shape: name for name, shape in NAMES.items()}
_DECODERS = {name: msgspec.json.Decoder(shape) for name, shape in NAMES.items()}
_ENCODER = msgspec.json.Encoder()


class Record(Struct, frozen=True):
    """One line of a meeting's log. `seq` counts from 1; a command may leave several records."""

    seq: int
    command: CommandId
    name: str
    body: bytes
    digest: bytes


_TYPES = (int, str, str, bytes, bytes)


class UnknownEvent(Exception):  # noqa: N818 – states what was found
    """A stored name that neither `NAMES` nor an upcaster knows: a newer program wrote it."""


def seal(
    meeting: MeetingId, after: bytes, seq: int, command: CommandId, events: Iterable[AnyEvent]
) -> Sequence[Record]:
    """The records for the events of one command, chained from the digest `after`."""
    sealed = []
    for number, event in enumerate(events, seq):
        name, body = _NAME_OF[type(event)], _ENCODER.encode(event)
        after = digest(meeting, after, number, command, name, body)
        sealed.append(Record(number, command, name, body, after))
    return sealed


def digest(
    meeting: MeetingId, after: bytes, seq: int, command: CommandId, name: str, body: bytes
) -> bytes:
    return chained(after, meeting.encode(), b"%d" % seq, command.encode(), name.encode(), body)


def read(record: Record) -> AnyEvent:
    """The event in today's shape."""
    name, body = record.name, record.body
    while name not in _DECODERS:
        if (lift := UPCASTERS.get(name)) is None:
            raise UnknownEvent(name)
        name, body = lift(body)
    return _DECODERS[name].decode(body)


def first_broken(
    meeting: MeetingId, records: Iterable[Record], *, after: bytes = GENESIS, seq: int = 0
) -> int | None:
    """The first sequence number where the chain does not hold, counted on from `seq`.

    A database may hold what no column should: that is no record of ours either.
    """
    for record in records:
        seq += 1
        if tuple(map(type, astuple(record))) != _TYPES:
            return seq
        expected = digest(meeting, after, seq, record.command, record.name, record.body)
        if record.seq != seq or record.digest != expected:
            return seq
        after = expected
    return None


assert set(_NAME_OF) == set(get_args(AnyEvent))
