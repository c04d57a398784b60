"""Proving the security log: its chain holds from the first note to the last."""

from collections.abc import AsyncIterator, Sequence
from typing import Final

from diemcau.app.ports.security import SecurityLog
from diemcau.app.verification.findings import SECURITY, Finding, Flaw, FlawKind
from diemcau.protocol.chain import Head
from diemcau.protocol.security_notes import Link, first_broken

_AT_ONCE: Final = 1000


async def verify_security(log: SecurityLog) -> Finding:
    last, count = None, 0
    try:
        async for links in pieces(log):
            if (broken := first_broken(last, links)) is not None:
                return Finding(SECURITY, count, (Flaw(FlawKind.NOTE, str(broken)),))
            last, count = Head(links[-1].no, links[-1].digest), count + len(links)
    except (ValueError, TypeError, AttributeError) as wrong:
        told = f"after {last.seq if last else 0} ({wrong})"
        return Finding(SECURITY, count, (Flaw(FlawKind.NOTE, told),))
    return Finding(SECURITY, count)


async def pieces(log: SecurityLog) -> AsyncIterator[Sequence[Link]]:
    """It grows for years, and is never held whole."""
    no = 0
    while links := await log.links(no, _AT_ONCE):
        yield links
        no = links[-1].no
