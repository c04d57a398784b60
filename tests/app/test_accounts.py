"""Accounts as an admin keeps them."""

import pytest
from msgspec.structs import replace

from diemcau.app.admission.refusals import AccountDisabled, WeakPassword, WrongPassword
from diemcau.app.people import accounts
from diemcau.app.people.accounts import (
    BadLogin,
    LastAdmin,
    LoginTaken,
    NewAccount,
    NoSuchAccount,
    SiteMismatch,
)
from diemcau.app.ports.people import Post
from diemcau.domain.nouns.refusals import NameMissing
from tests.support.entrance import BA_DINH, HOA, HOAS_PASSWORD, LAPTOP, Door

LAN = NewAccount(
    login=" Lan.VP ", name=" Trần Thị Lan ", post=Post.SECRETARY, password="hoa sữa mùa thu"
)


async def test_a_new_account_can_sign_in() -> None:
    door = Door()
    added = await accounts.add(door.store.accounts, door.passwords, LAN)
    assert (added.login, added.name, added.password) == (
        "lan.vp",
        "Trần Thị Lan",
        "hashed:hoa sữa mùa thu",
    )
    assert await door.admission.sign_in("Lan.VP", LAN.password, LAPTOP)


async def test_a_login_once_given_away_is_taken() -> None:
    door = Door()
    await accounts.add(door.store.accounts, door.passwords, LAN)
    with pytest.raises(LoginTaken):
        await accounts.add(door.store.accounts, door.passwords, replace(LAN, login="LAN.VP"))


@pytest.mark.parametrize(
    ("new", "refusal"),
    [
        (replace(LAN, login="l"), BadLogin),
        (replace(LAN, login="lan vp"), BadLogin),
        (replace(LAN, login="bà.lan"), BadLogin),
        (replace(LAN, name=" "), NameMissing),
        (replace(LAN, password="123456789"), WeakPassword),
        (replace(LAN, post=Post.SITE), SiteMismatch),
        (replace(LAN, site=BA_DINH), SiteMismatch),
    ],
)
async def test_an_account_that_is_not_in_order_is_refused(
    new: NewAccount, refusal: type[Exception]
) -> None:
    door = Door()
    with pytest.raises(refusal):
        await accounts.add(door.store.accounts, door.passwords, new)
    assert not await door.store.accounts.all()


async def test_a_sites_account_names_its_site() -> None:
    door = Door()
    new = replace(LAN, post=Post.SITE, site=BA_DINH)
    assert (await accounts.add(door.store.accounts, door.passwords, new)).site == BA_DINH


async def test_a_new_password_ends_the_sessions_of_the_old_one() -> None:
    door = Door()
    await door.store.accounts.put(HOA)
    token, _ = await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    store = door.store
    await accounts.set_password(
        store.accounts, store.sessions, door.passwords, "HOA", "hoa gạo tháng ba"
    )
    assert await door.admission.inside.session(token) is None
    with pytest.raises(WrongPassword):
        await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    assert await door.admission.sign_in("hoa", "hoa gạo tháng ba", LAPTOP)


async def test_a_weak_new_password_changes_nothing() -> None:
    door = Door()
    await door.store.accounts.put(HOA)
    store = door.store
    with pytest.raises(WeakPassword):
        await accounts.set_password(store.accounts, store.sessions, door.passwords, "hoa", "ngắn")
    assert await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)


async def test_an_account_that_was_guessed_at_is_heard_again_when_it_is_unlocked() -> None:
    door = Door()
    await door.store.accounts.put(HOA)
    for _ in range(5):
        with pytest.raises(WrongPassword):
            await door.admission.sign_in("hoa", "không phải", LAPTOP)
    await accounts.unlock(door.store.accounts, door.store.attempts, "Hoa")
    assert await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    with pytest.raises(NoSuchAccount):
        await accounts.unlock(door.store.accounts, door.store.attempts, "nobody")


async def test_a_removed_account_is_gone_with_its_sessions() -> None:
    door = Door()
    await door.store.accounts.put(HOA)
    token, _ = await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    await accounts.remove(door.store.accounts, "hoa")
    assert await door.admission.inside.session(token) is None
    with pytest.raises(NoSuchAccount):
        await accounts.remove(door.store.accounts, "hoa")


async def test_a_disabled_account_is_out_at_once_and_comes_back_with_its_password() -> None:
    door = Door()
    store = door.store
    await store.accounts.put(HOA)
    token, _ = await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    assert (await accounts.disable(store.accounts, store.sessions, "HOA")).disabled
    assert await door.admission.inside.session(token) is None
    with pytest.raises(AccountDisabled):
        await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    await accounts.enable(store.accounts, "hoa")
    assert await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)


async def test_the_last_admin_is_not_disabled_and_of_two_one_may_be() -> None:
    store = Door().store
    first = replace(HOA, login="mot", post=Post.ADMIN)
    await store.accounts.put(first)
    await store.accounts.put(HOA)
    with pytest.raises(LastAdmin):
        await accounts.disable(store.accounts, store.sessions, "mot")
    assert await store.accounts.by_login("mot") == first
    await store.accounts.put(replace(HOA, login="hai", post=Post.ADMIN))
    await accounts.disable(store.accounts, store.sessions, "mot")
    assert (await accounts.disable(store.accounts, store.sessions, "mot")).disabled
    with pytest.raises(LastAdmin):
        await accounts.disable(store.accounts, store.sessions, "hai")
