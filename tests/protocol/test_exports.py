"""A conference as lines: read again as it was written, and a line that is none is named."""

import pytest

from diemcau.domain.nouns.ids import CommandId, MeetingId
from diemcau.protocol import exports
from diemcau.protocol.exports import BadExport
from diemcau.protocol.records import GENESIS, seal
from tests.support.meeting import RUNNING, history

MEETING = MeetingId("giao-ban")
LOG = list(seal(MEETING, GENESIS, 1, CommandId("lenh-1"), history(RUNNING)))
FILE = exports.FileLine("0" * 64, "Thông báo.pdf", b"%PDF-1.7")


def lines() -> list[bytes]:
    named = exports.file(FILE.file, FILE.name, FILE.content)
    return [exports.head(MEETING), *map(exports.record, LOG), named]


def test_what_was_written_is_read() -> None:
    found = exports.read(lines())
    assert (found.meeting, list(found.log), list(found.files)) == (MEETING, LOG, [FILE])


@pytest.mark.parametrize("at", [1, 2, len(LOG) + 2])
@pytest.mark.parametrize("line", [b"", b"[]", b'{"file": 3}', b'{"format":"other","meeting":"m"}'])
def test_the_first_line_that_is_none_of_an_export_is_named(at: int, line: bytes) -> None:
    told = lines()
    told[at - 1] = line
    with pytest.raises(BadExport) as wrong:
        exports.read(told)
    assert wrong.value.line == at


def test_nothing_is_no_export() -> None:
    with pytest.raises(BadExport):
        exports.read([])
