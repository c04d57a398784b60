"""No line breaks after a hyphen inside of a word: "KN-2023-0005" is one.

Our PDF breaks lines at blanks alone; a word processor would break there too, and what follows would
stand elsewhere in the two files. So such a hyphen is a sign of its own (`w:noBreakHyphen`,
ISO/IEC 29500-1 §17.3.3.18), which is read and copied as a hyphen.
"""

import re
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_INSIDE: Final = re.compile(r"(?<=\S)-(?=\S)")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def hold_together(root: Any) -> None:  # noqa: ANN401 – an element of the library
    for text in [*root.iter(qn("w:t"))]:
        text.text, *others = _INSIDE.split(text.text or "")
        last = text
        for words in others:
            for each in (OxmlElement("w:noBreakHyphen"), _text(words)):
                last.addnext(each)
                last = each


def _text(words: str) -> Any:  # noqa: ANN401
    made = OxmlElement("w:t")
    made.text = words
    made.set(_SPACE, "preserve")
    return made
