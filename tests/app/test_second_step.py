"""A second step besides the password: what turns it on, what it takes, what it lets nobody do."""

import asyncio
from datetime import UTC, datetime

import pyotp
import pytest

from diemcau.app.admission import codes
from diemcau.app.admission.devices import Device
from diemcau.app.admission.refusals import (
    CodeAppOn,
    HalfWayOver,
    LockedOut,
    NoCodeApp,
    ProofNeeded,
    SecondStepNeeded,
    WrongCode,
    WrongPassword,
)
from diemcau.app.admission.second_step import HALF_WAY
from diemcau.app.admission.secrets import key_of
from diemcau.app.people.members import Doer, Members
from diemcau.app.people.own_account import NewPassword, OwnAccount
from diemcau.app.people.own_factors import SHOWN_FOR, OwnFactors
from diemcau.app.ports.people import Session, Whose
from diemcau.app.ports.security import Noted
from tests.support.entrance import HOA, HOAS_PASSWORD, LAPTOP, PHONE, Door

ADMIN = Doer("login/quan-tri", "192.0.2.1")
NEW = "bến nước cây đa sân đình"


@pytest.fixture
async def door() -> Door:
    door = Door()
    await door.store.accounts.put(HOA)
    return door


def own(door: Door) -> OwnFactors:
    return OwnFactors(door.admission)


async def entered(door: Door) -> Session:
    return (await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP))[1]


class App:
    """What stands on Hoa's phone."""

    def __init__(self, door: Door, secret: str) -> None:
        self.clock, self.totp = door.clock, pyotp.TOTP(secret)

    @property
    def code(self) -> str:
        return self.totp.at(self.clock.now())

    def next(self) -> str:
        self.clock.turn(seconds=codes.SECONDS)
        return self.code


async def turned_on(door: Door) -> tuple[App, list[str]]:
    """The app, and the recovery codes."""
    session = await entered(door)
    await own(door).begin(session)
    app = App(door, (await own(door).begun(session)).secret)
    return app, [*await own(door).confirm(session, app.code, LAPTOP)]


async def half_way(door: Door) -> str:
    with pytest.raises(SecondStepNeeded) as half:
        await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    return half.value.token


async def noted(door: Door) -> list[tuple[Noted, str, str]]:
    notes = await door.store.security_log.after(0, 100)
    return [(each.what, each.who, each.about) for each in notes]


@pytest.mark.parametrize(
    ("at", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (20000000000, "353130")],
)
def test_the_codes_are_those_of_the_rfc(at: int, code: str) -> None:
    """RFC 6238, appendix B, the last six of eight digits."""
    now = datetime.fromtimestamp(at, UTC)
    assert codes.code_at(b"12345678901234567890", now) == code
    assert codes.step_of(b"12345678901234567890", code, now, 0) == at // 30


async def test_who_has_turned_it_on_comes_in_with_password_and_code(door: Door) -> None:
    app, _ = await turned_on(door)
    token = await half_way(door)
    cookie, session = await door.admission.finish(token, app.next(), LAPTOP)
    assert session.login == "hoa"
    assert await door.admission.inside.session(cookie) == session
    assert (Noted.FACTOR_ON, "login/hoa", "login/hoa") in await noted(door)


async def test_the_password_alone_opens_no_session(door: Door) -> None:
    await turned_on(door)
    before = len(await door.store.sessions.of(Whose(login="hoa")))
    token = await half_way(door)
    assert len(await door.store.sessions.of(Whose(login="hoa"))) == before
    assert await door.admission.inside.session(token) is None


async def test_a_code_is_taken_once_however_it_comes(door: Door) -> None:
    app, _ = await turned_on(door)
    used, first, second = app.code, await half_way(door), await half_way(door)
    with pytest.raises(WrongCode):
        await door.admission.finish(first, used, LAPTOP)
    code = app.next()
    told = await asyncio.gather(
        *(door.admission.finish(each, code, LAPTOP) for each in (first, second)),
        return_exceptions=True,
    )
    assert sorted(type(each).__name__ for each in told) == ["WrongCode", "tuple"]


async def test_a_code_of_the_step_before_is_taken_and_then_none_of_before(door: Door) -> None:
    app, _ = await turned_on(door)
    late = app.next()
    app.next()
    assert await door.admission.finish(await half_way(door), late, LAPTOP)
    with pytest.raises(WrongCode):
        await door.admission.finish(await half_way(door), late, LAPTOP)
    app.next()
    app.next()
    with pytest.raises(WrongCode):
        await door.admission.finish(await half_way(door), late, LAPTOP)


async def test_one_way_in_is_gone_once(door: Door) -> None:
    app, _ = await turned_on(door)
    token = await half_way(door)
    assert await door.admission.finish(token, app.next(), LAPTOP)
    with pytest.raises(HalfWayOver):
        await door.admission.finish(token, app.next(), LAPTOP)


