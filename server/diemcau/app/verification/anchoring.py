"""Notes elsewhere how far every log has come, so that nobody rewrites it unseen.

How this works. A ledger outside of the database is added to whenever a conference, a dossier, the
accounts, the lists or the security log have gone on, and once a day with everything there is: the
last line of a day stands for the whole store. It is looked at every minute, so that a publication
or an end is noted within one. Several nodes may each note the same; that does no harm.
"""

import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple, Protocol

from diemcau.app.files.signatures import Signatures
from diemcau.app.ports.world import Clock, Unavailable
from diemcau.app.verification.whole import Kept
from diemcau.domain.nouns.ids import MeetingId
from diemcau.protocol.anchors import ACCOUNTS, BESIDE, LISTS, SECURITY, Anchor, of_a_dossier
from diemcau.protocol.chain import Head
from diemcau.protocol.ledger import LedgerLine, to_be_sealed, written

log = logging.getLogger(__name__)


class Ledger(Protocol):
    """A file elsewhere, to which is only ever added."""

    async def anchors(self) -> Sequence[Anchor]:
        """All that were noted, oldest first."""

    async def add(self, line: bytes) -> None:
        """On the disk before this returns. Both raise `Unavailable`."""


class Chains(NamedTuple):
    kept: Kept
    ledger: Ledger
    signatures: Signatures
    clock: Clock


class Anchoring:
    """Run again and again; what could not be noted now is noted later."""

    def __init__(self, world: Chains) -> None:
        self._world = world
        self._noted: dict[MeetingId, Head] | None = None
        self._day: date | None = None

    async def run(self) -> None:
        try:
            await self._note()
        except Unavailable as away:
            self._noted = None
            log.warning("heads are not noted: %s", away)

    async def _note(self) -> None:
        now = self._world.clock.now()
        noted = await self._known()
        grown = {meeting: head async for meeting, head in self._grown(noted)}
        heads = {**noted, **grown}
        if due := heads if self._day != now.date() else grown:
            await self._world.ledger.add(await self._line(now, due))
        self._noted, self._day = heads, now.date()

    async def _line(self, at: datetime, heads: Mapping[MeetingId, Head]) -> bytes:
        """Under the seal where there is one."""
        anchors = [str(Anchor(meeting, head)) for meeting, head in sorted(heads.items())]
        plain = LedgerLine(at, anchors)
        seal = await self._world.signatures.attested(to_be_sealed(plain))
        return written(LedgerLine(at, anchors, seal))

    async def _known(self) -> dict[MeetingId, Head]:
        if self._noted is None:
            anchors = await self._world.ledger.anchors()
            self._noted = {each.meeting: each.head for each in anchors}
        return self._noted

    async def _grown(
        self, noted: Mapping[MeetingId, Head]
    ) -> AsyncIterator[tuple[MeetingId, Head]]:
        kept = self._world.kept
        seen = {each.meeting: 0 for each in await kept.library.headlines(None)} | {
            meeting: head.seq for meeting, head in noted.items() if _of_a_conference(meeting)
        }
        for meeting in sorted(await kept.events.grown(seen)):
            *_, last = await kept.events.read(meeting, seen[meeting])
            yield meeting, Head(last.seq, last.digest)
        for dossier, end in sorted((await kept.dossiers.heads()).items()):
            if noted.get(MeetingId(dossier)) != end:
                yield MeetingId(dossier), end
        for change in (await kept.accounts.history())[-1:]:
            if noted.get(ACCOUNTS) != (head := Head(change.seq, change.digest)):
                yield ACCOUNTS, head
        for name, chain in ((LISTS, kept.lists), (SECURITY, kept.security_log)):
            if (last_of_it := await chain.head()) not in {None, noted.get(name)}:
                yield name, last_of_it


def _of_a_conference(meeting: MeetingId) -> bool:
    return meeting not in BESIDE and not of_a_dossier(meeting)
