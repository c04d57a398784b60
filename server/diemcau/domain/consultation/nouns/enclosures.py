"""Files that come with a return: a signed letter, a marked-up draft (rules §3.7).

What stands in a file alone is no comment. The team is told which files nobody has entered yet.
"""

from datetime import datetime
from typing import ClassVar, Final

from msgspec import Struct

from diemcau.domain.consultation.nouns.acting import DraftCommand, ForInvited
from diemcau.domain.nouns.act import Event, Rejected
from diemcau.domain.nouns.ids import Line, SiteCode

MOST_ENCLOSED: Final = 5
"""Files of a return."""
MOST_BROUGHT: Final = 20
"""Files of a return with those that were taken back: they stay on the disk."""


class Enclosure(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file of one body in one round, under its digest."""

    body: SiteCode
    digest: str
    name: str
    round: int
    at: datetime
    entered: bool = False
    taken_back: bool = False


class EncloseFile(ForInvited, frozen=True, kw_only=True):
    """Made by the server of a file that was looked at; no browser names one."""

    digest: Line
    name: Line


class TakeBackFile(ForInvited, frozen=True, kw_only=True):
    digest: Line


class MarkFileEntered(DraftCommand, frozen=True, kw_only=True):
    """What stands in it stands in comments now."""

    body: SiteCode
    digest: Line
    entered: bool = True


class FileEnclosed(Event, frozen=True, kw_only=True):
    stored: ClassVar = "return.file_enclosed"
    body: SiteCode
    digest: str
    name: str


class FileTakenBack(Event, frozen=True, kw_only=True):
    stored: ClassVar = "return.file_taken_back"
    body: SiteCode
    digest: str


class FileMarkedEntered(Event, frozen=True, kw_only=True):
    stored: ClassVar = "return.file_entered"
    body: SiteCode
    digest: str
    entered: bool


class TooManyFiles(Rejected):
    """Five a return, or twenty with those that were taken back."""

    code = "too_many_files"


class NoSuchEnclosure(Rejected):
    """Not there, taken back, or another's."""

    code = "no_such_enclosure"


EnclosingCommand = EncloseFile | TakeBackFile | MarkFileEntered
EnclosingEvent = FileEnclosed | FileTakenBack | FileMarkedEntered
