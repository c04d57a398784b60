"""The verb that proves: what is kept, by itself and against what somebody kept elsewhere."""

import argparse
import sys
from collections.abc import AsyncIterator, Sequence

from diemcau import bootstrap
from diemcau.adapters import anchors
from diemcau.adapters.store import Store
from diemcau.app.verification import Finding, against, since, verify_meeting, verify_store
from diemcau.config import Settings
from diemcau.domain.ids import MeetingId
from diemcau.protocol.anchors import Anchor


def add_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("meeting", nargs="?", help="only this one")
    verb.add_argument("--against", metavar="FILE", help="a ledger of anchors, or a published PDF")


async def verify(settings: Settings, asked: argparse.Namespace) -> int:
    """0 when everything is proven, 1 when something is not, 2 when there is nothing to go by."""
    kept = _kept(asked.against)
    if kept is None:
        return 2
    proven = True
    async with bootstrap.stored(settings) as store:
        async for finding, words in _found(store, asked.meeting, kept):
            print(f"{finding.about}: {words}")
            proven = proven and finding.proven
        for change in since(await store.accounts.history(), kept):
            print(f"accounts: changed since the anchor, {change}")
    return 0 if proven else 1


async def _found(
    store: Store, meeting: str | None, kept: Sequence[Anchor]
) -> AsyncIterator[tuple[Finding, str]]:
    if meeting:
        finding = await verify_meeting(store, MeetingId(meeting))
        yield finding, _in_words(finding)
    else:
        async for finding in verify_store(store):
            yield finding, _in_words(finding)
    asked = [each for each in kept if meeting in {None, each.meeting}]
    async for finding in against(store, asked):
        yield finding, _against_in_words(finding)


def _kept(path: str | None) -> Sequence[Anchor] | None:
    """Nothing, said aloud, where a file was named that holds no anchor."""
    if path is None:
        return []
    try:
        found = anchors.kept_in(path)
    except OSError as wrong:
        print(f"Not read: {wrong}", file=sys.stderr)
        return None
    if not found:
        print(f"No anchor stands in {path}.", file=sys.stderr)
    return found or None


def _in_words(finding: Finding) -> str:
    if finding.proven:
        return f"{finding.records} records, all that is kept of it holds."
    return _flaws(finding)


def _against_in_words(finding: Finding) -> str:
    if finding.proven:
        return f"{finding.records} anchors hold."
    return _flaws(finding)


def _flaws(finding: Finding) -> str:
    return "; ".join(map(str, finding.flaws)) + "."
