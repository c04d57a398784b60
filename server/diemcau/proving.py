"""The verbs that prove: what is kept, by itself and against what somebody kept elsewhere, and one
conference as a file for anybody to prove.
"""

import argparse
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO, Final

from diemcau import bootstrap
from diemcau.adapters import anchors
from diemcau.adapters.store import Store
from diemcau.app.library.exporting import exported
from diemcau.app.verification import (
    Finding,
    against,
    since,
    verify_export,
    verify_meeting,
    verify_package,
    verify_store,
)
from diemcau.config import Configuration
from diemcau.domain.nouns.ids import MeetingId
from diemcau.protocol import exports, ledger
from diemcau.protocol.anchors import Anchor

PACKAGE: Final = ".zip"
"""No conference has a dot in its name."""


def add_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("meeting", nargs="?", help="only this one; or an archive package, a .zip")
    verb.add_argument("--against", metavar="FILE", help="a ledger of anchors, or a published PDF")
    verb.add_argument("--export", metavar="FILE", help="prove this export, without any store")


def add_export_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("meeting")
    verb.add_argument("--to", metavar="FILE", help="otherwise it goes to the standard output")


async def export(settings: Configuration, asked: argparse.Namespace) -> int:
    """0 when it is written, 1 when it is not: no such conference, or such a file already."""
    meeting = MeetingId(asked.meeting)
    async with bootstrap.stored(settings) as store:
        if not await store.events.read(meeting, limit=1):
            print(f"{meeting}: no log is here.", file=sys.stderr)
            return 1
        try:
            with _opened(asked.to) as file:
                async for line in exported(store.events, store.files, meeting):
                    file.write(line)
        except OSError as wrong:
            print(f"Not written: {wrong}", file=sys.stderr)
            return 1
    return 0


def _opened(path: str | None) -> AbstractContextManager[IO[bytes]]:
    """For its owner alone: an export holds what is not public. One that is there stays."""
    if path is None:
        return nullcontext(sys.stdout.buffer)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


async def verify(settings: Configuration, asked: argparse.Namespace) -> int:
    """0 when everything is proven, 1 when something is not, 2 when there is nothing to go by."""
    kept = _kept(asked.against)
    if kept is None:
        return 2
    if asked.export:
        return _verify_export(asked.export, kept)
    if asked.meeting and asked.meeting.endswith(PACKAGE):
        return _verify_package(asked.meeting, kept)
    proven = True
    if asked.against:
        proven = await _seals_hold(settings, asked.against, _lines(asked.against))
    async with bootstrap.stored(settings) as store:
        async for finding, words in _found(store, asked.meeting, kept):
            print(f"{finding.about}: {words}")
            proven = proven and finding.proven
        for change in since(await store.accounts.history(), kept):
            print(f"accounts: changed since the anchor, {change}")
    return 0 if proven else 1


def _lines(path: str) -> Sequence[bytes]:
    return Path(path).read_bytes().splitlines()


async def _seals_hold(settings: Configuration, path: str, lines: Sequence[bytes]) -> bool:
    """Of the lines that bear one; another is as good as the place where it was kept."""
    signatures, names = bootstrap.signatures(settings), Counter[str]()
    good = True
    for number, line in ledger.sealed_in(lines):
        found = await signatures.attests(ledger.to_be_sealed(line), line.seal)
        when = ", with the time of an authority" if found.stamped else ""
        whose = "trusted" if found.trusted else "vouched for by nobody named"
        names[f"{found.by}, {whose}{when}"] += 1
        if not found.sound:
            good = False
            print(f"{path}: the seal of line {number} is not one for what it says.")
    for name, count in names.items():
        print(f"{path}: {count} lines sealed by {name}.")
    return good


def _verify_export(path: str, kept: Sequence[Anchor]) -> int:
    try:
        with Path(path).open("rb") as file:
            finding = verify_export(exports.read(file), kept)
    except (OSError, exports.BadExport) as wrong:
        print(f"Not an export: {path}, {wrong}", file=sys.stderr)
        return 2
    print(f"{finding.about}: {_in_words(finding)}")
    return 0 if finding.proven else 1


def _verify_package(path: str, kept: Sequence[Anchor]) -> int:
    """Without any store: whoever was handed it may have none."""
    try:
        with Path(path).open("rb") as file:
            finding = verify_package(path, file, kept)
    except OSError as wrong:
        print(f"Not read: {wrong}", file=sys.stderr)
        return 2
    print(f"{finding.about}: {_in_words(finding)}")
    return 0 if finding.proven else 1


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
