"""What every text as Akoma Ntoso 3.0 (OASIS LegalDocML) has: its elements, and which text it is.

A text is told of on three levels (FRBR): the work, the expression in which it is read, the file.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from diemcau.app.text.plain_text import on_one_line, plain

AKN: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
AKN_TYPE: Final = "application/akn+xml"
EDITOR: Final = "diem-cau"
_LEVELS: Final = ("FRBRWork", "FRBRExpression", "FRBRManifestation")
ET.register_namespace("akn", AKN)


class FrbrLevel(NamedTuple):
    """`author` by its id in the references, `named` what happened on that day; `alias` is another
    name of it, `version` its number among others.
    """

    uri: str
    author: str
    on: date
    named: str
    alias: str = ""
    version: int = 0


def identified(meta: ET.Element, levels: Sequence[FrbrLevel]) -> None:
    """The work is of Vietnam, the expression in Vietnamese."""
    identification = inside(meta, "identification", source=f"#{EDITOR}")
    for name, told in zip(_LEVELS, levels, strict=True):
        level = inside(identification, name)
        inside(level, "FRBRthis", value=f"{told.uri}/!main")
        inside(level, "FRBRuri", value=told.uri)
        if told.alias:
            inside(level, "FRBRalias", value=told.alias, name="anchor")
        inside(level, "FRBRdate", date=told.on.isoformat(), name=told.named)
        inside(level, "FRBRauthor", href=f"#{told.author}")
        if name == "FRBRWork":
            inside(level, "FRBRcountry", value="vn")
        if told.version:
            inside(level, "FRBRversionNumber", value=str(told.version))
        if name == "FRBRExpression":
            inside(level, "FRBRlanguage", language="vie")


def about(references: ET.Element, kind: str, which: str, name: str) -> None:
    ontology = "organization" if kind == "TLCOrganization" else "person"
    href = f"/akn/ontology/{ontology}/vn/{which}"
    inside(references, kind, eId=which, href=href, showAs=name)


def inside(parent: ET.Element, tag: str, text: str = "", /, **attributes: str) -> ET.Element:
    said = {name: on_one_line(value) for name, value in attributes.items()}
    made = ET.SubElement(parent, f"{{{AKN}}}{tag}", said)
    made.text = plain(text) or None
    return made


def as_bytes(root: ET.Element) -> bytes:
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made