async def test_ways_that_were_gone_are_forgotten_when_their_time_is_over(door: Door) -> None:
    app, _ = await turned_on(door)
    token = await half_way(door)
    assert await door.admission.finish(token, app.next(), LAPTOP)
    spent, later = door.store.spent_tokens, door.clock.now() + HALF_WAY * 2
    await door.admission.forget_expired()
    assert not await spent.spend(key_of(token), later)
    door.clock.turn(seconds=HALF_WAY.total_seconds())
    await door.admission.forget_expired()
    assert await spent.spend(key_of(token), later)


async def test_half_way_is_over_after_minutes_with_the_password_and_with_the_account(
    door: Door,
) -> None:
    app, _ = await turned_on(door)
    old = await half_way(door)
    door.clock.turn(seconds=HALF_WAY.total_seconds())
    with pytest.raises(HalfWayOver):
        await door.admission.finish(old, app.next(), LAPTOP)
    token = await half_way(door)
    people = Members(door.admission, door.store.invitations)
    await people.set_password("hoa", NEW, ADMIN)
    with pytest.raises(HalfWayOver):
        await door.admission.finish(token, app.next(), LAPTOP)
    with pytest.raises(SecondStepNeeded) as half:
        await door.admission.sign_in("hoa", NEW, LAPTOP)
    await people.disable("hoa", ADMIN)
    with pytest.raises(HalfWayOver):
        await door.admission.finish(half.value.token, app.next(), LAPTOP)


@pytest.mark.parametrize(
    "made_up", ["", ".", "a.b.c", "a.b.1.hoa", "a.x.9999999999.hoa", "a.x.y.hoa", "é.é.1.hoa"]
)
async def test_nobody_writes_such_a_token_themselves(door: Door, made_up: str) -> None:
    app, _ = await turned_on(door)
    with pytest.raises(HalfWayOver):
        await door.admission.finish(made_up, app.next(), LAPTOP)


async def test_a_token_does_not_become_another_persons_or_longer(door: Door) -> None:
    app, _ = await turned_on(door)
    seal, nonce, until, _login = (await half_way(door)).split(".", 3)
    for forged in (f"{seal}.{nonce}.{until}.binh", f"{seal}.{nonce}.{int(until) + 60}.hoa"):
        with pytest.raises(HalfWayOver):
            await door.admission.finish(forged, app.next(), LAPTOP)


async def test_guesses_at_the_code_wait_from_wherever_they_come_and_the_password_clears_none(
    door: Door,
) -> None:
    """Who guesses here knows the password: it may not buy them five new tries each time."""
    app, _ = await turned_on(door)
    for _ in range(door.settings.failures_per_name):
        with pytest.raises(WrongCode):
            await door.admission.finish(await half_way(door), "000000", PHONE)
    app.next()
    for device in (PHONE, LAPTOP):
        with pytest.raises(LockedOut):
            await door.admission.finish(await half_way(door), app.code, device)
    assert (Noted.FAILED, "login/hoa", "wrong_code") in await noted(door)
    people = Members(door.admission, door.store.invitations)
    await people.let_in("hoa", ADMIN)
    assert await door.admission.finish(await half_way(door), app.next(), LAPTOP)


async def test_a_device_that_was_inside_is_kept_out_by_its_own_guesses_alone(door: Door) -> None:
    app, _ = await turned_on(door)
    _, session = await door.admission.finish(await half_way(door), app.next(), LAPTOP)
    known = Device(LAPTOP.name, LAPTOP.address, (await door.admission.mark(session, LAPTOP),))
    for _ in range(door.settings.failures_per_name):
        with pytest.raises(WrongCode):
            await door.admission.finish(await half_way(door), "000000", PHONE)
    assert await door.admission.finish(await half_way(door), app.next(), known)


async def test_a_recovery_code_lets_in_once_however_it_is_typed(door: Door) -> None:
    _, recovery = await turned_on(door)
    assert len({*recovery}) == 10
    typed = f" {recovery[0].lower().replace('-', ' ')} "
    assert await door.admission.finish(await half_way(door), typed, LAPTOP)
    assert (Noted.RECOVERY_USED, "login/hoa", "9") in await noted(door)
    with pytest.raises(WrongCode):
        await door.admission.finish(await half_way(door), recovery[0], LAPTOP)
    told = await asyncio.gather(
        *[door.admission.finish(await half_way(door), recovery[1], LAPTOP) for _ in range(2)],
        return_exceptions=True,
    )
    assert sorted(type(each).__name__ for each in told) == ["WrongCode", "tuple"]


async def test_new_recovery_codes_end_the_old_ones(door: Door) -> None:
    app, old = await turned_on(door)
    _, session = await door.admission.finish(await half_way(door), app.next(), LAPTOP)
    new = await own(door).new_recovery_codes(session, LAPTOP)
    assert not {*old} & {*new}
    with pytest.raises(WrongCode):
        await door.admission.finish(await half_way(door), old[0], LAPTOP)
    assert await door.admission.finish(await half_way(door), new[0], LAPTOP)


async def test_nothing_that_is_kept_or_noted_says_the_secret(door: Door) -> None:
    session = await entered(door)
    await own(door).begin(session)
    begun = await own(door).begun(session)
    app = App(door, begun.secret)
    recovery = await own(door).confirm(session, app.code, LAPTOP)
    kept = await door.store.code_apps.of("hoa")
    assert kept is not None
    assert app.totp.byte_secret() not in kept.secret
    told = str(await door.store.security_log.after(0, 100))
    assert [each for each in (begun.secret, app.code, *recovery) if each in told] == []


