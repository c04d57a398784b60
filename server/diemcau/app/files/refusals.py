"""Why a file does not come in."""

from typing import Final

from diemcau.app.refusals import Refused

LONGEST_FOUND: Final = 120


class FileRefused(Refused):
    """The family; never raised itself. `found` is what was seen in the file, in its own words, so
    that whoever brought it can take it out.
    """

    def __init__(self, found: str = "") -> None:
        super().__init__(found)
        shown = "".join(sign if sign.isprintable() else " " for sign in found)
        self.found = " ".join(shown.split())[:LONGEST_FOUND]


class FileMissing(FileRefused):
    """The form came without a file, or with one that is empty."""

    code = "file_missing"


class FileTooLarge(FileRefused):
    """More than is taken, or more than anybody could unpack: a small archive may hold gigabytes."""

    code = "file_too_large"


class FileTooCostly(FileRefused):
    """To read it takes more time or memory than any file is given."""

    code = "file_too_costly"


class ExaminersBusy(Refused):
    """As many files as can be read at once are being read, or one of the same sender is."""

    code = "examiners_busy"


class UploadsBusy(Refused):
    """As many bytes as there is room for are on their way, or another file of the same sender."""

    code = "uploads_busy"


class FileUnknown(FileRefused):
    """Its ending is none of those that are taken."""

    code = "file_unknown"


class FileMislabelled(FileRefused):
    """It is not what its ending says: a program called `.pdf`."""

    code = "file_mislabelled"


class FileBroken(FileRefused):
    """It cannot be read to its end, or not without a password."""

    code = "file_broken"


class FileHasMacros(FileRefused):
    """It carries a program or another file, or does or fetches something where it is opened."""

    code = "file_has_macros"


class FileSecret(FileRefused):
    """It is marked MẬT, TỐI MẬT or TUYỆT MẬT: state secrets have no place here (rules §7)."""

    code = "file_secret"


class NotSaidOpen(FileRefused):
    """Nobody said that there is no state secret in it."""

    code = "not_said_open"


class FileUnsigned(FileRefused):
    """A signed copy was expected."""

    code = "file_unsigned"


class SignatureBroken(FileRefused):
    """What was signed is not what is there."""

    code = "signature_broken"


class NoSeal(Refused):
    """The server was given no key to sign with."""

    code = "no_seal"


class NotNumbered(Refused):
    """A document is numbered before it is signed (decree 30/2020, article 14)."""

    code = "not_numbered"
