"""A body invites from a list of its own, written by name."""

from diemcau.adapters import listings
from diemcau.adapters.store import Store, open_store
from diemcau.app.office.site_lists import MOST, keep_own, lists_for, own_list
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId

SOC_SON = BodyId("soc-son")


async def with_common_lists() -> Store:
    store = open_store("memory://")
    for name in listings.SHIPPED:
        await store.directory.put(listings.shipped(name))
    return store


async def own(store: Store) -> dict[str, str]:
    return {each.code: each.name for each in await store.directory.listing(own_list(SOC_SON))}


async def test_a_site_of_a_common_list_is_itself_and_any_other_gets_a_code() -> None:
    store = await with_common_lists()
    names = ["xã Sóc Sơn", "Thôn Đoài", "X. Sóc Sơn", "Thôn Đoài", "Tổ dân phố số 4"]
    assert await keep_own(store.directory, SOC_SON, names) == own_list(SOC_SON)
    [(code, name), *others] = (await own(store)).items()
    commune = next(e for e in listings.shipped("sites_126") if e.name == "Sóc Sơn")
    assert (code, name) == (commune.code, "Sóc Sơn")
    assert others == [("r001", "Thôn Đoài"), ("r002", "Tổ dân phố số 4")]


async def test_written_again_what_stays_keeps_its_code_and_what_is_left_out_is_gone() -> None:
    store = await with_common_lists()
    await keep_own(store.directory, SOC_SON, ["Thôn Đoài", "Thôn Đông"])
    await keep_own(store.directory, SOC_SON, ["Thôn Bắc", "thôn đông"])
    assert await own(store) == {"r003": "Thôn Bắc", "r002": "Thôn Đông"}
    await keep_own(store.directory, SOC_SON, [f"Thôn {n}" for n in range(MOST + 9)])
    assert len(await own(store)) == MOST


async def test_the_list_of_one_body_is_nobody_else_s() -> None:
    store = await with_common_lists()
    await keep_own(store.directory, SOC_SON, ["Thôn Đoài"])
    assert own_list(SOC_SON) in await lists_for(store.directory, SOC_SON)
    assert {*await lists_for(store.directory, FIRST_BODY)} == {*listings.SHIPPED}
