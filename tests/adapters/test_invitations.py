"""The laws of `Invitations` and `SignIns`."""

import asyncio

from msgspec.structs import replace

from diemcau.adapters.store import Store
from diemcau.app.ports.invitations import Invitation
from tests.adapters.test_accounts import BA_DINH, LAN
from tests.support.store import at

FOR_LAN = Invitation(login="lan", key=b"1", until=at(60))


async def test_a_link_is_found_by_its_key_until_it_is_used(store: Store) -> None:
    invitations = store.invitations
    await invitations.put(FOR_LAN)
    assert await invitations.by_key(b"1") == FOR_LAN
    assert await invitations.by_key(b"2") is None
    assert await invitations.take(b"1")
    assert not await invitations.take(b"1")
    assert await invitations.by_key(b"1") is None


async def test_of_two_who_use_it_at_once_one_is_told_yes(store: Store) -> None:
    await store.invitations.put(FOR_LAN)
    told = await asyncio.gather(*(store.invitations.take(b"1") for _ in range(4)))
    assert sorted(told) == [False, False, False, True]


async def test_an_account_has_one_link_at_a_time_in_capitals_too(store: Store) -> None:
    invitations = store.invitations
    await invitations.put(replace(FOR_LAN, login="LAN"))
    await invitations.put(later := replace(FOR_LAN, key=b"2", until=at(90)))
    await invitations.put(other := replace(FOR_LAN, login="ba-dinh", key=b"3"))
    assert await invitations.by_key(b"1") is None
    assert await invitations.all() == [other, later]
    await invitations.withdraw("Lan")
    await invitations.withdraw("lan")
    assert await invitations.all() == [other]


async def test_the_latest_sign_in_is_kept(store: Store) -> None:
    assert await store.sign_ins.of("lan") is None
    for minute in (1, 2):
        await store.sign_ins.put("Lan", at(minute))
    await store.sign_ins.put("ba-dinh", at(5))
    assert await store.sign_ins.of("LAN") == at(2)
    assert await store.sign_ins.all() == {"lan": at(2), "ba-dinh": at(5)}


async def test_both_go_with_their_account(store: Store) -> None:
    for account in (LAN, BA_DINH):
        await store.accounts.put(account)
        await store.sign_ins.put(account.login, at(0))
        await store.invitations.put(
            replace(FOR_LAN, login=account.login, key=account.login[:2].encode())
        )
    await store.accounts.remove("LAN")
    assert [each.login for each in await store.invitations.all()] == ["ba-dinh"]
    assert await store.sign_ins.all() == {"ba-dinh": at(0)}
