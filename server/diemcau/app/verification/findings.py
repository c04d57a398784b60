"""What was found: proven, or by name what is not as it was written."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from msgspec import Struct
from typing_extensions import override


class Kind(StrEnum):
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
    REWRITTEN = "rewritten"
    CUT_OFF = "cut_off"
    GONE = "gone"


WORDS: Final[Mapping[Kind, str]] = {
    Kind.RECORD: "record {} is not what was written",
    Kind.UNREADABLE: "record {} is chained but cannot be read",
    Kind.SNAPSHOT: "the snapshot at {} is not what the log gives",
    Kind.NO_LOG: "no log is here",
    Kind.BEHIND: "its tables are as of record {}; they follow when the conference is next opened",
    Kind.HEADLINE: "its line in the list is not what the log gives",
    Kind.PUBLICATION: "publication {} is not what the log gives",
    Kind.TASK: "the followed conclusion {} is not what the log gives",
    Kind.WORDS: "the words by which publication {} is found are not those that stand in it",
    Kind.TABLES: "the tables drawn from it cannot be read: {}",
    Kind.FILE: "the file {} is not what was brought",
    Kind.FILE_MISSING: "the file {}, which the log names, is not here",
    Kind.HISTORY: "change {} of the accounts is not what was written",
    Kind.ACCOUNT: "the account {} is not what its history gives",
    Kind.REWRITTEN: "what was written up to record {} is not what was anchored",
    Kind.CUT_OFF: "records are cut off: {} was anchored",
    Kind.GONE: "it was anchored at record {}, and nothing of it is here",
}


class Flaw(Struct, frozen=True):
    kind: Kind
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
"""What a finding is about that is about no conference."""
