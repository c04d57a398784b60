"""A line of a ledger: when, which anchors, and under what seal.

The seal is a detached CMS signature (RFC 5652) over the same line without it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import msgspec
from msgspec import Struct
from msgspec.structs import replace

_ENCODER = msgspec.json.Encoder()


class LedgerLine(Struct, frozen=True, omit_defaults=True):
    at: datetime
    anchors: Sequence[str]
    seal: bytes = b""


def written(line: LedgerLine) -> bytes:
    return _ENCODER.encode(line) + b"\n"


def to_be_sealed(line: LedgerLine) -> bytes:
    return _ENCODER.encode(replace(line, seal=b""))


def sealed_in(lines: Iterable[bytes]) -> Iterator[tuple[int, LedgerLine]]:
    """Those that bear a seal, by their number; other text is passed over."""
    for number, text in enumerate(lines, 1):
        try:
            line = msgspec.json.decode(text, type=LedgerLine)
        except msgspec.DecodeError:
            continue
        if line.seal:
            yield number, line
