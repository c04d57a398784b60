"""A server of time stamps (RFC 3161): OpenSSL's, behind a door of HTTP."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.support.seals import Sealed

OPENSSL = shutil.which("openssl")
_SETTINGS = """
[tsa]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
certs = {root}
"""


@asynccontextmanager
async def stamping(sealed: Sealed) -> AsyncIterator[str]:
    """Its address."""
    with tempfile.TemporaryDirectory() as folder:
        settings = _SETTINGS.format(folder=folder, root=sealed.trust)
        (Path(folder) / "tsa.conf").write_text(settings)
        (Path(folder) / "serial").write_text("01")

        async def stamp(request: web.Request) -> web.Response:
            asked = Path(folder) / "asked"
            asked.write_bytes(await request.read())
            answer = await asyncio.create_subprocess_exec(
                str(OPENSSL), "ts", "-reply", "-config", f"{folder}/tsa.conf", "-section", "tsa",
                "-queryfile", str(asked), "-signer", sealed.clock, "-inkey", sealed.clock_key,
                stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
            body, _ = await answer.communicate()
            return web.Response(body=body, content_type="application/timestamp-reply")

        app = web.Application()
        app.router.add_post("/", stamp)
        async with TestServer(app) as server:
            yield str(server.make_url("/"))
