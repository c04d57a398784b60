"""The people of the house, as an admin looks after them."""

import asyncio
from datetime import timedelta

import pytest
from msgspec.structs import replace

from diemcau.app.admission.refusals import (
    InvitationOver,
    LockedOut,
    PasswordsDiffer,
    WeakPassword,
    WrongPassword,
)
from diemcau.app.people.accounts import LastAdmin, LoginTaken, NewPerson, NoSuchAccount
from diemcau.app.people.members import AccountState, Doer, Members
from diemcau.app.ports.people import Account, Post
from diemcau.app.ports.security import Noted
from tests.support.entrance import HOA, HOAS_PASSWORD, LAPTOP, PHONE, Door

ADMIN = Doer("login/quan-tri", "192.0.2.1")
BINH = Account(login="binh", name="Lê Bình", post=Post.ADMIN, password="hashed:bến nước cây đa")
LAN = NewPerson(login=" Lan ", name="Trần Thị Lan", post=Post.SECRETARY)
CHOSEN = "hoa sữa mùa thu"


@pytest.fixture
async def door() -> Door:
    door = Door()
    for each in (HOA, BINH):
        await door.store.accounts.put(each)
    return door


def people_of(door: Door) -> Members:
    return Members(door.admission, door.store.invitations)


async def noted(door: Door) -> list[tuple[Noted, str, str]]:
    notes = await door.store.security_log.after(0, 100)
    return [(each.what, each.who, each.about) for each in notes]


async def test_somebody_asked_in_chooses_a_password_and_the_link_is_used_up(door: Door) -> None:
    people = people_of(door)
    token = await people.expect(LAN, ADMIN)
    assert (await people.one("lan")).standing is AccountState.EXPECTED
    with pytest.raises(WrongPassword):
        await door.admission.sign_in("lan", "", LAPTOP)
    cookie, session = await people.come_in(token, CHOSEN, CHOSEN, LAPTOP)
    assert (session.login, session.post) == ("lan", Post.SECRETARY)
    assert await door.admission.inside.session(cookie) == session
    assert await door.admission.sign_in("lan", CHOSEN, PHONE)
    one = await people.one("lan")
    assert (one.standing, one.signed_in_at) == (AccountState.ACTIVE, door.clock.now())
    with pytest.raises(InvitationOver):
        await people.come_in(token, CHOSEN, CHOSEN, PHONE)
    assert await noted(door) == [
        (Noted.ACCOUNT_ADDED, "login/quan-tri", "login/lan secretary"),
        (Noted.INVITED, "login/quan-tri", "login/lan"),
        (Noted.FAILED, "login/lan", "wrong_password"),
        (Noted.PASSWORD_SET, "login/lan", "login/lan"),
        (Noted.SIGNED_IN, "login/lan", ""),
        (Noted.SIGNED_IN, "login/lan", ""),
    ]


@pytest.mark.parametrize(
    ("new", "again", "refusal"),
    [
        ("ngắn", "ngắn", WeakPassword),
        (CHOSEN, f"{CHOSEN}.", PasswordsDiffer),
    ],
)
async def test_a_password_that_is_refused_leaves_the_link_open(
    door: Door, new: str, again: str, refusal: type[Exception]
) -> None:
    people = people_of(door)
    token = await people.expect(LAN, ADMIN)
    with pytest.raises(refusal):
        await people.come_in(token, new, again, LAPTOP)
    assert await people.come_in(token, CHOSEN, CHOSEN, LAPTOP)


async def test_a_new_link_ends_the_one_before_and_each_ends_at_its_time(door: Door) -> None:
    people = people_of(door)
    first = await people.expect(LAN, ADMIN)
    second = await people.invite("lan", ADMIN)
    with pytest.raises(InvitationOver):
        await people.asked_in(first)
    assert (await people.asked_in(second)).login == "lan"
    door.clock.time += timedelta(days=door.settings.invitation_days)
    with pytest.raises(InvitationOver):
        await people.come_in(second, CHOSEN, CHOSEN, LAPTOP)
    assert (await people.one("lan")).standing is AccountState.UNINVITED


async def test_two_who_come_with_one_link_are_not_both_let_in(door: Door) -> None:
    people = people_of(door)
    token = await people.expect(LAN, ADMIN)
    both = (people.come_in(token, said, said, LAPTOP) for said in (CHOSEN, f"{CHOSEN} khác"))
    came = await asyncio.gather(*both, return_exceptions=True)
    assert [type(each) for each in came].count(InvitationOver) == 1


