"""One conference as lines of JSON, to be proven by anybody: `docs/proving.md` is for them.

The first line says of which conference it is; then come its records, in order and as they are
stored; then the files that were brought to it. Bodies are text, for they are JSON themselves.
"""

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
from msgspec import Struct

from diemcau.domain.nouns.ids import CommandId, MeetingId
from diemcau.protocol.records import Record

FORMAT: Final = "diemcau-export/1"


class BadExport(Exception):  # noqa: N818 – states what was found
    """A line that is none of an export, counted from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class HeadLine(Struct, frozen=True):
    format: str
    meeting: MeetingId


class RecordLine(Struct, frozen=True):
    """`digest` in hex."""

    seq: int
    command: str
    name: str
    body: str
    digest: str


class FileLine(Struct, frozen=True):
    """`file` is the SHA-256 of the content, in hex; the content is in base 64."""

    file: str
    name: str
    content: bytes


class Export(Struct, frozen=True):
    meeting: MeetingId
    log: Sequence[Record]
    files: Sequence[FileLine]


def head(meeting: MeetingId) -> bytes:
    return _line(HeadLine(FORMAT, meeting))


def record(each: Record) -> bytes:
    """Raises `UnicodeDecodeError` for a body that no program of ours wrote."""
    body, digest = each.body.decode(), each.digest.hex()
    return _line(RecordLine(each.seq, each.command, each.name, body, digest))


def file(digest: str, name: str, content: bytes) -> bytes:
    return _line(FileLine(digest, name, content))


def read(lines: Iterable[bytes]) -> Export:
    """As it stands there, proven or not. Raises `BadExport`."""
    meeting, log, files = MeetingId(""), list[Record](), list[FileLine]()
    number = 0
    for number, line in enumerate(lines, 1):
        try:
            if number == 1:
                meeting = _headed(line)
            elif line.startswith(b'{"file"'):
                files.append(msgspec.json.decode(line, type=FileLine))
            else:
                log.append(_stored(msgspec.json.decode(line, type=RecordLine)))
        except ValueError as wrong:
            raise BadExport(number) from wrong
    if not number:
        raise BadExport(1)
    return Export(meeting, log, files)


def _headed(line: bytes) -> MeetingId:
    found = msgspec.json.decode(line, type=HeadLine)
    if found.format != FORMAT:
        raise ValueError(found.format)
    return found.meeting


def _stored(line: RecordLine) -> Record:
    digest = bytes.fromhex(line.digest)
    return Record(line.seq, CommandId(line.command), line.name, line.body.encode(), digest)


def _line(value: Struct) -> bytes:
    return msgspec.json.encode(value) + b"\n"
