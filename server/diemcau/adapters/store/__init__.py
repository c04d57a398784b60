"""Where everything durable is kept; `open_store` gives it to the composition root."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

from diemcau.adapters.ballot_keys import FileBallotKeys, MemoryBallotKeys
from diemcau.adapters.store.accounts import SqlAccounts
from diemcau.adapters.store.attempts import SqlAttempts
from diemcau.adapters.store.ballot_keys import SqlBallotKeys
from diemcau.adapters.store.bodies import SqlBodyBook
from diemcau.adapters.store.calendar_feeds import SqlCalendarFeeds
from diemcau.adapters.store.contacts import ContactSeal
from diemcau.adapters.store.directory import MemoryDirectory, SqlDirectory
from diemcau.adapters.store.dossiers import MemoryDossierLogs, SqlDossierLogs
from diemcau.adapters.store.engine import PATIENCE, Database
from diemcau.adapters.store.factors import (
    SqlCodeApps,
    SqlPasskeys,
    SqlRecoveryCodes,
    SqlSpentTokens,
)
from diemcau.adapters.store.files import SqlFiles
from diemcau.adapters.store.identities import SqlIdentities
from diemcau.adapters.store.invitations import SqlInvitations, SqlSignIns
from diemcau.adapters.store.letters import SqlAddresses, SqlLetters
from diemcau.adapters.store.library import SqlLibrary
from diemcau.adapters.store.lists import SqlLists
from diemcau.adapters.store.log import SqlEventStore
from diemcau.adapters.store.machine_passes import MemoryMachinePasses, SqlMachinePasses
from diemcau.adapters.store.memory import (
    MemoryAccounts,
    MemoryAddresses,
    MemoryAttempts,
    MemoryBodyBook,
    MemoryCalendarFeeds,
    MemoryEventStore,
    MemoryFiles,
    MemoryLetters,
    MemoryOfficeBook,
    MemorySecrets,
    MemorySeriesBook,
    MemorySessions,
    MemorySitePasses,
)
from diemcau.adapters.store.memory_factors import (
    MemoryCodeApps,
    MemoryIdentities,
    MemoryPasskeys,
    MemoryRecoveryCodes,
    MemorySpentTokens,
)
from diemcau.adapters.store.memory_library import MemoryLibrary, MemoryLists, MemoryNumbers
from diemcau.adapters.store.memory_people import (
    MemoryInvitations,
    MemorySecurityLog,
    MemorySignIns,
)
from diemcau.adapters.store.migrate import IN_MEMORY, is_current, migrate, revision
from diemcau.adapters.store.move import move
from diemcau.adapters.store.numbers import SqlNumbers
from diemcau.adapters.store.office import SqlOfficeBook
from diemcau.adapters.store.personal import MemoryPersonalRows, SqlPersonalRows
from diemcau.adapters.store.petitioners import MemoryPetitioners, SqlPetitioners
from diemcau.adapters.store.secrets import SqlSecrets
from diemcau.adapters.store.security_log import SqlSecurityLog
from diemcau.adapters.store.series import SqlSeriesBook
from diemcau.adapters.store.sessions import SqlSessions
from diemcau.adapters.store.site_passes import SqlSitePasses
from diemcau.app.ports.ballots import BallotKeys
from diemcau.app.ports.bodies import BodyBook
from diemcau.app.ports.dossiers import DossierLogs
from diemcau.app.ports.factors import CodeApps, Passkeys, RecoveryCodes, SpentTokens
from diemcau.app.ports.files import Files
from diemcau.app.ports.invitations import Invitations, SignIns
from diemcau.app.ports.letters import Letters
from diemcau.app.ports.library import Library, Numbers
from diemcau.app.ports.lists import Lists
from diemcau.app.ports.log import EventStore
from diemcau.app.ports.machines import MachinePasses
from diemcau.app.ports.office import OfficeBook
from diemcau.app.ports.people import Accounts, Attempts, Sessions, SitePasses
from diemcau.app.ports.personal import PersonalRows
from diemcau.app.ports.petitioners import Petitioners
from diemcau.app.ports.providers import Identities
from diemcau.app.ports.security import Secrets, SecurityLog
from diemcau.app.ports.series import SeriesBook
from diemcau.app.ports.sites import Addresses, CalendarFeeds, Directory

__all__ = ["Store", "is_current", "migrate", "move", "open_store", "revision"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """Every repository over one database. `close` waits for what is under way."""

    events: EventStore
    dossiers: DossierLogs
    petitioners: Petitioners
    ballot_keys: BallotKeys
    accounts: Accounts
    invitations: Invitations
    sign_ins: SignIns
    code_apps: CodeApps
    recovery_codes: RecoveryCodes
    passkeys: Passkeys
    identities: Identities
    spent_tokens: SpentTokens
    sessions: Sessions
    site_passes: SitePasses
    machine_passes: MachinePasses
    attempts: Attempts
    secrets: Secrets
    security_log: SecurityLog
    office: OfficeBook
    bodies: BodyBook
    directory: Directory
    library: Library
    numbers: Numbers
    series: SeriesBook
    files: Files
    calendar_feeds: CalendarFeeds
    letters: Letters
    addresses: Addresses
    lists: Lists
    personal: PersonalRows
    close: Callable[[], Coroutine[None, None, None]]


def open_store(url: str, patience: float = PATIENCE, contacts: Path | None = None) -> Store:
    """`sqlite+aiosqlite:///path` or `postgresql+asyncpg://…` (their tables made by `migrate`), or
    `memory://`. `contacts` is the file with the keys under which telephones and addresses lie;
    without one they are kept as they are said.
    """
    if url == IN_MEMORY:
        return _in_memory()
    return _in(url, Database(url, patience), ContactSeal(contacts))


def _in(url: str, database: Database, contacts: ContactSeal) -> Store:
    return Store(
        events=SqlEventStore(database, contacts),
        dossiers=SqlDossierLogs(database),
        petitioners=SqlPetitioners(database),
        ballot_keys=_ballot_keys(url, database),
        accounts=SqlAccounts(database),
        invitations=SqlInvitations(database),
        sign_ins=SqlSignIns(database),
        code_apps=SqlCodeApps(database),
        recovery_codes=SqlRecoveryCodes(database),
        passkeys=SqlPasskeys(database),
        identities=SqlIdentities(database),
        spent_tokens=SqlSpentTokens(database),
        sessions=SqlSessions(database),
        site_passes=SqlSitePasses(database),
        machine_passes=SqlMachinePasses(database),
        attempts=SqlAttempts(database),
        secrets=SqlSecrets(database),
        security_log=SqlSecurityLog(database),
        office=SqlOfficeBook(database),
        bodies=SqlBodyBook(database),
        directory=SqlDirectory(database),
        library=SqlLibrary(database),
        numbers=SqlNumbers(database),
        series=SqlSeriesBook(database),
        files=SqlFiles(database),
        calendar_feeds=SqlCalendarFeeds(database),
        letters=SqlLetters(database, contacts),
        addresses=SqlAddresses(database, contacts),
        lists=SqlLists(database),
        personal=SqlPersonalRows(database),
        close=database.close,
    )


def _ballot_keys(url: str, database: Database) -> BallotKeys:
    if database.dialect == "sqlite":
        return FileBallotKeys(_beside(url))
    return SqlBallotKeys(database)


def _beside(url: str) -> Path:
    """A folder next to the file of the database, never inside what is copied with it."""
    return Path(f"{make_url(url).database}.ballot-keys")


def _in_memory() -> Store:
    sessions, numbers = MemorySessions(), MemoryNumbers()
    invitations, sign_ins = MemoryInvitations(), MemorySignIns()
    code_apps, recovery_codes = MemoryCodeApps(), MemoryRecoveryCodes()
    passkeys, identities = MemoryPasskeys(), MemoryIdentities()
    return Store(
        events=MemoryEventStore(),
        dossiers=MemoryDossierLogs(),
        petitioners=MemoryPetitioners(),
        ballot_keys=MemoryBallotKeys(),
        accounts=MemoryAccounts(
            sessions, invitations, sign_ins, code_apps, recovery_codes, passkeys, identities
        ),
        invitations=invitations,
        sign_ins=sign_ins,
        code_apps=code_apps,
        recovery_codes=recovery_codes,
        passkeys=passkeys,
        identities=identities,
        spent_tokens=MemorySpentTokens(),
        sessions=sessions,
        site_passes=MemorySitePasses(),
        machine_passes=MemoryMachinePasses(),
        attempts=MemoryAttempts(),
        secrets=MemorySecrets(),
        security_log=MemorySecurityLog(),
        office=MemoryOfficeBook(),
        bodies=MemoryBodyBook(),
        directory=MemoryDirectory(),
        library=MemoryLibrary(numbers),
        numbers=numbers,
        series=MemorySeriesBook(),
        files=MemoryFiles(),
        calendar_feeds=MemoryCalendarFeeds(),
        letters=MemoryLetters(),
        addresses=MemoryAddresses(),
        lists=MemoryLists(),
        personal=MemoryPersonalRows(),
        close=_nothing_to_close,
    )


async def _nothing_to_close() -> None:
    pass
