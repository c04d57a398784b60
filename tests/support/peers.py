"""Browsers that send and receive for a venue, and a network of their own for them and Janus.

How this works. Janus takes no loopback address, so that it and Chromium run in a network namespace
with a veth in 127/8 and nothing else: not a packet can leave it. The tests stay outside: Janus is
reached by its socket on disk, Chromium by pipes, and what the one offers is carried to the other
here, as our server does it. Each venue is a page that sends one colour and one tone.
"""

import ctypes
import os
import shutil
import socket
import subprocess
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.async_api import Browser, Page, async_playwright

from diemcau.adapters.janus import UNPRIVILEGED
from diemcau.domain.nouns.media import Venue
from tests.support import guard, leftovers, real_time
from tests.support.patience import unless_it_hangs
from tests.support.stage import CHROMIUM, FLAGS, window_of

JANUS: Final = shutil.which("janus")
WIRED: Final = """ip link set lo up && ip link add dcmedia type veth peer name dcpeer &&
ip link set dcmedia addrgenmode none && ip link set dcpeer addrgenmode none &&
ip addr add 127.77.0.1/32 dev dcmedia && ip link set dcmedia up && ip link set dcpeer up &&
echo wired && exec sleep infinity"""
SCRIPT: Final = (Path(__file__).parent / "peer.js").read_text(encoding="utf-8")
CAMERA: Final = (Path(__file__).parent / "camera.js").read_text(encoding="utf-8")
"""Instead of a camera and a microphone, and what is counted at the far end."""
CLONE_NEWNET: Final = 0x4000_0000
HOME: Final = "http://localhost/peer"
"""Where a browser lets a page have a microphone; answered by us."""


def missing() -> str:
    """Why nothing can be tried with Janus here, or nothing."""
    if JANUS is None or CHROMIUM is None:
        return "there is no Janus or no Chromium on this machine"
    if subprocess.run(["unshare", "-n", "true"], check=False, capture_output=True).returncode:
        return "no network namespace may be made on this machine"
    return ""


@contextmanager
def namespace(wired: str = WIRED) -> Iterator[tuple[str, ...]]:
    """The words before a program that make it run in there. Whoever needs one films.

    An address of IPv6 would come by itself after a second or two, and a browser that is opening a
    page then gives up ("network changed").
    """
    leftovers.folder()
    command = ["unshare", "-n", "sh", "-c", wired]
    with (
        real_time.turn(),
        subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as holder,
    ):
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"wired\n"
        try:
            yield ("nsenter", f"--net=/proc/{holder.pid}/ns/net")
        finally:
            holder.kill()


def holder_of(inside: tuple[str, ...]) -> str:
    """The number of the program with which the network goes."""
    return inside[1].split("/")[2]


def door_within(inside: tuple[str, ...], host: str = "127.0.0.1") -> socket.socket:
    """A socket in there on which somebody out here may listen: a network belongs to the thread
    that opens it.
    """
    opened: list[socket.socket] = []

    def enter() -> None:
        with Path(inside[1].removeprefix("--net=")).open(encoding="ascii") as network:
            if ctypes.CDLL(None, use_errno=True).setns(network.fileno(), CLONE_NEWNET):
                raise OSError(ctypes.get_errno(), "setns")
        opened.append(socket.create_server((host, 0)))

    visitor = threading.Thread(target=enter)
    visitor.start()
    visitor.join()
    return opened[0]


def janus_within(inside: tuple[str, ...]) -> tuple[str, ...]:
    assert JANUS is not None
    marked = ("env", f"{guard.NAME}={leftovers.folder()}")
    return (*inside, *marked, *(UNPRIVILEGED if os.geteuid() == 0 else ()), JANUS)


async def until(page: Page, holds: str, *given: object) -> Any:
    """What the function says of what is given, as soon as it is anything; it may be `async`, which
    `wait_for_function` takes for true at once. Where it never is, what the page shows is told.
    """
    try:
        async with unless_it_hangs():
            while not (said := await page.evaluate(f"(given) => ({holds})(...given)", list(given))):
                await page.wait_for_timeout(100)
            return said
    except TimeoutError:
        raise AssertionError(f"never: {holds} {given}. {await _looks(page)}") from None


async def _looks(page: Page) -> str:
    """What there is to see, and what a camera of ours counts."""
    words = await page.evaluate("document.body?.innerText.slice(0, 1500)")
    told = "(async () => window.camera?.peers && [await camera.tones(), await camera.colour(), "
    told += "await camera.count(), camera.peers.map((each) => each.connectionState)])()"
    return f"{page.url}: {await page.evaluate(told)}\n{words}"


class Peers:
    """A page for each venue."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._pages: dict[Venue, Page] = {}

    async def page(self, venue: Venue) -> Page:
        if venue not in self._pages:
            page = await (await window_of(self._browser)).new_page()
            await page.route(HOME, lambda route: route.fulfill(body="<!doctype html>"))
            await page.goto(HOME)
            await page.evaluate(SCRIPT)
            self._pages[venue] = page
        return self._pages[venue]

    async def offer(self, venue: Venue, colour: str = "red", *, several: bool = False) -> str:
        """A picture in several sizes, the largest of 960 points, or in one."""
        page = await self.page(venue)
        told = [colour, several]
        return str(await page.evaluate("([colour, several]) => peer.offer(colour, several)", told))

    async def led(self, venue: Venue) -> str:
        """An offer of the lines that it sends, another way."""
        return str(await self._call(venue, "led", None))

    async def followed(self, venue: Venue, offer: str) -> str:
        return str(await self._call(venue, "followed", offer))

    async def width(self, venue: Venue, line: int = 0) -> int:
        """Points across the picture of a line as it arrives now."""
        return int(await self._call(venue, "width", str(line)))

    async def answered(self, venue: Venue, answer: str) -> None:
        await self._call(venue, "answered", answer)

    async def agreed(self, venue: Venue, offer: str) -> str:
        return str(await self._call(venue, "agreed", offer))

    async def sounds(self, venue: Venue) -> dict[str, int]:
        """Packets of sound that arrived, by line."""
        told: dict[str, int] = await self._call(venue, "sounds", None)
        return told

    async def pictures(self, venue: Venue) -> dict[str, int]:
        """Packets of pictures that arrived, by line."""
        told: dict[str, int] = await self._call(venue, "pictures", None)
        return told

    async def colour(self, venue: Venue, line: int = 0) -> str:
        """What is in the middle of the picture of a line now."""
        return str(await self._call(venue, "colour", str(line)))

    async def vanish(self, venue: Venue) -> None:
        """As when a machine loses its current."""
        await self._pages.pop(venue).close()

    async def _call(self, venue: Venue, what: str, argument: object) -> Any:
        page = await self.page(venue)
        return await page.evaluate(f"(argument) => peer.{what}(argument)", argument)


@asynccontextmanager
async def chromium_within(inside: tuple[str, ...], *more: str) -> AsyncIterator[Browser]:
    """With sound, and a camera that is none; `more` are flags."""
    program = leftovers.folder() / f"chromium-in-{holder_of(inside)}"
    program.write_text(f'#!/bin/sh\nexec {" ".join(inside)} {CHROMIUM} "$@"\n', encoding="ascii")
    program.chmod(0o755)
    flags = [*FLAGS, "--autoplay-policy=no-user-gesture-required", *more]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=program, args=flags, ignore_default_args=["--mute-audio"]
        )
        try:
            yield browser
        finally:
            await browser.close()
