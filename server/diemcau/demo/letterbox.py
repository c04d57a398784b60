"""What the sites of a demo find in their letterboxes: a folder of letters, and in some a way in."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Final, NamedTuple

from diemcau.domain.nouns.ids import MeetingId, SiteCode

MAIL: Final = "diem-cau.example"
"""A name that can be nobody's (RFC 2606): whoever changes a site's address plays it."""
_WAY_IN: Final = re.compile(r"/join/link/([\w-]+).*/join/([\w-]+)", re.DOTALL)


class Invited(NamedTuple):
    """A site, where to, and its one-time link."""

    site: SiteCode
    meeting: MeetingId
    link: str


class Letterbox:
    """Whatever lies there when it is made was for others."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen = dict(self._there())

    def emptied(self) -> Iterator[Invited]:
        """Of letters that came, or came again, since the last time."""
        for file, written in self._there():
            if self._seen.get(file) != written:
                self._seen[file] = written
                yield from _read(file)

    def _there(self) -> list[tuple[Path, int]]:
        return [(file, file.stat().st_mtime_ns) for file in sorted(self._folder.glob("*.eml"))]


def _read(file: Path) -> Iterator[Invited]:
    letter = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert isinstance(letter, EmailMessage), "the policy says so"
    body, to = letter.get_body(("plain",)), letter["To"].addresses
    found = _WAY_IN.search(body.get_content()) if body else None
    if found and to and to[0].domain == MAIL:
        yield Invited(SiteCode(to[0].username), MeetingId(found[2]), found[1])
