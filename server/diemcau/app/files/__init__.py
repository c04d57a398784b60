"""Files that people bring: looked at before they are kept, and named by what is in them.

A file is what its content says, never what its name says; it may be opened by anybody without
harm; and nothing marked as a state secret comes in (rules §7). Told in ADR 0016.
"""

from diemcau.app.files import secrecy
from diemcau.app.files.examining import Examiner, admitted, examine, no_larger
from diemcau.app.files.kinds import KINDS, FileKind, by_ending
from diemcau.app.files.refusals import (
    ExaminersBusy,
    FileBroken,
    FileHasMacros,
    FileMislabelled,
    FileMissing,
    FileRefused,
    FileSecret,
    FileTooCostly,
    FileTooLarge,
    FileUnknown,
    FileUnsigned,
    NoSeal,
    NotNumbered,
    NotSaidOpen,
    SignatureBroken,
    UploadsBusy,
)

__all__ = [
    "KINDS",
    "Examiner",
    "ExaminersBusy",
    "FileBroken",
    "FileHasMacros",
    "FileKind",
    "FileMislabelled",
    "FileMissing",
    "FileRefused",
    "FileSecret",
    "FileTooCostly",
    "FileTooLarge",
    "FileUnknown",
    "FileUnsigned",
    "NoSeal",
    "NotNumbered",
    "NotSaidOpen",
    "SignatureBroken",
    "UploadsBusy",
    "admitted",
    "by_ending",
    "examine",
    "no_larger",
    "secrecy",
]
