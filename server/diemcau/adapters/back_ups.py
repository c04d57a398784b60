"""Back-ups as they are seen from here: files that somebody else's job lays in a folder."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from diemcau.app.ports.installation import BackUp


class BackUpSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`folder` is where they come in, empty: nobody looks; the last is to be younger than so many
    `hours`.
    """

    folder: str = ""
    hours: Annotated[int, Meta(ge=1)] = 26


def newest(folder: str) -> BackUp | None:
    """None where there is none, or the folder cannot be read."""
    try:
        files = [each for each in Path(folder).iterdir() if each.is_file()]
        last = max(files, key=lambda each: each.stat().st_mtime, default=None)
        return _seen(last) if last else None
    except OSError:
        return None


def _seen(file: Path) -> BackUp:
    known = file.stat()
    return BackUp(file.name, datetime.fromtimestamp(known.st_mtime, UTC), known.st_size)
