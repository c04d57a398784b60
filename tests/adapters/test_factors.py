"""The laws of code apps, recovery codes, passkeys, identities, spent tokens and sealing."""

import asyncio

import pytest
from msgspec.structs import replace

from diemcau.adapters.sealing import AesSealing
from diemcau.adapters.store import Store
from diemcau.app.ports.factors import CodeApp, Passkey, SealedBroken
from diemcau.app.ports.providers import Identity
from tests.adapters.test_accounts import BA_DINH, LAN
from tests.support.store import at

OF_LANS_PHONE = Passkey(
    id=b"1", login="lan", public_key=b"key", count=0, name="điện thoại", added_at=at(1)
)
OF_LAN_ELSEWHERE = Identity(key=b"1", login="lan", provider="cong", since=at(1))
OF_LAN = CodeApp(login="lan", secret=b"sealed", since=at(0))


async def test_an_app_is_on_from_the_first_code_and_takes_none_of_before(store: Store) -> None:
    apps = store.code_apps
    await apps.put(replace(OF_LAN, login="LAN"))
    assert await apps.of("Lan") == OF_LAN
    assert await apps.use("Lan", 7)
    assert not await apps.use("lan", 7)
    assert not await apps.use("lan", 6)
    assert await apps.use("lan", 8)
    assert await apps.of("lan") == replace(OF_LAN, on=True, step=8)
    assert not await apps.use("binh", 8)
    await apps.remove("LAN")
    await apps.remove("LAN")
    assert await apps.of("lan") is None


async def test_of_two_who_bring_one_code_at_once_one_is_told_yes(store: Store) -> None:
    await store.code_apps.put(OF_LAN)
    told = await asyncio.gather(*(store.code_apps.use("lan", 7) for _ in range(4)))
    assert sorted(told) == [False, False, False, True]


async def test_a_recovery_code_is_taken_once_and_from_its_owner_alone(store: Store) -> None:
    codes = store.recovery_codes
    await codes.put("Lan", [b"1", b"2"])
    await codes.put("binh", [b"1"])
    assert await codes.left("LAN") == 2
    told = await asyncio.gather(*(codes.take("lan", b"1") for _ in range(4)))
    assert sorted(told) == [False, False, False, True]
    assert (await codes.left("lan"), await codes.left("binh")) == (1, 1)
    await codes.put("lan", [b"3"])
    assert not await codes.take("lan", b"2")
    await codes.put("lan", [])
    assert await codes.left("lan") == 0


async def test_a_token_is_spent_once_and_forgotten_when_its_time_is_over(store: Store) -> None:
    tokens = store.spent_tokens
    told = await asyncio.gather(*(tokens.spend(b"1", at(5)) for _ in range(4)))
    assert sorted(told) == [False, False, False, True]
    await tokens.forget(at(4))
    assert not await tokens.spend(b"1", at(5))
    await tokens.forget(at(5))
    assert await tokens.spend(b"1", at(5))


async def test_a_passkey_is_kept_once_whosever_it_is(store: Store) -> None:
    passkeys = store.passkeys
    assert await passkeys.add(replace(OF_LANS_PHONE, login="LAN"))
    assert not await passkeys.add(replace(OF_LANS_PHONE, login="binh"))
    assert await passkeys.add(older := replace(OF_LANS_PHONE, id=b"2", added_at=at(0)))
    assert await passkeys.by_id(b"1") == OF_LANS_PHONE
    assert await passkeys.by_id(b"3") is None
    assert await passkeys.of("Lan") == [older, OF_LANS_PHONE]
    assert await passkeys.of("binh") == []


async def test_of_two_who_use_it_as_they_read_it_one_is_told_yes(store: Store) -> None:
    await store.passkeys.add(OF_LANS_PHONE)
    uses = (store.passkeys.use(OF_LANS_PHONE, 2**32, at(5)) for _ in range(4))
    assert sorted(await asyncio.gather(*uses)) == [False, False, False, True]
    used = replace(OF_LANS_PHONE, count=2**32, used_at=at(5))
    assert await store.passkeys.of("lan") == [used]


async def test_passkeys_are_removed_by_their_owner_one_or_all(store: Store) -> None:
    passkeys = store.passkeys
    for id_ in (b"1", b"2", b"3"):
        await passkeys.add(replace(OF_LANS_PHONE, id=id_))
    assert not await passkeys.remove("binh", b"1")
    assert await passkeys.remove("Lan", b"1")
    assert not await passkeys.remove("lan", b"1")
    assert [each.id for each in await passkeys.of("lan")] == [b"2", b"3"]
    assert await passkeys.remove("lan")
    assert not await passkeys.remove("lan")
    assert not await passkeys.use(OF_LANS_PHONE, 9, at(5))


async def test_they_go_with_their_account(store: Store) -> None:
    for account in (LAN, BA_DINH):
        await store.accounts.put(account)
        await store.code_apps.put(replace(OF_LAN, login=account.login))
        await store.recovery_codes.put(account.login, [b"1"])
        await store.passkeys.add(
            replace(OF_LANS_PHONE, login=account.login, id=account.login.encode())
        )
    await store.accounts.remove("LAN")
    assert await store.code_apps.of("lan") is None
    assert await store.recovery_codes.left("lan") == 0
    assert await store.passkeys.by_id(b"lan") is None
    assert await store.code_apps.of("ba-dinh")
    assert await store.passkeys.by_id(b"ba-dinh")
    assert await store.recovery_codes.left("ba-dinh") == 1


async def test_what_is_sealed_opens_for_what_it_was_sealed_about_alone(store: Store) -> None:
    here, other_node = AesSealing(store.secrets), AesSealing(store.secrets)
    sealed = await here.seal(b"a secret of twenty by", "lan")
    assert b"secret" not in sealed
    assert sealed != await here.seal(b"a secret of twenty by", "lan")
    assert await other_node.open(sealed, "lan") == b"a secret of twenty by"
    for broken, about in ((sealed, "binh"), (sealed[:-1] + b"x", "lan"), (b"", "lan")):
        with pytest.raises(SealedBroken):
            await here.open(broken, about)


async def test_an_identity_is_of_one_account_until_it_is_taken_away(store: Store) -> None:
    identities = store.identities
    assert await identities.add(replace(OF_LAN_ELSEWHERE, login="LAN"))
    assert not await identities.add(replace(OF_LAN_ELSEWHERE, login="binh"))
    older = replace(OF_LAN_ELSEWHERE, key=b"2", since=at(0), granted=True)
    assert await identities.add(older)
    assert await identities.by_key(b"1") == OF_LAN_ELSEWHERE
    assert await identities.by_key(b"3") is None
    assert await identities.of("Lan") == [older, OF_LAN_ELSEWHERE]
    assert not await identities.remove("binh", b"1")
    assert await identities.remove("Lan", b"1")
    assert not await identities.remove("lan", b"1")
    assert await identities.of("lan") == [older]


async def test_identities_go_with_the_account(store: Store) -> None:
    for account, key in ((LAN, b"lan"), (BA_DINH, b"ba-dinh")):
        await store.accounts.put(account)
        mine = replace(OF_LAN_ELSEWHERE, key=key, login=account.login)
        assert await store.identities.add(mine)
    await store.accounts.remove(LAN.login)
    assert await store.identities.by_key(b"lan") is None
    assert await store.identities.by_key(b"ba-dinh")
