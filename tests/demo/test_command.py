"""`diemcau demo` as a newcomer meets it on a terminal."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from diemcau.config import Configuration
from diemcau.demo.logins import LOGINS, PASSWORD
from diemcau.demo.options import Options
from diemcau.demo.stage import Theatre
from tests.support.demo import opened
from tests.support.patience import unless_it_hangs


@asynccontextmanager
async def demo(folder: Path, *options: str) -> AsyncIterator[Process]:
    """Stopped by force if the test has not done so."""
    command = ("-m", "diemcau", "demo", "--sites", "2", "--speed", "50", *options)
    started = await asyncio.create_subprocess_exec(
        sys.executable, *command, cwd=folder, stdout=PIPE, stderr=PIPE
    )
    try:
        yield started
    finally:
        if started.returncode is None:
            started.kill()
        await started.communicate()


async def said(demo: Process, last: str) -> str:
    """What it says until that."""
    assert demo.stdout is not None
    text = ""
    async with unless_it_hangs():
        while last not in text and (line := await demo.stdout.readline()):
            text += line.decode()
    return text


def complaints(errors: bytes) -> list[bytes]:
    """What it said was wrong; that the machine was busy is none of its own."""
    return [line for line in errors.splitlines() if b'"from": "diemcau.edge.pulse"' not in line]


async def test_it_says_where_to_look_and_how_to_get_in(tmp_path: Path) -> None:
    async with demo(tmp_path, "--port", "0", "--leave", "002") as first:
        text = await said(first, "1/2 điểm cầu")
        assert "http://127.0.0.1:" in text
        assert PASSWORD in text
        assert all(login in text for login in LOGINS)
        assert text.index("Hoàn Kiếm") < text.index("Ba Đình     "), "those left come first"
        async with demo(tmp_path, "--port", "0") as second:
            _, words = await second.communicate()
            assert second.returncode == 1
            assert "Another demo runs in this folder" in words.decode()
        first.send_signal(signal.SIGINT)
        rest, errors = await first.communicate()
        assert (first.returncode, rest, complaints(errors)) == (0, b"", [])


async def test_a_port_that_is_taken_is_said_in_one_line(tmp_path: Path) -> None:
    listening = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    async with listening, demo(tmp_path, "--port", str(port)) as refused:
        _, words = await refused.communicate()
    assert refused.returncode == 1
    assert "Cannot serve" in words.decode()
    assert "address already in use" in words.decode().lower()
    assert len(words.decode().splitlines()) == 1


async def test_the_script_makes_way_for_whoever_conducts_by_hand(settings: Configuration) -> None:
    options = Options(sites=2, speed=5000, play=True)
    async with opened(settings, options) as house, house.signed_in("chu-tri") as person:
        await person.do("start_conference")
        stage = Theatre(house.address, house.product, house.store, options, house.seeded)
        assert await stage.play() is None
