"""The laws of `CalendarFeeds`: an address leads to one site, and a new one ends the old."""

from diemcau.adapters.store import Store
from diemcau.domain.nouns.ids import SiteCode

BA_DINH, DONG_ANH = SiteCode("001"), SiteCode("017")


async def test_an_address_leads_to_its_site_until_there_is_another(store: Store) -> None:
    feeds = store.calendar_feeds
    await feeds.put(BA_DINH, b"one")
    await feeds.put(DONG_ANH, b"two")
    assert await feeds.site_of(b"one") == BA_DINH
    assert await feeds.site_of(b"nobody's") is None
    await feeds.put(BA_DINH, b"three")
    assert await feeds.site_of(b"one") is None
    assert await feeds.site_of(b"three") == BA_DINH
    assert await feeds.site_of(b"two") == DONG_ANH