async def test_who_forgot_the_password_chooses_another_and_is_out_everywhere(door: Door) -> None:
    people = people_of(door)
    old, _ = await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    token = await people.invite("hoa", ADMIN)
    assert await door.admission.sign_in("hoa", HOAS_PASSWORD, PHONE)
    await people.come_in(token, CHOSEN, CHOSEN, PHONE)
    assert await door.admission.inside.session(old) is None
    with pytest.raises(WrongPassword):
        await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)


async def test_a_password_that_is_set_closes_the_link_that_is_open(door: Door) -> None:
    people = people_of(door)
    token = await people.invite(HOA.login, ADMIN)
    await people.set_password(HOA.login, CHOSEN, ADMIN)
    with pytest.raises(InvitationOver):
        await people.asked_in(token)


async def test_of_an_account_that_is_shut_or_gone_no_link_opens(door: Door) -> None:
    people = people_of(door)
    token = await people.expect(LAN, ADMIN)
    await people.disable("lan", ADMIN)
    await people.enable("lan", ADMIN)
    with pytest.raises(InvitationOver):
        await people.asked_in(token)
    token = await people.invite("lan", ADMIN)
    await people.remove("lan", ADMIN)
    with pytest.raises(InvitationOver):
        await people.asked_in(token)
    await people.expect(replace(LAN, post=Post.ADMIN), ADMIN)
    with pytest.raises(InvitationOver):
        await people.come_in(token, CHOSEN, CHOSEN, LAPTOP)


async def test_the_last_admin_is_neither_removed_nor_disabled_nor_given_another_post(
    door: Door,
) -> None:
    people = people_of(door)
    await people.expect(replace(LAN, post=Post.ADMIN), ADMIN)
    other = NewPerson(login="binh", name="Lê Bình", post=Post.CHAIR)
    for act in (
        people.remove("binh", ADMIN),
        people.disable("binh", ADMIN),
        people.change(other, ADMIN),
    ):
        with pytest.raises(LastAdmin):
            await act
    token = await people.invite("lan", ADMIN)
    await people.come_in(token, CHOSEN, CHOSEN, LAPTOP)
    assert (await people.change(other, ADMIN)).post is Post.CHAIR
    with pytest.raises(LastAdmin):
        await people.remove("lan", ADMIN)


async def test_two_admins_who_let_each_other_go_leave_one(door: Door) -> None:
    people = people_of(door)
    await door.store.accounts.put(replace(BINH, login="mai"))
    gone = await asyncio.gather(
        people.disable("binh", ADMIN), people.remove("mai", ADMIN), return_exceptions=True
    )
    assert [type(each) for each in gone].count(LastAdmin) == 1


async def test_another_post_signs_out_and_another_name_does_not(door: Door) -> None:
    people = people_of(door)
    token, session = await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    await people.change(NewPerson(login="hoa", name="Nguyễn Hoa", post=Post.CHAIR), ADMIN)
    assert await door.admission.inside.session(token) == session
    await people.change(NewPerson(login="hoa", name="Nguyễn Hoa", post=Post.CHAIR), ADMIN)
    await people.change(NewPerson(login="hoa", name="Nguyễn Hoa", post=Post.SECRETARY), ADMIN)
    assert await door.admission.inside.session(token) is None
    changed = [each[2] for each in await noted(door) if each[0] is Noted.ACCOUNT_CHANGED]
    assert changed == ["login/hoa chair", "login/hoa secretary"]


async def test_devices_are_signed_out_and_locks_opened_from_afar(door: Door) -> None:
    people = people_of(door)
    token, _ = await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    assert await people.sign_out("hoa", ADMIN) == 1
    assert await door.admission.inside.session(token) is None
    for _ in range(door.settings.failures_per_name):
        with pytest.raises(WrongPassword):
            await door.admission.sign_in("hoa", "đoán thử", PHONE)
    with pytest.raises(LockedOut):
        await door.admission.sign_in("hoa", HOAS_PASSWORD, PHONE)
    await people.let_in("hoa", ADMIN)
    assert await door.admission.sign_in("hoa", HOAS_PASSWORD, PHONE)


async def test_a_login_is_given_away_once_and_of_nobody_nothing_is_done(door: Door) -> None:
    people = people_of(door)
    with pytest.raises(LoginTaken):
        await people.expect(replace(LAN, login="HOA"), ADMIN)
    for act in (people.invite("ai-do", ADMIN), people.sign_out("ai-do", ADMIN)):
        with pytest.raises(NoSuchAccount):
            await act
    assert [each.account.login for each in await people.all()] == ["binh", "hoa"]
