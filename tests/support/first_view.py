"""What the first view of a page costs: bytes over the wire, and how far anything shifts."""

from playwright.async_api import Page

SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
"""Before anything is drawn; what shifts after somebody's press does not count."""


async def counting(page: Page) -> list[float]:
    """One entry a response from here on, heads and all."""
    network = await page.context.new_cdp_session(page)
    await network.send("Network.enable")
    sizes: list[float] = []
    network.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
    return sizes
