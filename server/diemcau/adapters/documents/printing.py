"""Documents become PDF/A-2b (ISO 19005-2) by Typst, with a font as wide as Times New Roman in them.

A program too, for a document that takes more than our own process should hold:
`python -m diemcau.adapters.documents.printing CPU MEGABYTES` with the inputs on standard input as
JSON; the file goes out on standard output.
"""

import sys
from collections.abc import Mapping
from typing import Final

import msgspec
import typst

from diemcau import resources
from diemcau.adapters import limits
from diemcau.adapters.documents.widths import FONTS

RULES: Final = resources.CONFIG / "decree30"


def printed(inputs: Mapping[str, str]) -> bytes:
    made: bytes = typst.compile(
        str(RULES / "document.typ"),
        root=str(RULES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="a-2b",
        sys_inputs=dict(inputs),
    )
    return made


def main(cpu: str, megabytes: str) -> None:
    limits.apply(int(cpu), int(megabytes), threads=True)
    inputs = msgspec.json.decode(sys.stdin.buffer.read(), type=dict[str, str])
    sys.stdout.buffer.write(printed(inputs))


if __name__ == "__main__":
    main(*sys.argv[1:])
