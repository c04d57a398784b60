"""Parts of XML are walked once, as they are unpacked: no tree is built and no part is held whole.

What a part costs is what stands in it, whatever its size: sixteen megabytes of empty elements pack
into sixteen kilobytes. So elements are counted over the whole file.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final, Protocol

from lxml import etree

from diemcau.app.files.refusals import FileTooCostly

MOST_ELEMENTS: Final = 2_000_000
"""A sheet of a million cells, each with its value."""
_PARSER: Final[Mapping[str, Any]] = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
}
_PARAGRAPHS: Final = frozenset({"p", "si", "is", "h", "br", "line-break", "tab"})
"""Where one line ends and another begins, in the vocabulary of whatever office wrote it."""


class Look(Protocol):
    """Told of everything that stands in a part, in its order; raises what it refuses."""

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        """Names without their namespaces."""

    def said(self, text: str) -> None: ...


class Walk:
    """One for a whole file; the lines it has read are in `lines`."""

    def __init__(self, look: Look) -> None:
        self.lines: list[str] = []
        self._line: list[str] = []
        self._look = look
        self._left = MOST_ELEMENTS

    def read(self, pieces: Iterable[bytes], *, leniently: bool = False) -> None:
        """`leniently`: what browsers would read too (the drawings of old offices)."""
        parser = etree.XMLParser(target=self, recover=leniently, **_PARSER)
        for piece in pieces:
            parser.feed(piece)
        parser.close()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._left -= 1
        if self._left < 0:
            raise FileTooCostly
        name = local(tag)
        self._look.opened(name, {local(key): value for key, value in attributes.items()})
        self._break(name)

    def end(self, tag: str) -> None:
        self._break(local(tag))

    def data(self, text: str) -> None:
        self._line.append(text)
        self._look.said(text)

    def close(self) -> None:
        self._break("p")

    def _break(self, name: str) -> None:
        if name in _PARAGRAPHS and self._line:
            self.lines.append("".join(self._line))
            self._line.clear()


def local(name: str) -> str:
    return name.rpartition("}")[2]
