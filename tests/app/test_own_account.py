"""One's own account: the password changed by whoever knows it, one's devices signed out."""

from datetime import timedelta

import pytest

from diemcau.app.admission.refusals import (
    GuessablePassword,
    InvitationOver,
    LockedOut,
    NoSuchDevice,
    PasswordsDiffer,
    WeakPassword,
    WrongPassword,
)
from diemcau.app.people.accounts import PasswordPrinted
from diemcau.app.people.members import Doer, Members
from diemcau.app.people.own_account import NewPassword, OwnAccount
from diemcau.app.ports.people import Session
from diemcau.app.ports.security import Noted
from tests.support.entrance import HOA, HOAS_PASSWORD, LAPTOP, PHONE, Door

NEW = "bến nước cây đa sân đình"


@pytest.fixture
async def door() -> Door:
    door = Door()
    await door.store.accounts.put(HOA)
    return door


async def entered(door: Door, password: str = HOAS_PASSWORD) -> tuple[str, Session]:
    return await door.admission.sign_in("hoa", password, LAPTOP)


async def noted(door: Door) -> list[tuple[Noted, str]]:
    notes = await door.store.security_log.after(0, 100)
    return [(each.what, each.who) for each in notes]


async def test_a_new_password_closes_a_link_that_was_sent_meanwhile(door: Door) -> None:
    """Whoever found the link would else choose yet another password by it, for a week."""
    people = Members(door.admission, door.store.invitations)
    link = await people.invite("hoa", Doer("login/quan-tri"))
    _, session = await entered(door)
    own = OwnAccount(door.admission, door.store.invitations)
    with pytest.raises(PasswordsDiffer):
        await own.change_password(
            session, NewPassword(old=HOAS_PASSWORD, new=NEW, again="x"), LAPTOP
        )
    assert (await people.asked_in(link)).login == "hoa"
    await own.change_password(session, NewPassword(old=HOAS_PASSWORD, new=NEW, again=NEW), LAPTOP)
    with pytest.raises(InvitationOver):
        await people.asked_in(link)


async def test_a_new_password_signs_out_every_other_device_and_keeps_this_one(door: Door) -> None:
    phone, _ = await door.admission.sign_in("hoa", HOAS_PASSWORD, PHONE)
    old, session = await entered(door)
    said = NewPassword(old=HOAS_PASSWORD, new=NEW, again=NEW)
    token, after = await OwnAccount(door.admission, door.store.invitations).change_password(
        session, said, LAPTOP
    )
    inside = door.admission.inside
    assert await inside.session(phone) is await inside.session(old) is None
    assert await inside.session(token) == after
    with pytest.raises(WrongPassword):
        await entered(door)
    assert await entered(door, NEW)
    assert (Noted.PASSWORD_SET, "login/hoa") in await noted(door)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (NewPassword(old="đoán thử một lần", new=NEW, again=NEW), WrongPassword),
        (NewPassword(old=HOAS_PASSWORD, new=NEW, again=f"{NEW}."), PasswordsDiffer),
        (NewPassword(old=HOAS_PASSWORD, new="ngắn", again="ngắn"), WeakPassword),
        (NewPassword(old=HOAS_PASSWORD, new="hoa hoa hoa", again="hoa hoa hoa"), GuessablePassword),
        (
            NewPassword(old=HOAS_PASSWORD, new="giao-ban-2024", again="giao-ban-2024"),
            PasswordPrinted,
        ),
    ],
)
async def test_what_is_refused_changes_nothing(
    door: Door, said: NewPassword, refusal: type[Exception]
) -> None:
    token, session = await entered(door)
    with pytest.raises(refusal):
        await OwnAccount(door.admission, door.store.invitations).change_password(
            session, said, LAPTOP
        )
    assert await door.admission.inside.session(token) == session
    assert await entered(door)


async def test_the_old_password_is_not_guessed_here_either(door: Door) -> None:
    _, session = await entered(door)
    said = NewPassword(old="đoán thử một lần", new=NEW, again=NEW)
    for _ in range(door.settings.failures_per_name):
        with pytest.raises(WrongPassword):
            await OwnAccount(door.admission, door.store.invitations).change_password(
                session, said, PHONE
            )
    with pytest.raises(LockedOut):
        await OwnAccount(door.admission, door.store.invitations).change_password(
            session, said, PHONE
        )


async def test_ones_devices_are_seen_this_one_first_and_signed_out_one_by_one(door: Door) -> None:
    phone, _ = await door.admission.sign_in("hoa", HOAS_PASSWORD, PHONE)
    here, session = await entered(door)
    own = OwnAccount(door.admission, door.store.invitations)
    first, second = await own.devices(session)
    assert (first.name, first.here, second.name, second.here) == (
        LAPTOP.name,
        True,
        PHONE.name,
        False,
    )
    await own.sign_out(session, second.id, LAPTOP)
    assert await door.admission.inside.session(phone) is None
    assert await door.admission.inside.session(here)
    assert [each.here for each in await own.devices(session)] == [True]
    for gone in (second.id, first.id, ""):
        with pytest.raises(NoSuchDevice):
            await own.sign_out(session, gone, LAPTOP)


async def test_a_device_whose_hours_are_over_is_signed_in_no_more(door: Door) -> None:
    await door.admission.sign_in("hoa", HOAS_PASSWORD, PHONE)
    door.clock.time += timedelta(hours=door.settings.account_hours)
    _, session = await entered(door)
    assert len(await OwnAccount(door.admission, door.store.invitations).devices(session)) == 1


@pytest.mark.parametrize(
    "password",
    ["1234567890", "matkhau123456", "Mật khẩu 123", "P@ssw0rd123", "anhyeuem123", "thu-ky-hoa",
     "thuky2026!!", "hoidongnhandan", "diemcau2026", "----------", "a" * 40],
)  # fmt: skip
async def test_what_everybody_would_try_first_is_no_password(door: Door, password: str) -> None:
    _, session = await entered(door)
    said = NewPassword(old=HOAS_PASSWORD, new=password, again=password)
    with pytest.raises(GuessablePassword):
        await OwnAccount(door.admission, door.store.invitations).change_password(
            session, said, LAPTOP
        )
