"""Where a link may lead: to a page or a mailbox, once somebody presses it."""

import re
from typing import Final

_SCHEME: Final = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.\-]*):")
_TAKEN: Final = frozenset({"http", "https", "mailto", "tel", "ftp"})


def leads_out(target: str) -> bool:
    """Whether it names something that is not in the file: a scheme, or another machine."""
    return bool(_SCHEME.match(target)) or _plain(target).startswith("//")


def harmless(target: str) -> bool:
    """A place in the file, beside it, on this very disk, or a page; no script, no share."""
    found = _SCHEME.match(target)
    if found is None:
        return not _plain(target).startswith("//")
    scheme = found[1].lower()
    if scheme == "file":
        rest = _plain(target[found.end() :])
        return not rest.startswith("//") or (rest.startswith("///") and rest[3:4] != "/")
    return scheme in _TAKEN or (len(scheme) == 1 and not _plain(target).startswith("//"))


def _plain(target: str) -> str:
    return target.strip().replace("\\", "/")
