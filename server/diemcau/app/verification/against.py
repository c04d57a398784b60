"""What was anchored against what is here: the heads that somebody kept, one conference at a time.

A chain computed anew is a good chain; only its heads are others than they were.
"""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from diemcau.app.people import account_history
from diemcau.app.verification.findings import ACCOUNTS, LISTS, SECURITY, Finding, Flaw, FlawKind
from diemcau.app.verification.security import pieces
from diemcau.app.verification.whole import Kept
from diemcau.domain.nouns.ids import DossierId, MeetingId
from diemcau.protocol import anchors
from diemcau.protocol.account_changes import AccountChange
from diemcau.protocol.anchors import Anchor

_ABOUT: Final[Mapping[str, str]] = {
    anchors.ACCOUNTS: ACCOUNTS,
    anchors.LISTS: LISTS,
    anchors.SECURITY: SECURITY,
}


async def against(store: Kept, kept: Sequence[Anchor]) -> AsyncIterator[Finding]:
    """Findings count the anchors that were looked at."""
    by_seq = sorted(kept, key=lambda each: (each.meeting, each.head.seq))
    for meeting, some in groupby(by_seq, key=lambda each: each.meeting):
        digests = await _digests(store, meeting)
        these = list(some)
        yield Finding(_ABOUT.get(meeting, meeting), len(these), tuple(differing(these, digests)))


async def _digests(store: Kept, meeting: MeetingId) -> Mapping[int, bytes]:
    if meeting == anchors.ACCOUNTS:
        return {each.seq: each.digest for each in await store.accounts.history()}
    if meeting == anchors.LISTS:
        return {each.seq: each.digest for each in await store.lists.history()}
    if meeting == anchors.SECURITY:
        notes = pieces(store.security_log)
        return {each.no: each.digest async for links in notes for each in links}
    if anchors.of_a_dossier(meeting):
        return {each.seq: each.digest for each in await store.dossiers.read(DossierId(meeting))}
    return {each.seq: each.digest for each in await store.events.read(meeting)}


def differing(kept: Sequence[Anchor], digests: Mapping[int, bytes]) -> Iterator[Flaw]:
    """The first that differs says between which records; the ones after it follow from it."""
    last = kept[-1].head.seq
    if not digests:
        yield Flaw(FlawKind.GONE, str(last))
        return
    for each in kept:
        here = digests.get(each.head.seq)
        if here is not None and here != each.head.digest:
            yield Flaw(FlawKind.REWRITTEN, str(each.head.seq))
            break
    if last > max(digests):
        yield Flaw(FlawKind.CUT_OFF, f"{max(digests)} is the last here, {last}")


def since(history: Sequence[AccountChange], kept: Sequence[Anchor]) -> Iterator[str]:
    """What became of accounts after their last anchor: nothing vouches for that but a look."""
    seqs = [each.head.seq for each in kept if each.meeting == anchors.ACCOUNTS]
    for change in history:
        if seqs and change.seq > max(seqs):
            account = account_history.read(change)
            yield f"{change.login}: {account.post if account else 'removed'}"
