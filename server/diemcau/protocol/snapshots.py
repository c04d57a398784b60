"""A whole conference as bytes, so that waking a room does not replay a whole morning.

A snapshot is a shortcut, never the truth: one whose `shape` is not today's is ignored and
the log replayed. `shape` changes by itself whenever a field of the state does, and with the
bytes in which texts are kept.
"""

import hashlib
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import msgspec
from immutables import Map
from msgspec import Struct

from diemcau.domain.meeting import Meeting
from diemcau.domain.rules import text


class Snapshot(Struct, frozen=True):
    """`digest` is that of the record `seq`, so that the chain goes on without reading it."""

    seq: int
    shape: str
    body: bytes
    digest: bytes


def _plain(value: Any) -> Any:
    """Maps under words, numbers too: only those the encoder puts in order."""
    if isinstance(value, Map):
        return {str(key): each for key, each in value.items()}
    raise TypeError(type(value))


def _persistent(kind: Any, value: Any) -> Any:
    if getattr(kind, "__origin__", None) is not Map:
        raise TypeError(kind)
    return Map(msgspec.convert(value, dict[get_args(kind)], str_keys=True, dec_hook=_persistent))  # type: ignore[misc]


# In order, so that equal states have equal bytes.
_ENCODER = msgspec.json.Encoder(enc_hook=_plain, order="deterministic")
_DECODER = msgspec.json.Decoder(Meeting, dec_hook=_persistent)


def _records(record: type[Struct]) -> set[type[Struct]]:
    found, open_ = set(), [record]
    while open_:
        if (each := open_.pop()) not in found:
            found.add(each)
            open_ += (kind for field in get_type_hints(each).values() for kind in _structs(field))
    return found


def _structs(kind: Any) -> Iterator[type[Struct]]:
    """Those that a field names, inside whatever holds them."""
    if isinstance(kind, type) and issubclass(kind, Struct):
        yield kind
    for inner in get_args(kind):
        yield from _structs(inner)


def shape_of(record: type[Struct]) -> str:
    """A fingerprint of every field of the record, and of every record in it."""
    fields = sorted(f"{each.__name__}{get_type_hints(each)}" for each in _records(record))
    return hashlib.sha256("\n".join([text.FORMAT, *fields]).encode()).hexdigest()[:16]


SHAPE = shape_of(Meeting)


def pack(meeting: Meeting, seq: int, digest: bytes) -> Snapshot:
    return Snapshot(seq, SHAPE, _ENCODER.encode(meeting), digest)


def unpack(snapshot: Snapshot) -> Meeting:
    return _DECODER.decode(snapshot.body)


def usable(snapshot: Snapshot) -> Meeting | None:
    """Nothing of one of another shape, nor of one that is spoilt: the log has everything."""
    if snapshot.shape != SHAPE:
        return None
    try:
        return unpack(snapshot)
    except msgspec.DecodeError:
        return None
