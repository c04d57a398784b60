"""Proving the lists that are drawn from no log: their history holds, and they are what it gives."""

import msgspec

from diemcau.app.ports.lists import Lists
from diemcau.app.verification.findings import LISTS, Finding, Flaw, FlawKind
from diemcau.protocol.list_changes import first_broken, given_by


async def verify_lists(lists: Lists) -> Finding:
    """Looked at once more before anything is said: they may have changed between two looks."""
    finding = await _looked_at(lists)
    return finding if finding.proven else await _looked_at(lists)


async def _looked_at(lists: Lists) -> Finding:
    found = {(each.table, each.key): each.digest for each in await lists.lines()}
    history = await lists.history()
    if (broken := first_broken(history)) is not None:
        return Finding(LISTS, len(history), (Flaw(FlawKind.LIST_HISTORY, str(broken)),))
    try:
        given = given_by(history)
    except msgspec.DecodeError as wrong:
        return Finding(LISTS, len(history), (Flaw(FlawKind.LIST_HISTORY, str(wrong)),))
    other = [which for which in given.keys() | found.keys() if given.get(which) != found.get(which)]
    flaws = (Flaw(FlawKind.LISTED, ": ".join(which)) for which in sorted(other))
    return Finding(LISTS, len(history), tuple(flaws))
