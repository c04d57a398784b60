"""Our example for nginx, started in front of two nodes: a node goes and nobody stays away."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession

from diemcau import resources
from diemcau.demo.client import Client
from tests.support import backing
from tests.support.patience import unless_it_hangs
from tests.support.pressing import Told, at_work, check, level, prepared, stored
from tests.support.server import ServerProcess, free_port
from tests.support.store import postgresql_without_tables

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin:/sbin:/bin")
EXAMPLE = resources.CONFIG / "nginx" / "diemcau.conf"

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(NGINX is None, reason="no nginx here, and only root may install it"),
]

AROUND = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/diemcau.conf;
}}
"""


@asynccontextmanager
async def in_front_of(nodes: list[ServerProcess], port: int, folder: Path) -> AsyncIterator[None]:
    """The example as it stands, but for the ports."""
    text = EXAMPLE.read_text(encoding="utf-8")
    ports = {"listen 8080": f"listen 127.0.0.1:{port}"}
    ports |= {f"127.0.0.1:{8081 + i}": f"127.0.0.1:{node.port}" for i, node in enumerate(nodes)}
    for ours, theirs in ports.items():
        assert ours in text
        text = text.replace(ours, theirs)
    (folder / "diemcau.conf").write_text(text, encoding="utf-8")
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder), encoding="utf-8")
    assert NGINX is not None
    nginx = await asyncio.create_subprocess_exec(
        NGINX, "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")
    )
    try:
        yield
    finally:
        nginx.terminate()
        await nginx.wait()


async def everybody_is_back(clients: list[Client], told: Told) -> None:
    async with unless_it_hangs():
        await told.more(3 * len(clients))
        await level(clients)


async def test_through_the_proxy_a_node_may_be_killed_or_drained_and_its_screens_come_back(
    tmp_path: Path,
) -> None:
    url, port, told = await postgresql_without_tables(), free_port(), Told()
    cookies = await prepared(url)
    public = f"http://127.0.0.1:{port}"
    nodes = [
        ServerProcess(
            url,
            DIEMCAU_SIGNALS__URL=backing.valkey().url,
            DIEMCAU_IDENTITY__PUBLIC_URL=public,
            DIEMCAU_IDENTITY__PROXIES="1",
        )
        for _ in range(2)
    ]
    async with AsyncExitStack() as stack:
        for node in nodes:
            await node.start()
            stack.push_async_callback(node.stop)
        await stack.enter_async_context(in_front_of(nodes, port, tmp_path))
        async with at_work([public], cookies, told) as clients:
            await everybody_is_back(clients, told)
            await nodes[0].kill()
            await everybody_is_back(clients, told)
            await nodes[0].start()
            await nodes[1].stop()
            await everybody_is_back(clients, told)
            await nodes[1].start()
            await everybody_is_back(clients, told)
        async with ClientSession() as browser, browser.get(f"{public}/healthz") as answer:
            assert answer.status == 200
    check(await stored(url), told)
