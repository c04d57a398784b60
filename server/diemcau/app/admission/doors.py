"""The ways in: a password, a PIN, a link; and passes for those who come by the latter two."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from diemcau.app.admission.devices import Device, KnownDevices
from diemcau.app.admission.factors import Factors
from diemcau.app.admission.guessing import (
    Guessing,
    grain_of,
    guess_of_login,
    guess_of_pin,
    site_mark,
)
from diemcau.app.admission.inside import Inside
from diemcau.app.admission.locks import Delays, Guess, Locks, login_name, pin_name
from diemcau.app.admission.passes import IssuedPass, LinkHolder, hashed
from diemcau.app.admission.refusals import (
    AccountAsleep,
    AccountDisabled,
    LinkUsed,
    NoSuchLink,
    PinNotNow,
    SecondStepNeeded,
    WrongPassword,
    WrongPin,
)
from diemcau.app.admission.second_step import SecondStep
from diemcau.app.admission.secrets import as_typed, digits, key_of, tidy_login
from diemcau.app.admission.settings import AdmissionSettings
from diemcau.app.ports.bodies import BodyBook
from diemcau.app.ports.invitations import SignIns
from diemcau.app.ports.people import (
    Account,
    Accounts,
    Attempts,
    Passwords,
    Session,
    Sessions,
    SitePass,
    SitePasses,
    Whose,
)
from diemcau.app.ports.security import Noted, Secrets
from diemcau.app.ports.world import Chance, Clock
from diemcau.app.security import Security
from diemcau.domain.nouns.ids import MeetingId, SiteCode
from diemcau.domain.nouns.terms import Phase

_SECOND, _MINUTE, _DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)


async def _nothing_to_record() -> None:
    """Where there is no conference to say it in."""


@dataclass(eq=False)
class Admission:
    """`inside` are those who came in. `pins` makes cheaper hashes: a PIN lives for a day, and a
    province has thousands of them to be made at once; eight digits resist no offline guessing
    anyway.
    """

    accounts: Accounts
    sign_ins: SignIns
    sessions: Sessions
    passes: SitePasses
    attempts: Attempts
    secrets: Secrets
    factors: Factors
    bodies: BodyBook
    security: Security
    passwords: Passwords
    pins: Passwords
    chance: Chance
    clock: Clock
    settings: AdmissionSettings

    def __post_init__(self) -> None:
        self.devices = KnownDevices(self.secrets, self.chance)
        self.locks = _locks(self.attempts, self.clock, self.settings)
        self.guessing = Guessing(self.locks, self.devices, self.security, self.chance)
        self.second = SecondStep(
            self.accounts,
            self.factors,
            self.guessing,
            self.devices,
            self.secrets,
            self.chance,
            self.clock,
        )
        self.inside = Inside(
            self.sessions,
            self.accounts,
            self.sign_ins,
            self.bodies,
            self.security,
            self.chance,
            self.clock,
            self.settings,
        )

    async def sign_in(self, login: str, password: str, device: Device) -> tuple[str, Session]:
        """The token for the cookie and the session it opens. Raises what `known` does, and
        `entered`.
        """
        return await self.entered(await self.known(login, password, device), device)

    async def entered(self, account: Account, device: Device) -> tuple[str, Session]:
        """For whoever has shown the password, or the link in its place. Raises `SecondStepNeeded`
        where the account asks for more.
        """
        if await self.factors.asked_of(account.login):
            raise SecondStepNeeded(await self.second.half_way(account))
        return await self.opened(account, device)

    async def finish(self, token: str, code: str, device: Device) -> tuple[str, Session]:
        """The second step. Raises `HalfWayOver`, and `WrongCode`, which counts, and `LockedOut`."""
        account = await self.second.whose(token)
        await self.second.prove(account, code, device)
        await self.second.spend(token)
        return await self.opened(account, device)

    async def opened(self, account: Account, device: Device, how: str = "") -> tuple[str, Session]:
        """For whoever has shown all that the account asks for."""
        opened = await self.inside.open(account, device)
        await self.security.note(
            Noted.SIGNED_IN, login_name(account.login), address=device.address, about=how
        )
        return opened

    async def known(self, login: str, password: str, device: Device) -> Account:
        """Whose password it is. Raises `WrongPassword`, which counts, `LockedOut`, and
        `AccountAsleep`.
        """
        login = tidy_login(login)
        account = await self.accounts.by_login(login)
        guess = await self._guess_of_login(login, account, device)
        async with self.guessing.counted(guess, device):
            kept = account.password if account else None
            right = await self.guessing.matches(as_typed(password), kept, self.passwords)
            if account is None or not right:
                raise WrongPassword
            if account.disabled:
                raise AccountDisabled
        try:
            await self.inside.check_awake(account)
        except AccountAsleep as refusal:
            await self.guessing.failed(login_name(account.login), refusal, device)
            raise
        return account

    async def join_by_pin(
        self, meeting: MeetingId, site: SiteCode, pin: str, phase: Phase, device: Device
    ) -> tuple[str, Session]:
        """Any number of devices, while PINs open; before and after, those that were inside.

        However the digits are grouped: blanks and dashes are how people read them aloud.
        """
        known = await self.devices.known(device.marks, site_mark(site), "")
        if phase not in self.settings.pin_phases and known is None:
            raise PinNotNow
        issued = await self.passes.get(meeting, site)
        async with self.guessing.counted(guess_of_pin(meeting, site, known, device), device):
            kept = issued.pin if issued else None
            right = await self.guessing.matches(digits(pin), kept, self.pins)
            if issued is None or not right:
                raise WrongPin
        return await self._joined(issued, device, "pin")

    async def join_by_link(self, token: str, device: Device) -> tuple[str, Session]:
        """Uses the link up. 256 bits are not guessed, so nobody is locked out here."""
        key = key_of(token)
        if issued := await self.passes.use_link(key, self.clock.now()):
            return await self._joined(issued, device, "link")
        refusal = LinkUsed() if await self.passes.by_link(key) else NoSuchLink()
        await self.guessing.failed("link", refusal, device)
        raise refusal

    async def link_holder(self, token: str) -> LinkHolder:
        """Whom the link is for, without using it: chat previews fetch every link they see."""
        if (issued := await self.passes.by_link(key_of(token))) is None:
            raise NoSuchLink
        return LinkHolder(issued.meeting, issued.site, used=issued.link_used_at is not None)

    async def issue_passes(
        self,
        meeting: MeetingId,
        sites: Iterable[SiteCode],
        on_record: Callable[[], Awaitable[None]] = _nothing_to_record,
    ) -> Sequence[IssuedPass]:
        """A fresh PIN and link for each, in the order given; those of before stop
        working, and anyone who came in by them is shown out.
        """
        wanted = [self._drawn(site) for site in dict.fromkeys(sites)]
        pins = await hashed((one.pin for one in wanted), self.pins)
        await on_record()
        now = self.clock.now()
        await self.passes.put(
            SitePass(meeting=meeting, site=one.site, pin=pin, link=key_of(one.link), issued_at=now)
            for one, pin in zip(wanted, pins, strict=True)
        )
        for one in wanted:
            await self.locks.open(pin_name(meeting, one.site))
        await self.inside.show_out(*(Whose(meeting=meeting, site=one.site) for one in wanted))
        return wanted

    async def forget_expired(self) -> None:
        """Housekeeping: what is over is refused whether or not this ever runs."""
        await self.inside.forget_expired()
        await self.factors.spent.forget(self.clock.now())

    async def mark(self, session: Session, device: Device) -> str:
        """What this device shows the next time, to be told from others of its network."""
        account = await self.accounts.by_login(session.login) if session.login else None
        return await self.guessing.mark(session, account, device)

    def _drawn(self, site: SiteCode) -> IssuedPass:
        pin = self.chance.new_pin(self.settings.pin_digits)
        return IssuedPass(site, pin, self.chance.new_token())

    async def _guess_of_login(self, login: str, account: Account | None, device: Device) -> Guess:
        known = await self.devices.known(device.marks, login_name(login), grain_of(account))
        return guess_of_login(login, known, device)

    async def _joined(self, issued: SitePass, device: Device, how: str) -> tuple[str, Session]:
        opened = await self.inside.open(issued, device)
        await self.security.note(
            Noted.JOINED,
            site_mark(issued.site),
            address=device.address,
            about=how,
            meeting=issued.meeting,
        )
        return opened


def _locks(attempts: Attempts, clock: Clock, most: AdmissionSettings) -> Locks:
    return Locks(
        attempts,
        clock,
        one=Delays(most.failures_per_name, _MINUTE, 60 * _MINUTE),
        person=Delays(most.failures_per_account, _SECOND, _MINUTE),
        network=Delays(most.failures_per_address, _MINUTE, 15 * _MINUTE),
        conference=Delays(most.failures_per_conference, _DAY, _DAY),
    )
