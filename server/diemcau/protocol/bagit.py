"""The tag files of a bag (BagIt 1.0, RFC 8493), by which any program tells whether it is whole.

bagit.txt                §2.1.1  that it is one
bag-info.txt             §2.2.2  what it is of
manifest-sha256.txt      §2.1.3  the digest of everything under data/ (§2.1.2)
tagmanifest-sha256.txt   §2.2.1  those of the three above, and of what describes them (§2.2.4)
"""

import re
from collections.abc import Mapping
from typing import Final

DECLARATION: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
PAYLOAD: Final = "data/"
MANIFEST: Final = "manifest-sha256.txt"
TAG_MANIFEST: Final = "tagmanifest-sha256.txt"
_LINE: Final = re.compile(r"([0-9A-Fa-f]{64})[ \t]+\*?(\S.*)")
_WRITTEN: Final = (("%", "%25"), ("\n", "%0A"), ("\r", "%0D"))


class BadManifest(ValueError):  # noqa: N818 – states what was found
    """A line that says no digest of any file, counted from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def info(about: Mapping[str, str], files: int, octets: int) -> bytes:
    """A label and what it says, a line each; `Payload-Oxum` tells at a glance if something is
    missing.
    """
    said = {**about, "Payload-Oxum": f"{octets}.{files}"}
    return "".join(f"{label}: {' '.join(text.split())}\n" for label, text in said.items()).encode()


def manifest(digests: Mapping[str, str]) -> bytes:
    """By the path of each file in the bag."""
    return "".join(f"{digest}  {_in_a_line(path)}\n" for path, digest in digests.items()).encode()


def read_manifest(body: bytes) -> Mapping[str, str]:
    """As `manifest` wrote it, or another program. Raises `BadManifest`."""
    digests = {}
    for number, line in enumerate(body.splitlines(), 1):
        try:
            found = _LINE.fullmatch(line.decode())
        except UnicodeDecodeError as wrong:
            raise BadManifest(number) from wrong
        if found is None:
            raise BadManifest(number)
        digests[_out_of_a_line(found[2])] = found[1].lower()
    return digests


def _in_a_line(path: str) -> str:
    for sign, written in _WRITTEN:
        path = path.replace(sign, written)
    return path


def _out_of_a_line(path: str) -> str:
    for sign, written in reversed(_WRITTEN):
        path = re.sub(written, sign, path, flags=re.IGNORECASE)
    return path
