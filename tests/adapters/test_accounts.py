"""The laws of `Accounts`."""

import asyncio

from msgspec.structs import replace

from diemcau.adapters.store import Store
from diemcau.app.people import account_history
from diemcau.app.ports.people import Account, Post, Session
from diemcau.domain.nouns.ids import SiteCode
from diemcau.protocol.account_changes import first_broken
from tests.support.store import at

LAN = Account(login="lan", name="Nguyễn Thị Lan", post=Post.SECRETARY, password="hash")
BA_DINH = Account(
    login="ba-dinh",
    name="Điểm cầu Ba Đình",
    post=Post.SITE,
    password="hash",
    site=SiteCode("001"),
    disabled=True,
)


def session_of(login: str, key: bytes) -> Session:
    return Session(
        key=key,
        post=Post.SECRETARY,
        name="",
        csrf="",
        created_at=at(0),
        seen_at=at(0),
        expires_at=at(60),
        login=login,
    )


async def test_an_account_comes_back_as_it_was_put(store: Store) -> None:
    for account in (LAN, BA_DINH):
        await store.accounts.put(account)
        assert await store.accounts.by_login(account.login) == account


async def test_nobody_signs_in_under_an_unknown_login(store: Store) -> None:
    assert await store.accounts.by_login("lan") is None


async def test_putting_again_replaces(store: Store) -> None:
    await store.accounts.put(LAN)
    await store.accounts.put(moved := replace(LAN, post=Post.OPERATOR, disabled=True))
    assert await store.accounts.all() == [moved]


async def test_a_login_is_the_same_in_capitals_even_vietnamese_ones(store: Store) -> None:
    await store.accounts.put(replace(LAN, login="ĐỨC"))
    await store.accounts.put(replace(LAN, login="Đức", name="Đức"))
    assert await store.accounts.by_login("đỨc") == replace(LAN, login="đức", name="Đức")
    assert len(await store.accounts.all()) == 1


async def test_all_come_in_the_order_of_their_logins(store: Store) -> None:
    for login in ("đức", "lan", "an-2", "an", "an_1", "Bình"):
        await store.accounts.put(replace(LAN, login=login))
    logins = [each.login for each in await store.accounts.all()]
    assert logins == ["an", "an-2", "an_1", "bình", "lan", "đức"]


async def test_removing_an_account_signs_it_out_everywhere(store: Store) -> None:
    await store.accounts.put(LAN)
    for login, key in (("lan", b"1"), ("Lan", b"2"), ("ba-dinh", b"3")):
        await store.sessions.put(session_of(login, key))
    await store.accounts.remove("LAN")
    assert await store.accounts.by_login("lan") is None
    assert await store.sessions.get(b"1") is None
    assert await store.sessions.get(b"2") is None
    assert await store.sessions.get(b"3") == session_of("ba-dinh", b"3")


async def test_removing_nobody_does_no_harm(store: Store) -> None:
    await store.accounts.put(LAN)
    await store.accounts.remove("ba-dinh")
    assert await store.accounts.all() == [LAN]


async def test_every_change_is_in_the_history_and_stays_there(store: Store) -> None:
    await store.accounts.put(LAN)
    await store.accounts.put(chair := replace(LAN, post=Post.CHAIR))
    await store.accounts.put(BA_DINH)
    await store.accounts.remove("LAN")
    history = await store.accounts.history()
    told = [account_history.read(each) for each in history]
    assert [each and (each.login, each.post) for each in told] == [
        ("lan", Post.SECRETARY),
        ("lan", chair.post),
        ("ba-dinh", Post.SITE),
        None,
    ]
    assert first_broken(history) is None
    assert list(account_history.given_by(history)) == ["ba-dinh"]


async def test_no_password_stands_in_the_history(store: Store) -> None:
    await store.accounts.put(replace(LAN, password="$argon2id$secret"))
    [change] = await store.accounts.history()
    assert b"argon2id" not in change.body


async def test_accounts_changed_at_once_are_one_chain(store: Store) -> None:
    logins = [f"lan-{number}" for number in range(8)]
    await asyncio.gather(*(store.accounts.put(replace(LAN, login=each)) for each in logins))
    history = await store.accounts.history()
    assert first_broken(history) is None
    assert sorted(each.login for each in history) == logins


async def test_removing_nobody_is_no_change(store: Store) -> None:
    await store.accounts.remove("lan")
    assert list(await store.accounts.history()) == []
