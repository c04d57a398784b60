"""What a reading process says of a file: nothing against it, a refusal by its name, signatures, an
answer, a table.
"""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from diemcau.app.files import (
    FileBroken,
    FileHasMacros,
    FileMislabelled,
    FileRefused,
    FileSecret,
    FileTooCostly,
    FileTooLarge,
    FileUnknown,
)
from diemcau.app.files.signatures import Signature
from diemcau.app.ports.replies import CalendarReply

_REFUSALS: Final[Mapping[str, type[FileRefused]]] = {
    kind.code: kind
    for kind in (
        FileBroken,
        FileHasMacros,
        FileMislabelled,
        FileSecret,
        FileTooCostly,
        FileTooLarge,
        FileUnknown,
    )
}


class Verdict(Struct, frozen=True, kw_only=True):
    refused: str = ""
    found: str = ""
    signatures: tuple[Signature, ...] = ()
    reply: CalendarReply | None = None
    table: str = ""

    def enforce(self) -> None:
        if self.refused:
            raise _REFUSALS[self.refused](self.found)
