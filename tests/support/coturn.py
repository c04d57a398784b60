"""A real coturn, by our example and at an address of this machine."""

import asyncio
import re
import shutil
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from diemcau import resources
from diemcau.adapters.janus import MediaSettings
from tests.support import backing
from tests.support.server import free_port

COTURN: Final = shutil.which("turnserver") or ""
EXAMPLE: Final = resources.WEB.parent / "config/examples/turnserver.conf"
SECRET: Final = "một bí mật"
NOT_HERE: Final = ("tls-listening-port", "cert", "pkey")


@asynccontextmanager
async def relay_at(
    host: str, media: str, inside: Sequence[str] = (), port: int = 0
) -> AsyncIterator[MediaSettings]:
    """What our own settings say of it; it lets through to `media` alone."""
    assert COTURN
    port = port or free_port()
    folder = backing.folder()
    (folder / "turn.secret").write_text(f"{SECRET}\n", encoding="utf-8")
    (folder / "turnserver.conf").write_text(_example(host, media, port, folder), encoding="utf-8")
    command = (*inside, COTURN, "-c", str(folder / "turnserver.conf"))
    process = await asyncio.create_subprocess_exec(*command, stdout=DEVNULL, stderr=DEVNULL)
    try:
        yield MediaSettings(turn_url=f"turn:{host}:{port}", turn_secret=str(folder / "turn.secret"))
    finally:
        process.kill()
        await process.wait()


def _example(host: str, media: str, port: int, folder: Path) -> str:
    """Without a certificate; where it may write; and loopback, which a relay of its own refuses."""
    told = {
        "listening-ip": host,
        "relay-ip": host,
        "allowed-peer-ip": media,
        "listening-port": str(port),
        "static-auth-secret": SECRET,
    }
    lines = [
        re.sub(r"(?<==).*", lambda _: told[name], line) if name in told else line
        for line in EXAMPLE.read_text(encoding="utf-8").splitlines()
        if (name := line.partition("=")[0]) not in NOT_HERE
    ]
    here = ("no-tls", "no-dtls", "allow-loopback-peers", f"userdb={folder}/db", "log-file=stdout")
    return "\n".join([*lines, *here, f"pidfile={folder}/turn.pid", ""])
