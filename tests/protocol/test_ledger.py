"""A line of the ledger is sealed without its seal, and read again among other text."""

from diemcau.protocol.ledger import LedgerLine, sealed_in, to_be_sealed, written
from tests.support.meeting import START

PLAIN = LedgerLine(START, ["diemcau:giao-ban:3:" + "0" * 64])
SEALED = LedgerLine(START, PLAIN.anchors, seal=b"signed")


def test_the_seal_is_over_the_line_that_has_none() -> None:
    assert to_be_sealed(SEALED) == to_be_sealed(PLAIN)
    assert to_be_sealed(PLAIN) + b"\n" == written(PLAIN)


def test_sealed_lines_are_found_by_their_number_and_other_text_is_passed_over() -> None:
    lines = [b"Ghi ch\xc3\xba", written(PLAIN), written(SEALED), b"{}", b'"\xff"']
    assert list(sealed_in(lines)) == [(3, SEALED)]
