"""The laws of `Directory`."""

from msgspec.structs import replace

from diemcau.adapters.store import Store
from diemcau.app.ports.sites import DirectorySite
from diemcau.app.verification.lists import verify_lists
from diemcau.domain.nouns.ids import SiteCode

BA_DINH = DirectorySite(
    listing="sites_30", code=SiteCode("001"), name="Ba Đình", kind="district", tile=(2, 3), place=1
)
HOAN_KIEM = replace(BA_DINH, code=SiteCode("002"), name="Hoàn Kiếm", tile=None, place=0)
WARD = replace(BA_DINH, listing="sites_126", kind="ward", parent="001")


async def test_sites_come_back_as_they_were_put_in_their_order(store: Store) -> None:
    await store.directory.put([BA_DINH, HOAN_KIEM, WARD])
    assert await store.directory.listing("sites_30") == [HOAN_KIEM, BA_DINH]
    assert await store.directory.listing("sites_126") == [WARD]
    assert await store.directory.listing("unknown") == []


async def test_sites_in_the_same_place_stand_in_the_order_of_their_codes(store: Store) -> None:
    codes = ["010", "002", "Đ1", "A1", "a1"]
    await store.directory.put(replace(BA_DINH, code=SiteCode(each), place=0) for each in codes)
    listed = [each.code for each in await store.directory.listing("sites_30")]
    assert listed == ["002", "010", "A1", "a1", "Đ1"]


async def test_putting_again_replaces_by_listing_and_code(store: Store) -> None:
    await store.directory.put([BA_DINH, HOAN_KIEM])
    await store.directory.put([renamed := replace(BA_DINH, name="Phường Ba Đình", tile=None)])
    assert await store.directory.listing("sites_30") == [HOAN_KIEM, renamed]


async def test_what_is_dropped_from_a_list_is_gone_there_alone_and_the_history_says_so(
    store: Store,
) -> None:
    await store.directory.put([BA_DINH, HOAN_KIEM, WARD])
    await store.directory.drop("sites_30", [BA_DINH.code, SiteCode("999")])
    await store.directory.drop("unknown", [BA_DINH.code])
    assert await store.directory.listing("sites_30") == [HOAN_KIEM]
    assert await store.directory.listing("sites_126") == [WARD]
    assert (await verify_lists(store.lists)).proven
    await store.directory.drop("sites_30", [HOAN_KIEM.code])
    assert await store.directory.listings() == {"sites_126": 1}


async def test_listings_are_counted(store: Store) -> None:
    assert await store.directory.listings() == {}
    await store.directory.put([])
    await store.directory.put([BA_DINH, HOAN_KIEM, WARD])
    assert await store.directory.listings() == {"sites_126": 1, "sites_30": 2}
