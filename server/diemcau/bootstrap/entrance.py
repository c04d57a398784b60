"""Who comes in, and what is written down of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from diemcau.adapters.chance import SystemChance
from diemcau.adapters.openid import OpenIdProvider
from diemcau.adapters.passkeys import WebauthnChecks
from diemcau.adapters.passwords import Argon2Passwords
from diemcau.adapters.sealing import AesSealing
from diemcau.adapters.store import Store
from diemcau.adapters.syslog import SyslogOverTls
from diemcau.app.admission.doors import Admission
from diemcau.app.admission.factors import Factors
from diemcau.app.background import in_background
from diemcau.app.office.founding import Founding
from diemcau.app.people.members import Members
from diemcau.app.people.openid import OpenIdDoor
from diemcau.app.ports.world import Clock
from diemcau.app.security import Security
from diemcau.config import Configuration
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId
from diemcau.edge.pages.account.openid import BACK

PINS_WAITING = 512
"""A PIN costs a tenth of a password, and a country's sites come in within the same minutes."""


def admission(settings: Configuration, store: Store, security: Security, clock: Clock) -> Admission:
    return Admission(
        accounts=store.accounts,
        sign_ins=store.sign_ins,
        sessions=store.sessions,
        passes=store.site_passes,
        attempts=store.attempts,
        secrets=store.secrets,
        factors=factors(store),
        bodies=store.bodies,
        security=security,
        passwords=Argon2Passwords(),
        pins=Argon2Passwords(passes=1, kibibytes=8 * 1024, waiting=PINS_WAITING),
        chance=SystemChance(),
        clock=clock,
        settings=settings.admission,
    )


def factors(store: Store) -> Factors:
    kept = (store.code_apps, store.recovery_codes, store.passkeys, store.spent_tokens)
    return Factors(*kept, AesSealing(store.secrets), WebauthnChecks())


def openid(settings: Configuration, store: Store, doors: Admission) -> OpenIdDoor:
    providers = {each.name: OpenIdProvider(each, doors.clock) for each in settings.openid.providers}
    back = f"{settings.identity.public_url}{BACK}"
    return OpenIdDoor(doors, store.identities, providers, back)


def founding(store: Store, security: Security) -> Founding:
    return Founding(
        accounts=store.accounts,
        book=store.office,
        secrets=store.secrets,
        passwords=Argon2Passwords(),
        chance=SystemChance(),
        security=security,
    )


def people(store: Store, doors: Admission, body: BodyId | None = FIRST_BODY) -> Members:
    return Members(doors, store.invitations, body)


@asynccontextmanager
async def guarding(settings: Configuration, store: Store, clock: Clock) -> AsyncIterator[Security]:
    """With another system that listens, if one is set."""
    if not settings.log.syslog:
        yield Security(store.security_log, clock)
        return
    other = SyslogOverTls(settings.log.syslog, settings.log.syslog_trust)
    async with in_background(other.run()):
        yield Security(store.security_log, clock, other.tell)
