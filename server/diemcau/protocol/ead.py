"""A file of an archive and the papers in it, described: EAD 2002 of the Society of American
Archivists, by its schema of 2021.

eadheader  of this description: whose it is, when and by what it was made
archdesc   of the file: its name, its days, who held it, how much it is, who may see it
dsc        of each paper: its number, its day, what it is, and where it lies
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from diemcau.protocol.xml_parts import as_bytes, inside, linked, outermost

EAD: Final = "urn:isbn:1-931666-22-9"
EAD_FILE: Final = "metadata/descriptive/EAD.xml"
"""Where programs of archives have it lie in a package."""
EAD_TYPE: Final = "text/xml"
_SCHEMA: Final = "http://www.loc.gov/ead/ead.xsd"
ET.register_namespace("ead", EAD)


class DescribedPaper(NamedTuple):
    """`path` from where the description lies."""

    title: str
    path: str
    number: str = ""
    on: date | None = None
    note: str = ""


class FindingAid(NamedTuple):
    """Of one file; `days` its first and its last, `made` that of the description, `access` who may
    see it, `note` what whoever receives it has to know of the description.
    """

    id: str
    title: str
    body: str
    place: str
    days: Sequence[date]
    extent: str
    access: str
    note: str
    program: str
    made: date


def written(aid: FindingAid, papers: Sequence[DescribedPaper]) -> bytes:
    root = outermost(EAD, "ead", _SCHEMA)
    _head(inside(root, "eadheader", langencoding="iso639-2b", countryencoding="iso3166-1"), aid)
    file = inside(root, "archdesc", level="file")
    _file(inside(file, "did"), aid)
    inside(inside(file, "accessrestrict"), "p", aid.access)
    contents = inside(file, "dsc", type="in-depth")
    for each in papers:
        _paper(inside(contents, "c01", level="item"), each)
    return as_bytes(root)


def _head(header: ET.Element, aid: FindingAid) -> None:
    inside(header, "eadid", aid.id, countrycode="VN")
    of_it = inside(header, "filedesc")
    inside(inside(of_it, "titlestmt"), "titleproper", aid.title)
    issued = inside(of_it, "publicationstmt")
    inside(issued, "publisher", aid.body)
    _dated(issued, "date", (aid.made,))
    inside(inside(inside(of_it, "notestmt"), "note"), "p", aid.note)
    profile = inside(header, "profiledesc")
    inside(profile, "creation", aid.program)
    _in_vietnamese(inside(profile, "langusage"))


def _file(told: ET.Element, aid: FindingAid) -> None:
    inside(told, "unitid", aid.id, countrycode="VN")
    inside(told, "unittitle", aid.title)
    _dated(told, "unitdate", aid.days)
    inside(inside(told, "origination"), "corpname", aid.body)
    inside(inside(told, "physdesc"), "extent", aid.extent)
    _in_vietnamese(inside(told, "langmaterial"))
    holder = inside(told, "repository")
    inside(holder, "corpname", aid.body)
    inside(inside(holder, "address"), "addressline", aid.place)


def _paper(component: ET.Element, paper: DescribedPaper) -> None:
    told = inside(component, "did")
    if paper.number:
        inside(told, "unitid", paper.number)
    inside(told, "unittitle", paper.title)
    _dated(told, "unitdate", () if paper.on is None else (paper.on,))
    linked(inside(told, "dao"), paper.path)
    if paper.note:
        inside(inside(component, "odd"), "p", paper.note)


def _dated(parent: ET.Element, tag: str, days: Sequence[date]) -> None:
    """One day, or from the first to the last; of none nothing is said."""
    if days:
        told = dict.fromkeys(days)
        words = " – ".join(f"{day:%d/%m/%Y}" for day in told)
        inside(parent, tag, words, normal="/".join(day.isoformat() for day in told))


def _in_vietnamese(parent: ET.Element) -> None:
    inside(parent, "language", "Tiếng Việt", langcode="vie")
