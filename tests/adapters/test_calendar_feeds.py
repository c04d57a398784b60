"""The laws of `CalendarFeeds`: an address leads to one site of one body's conferences, and a new
one ends the old.
"""

from diemcau.adapters.store import Store
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId, SiteCode

SOC_SON = BodyId("soc-son")
BA_DINH, DONG_ANH = SiteCode("001"), SiteCode("017")


async def test_an_address_leads_to_its_site_until_there_is_another(store: Store) -> None:
    feeds = store.calendar_feeds
    await feeds.put(FIRST_BODY, BA_DINH, b"one")
    await feeds.put(FIRST_BODY, DONG_ANH, b"two")
    await feeds.put(SOC_SON, BA_DINH, b"its own")
    assert await feeds.site_of(b"one") == (FIRST_BODY, BA_DINH)
    assert await feeds.site_of(b"nobody's") is None
    await feeds.put(FIRST_BODY, BA_DINH, b"three")
    assert await feeds.site_of(b"one") is None
    assert await feeds.site_of(b"three") == (FIRST_BODY, BA_DINH)
    assert await feeds.site_of(b"two") == (FIRST_BODY, DONG_ANH)
    assert await feeds.site_of(b"its own") == (SOC_SON, BA_DINH)
