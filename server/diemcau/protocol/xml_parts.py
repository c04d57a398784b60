"""Elements and links of the XML that programs of archives read (`mets`, `ead`).

Texts come as `app.text.plain_text` writes them out, so that XML can hold them.
"""

from typing import Final
from xml.etree import ElementTree as ET

XLINK: Final = "http://www.w3.org/1999/xlink"
_INSTANCE: Final = "http://www.w3.org/2001/XMLSchema-instance"
ET.register_namespace("xlink", XLINK)
ET.register_namespace("xsi", _INSTANCE)


def outermost(namespace: str, tag: str, schema: str, /, **attributes: str) -> ET.Element:
    """It says where its schema is, as archives ask."""
    where = {f"{{{_INSTANCE}}}schemaLocation": f"{namespace} {schema}"}
    return ET.Element(f"{{{namespace}}}{tag}", {**where, **attributes})


def inside(parent: ET.Element, tag: str, text: str = "", /, **attributes: str) -> ET.Element:
    """In the namespace of its parent. What is not known is not said, rather than said empty."""
    said = {name: value for name, value in attributes.items() if value}
    made = ET.SubElement(parent, f"{parent.tag.partition('}')[0]}}}{tag}", said)
    made.text = text or None
    return made


def linked(element: ET.Element, href: str) -> None:
    """`href` from where the file lies; its letters are those that an address takes as they are."""
    element.set(f"{{{XLINK}}}type", "simple")
    element.set(f"{{{XLINK}}}href", href)


def as_bytes(root: ET.Element) -> bytes:
    ET.indent(root)
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made
