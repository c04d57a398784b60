"""A conference without help: from `--empty` to a signed notice, by whoever has never seen this."""

import asyncio
import re
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser

from tests.support import newcomer
from tests.support.newcomer import Newcomer
from tests.support.patience import unless_it_hangs
from tests.support.server import free_port
from tests.support.stage import in_chromium

pytestmark = in_chromium

MOST_PRESSES = 45


@asynccontextmanager
async def an_empty_office(folder: Path) -> AsyncIterator[str]:
    """The address that the terminal says."""
    left = ",".join(newcomer.SITES)
    options = ("--empty", "--port", str(free_port()), "--leave", left)
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "diemcau", "demo", *options, cwd=folder, stdout=PIPE
    )
    try:
        assert started.stdout is not None
        async with unless_it_hangs():
            while not (said := re.search(rb"http\S+code=\S+", await started.stdout.readline())):
                pass
        yield said[0].decode()
    finally:
        started.terminate()
        await started.communicate()


async def test_somebody_new_takes_thirty_sites_to_a_signed_notice(
    chromium: Browser, tmp_path: Path
) -> None:
    one = Newcomer(chromium)
    async with an_empty_office(tmp_path) as address:
        notice = await newcomer.holds_a_conference(one, address, tmp_path / "var/letters")
    assert "Đã ký số" in notice
    assert newcomer.CONCLUSION in notice
    assert "dự thảo" not in notice.lower()
    assert one.troubles == []
    assert one.presses <= MOST_PRESSES
