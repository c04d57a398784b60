"""Coming in by another's word: an account opens for whoever a provider says it is.

How this works: a browser leaves with a cookie from which state, nonce and verifier are made by a
key of ours, so that nothing is kept of those who leave and never come back. What comes back is
believed when the cookie is there, the state is its own, the provider takes the code and its token
is for this question; then the cookie is spent. Who somebody is there is kept as a digest.

An account is linked by its owner, at its own page, or was made by a grant: then post and body are
what the grant says at each coming in, and without one it opens no more. Passwords open as before:
when no provider answers, the admin still comes in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from diemcau.app.admission.challenges import Challenges
from diemcau.app.admission.devices import Device
from diemcau.app.admission.doors import Admission
from diemcau.app.admission.grants import check_follows_none
from diemcau.app.admission.locks import login_name
from diemcau.app.admission.refusals import (
    ElsewhereOver,
    ElsewhereRefused,
    IdentityTaken,
    IdentityUnknown,
    NoSuchIdentity,
    ProviderSilent,
)
from diemcau.app.admission.secrets import key_of, tidy_login
from diemcau.app.people.accounts import NewPerson, check_free, expect
from diemcau.app.ports.people import Account, Session, Whose
from diemcau.app.ports.providers import (
    Attempt,
    Claims,
    Grant,
    Identities,
    Identity,
    Provider,
    ProviderAway,
    ProviderSettings,
    ProviderWrong,
)
from diemcau.app.ports.security import Noted
from diemcau.app.security import who_is

MOST: Final = 10
"""Identities of one account."""
_LONGEST_NAME: Final = 200
_REMEMBERED: Final = timedelta(days=1)
"""For so long a logout token is known again; by then it is too old to be taken."""


@dataclass(frozen=True)
class ProviderAnswer:
    """What a browser brings back from a provider, in its address and its cookie."""

    cookie: str
    state: str
    code: str
    issuer: str = ""
    error: str = ""


@dataclass(frozen=True)
class OpenIdDoor:
    """`back` is the address of ours to which providers send browsers, its name before it."""

    admission: Admission
    identities: Identities
    providers: Mapping[str, Provider]
    back: str

    @property
    def offered(self) -> Sequence[ProviderSettings]:
        return [each.settings for each in self.providers.values()]

    # -- to the provider ---------------------------------------------------------------------------

    async def leave(self, name: str, session: Session | None = None) -> tuple[str, str]:
        """The cookie, and where to go; with a session to link its account. Raises `ProviderSilent`,
        and `ProofNeeded` where an account is to be linked.
        """
        if session:
            self.admission.inside.check_proved(session)
        cookie = (await self._challenges.new(_purpose(name, session))).decode()
        try:
            return cookie, await self.providers[name].address(await self._attempt(name, cookie))
        except ProviderAway as away:
            raise ProviderSilent from away

    # -- and back ----------------------------------------------------------------------------------

    async def enter(self, name: str, answer: ProviderAnswer, device: Device) -> tuple[str, Session]:
        """Raises `ElsewhereOver`, `ElsewhereRefused`, `ProviderSilent`, `IdentityUnknown`,
        `FollowsGrant`, `AccountAsleep`, and `SecondStepNeeded` where the provider asks for none.
        """
        claims = await self._told(name, answer, None)
        settings, door = self.providers[name].settings, self.admission
        account = await self._account(settings, claims)
        await door.inside.check_awake(account)
        if settings.second_step:
            return await door.opened(account, device, f"openid/{name}")
        return await door.entered(account, device)

    async def link(
        self, name: str, answer: ProviderAnswer, session: Session, device: Device
    ) -> None:
        """Raises what `enter` does of the answer, `IdentityTaken`, and `FollowsGrant`."""
        claims = await self._told(name, answer, session)
        login = session.login or ""
        linked = Identity(
            key=await self._key(self.providers[name].settings, claims),
            login=login,
            provider=name,
            since=self.admission.clock.now(),
        )
        await check_follows_none(self.identities, login)
        known = await self.identities.of(login)
        if any(each.key == linked.key for each in known):
            return
        if len(known) >= MOST or not await self.identities.add(linked):
            raise IdentityTaken
        await self._note(Noted.IDENTITY_LINKED, session, device, name)

    async def unlink(self, which: str, session: Session, device: Device) -> None:
        """Raises `NoSuchIdentity`, and `ProofNeeded`."""
        self.admission.inside.check_proved(session)
        mine = await self.identities.of(session.login or "")
        for each in mine:
            if each.key.hex() == which and await self.identities.remove(each.login, each.key):
                await self._note(Noted.IDENTITY_UNLINKED, session, device, each.provider)
                return
        raise NoSuchIdentity

    async def end(self, name: str, token: str) -> None:
        """Somebody has signed out there: their account is signed out here, on every device. Raises
        `ElsewhereRefused`, also of a token that comes again, and `ProviderSilent`.
        """
        provider = self.providers[name]
        try:
            claims = await provider.ended(token)
        except ProviderWrong as wrong:
            raise ElsewhereRefused from wrong
        except ProviderAway as away:
            raise ProviderSilent from away
        until = self.admission.clock.now() + _REMEMBERED
        once = key_of(f"{provider.settings.issuer} {claims['jti']}")
        if not await self.admission.factors.spent.spend(once, until):
            raise ElsewhereRefused
        if known := await self.identities.by_key(await self._key(provider.settings, claims)):
            ended = await self.admission.inside.show_out(Whose(login=known.login))
            who = login_name(known.login)
            await self.admission.security.note(Noted.SIGNED_OUT_EVERYWHERE, who, about=str(ended))

    # -- who it is ---------------------------------------------------------------------------------

    async def _told(self, name: str, answer: ProviderAnswer, session: Session | None) -> Claims:
        await self._challenges.check(answer.cookie.encode(), _purpose(name, session))
        attempt = await self._attempt(name, answer.cookie)
        if answer.state != attempt.state:
            raise ElsewhereOver
        if answer.error or not answer.code:
            raise ElsewhereRefused
        try:
            claims = await self.providers[name].redeem(answer.code, answer.issuer, attempt)
        except ProviderWrong as wrong:
            raise ElsewhereRefused from wrong
        except ProviderAway as away:
            raise ProviderSilent from away
        await self._challenges.spend(answer.cookie.encode())
        return claims

    async def _account(self, settings: ProviderSettings, claims: Claims) -> Account:
        key, grant = await self._key(settings, claims), granted(settings.grants, claims)
        known = await self.identities.by_key(key)
        account = await self.admission.accounts.by_login(known.login) if known else None
        if known and known.granted and account is None:
            await self.identities.remove(known.login, key)  # what came after it was cut
            known = None
        if known is None:
            if grant is None:
                raise IdentityUnknown
            return await self._made(settings, claims, key, grant)
        if account is None or account.disabled or (known.granted and grant is None):
            raise IdentityUnknown
        if known.granted and grant:
            return await self._as_granted(account, grant)
        await check_follows_none(self.identities, account.login)
        return account

    async def _made(
        self, settings: ProviderSettings, claims: Claims, key: bytes, grant: Grant
    ) -> Account:
        """With a name that no account of ours can have by chance. Raises `LoginTaken`, and
        `BadLogin` where the provider's is none.
        """
        login = tidy_login(f"{claims.get(settings.login_claim, '')}@{settings.name}")
        name = str(claims.get("name") or login)[:_LONGEST_NAME]
        new = NewPerson(login=login, name=name, post=grant.post, body=grant.body)
        login, now = await check_free(self.admission.accounts, new), self.admission.clock.now()
        own = Identity(key=key, login=login, provider=settings.name, since=now, granted=True)
        if not await self.identities.add(own):
            raise IdentityTaken
        account = await expect(self.admission.accounts, new)
        who = login_name(account.login)
        await self.admission.security.note(Noted.ACCOUNT_ADDED, who, about=account.post)
        return account

    async def _as_granted(self, account: Account, grant: Grant) -> Account:
        """Sessions follow within a minute (`inside`)."""
        now = replace(account, post=grant.post, body=grant.body)
        if now != account:
            await self.admission.accounts.put(now)
            who = login_name(now.login)
            await self.admission.security.note(Noted.ACCOUNT_CHANGED, who, about=now.post)
        return now

    async def _key(self, settings: ProviderSettings, claims: Claims) -> bytes:
        """The issuer beside the subject: a subject is unique with one issuer alone (Core §5.7)."""
        return bytes.fromhex(
            await self._challenges.seal(f"identity {settings.issuer} {claims['sub']}")
        )

    async def _attempt(self, name: str, cookie: str) -> Attempt:
        made = [await self._challenges.seal(f"{what} {cookie}") for what in _MADE_OF_IT]
        return Attempt(**dict(zip(_MADE_OF_IT, made, strict=True)), redirect=f"{self.back}/{name}")

    @property
    def _challenges(self) -> Challenges:
        of = self.admission
        return Challenges(of.secrets, of.factors.spent, of.chance, of.clock, ElsewhereOver)

    async def _note(self, what: Noted, session: Session, device: Device, about: str) -> None:
        who = who_is(session)
        await self.admission.security.note(what, who, address=device.address, about=about)


_MADE_OF_IT: Final = ("state", "nonce", "verifier")


def _purpose(name: str, session: Session | None) -> str:
    return f"openid {name} {session.key.hex() if session else ''}"


def granted(grants: Sequence[Grant], claims: Claims) -> Grant | None:
    """The first whose value the claim is, or has among others."""
    for each in grants:
        said = claims.get(each.claim)
        if each.value in (said if isinstance(said, list) else [said]):
            return each
    return None
