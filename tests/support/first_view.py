"""What the first view of a page costs: bytes over the wire, and how far anything shifts."""

from typing import Final

from playwright.async_api import Page

NOTED = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
new MutationObserver(() => {
  if (document.documentElement.dataset.line === "live") window.liveAt ??= Date.now();
}).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-line"] });
"""
"""Before anything is drawn; what shifts after somebody's press does not count."""
UNHURRIED: Final = 1.0
"""Seconds from the moment at which a page is live in which nothing is asked for that nobody waits
for: half of those that the page itself lets pass, by the clock of its machine.
"""


class FirstLoad:
    """Bytes of each response from here on, heads and all, by when it was asked for."""

    def __init__(self) -> None:
        self._asked, self._bytes = dict[str, float](), dict[str, float]()

    async def follow(self, page: Page) -> None:
        network = await page.context.new_cdp_session(page)
        await network.send("Network.enable")
        network.on("Network.requestWillBeSent", self._ask)
        network.on("Network.loadingFinished", self._take)

    def _ask(self, told: dict[str, float]) -> None:
        self._asked.setdefault(str(told["requestId"]), told["wallTime"])

    def _take(self, told: dict[str, float]) -> None:
        self._bytes[str(told["requestId"])] = told["encodedDataLength"]

    async def of(self, page: Page) -> float:
        """Until it was live, and what is asked for at once; on a busy machine whoever counts comes
        late.
        """
        last = await page.evaluate("window.liveAt") / 1000 + UNHURRIED
        return sum(self._bytes.get(each, 0) for each, at in self._asked.items() if at <= last)


async def counting(page: Page) -> FirstLoad:
    load = FirstLoad()
    await load.follow(page)
    return load
