"""Proving a store: every conference that anything here is of, and what is of none."""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from diemcau.app.dossier_kinds import KINDS
from diemcau.app.ports.dossiers import DossierLogs
from diemcau.app.ports.files import Files
from diemcau.app.ports.library import Library
from diemcau.app.ports.lists import Lists
from diemcau.app.ports.log import EventStore
from diemcau.app.ports.people import Accounts
from diemcau.app.ports.security import SecurityLog
from diemcau.app.verification import drawn, files, logs
from diemcau.app.verification.accounts import verify_accounts
from diemcau.app.verification.dossiers import is_dossier, verify_dossiers
from diemcau.app.verification.findings import Finding, Flaw, FlawKind
from diemcau.app.verification.lists import verify_lists
from diemcau.app.verification.security import verify_security
from diemcau.domain.nouns.ids import MeetingId


class Kept(Protocol):
    """The parts of a store that are proven."""

    @property
    def events(self) -> EventStore: ...
    @property
    def dossiers(self) -> DossierLogs: ...
    @property
    def library(self) -> Library: ...
    @property
    def files(self) -> Files: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def lists(self) -> Lists: ...
    @property
    def security_log(self) -> SecurityLog: ...


async def verify_store(store: Kept) -> AsyncIterator[Finding]:
    """One after another, in the order of their ids; then what is of no conference."""
    for meeting in await meetings_of(store):
        yield await verify_meeting(store, meeting)
    async for finding in verify_dossiers(store.dossiers, KINDS, store.files):
        yield finding
    yield await verify_accounts(store.accounts)
    yield await verify_lists(store.lists)
    yield await verify_security(store.security_log)


async def meetings_of(store: Kept) -> Sequence[MeetingId]:
    """Also those of which only the tables or files are left. Those of dossiers lie beside them."""
    brought = {each.meeting for each in await store.files.all() if not is_dossier(each.meeting)}
    return sorted({*await store.events.meetings(), *await store.library.meetings(), *brought})


async def verify_meeting(store: Kept, meeting: MeetingId) -> Finding:
    """Looked at once more before anything is said of the tables: a conference that is going on may
    have changed them meanwhile.
    """
    finding = await _looked_at(store, meeting)
    return finding if finding.proven else await _looked_at(store, meeting)


async def _looked_at(store: Kept, meeting: MeetingId) -> Finding:
    tables = await _tables(store.library, meeting)
    seqs = [tables.headline.seq] if isinstance(tables, drawn.Tables) and tables.headline else []
    proof = await logs.prove(store.events, meeting, *seqs)
    brought = [each for each in await store.files.all() if each.meeting == meeting]
    found = list(proof.flaws)
    if proof.states:
        found += files.missing(meeting, proof.log, [each.digest for each in brought])
    if isinstance(tables, Flaw):
        found.append(tables)
    elif proof.states:
        found += drawn.flaws(tables, proof.states, len(proof.log))
    found += [flaw async for flaw in files.flaws(store.files, brought)]
    return Finding(meeting, len(proof.log), tuple(found))


async def _tables(library: Library, meeting: MeetingId) -> drawn.Tables | Flaw:
    try:
        return await drawn.kept(library, meeting, await library.tasks(None))
    except (ValueError, TypeError, AttributeError) as wrong:
        return Flaw(FlawKind.TABLES, str(wrong).splitlines()[0])
