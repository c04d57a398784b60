"""What stands in a package, for programs of archives: METS 1.12 of the Library of Congress.

metsHdr    who made it, when, and with what
dmdSec     the file that describes it (`protocol.ead`), with its digest
fileSec    every file, with its type, size and digest
structMap  the folders in which they lie
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from diemcau.protocol.xml_parts import as_bytes, inside, linked, outermost

METS: Final = "http://www.loc.gov/METS/"
METS_FILE: Final = "METS.xml"
"""Where programs look for it: at the top of the package."""
_SCHEMA: Final = "http://www.loc.gov/standards/mets/mets.xsd"
_PACKAGES: Final = UUID("5c0b39e4-53a0-4e0c-9d3b-8f6a2f1e7d40")
"""The namespace in which what stands in a package gives it its name (RFC 9562, 5.5)."""
_DESCRIPTION: Final = "mo-ta"
ET.register_namespace("mets", METS)


class PackagedFile(NamedTuple):
    """`path` from where the METS file lies; `digest` its SHA-256, in hex."""

    path: str
    media_type: str
    octets: int
    digest: str
    title: str = ""


class PackageLabel(NamedTuple):
    """`note` is what whoever receives it has to know of this file."""

    folder: str
    title: str
    body: str
    program: str
    note: str
    at: datetime


def written(label: PackageLabel, description: PackagedFile, files: Sequence[PackagedFile]) -> bytes:
    """A package to hand over (SIP). It claims no profile: those of archives ask for more."""
    names = {"OBJID": package_urn(files), "LABEL": label.title, "TYPE": "SIP"}
    root = outermost(METS, "mets", _SCHEMA, **names)
    at = label.at.isoformat(timespec="seconds")
    _head(inside(root, "metsHdr", CREATEDATE=at), label)
    described = inside(root, "dmdSec", ID=_DESCRIPTION, CREATED=at)
    where = inside(described, "mdRef", LOCTYPE="URL", MDTYPE="EAD", **_known(description))
    linked(where, description.path)
    group = inside(inside(root, "fileSec"), "fileGrp", USE="data")
    for number, each in enumerate(files, 1):
        file = inside(group, "file", ID=_id(number), **_known(each))
        linked(inside(file, "FLocat", LOCTYPE="URL"), each.path)
    _folders(inside(root, "structMap", TYPE="physical"), label.folder, files)
    return as_bytes(root)


def package_urn(files: Iterable[PackagedFile]) -> str:
    """The same for the same files, and another as soon as one byte of them differs."""
    content = "".join(f"{each.digest}  {each.path}\n" for each in files)
    return uuid5(_PACKAGES, content).urn


def _head(header: ET.Element, label: PackageLabel) -> None:
    body = inside(header, "agent", ROLE="CREATOR", TYPE="ORGANIZATION")
    inside(body, "name", label.body)
    program = inside(header, "agent", ROLE="CREATOR", TYPE="OTHER", OTHERTYPE="SOFTWARE")
    inside(program, "name", label.program)
    inside(program, "note", label.note)


def _known(file: PackagedFile) -> dict[str, str]:
    return {
        "MIMETYPE": file.media_type,
        "SIZE": str(file.octets),
        "CHECKSUM": file.digest,
        "CHECKSUMTYPE": "SHA-256",
    }


def _folders(parent: ET.Element, name: str, files: Sequence[PackagedFile]) -> None:
    """A division a folder, in it one a file; called as Archivematica calls them and looks for them,
    since the standard has no words for it.
    """
    folders = {"": inside(parent, "div", TYPE="Directory", LABEL=name, DMDID=_DESCRIPTION)}
    for number, each in enumerate(files, 1):
        folder, _, own = each.path.rpartition("/")
        division = inside(_folder(folders, folder), "div", TYPE="Item", LABEL=each.title or own)
        inside(division, "fptr", FILEID=_id(number))


def _folder(folders: dict[str, ET.Element], path: str) -> ET.Element:
    if path not in folders:
        above, _, name = path.rpartition("/")
        folders[path] = inside(_folder(folders, above), "div", TYPE="Directory", LABEL=name)
    return folders[path]


def _id(number: int) -> str:
    return f"tep-{number:03}"
