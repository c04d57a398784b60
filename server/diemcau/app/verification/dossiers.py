"""Proving what outlives a conference: the chain of each log holds, and its rules can replay it."""

from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Any

from diemcau.app.dossiers import Rules
from diemcau.app.ports.dossiers import DossierLogs
from diemcau.app.verification.findings import Finding, Flaw, FlawKind
from diemcau.domain.nouns.ids import DossierId
from diemcau.protocol.records import Record, first_broken

AnyRules = Rules[Any, Any, Any]


async def verify_dossiers(logs: DossierLogs, kinds: Iterable[AnyRules]) -> AsyncIterator[Finding]:
    rules = {each.kind: each for each in kinds}
    for dossier in await logs.dossiers():
        log = await logs.read(dossier)
        yield Finding(dossier, len(log), tuple(_flaws(dossier, log, rules)))


def _flaws(dossier: DossierId, log: Sequence[Record], rules: dict[str, AnyRules]) -> Iterable[Flaw]:
    """A broken log is not replayed: what it says is not what happened."""
    if (broken := first_broken(dossier, log)) is not None:
        return [Flaw(FlawKind.RECORD, str(broken))]
    own = rules.get(dossier.partition("/")[0])
    unread = 1 if own is None else _unreadable(dossier, log, own)
    return [Flaw(FlawKind.UNREADABLE, str(unread))] if unread else []


def _unreadable(dossier: DossierId, log: Sequence[Record], rules: AnyRules) -> int | None:
    state = rules.begin(dossier)
    for record in log:
        try:
            state = rules.evolve(state, rules.shapes.read(record))
        except Exception:  # noqa: BLE001 – whatever it is, no rule of ours wrote it
            return record.seq
    return None
