"""Official documents (Nghị định 30/2020/NĐ-CP) from the papers of a conference.

A document is plain data: who issues it, what kind it is, its paragraphs, who signs, who receives
it. How it looks is a set of rules in `config/decree30`; who turns both into a file is an adapter.
Names, numbers and days come from the paper, which the log has frozen; nothing is typed again.
"""

from collections.abc import Mapping
from typing import Protocol

from diemcau.app.documents.made import (
    BESIDE,
    MADE,
    beside,
    document_of,
    is_document,
    issued,
    type_of,
)
from diemcau.app.documents.shapes import OfficialDocument
from diemcau.app.refusals import Refused

__all__ = [
    "BESIDE",
    "MADE",
    "OfficialDocument",
    "PressBusy",
    "Printer",
    "beside",
    "document_of",
    "is_document",
    "issued",
    "type_of",
]


class PressBusy(Refused):
    """As many documents as may wait to be printed are waiting."""

    code = "press_busy"


class Printer(Protocol):
    """Makes files of documents, one after the other. Raises `PressBusy`.

    `words` are those that the rules give to all documents alike: the state's name and motto, the
    mark of a draft, what stands above the recipients and at the end.
    """

    words: Mapping[str, str]

    async def pdf(self, document: OfficialDocument) -> bytes:
        """PDF/A-2b with every font in it."""

    async def docx(self, document: OfficialDocument) -> bytes:
        """For the office to go on writing, with Times New Roman by name."""
