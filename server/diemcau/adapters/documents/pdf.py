"""Documents as PDF/A-2b (ISO 19005-2) by Typst, with a font as wide as Times New Roman in them."""

import asyncio
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec
import typst

from diemcau import resources
from diemcau.adapters.documents.docx import written
from diemcau.adapters.documents.letters import drawn
from diemcau.adapters.documents.widths import FONTS
from diemcau.app.documents import Document, Letterhead

_RULES = resources.CONFIG / "decree30"
_KEPT = 64
"""Documents, of some hundred kilobytes each."""


class Decree30:
    """One version of the rules. Rendering takes a thread: some hundredths of a second of work, once
    for whoever asks for the same document again.
    """

    def __init__(self, letterhead: Letterhead, version: str = "2020") -> None:
        self.letterhead = letterhead
        text = (_RULES / f"{version}.toml").read_text(encoding="utf-8")
        self._rules: Mapping[str, Any] = tomllib.loads(text)
        self._printed = lru_cache(maxsize=_KEPT)(self._rendered)
        self._typed = lru_cache(maxsize=_KEPT)(self._written)

    async def pdf(self, document: Document) -> bytes:
        return await asyncio.to_thread(self._printed, document)

    async def docx(self, document: Document) -> bytes:
        return await asyncio.to_thread(self._typed, document)

    def _written(self, document: Document) -> bytes:
        return written(drawn(document), self._rules)

    def _rendered(self, document: Document) -> bytes:
        inputs = {"rules": self._rules, "document": drawn(document)}
        made: bytes = typst.compile(
            str(_RULES / "document.typ"),
            root=str(_RULES),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards="a-2b",
            sys_inputs={
                name: msgspec.json.encode(value).decode() for name, value in inputs.items()
            },
        )
        return made