async def test_the_secret_is_shown_until_the_first_code_is_right(door: Door) -> None:
    session = await entered(door)
    with pytest.raises(NoCodeApp):
        await own(door).begun(session)
    await own(door).begin(session)
    app = App(door, (await own(door).begun(session)).secret)
    with pytest.raises(WrongCode):
        await own(door).confirm(session, "000000", LAPTOP)
    assert await door.admission.sign_in("hoa", HOAS_PASSWORD, PHONE), "not on yet"
    assert (await own(door).begun(session)).secret == app.totp.secret
    await own(door).confirm(session, app.code, LAPTOP)
    for act in (own(door).begun(session), own(door).confirm(session, app.next(), LAPTOP)):
        with pytest.raises(NoCodeApp):
            await act
    with pytest.raises(CodeAppOn):
        await own(door).begin(session)


async def test_what_was_begun_long_ago_is_begun_anew(door: Door) -> None:
    session = await entered(door)
    await own(door).begin(session)
    first = (await own(door).begun(session)).secret
    door.clock.turn(seconds=SHOWN_FOR.total_seconds())
    await door.admission.inside.proved(session)
    session = await door.admission.inside.still(session) or session
    with pytest.raises(NoCodeApp):
        await own(door).begun(session)
    await own(door).begin(session)
    assert (await own(door).begun(session)).secret != first


async def test_who_sits_at_a_screen_left_open_turns_nothing_on(door: Door) -> None:
    session = await entered(door)
    door.clock.turn(minutes=door.settings.proof_minutes)
    for act in (own(door).begin(session), own(door).new_recovery_codes(session, LAPTOP)):
        with pytest.raises(ProofNeeded):
            await act
    with pytest.raises(WrongPassword):
        await own(door).prove(session, "đoán thử một lần", "", LAPTOP)
    await own(door).prove(session, HOAS_PASSWORD, "", LAPTOP)
    proved = await door.admission.inside.still(session)
    assert proved is not None
    await own(door).begin(proved)


async def test_turning_it_off_takes_password_and_code(door: Door) -> None:
    app, recovery = await turned_on(door)
    _, session = await door.admission.finish(await half_way(door), app.next(), LAPTOP)
    with pytest.raises(WrongPassword):
        await own(door).turn_off(session, "đoán thử một lần", app.next(), LAPTOP)
    with pytest.raises(WrongCode):
        await own(door).turn_off(session, HOAS_PASSWORD, "000000", LAPTOP)
    await own(door).turn_off(session, HOAS_PASSWORD, app.next(), LAPTOP)
    assert await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    assert (await own(door).standing("hoa")).recovery == 0
    assert recovery
    assert (Noted.FACTOR_OFF, "login/hoa", "login/hoa") in await noted(door)


async def test_showing_it_again_takes_the_code_too(door: Door) -> None:
    app, _ = await turned_on(door)
    _, session = await door.admission.finish(await half_way(door), app.next(), LAPTOP)
    with pytest.raises(WrongCode):
        await own(door).prove(session, HOAS_PASSWORD, "", LAPTOP)
    await own(door).prove(session, HOAS_PASSWORD, app.next(), LAPTOP)


async def test_the_admin_takes_it_from_somebody_who_lost_it(door: Door) -> None:
    app, _ = await turned_on(door)
    token, _ = await door.admission.finish(await half_way(door), app.next(), LAPTOP)
    await Members(door.admission, door.store.invitations).take_factors("hoa", ADMIN)
    assert await door.admission.inside.session(token) is None
    assert await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    assert (Noted.FACTOR_OFF, "login/quan-tri", "login/hoa") in await noted(door)


async def test_a_link_for_a_forgotten_password_is_no_way_past_the_code(door: Door) -> None:
    app, _ = await turned_on(door)
    people = Members(door.admission, door.store.invitations)
    link = await people.invite("hoa", ADMIN)
    with pytest.raises(SecondStepNeeded) as half:
        await people.come_in(link, NEW, NEW, LAPTOP)
    assert await door.admission.finish(half.value.token, app.next(), LAPTOP)


async def test_a_new_password_leaves_the_second_step_on(door: Door) -> None:
    app, _ = await turned_on(door)
    _, session = await door.admission.finish(await half_way(door), app.next(), LAPTOP)
    said = NewPassword(old=HOAS_PASSWORD, new=NEW, again=NEW)
    door.clock.turn(minutes=door.settings.proof_minutes)
    with pytest.raises(ProofNeeded):
        await OwnAccount(door.admission, door.store.invitations).change_password(
            session, said, LAPTOP
        )
    await own(door).prove(session, HOAS_PASSWORD, app.code, LAPTOP)
    session = await door.admission.inside.still(session) or session
    await OwnAccount(door.admission, door.store.invitations).change_password(session, said, LAPTOP)
    with pytest.raises(SecondStepNeeded):
        await door.admission.sign_in("hoa", NEW, LAPTOP)
