"""Documents of OpenDocument (ODF 1.3): nothing in them listens, starts or fetches."""

from collections.abc import Mapping
from typing import Final

from diemcau.app.files.links import harmless, leads_out
from diemcau.app.files.refusals import FileHasMacros

_LINKS: Final = frozenset({"a"})
"""What leads somewhere when it is pressed; every other reference stays in the file."""
_ACTS_WORDS: Final = (
    "event-listener script execute-macro applet plugin floating-frame object-ole dde-source "
    "dde-link dde-connection dde-connection-decl dde-connection-decls cell-content-source "
    "section-source cell-range-source connection-resource query"
)
_ACTS: Final = frozenset(_ACTS_WORDS.split())
"""Elements that run something or take in what is elsewhere (ODF 1.3, part 3)."""
_PRESENTS_WORDS: Final = "none previous-page next-page first-page last-page hide stop show fade-out"
_PRESENTS: Final = frozenset(_PRESENTS_WORDS.split())
"""What a press on a slide may do (19.391, presentation:action)."""


class OpenLook:
    """`Look` of one document."""

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "event-listener" and attributes.get("action") in _PRESENTS:
            name = ""
        if name in _ACTS:
            raise FileHasMacros(f"{name} {attributes.get('href', '')}")
        target = attributes.get("href", "")
        if not harmless(target) or (name not in _LINKS and _leaves(target)):
            raise FileHasMacros(f"{name} {target}")

    def said(self, text: str) -> None:
        """What is written does nothing here."""


def _leaves(target: str) -> bool:
    return leads_out(target) or target.startswith("/") or ".." in target.split("/")
