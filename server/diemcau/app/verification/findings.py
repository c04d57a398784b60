"""What was found: proven, or by name what is not as it was written."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from msgspec import Struct
from typing_extensions import override


class FlawKind(StrEnum):
    """What can be wrong; `WORDS` says it."""

    RECORD = "record"
    UNREADABLE = "unreadable"
    SNAPSHOT = "snapshot"
    NO_LOG = "no_log"
    BEHIND = "behind"
    HEADLINE = "headline"
    PUBLICATION = "publication"
    TASK = "task"
    WORDS = "words"
    TABLES = "tables"
    FILE = "file"
    FILE_MISSING = "file_missing"
    HISTORY = "history"
    ACCOUNT = "account"
    LIST_HISTORY = "list_history"
    LISTED = "listed"
    NOTE = "note"
    REWRITTEN = "rewritten"
    CUT_OFF = "cut_off"
    GONE = "gone"
    NOT_A_PACKAGE = "not_a_package"
    PACKED = "packed"
    PACKED_MISSING = "packed_missing"
    PACKED_BESIDE = "packed_beside"


WORDS: Final[Mapping[FlawKind, str]] = {
    FlawKind.RECORD: "record {} is not what was written",
    FlawKind.UNREADABLE: "record {} is chained but cannot be read",
    FlawKind.SNAPSHOT: "the snapshot at {} is not what the log gives",
    FlawKind.NO_LOG: "no log is here",
    FlawKind.BEHIND: (
        "its tables are as of record {}; they follow when the conference is next opened"
    ),
    FlawKind.HEADLINE: "its line in the list is not what the log gives",
    FlawKind.PUBLICATION: "publication {} is not what the log gives",
    FlawKind.TASK: "the followed conclusion {} is not what the log gives",
    FlawKind.WORDS: "the words by which publication {} is found are not those that stand in it",
    FlawKind.TABLES: "the tables drawn from it cannot be read: {}",
    FlawKind.FILE: "the file {} is not what was brought",
    FlawKind.FILE_MISSING: "the file {}, which the log names, is not here",
    FlawKind.HISTORY: "change {} of the accounts is not what was written",
    FlawKind.ACCOUNT: "the account {} is not what its history gives",
    FlawKind.LIST_HISTORY: "change {} of the lists is not what was written",
    FlawKind.LISTED: "the row {} is not what its history gives",
    FlawKind.NOTE: "note {} of the security log is not what was written",
    FlawKind.REWRITTEN: "what was written up to record {} is not what was anchored",
    FlawKind.CUT_OFF: "records are cut off: {} was anchored",
    FlawKind.GONE: "it was anchored at record {}, and nothing of it is here",
    FlawKind.NOT_A_PACKAGE: "it is no archive package of ours: {}",
    FlawKind.PACKED: "{} is not what was packed",
    FlawKind.PACKED_MISSING: "{} was packed and is not here",
    FlawKind.PACKED_BESIDE: "{} was not packed with the others",
}


class Flaw(Struct, frozen=True):
    kind: FlawKind
    which: str = ""

    @override
    def __str__(self) -> str:
        return WORDS[self.kind].format(self.which)


class Finding(Struct, frozen=True):
    """Of one conference, or of the accounts, with how many records were read. No flaw: proven."""

    about: str
    records: int
    flaws: tuple[Flaw, ...] = ()

    @property
    def proven(self) -> bool:
        return not self.flaws


ACCOUNTS: Final = "accounts"
LISTS: Final = "lists"
SECURITY: Final = "security log"
"""What findings are about that are about no conference."""
