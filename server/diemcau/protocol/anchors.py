"""An anchor: a head of a chain as of some moment, in one line that can be kept anywhere.

    diemcau:<conference>:<seq>:<digest in hex>

Where a conference would stand may stand what outlives one, `kind/body/code`. With
nothing there it is the head of the accounts' history, with `*` that of the lists', with `!` that of
the security log. Whoever has kept one can tell later whether the record it names, and every record
before it, is still what it was.
"""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from typing_extensions import override

from diemcau.domain.nouns.ids import MeetingId
from diemcau.protocol.chain import Head

ACCOUNTS: Final = MeetingId("")
LISTS: Final = MeetingId("*")
SECURITY: Final = MeetingId("!")
"""Where the conference would stand, in an anchor of the accounts, the lists, the security log."""
BESIDE: Final = frozenset({ACCOUNTS, LISTS, SECURITY})
_PATTERN: Final = re.compile(
    r"diemcau:([^\s\"<>]{0,64}?):([1-9]\d{0,9}):([0-9a-f]{64})(?![0-9a-f])"
)


class Anchor(Struct, frozen=True):
    meeting: MeetingId
    head: Head

    @override
    def __str__(self) -> str:
        return f"diemcau:{self.meeting}:{self.head.seq}:{self.head.digest.hex()}"


def of_a_dossier(meeting: str) -> bool:
    """An id of a conference has no slash."""
    return "/" in meeting


def found_in(text: str) -> Sequence[Anchor]:
    """Every anchor that stands anywhere in it, in their order."""
    return [
        Anchor(MeetingId(meeting), Head(int(seq), bytes.fromhex(digest)))
        for meeting, seq, digest in _PATTERN.findall(text)
    ]
