"""How archives read a package: METS by the schema of the Library of Congress, EAD by what its
schema asks of the elements that we write.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from lxml import etree

METS: Final = "{http://www.loc.gov/METS/}"
EAD: Final = "{urn:isbn:1-931666-22-9}"
HREF: Final = "{http://www.w3.org/1999/xlink}href"
_XS: Final = "{http://www.w3.org/2001/XMLSchema}"
_SCHEMAS: Final = Path(__file__).parents[1] / "protocol" / "schemas"

_ORDERED: Final[Mapping[str, str]] = {
    "ead": "eadheader archdesc",
    "eadheader": "eadid filedesc profiledesc",
    "filedesc": "titlestmt publicationstmt notestmt",
    "titlestmt": "titleproper",
    "notestmt": "note",
    "profiledesc": "creation langusage",
    "archdesc": "did accessrestrict dsc",
    "c01": "did odd",
    "accessrestrict": "p",
    "odd": "p",
    "note": "p",
    "dsc": "c01",
}
"""What may stand in an element, in this order."""
_MIXED: Final[Mapping[str, str]] = {
    "publicationstmt": "publisher date",
    "did": "unitid unittitle unitdate origination physdesc langmaterial repository dao",
    "origination": "corpname",
    "physdesc": "extent",
    "langmaterial": "language",
    "langusage": "language",
    "repository": "corpname address",
    "address": "addressline",
}
"""What may stand in an element, in any order."""
_ASKED: Final[Mapping[str, str]] = {
    "ead": "eadheader archdesc",
    "eadheader": "eadid filedesc",
    "filedesc": "titlestmt",
    "titlestmt": "titleproper",
    "archdesc": "did",
    "c01": "did",
    "dsc": "c01",
}
"""What has to stand in it."""


@cache
def mets_schema() -> etree.XMLSchema:
    """As it is published, but for the place of the other that it takes in."""
    tree = etree.parse(str(_SCHEMAS / "mets-1.12.1.xsd"))
    (taken_in,) = tree.iter(f"{_XS}import")
    taken_in.set("schemaLocation", str(_SCHEMAS / "xlink.xsd"))
    return etree.XMLSchema(tree)


def amiss_in_ead(root: Any) -> Iterator[str]:
    """What the schema of EAD 2002 would refuse, by the path of the element."""
    for element in root.iter():
        name = etree.QName(element).localname
        if etree.QName(element).namespace != EAD[1:-1]:
            yield f"{name}: of another namespace"
        below = [etree.QName(each).localname for each in element]
        ordered = _ORDERED.get(name, "").split()
        allowed = {*ordered, *_MIXED.get(name, "").split()}
        yield from (f"{name}/{each}: not there" for each in below if each not in allowed)
        if ordered and sorted(below, key=ordered.index) != below:
            yield f"{name}: not in order"
        asked = _ASKED.get(name, "").split()
        yield from (f"{name}/{each}: missing" for each in asked if each not in below)
    for element in root.iter(f"{EAD}archdesc", f"{EAD}c01"):
        if element.get("level") not in {"file", "item"}:
            yield f"{etree.QName(element).localname}/@level"
