"""The laws of `SitePasses`."""

import asyncio

import pytest
from msgspec.structs import replace

from diemcau.adapters.store import Store
from diemcau.app.ports.people import SitePass
from diemcau.domain.nouns.ids import SiteCode
from tests.support.store import EIGHT, EVENING, MORNING, at

BA_DINH = SitePass(
    meeting=MORNING, site=SiteCode("001"), pin="hash", link=b"\x01" * 32, issued_at=EIGHT
)
HOAN_KIEM = replace(BA_DINH, site=SiteCode("002"), link=b"\x02" * 32)
AT_NIGHT = replace(BA_DINH, meeting=EVENING, link=b"\x03" * 32)


async def test_passes_come_back_as_they_were_put(store: Store) -> None:
    await store.site_passes.put([BA_DINH, AT_NIGHT])
    assert await store.site_passes.get(MORNING, BA_DINH.site) == BA_DINH
    assert await store.site_passes.get(EVENING, BA_DINH.site) == AT_NIGHT
    assert await store.site_passes.get(EVENING, HOAN_KIEM.site) is None


async def test_a_meeting_lists_its_own_in_the_order_of_the_codes(store: Store) -> None:
    await store.site_passes.put([HOAN_KIEM, AT_NIGHT, BA_DINH])
    assert await store.site_passes.of(MORNING) == [BA_DINH, HOAN_KIEM]


async def test_putting_nothing_does_nothing(store: Store) -> None:
    await store.site_passes.put([])
    assert await store.site_passes.of(MORNING) == []


async def test_a_new_pass_makes_the_old_link_worthless(store: Store) -> None:
    await store.site_passes.put([BA_DINH])
    await store.site_passes.use_link(BA_DINH.link, at(1))
    await store.site_passes.put([renewed := replace(BA_DINH, link=b"new", issued_at=at(2))])
    assert await store.site_passes.by_link(BA_DINH.link) is None
    assert await store.site_passes.by_link(b"new") == renewed


async def test_all_of_a_batch_are_kept_or_none(store: Store) -> None:
    def failing() -> list[SitePass]:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await store.site_passes.put(each for each in [BA_DINH, *failing()])
    assert await store.site_passes.of(MORNING) == []


async def test_a_link_lets_in_once(store: Store) -> None:
    await store.site_passes.put([BA_DINH, HOAN_KIEM])
    used = replace(BA_DINH, link_used_at=at(1))
    assert await store.site_passes.use_link(BA_DINH.link, at(1)) == used
    assert await store.site_passes.use_link(BA_DINH.link, at(2)) is None
    assert await store.site_passes.of(MORNING) == [used, HOAN_KIEM]


async def test_an_unknown_link_lets_nobody_in(store: Store) -> None:
    assert await store.site_passes.use_link(b"unknown", at(1)) is None
    assert await store.site_passes.by_link(b"unknown") is None


async def test_of_two_who_use_a_link_at_once_one_wins(store: Store) -> None:
    await store.site_passes.put([BA_DINH])
    uses = (store.site_passes.use_link(BA_DINH.link, at(each)) for each in range(5))
    let_in = [each for each in await asyncio.gather(*uses) if each]
    assert let_in == [await store.site_passes.get(MORNING, BA_DINH.site)]
