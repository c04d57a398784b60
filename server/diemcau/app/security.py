"""The security log: who came in, who failed, who was kept out, and what was changed or taken along.

It is kept apart from the records of conferences, in a table to which the database lets nobody do
anything but add, and is said on the stream `diemcau.security` as it is written. Logins, names of
sites and addresses stand in it; passwords, PINs, links and tokens never do.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from diemcau.app.ports.people import Session
from diemcau.app.ports.security import Noted, SecurityLog, SecurityNote
from diemcau.app.ports.world import Clock, Unavailable
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.conference import ConsoleHanded, ConsoleTakenBack
from diemcau.domain.nouns.ids import MeetingId

_stream: Final = logging.getLogger("diemcau.security")
_LONGEST: Final = 500
"""Letters of what a note is about."""
_OF_THE_RECORD: Final[Mapping[str, Noted]] = {
    ConsoleHanded.stored: Noted.CONSOLE_HANDED,
    ConsoleTakenBack.stored: Noted.CONSOLE_TAKEN_BACK,
}
"""What a conference's own record says, and who keeps watch over the doors reads as well."""
BAD_NEWS: Final = frozenset({Noted.FAILED, Noted.KEPT_OUT})


def nobody(_: SecurityNote) -> None:
    """Where no other system listens."""


@dataclass(frozen=True)
class Security:
    """`tell` hands each note on to whoever listens elsewhere, and does not wait for them."""

    log: SecurityLog
    clock: Clock
    tell: Callable[[SecurityNote], None] = nobody

    async def note(
        self, what: Noted, who: str, *, address: str = "", about: str = "", meeting: str = ""
    ) -> None:
        kept = await self.log.append(
            SecurityNote(
                at=self.clock.now(),
                what=what,
                who=who,
                address=address,
                about=about[:_LONGEST],
                meeting=meeting,
            )
        )
        told = {"who": who, "address": address, "about": kept.about, "meeting": meeting}
        level = logging.WARNING if what in BAD_NEWS else logging.INFO
        _stream.log(level, what.value, extra={name: each for name, each in told.items() if each})
        self.tell(kept)


def said_of(login: str) -> str:
    return f"login/{login}"


def who_is(session: Session) -> str:
    return said_of(session.login) if session.login else f"site/{session.site or session.name}"


class Sentry:
    """Notes what this node wrote into the record of a conference and belongs in the security log
    too. It holds up nobody: the record has it already, whatever becomes of the note.
    """

    def __init__(self, tasks: asyncio.TaskGroup, security: Security) -> None:
        self._tasks, self._security = tasks, security

    def told(self, meeting: MeetingId, name: str, actor: Actor) -> None:
        if (what := _OF_THE_RECORD.get(name)) is not None:
            self._tasks.create_task(self._note(what, f"{actor.role}/{actor.name}", meeting))

    async def _note(self, what: Noted, who: str, meeting: MeetingId) -> None:
        try:
            await self._security.note(what, who, meeting=meeting)
        except Unavailable as away:
            _stream.warning("%s is not noted: %s", what.value, away)
