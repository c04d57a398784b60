"""A site at the end of a cable of its own: a second network, with one way to that of the hall.

How this works. Each end is a network namespace, the cable a veth between them. A browser at the
site reaches the server and Janus by it alone, over addresses that are nowhere but in there.
"""

import subprocess
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Final, NamedTuple

from playwright.async_api import Page

from diemcau import bootstrap
from diemcau.app.live.presence import GRACE
from diemcau.domain.nouns.conference import Settings
from diemcau.domain.nouns.media import HALL, Venue, venue_of
from tests.support import peers
from tests.support.cameras import Cameras, gives
from tests.support.filmed import janus, settings_of
from tests.support.line import line_to
from tests.support.meeting import BA_DINH, HOAN_KIEM, code
from tests.support.stage import Stage, begin_debate, furnish

HALL_END: Final = "10.77.0.1"
LATER: Final = "ip rule add pref 20 lookup local && ip rule del pref 0"
"""What is addressed to us is looked up first of all; here something may stand before it."""
BARE: Final = "ip link set lo up && echo wired && exec sleep infinity"
BA: Final = venue_of(code(BA_DINH))
HOAN: Final = venue_of(code(HOAN_KIEM))


class Cable:
    """Between the networks of the hall and of a site."""

    def __init__(self, hall: tuple[str, ...], site: tuple[str, ...]) -> None:
        self._hall, self._site = hall, site
        self._address = 2
        far = f"peer name dccable netns {peers.holder_of(hall)}"
        _run(site, f"ip link add dcsite type veth {far}")
        for end, device in ((hall, "dccable"), (site, "dcsite")):
            _run(end, f"ip link set {device} addrgenmode none")
        _run(hall, f"ip addr add {HALL_END}/24 dev dccable && ip link set dccable up")
        _run(site, f"ip addr add {self._own} dev dcsite && ip link set dcsite up")
        for end in (hall, site):
            _run(end, LATER)

    @property
    def _own(self) -> str:
        return f"10.77.0.{self._address}/24"

    def pull(self) -> None:
        _run(self._site, "ip link set dcsite down")

    def plug(self) -> None:
        _run(self._site, "ip link set dcsite up")

    def stop(self, packets: str = "") -> None:
        """What comes of that kind is lost, at either end, and nobody is told."""
        self._rule("add", packets)

    def let(self, packets: str = "") -> None:
        self._rule("del", packets)

    def _rule(self, what: str, packets: str) -> None:
        for end, device in ((self._hall, "dccable"), (self._site, "dcsite")):
            _run(end, f"ip rule {what} pref 10 iif {device} {packets} blackhole")

    def move(self) -> None:
        """As from one Wi-Fi to the next: another address, and the one before is gone."""
        before, self._address = self._own, self._address + 1
        _run(self._site, f"ip addr del {before} dev dcsite && ip addr add {self._own} dev dcsite")


def _run(inside: tuple[str, ...], command: str) -> None:
    subprocess.run([*inside, "sh", "-c", command], check=True, capture_output=True)


class AtTheCable(NamedTuple):
    """Ba Đình at the end of the cable; the hall, and Hoàn Kiếm, where Janus is."""

    stage: Stage
    cable: Cable
    windows: Mapping[Venue, Page]

    @property
    def site(self) -> Page:
        return self.windows[BA]


@asynccontextmanager
async def at_the_cable(grace: float = GRACE) -> AsyncIterator[AtTheCable]:
    """In the debate, all of them before their cameras, nobody speaking."""
    async with AsyncExitStack() as stack:
        hall = stack.enter_context(peers.namespace())
        site = stack.enter_context(peers.namespace(BARE))
        cable, settings = Cable(hall, site), settings_of(janus(hall), grace)
        parts, store, port = await stack.enter_async_context(bootstrap.serving(settings))
        passes = await furnish(parts, store, Settings(video=True))
        await begin_debate(parts)
        line = await stack.enter_async_context(line_to(port, peers.door_within(hall, "0.0.0.0")))
        near, far = (f"http://{host}:{line.own_port}" for host in ("localhost", HALL_END))
        safe = f"--unsafely-treat-insecure-origin-as-secure={far}"
        there = await stack.enter_async_context(peers.chromium_within(hall))
        away = await stack.enter_async_context(peers.chromium_within(site, safe))
        opened = Stage(near, there, passes, parts=parts, port=port)
        cameras = Cameras(opened, near, {})
        beyond = Cameras(Stage(far, away, passes, parts=parts, port=port), far, {})
        windows = {HALL: await cameras.screen(), BA: await beyond.site(BA_DINH)}
        windows[HOAN] = await cameras.site(HOAN_KIEM)
        for each in (BA, HOAN):
            await gives(windows[each])
        yield AtTheCable(opened, cable, windows)
