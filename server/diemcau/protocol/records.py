"""How an event is stored: name, JSON body, and a digest chained to the record before.

    digest(n) = SHA-256( digest(n-1) ‖ log ‖ seq ‖ command ‖ name ‖ body )

The body is hashed as the very bytes that are stored, so that a changed byte is found and
named without knowing any shape. Old names are lifted to today's shapes by `upcasters`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, Generic, TypeVar, get_args

import msgspec
from msgspec import Struct
from msgspec.structs import astuple

from diemcau.domain.nouns.act import Event
from diemcau.domain.nouns.events import NAMES, AnyEvent
from diemcau.domain.nouns.ids import CommandId
from diemcau.protocol.chain import GENESIS, chained
from diemcau.protocol.upcasters import UPCASTERS

__all__ = ["GENESIS", "Record", "Shapes", "UnknownEvent", "digest", "first_broken", "read", "seal"]

E = TypeVar("E", bound=Event)
Lift = Callable[[bytes], tuple[str, bytes]]
_ENCODER = msgspec.json.Encoder()


class Record(Struct, frozen=True):
    """One line of a log. `seq` counts from 1; a command may leave several records."""

    seq: int
    command: CommandId
    name: str
    body: bytes
    digest: bytes


_TYPES = (int, str, str, bytes, bytes)


class UnknownEvent(Exception):  # noqa: N818 – states what was found
    """A stored name that neither `NAMES` nor an upcaster knows: a newer program wrote it."""


class Shapes(Generic[E]):
    """The events of one kind of log: stored name → shape, and what lifts names of before."""

    def __init__(self, names: Mapping[str, type[E]], upcasters: Mapping[str, Lift]) -> None:
        self._name_of = {shape: name for name, shape in names.items()}
        self._decoders = {name: msgspec.json.Decoder(shape) for name, shape in names.items()}
        self._upcasters = upcasters

    def seal(
        self, log: str, after: bytes, seq: int, command: CommandId, events: Iterable[E]
    ) -> Sequence[Record]:
        """The records for the events of one command, chained from the digest `after`."""
        sealed = []
        for number, event in enumerate(events, seq):
            name, body = self._name_of[type(event)], _ENCODER.encode(event)
            after = digest(log, after, number, command, name, body)
            sealed.append(Record(number, command, name, body, after))
        return sealed

    def read(self, record: Record) -> E:
        """The event in today's shape. Raises `UnknownEvent`."""
        name, body = record.name, record.body
        while name not in self._decoders:
            if (lift := self._upcasters.get(name)) is None:
                raise UnknownEvent(name)
            name, body = lift(body)
        return self._decoders[name].decode(body)


def digest(log: str, after: bytes, seq: int, command: CommandId, name: str, body: bytes) -> bytes:
    return chained(after, log.encode(), b"%d" % seq, command.encode(), name.encode(), body)


def first_broken(
    log: str, records: Iterable[Record], *, after: bytes = GENESIS, seq: int = 0
) -> int | None:
    """The first sequence number where the chain does not hold, counted on from `seq`.

    A database may hold what no column should: that is no record of ours either.
    """
    for record in records:
        seq += 1
        if tuple(map(type, astuple(record))) != _TYPES:
            return seq
        expected = digest(log, after, seq, record.command, record.name, record.body)
        if record.seq != seq or record.digest != expected:
            return seq
        after = expected
    return None


CONFERENCE: Final[Shapes[AnyEvent]] = Shapes(NAMES, UPCASTERS)
seal, read = CONFERENCE.seal, CONFERENCE.read

assert {*NAMES.values()} == {*get_args(AnyEvent)}
