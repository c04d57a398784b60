"""Proving what outlives a conference: the chain of each log holds, its rules can replay it, and the
files that it names are here.
"""

from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Any, NamedTuple

from diemcau.app.dossiers import Rules
from diemcau.app.ports.dossiers import DossierLogs
from diemcau.app.ports.files import Files
from diemcau.app.verification import files as proving
from diemcau.app.verification.findings import Finding, Flaw, FlawKind
from diemcau.domain.nouns.ids import DossierId, MeetingId
from diemcau.protocol.records import Record, first_broken

AnyRules = Rules[Any, Any, Any]


class _Replayed(NamedTuple):
    """What is wrong with a log, or the digests that it names."""

    flaws: Sequence[Flaw] = ()
    named: Sequence[str] = ()


def is_dossier(which: MeetingId | DossierId) -> bool:
    return "/" in which


async def verify_dossiers(
    logs: DossierLogs, kinds: Iterable[AnyRules], files: Files
) -> AsyncIterator[Finding]:
    rules = {each.kind: each for each in kinds}
    brought = [each for each in await files.all() if is_dossier(each.meeting)]
    for dossier in await logs.dossiers():
        log = await logs.read(dossier)
        told = _replayed(dossier, log, rules)
        own = [each for each in brought if each.meeting == MeetingId(dossier)]
        missing = sorted({*told.named} - {each.digest for each in own})
        flaws = [*told.flaws, *(Flaw(FlawKind.FILE_MISSING, each) for each in missing)]
        flaws += [flaw async for flaw in proving.flaws(files, own)]
        yield Finding(dossier, len(log), tuple(flaws))


def _replayed(dossier: DossierId, log: Sequence[Record], rules: dict[str, AnyRules]) -> _Replayed:
    """A broken log is not replayed: what it says is not what happened."""
    if (broken := first_broken(dossier, log)) is not None:
        return _Replayed([Flaw(FlawKind.RECORD, str(broken))])
    own = rules.get(dossier.partition("/")[0])
    if own is None:
        return _Replayed([Flaw(FlawKind.UNREADABLE, "1")])
    state = own.begin(dossier)
    for record in log:
        try:
            state = own.evolve(state, own.shapes.read(record))
        except Exception:  # noqa: BLE001 – whatever it is, no rule of ours wrote it
            return _Replayed([Flaw(FlawKind.UNREADABLE, str(record.seq))])
    return _Replayed(named=[*own.files(state)])
