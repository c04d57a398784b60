"""A mailbox that is read over IMAP and TLS: a small server of our own, which says what RFC 3501
asks of it and nothing else, and Dovecot where this machine has it.
"""

import asyncio
import os
import pwd
import re
import shutil
import socket
import ssl
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from diemcau.adapters.mail.imap import ImapMailbox
from diemcau.app.ports.world import Unavailable
from tests.support.patience import PATIENCE
from tests.support.tls import tls_in

USER, PASSWORD = "diemcau", "lich-hop-2024"
_TAGGED = re.compile(r"(\S+) (?:UID )?(\S+) ?(.*)", re.IGNORECASE)


class Letterbox:
    """Letters by their UID, counted from 1; `read` are those that were marked."""

    def __init__(self, folder: Path, *, tls: bool = True) -> None:
        known = tls_in(folder)
        self.trust = known.certificate
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(known.certificate, known.key)
        self._context = context if tls else None
        self.letters: list[bytes] = []
        self.read: set[int] = set()
        self.signed_in: list[str] = []
        self.selected: list[str] = []
        self.port = 0
        self._lines: list[StreamWriter] = []
        self._server: asyncio.Server | None = None

    def url(self, folder: str = "") -> str:
        return f"imaps://{USER}:{PASSWORD}@127.0.0.1:{self.port}{folder}"

    def put(self, letter: bytes) -> None:
        self.letters.append(letter)

    async def on(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._context)
        self.port = self._server.sockets[0].getsockname()[1]

    async def off(self) -> None:
        for each in self._lines:
            each.close()
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        self._lines.append(writer)
        writer.write(b"* OK [CAPABILITY IMAP4rev1] here\r\n")
        while line := await reader.readline():
            found = _TAGGED.match(line.decode().strip())
            assert found is not None, line
            tag, verb, rest = found.groups()
            for told in self._answers(verb.upper(), rest):
                writer.write(told)
            good = verb.upper() != "LOGIN" or PASSWORD in rest
            good = good and not (verb.upper() == "SELECT" and "none" in rest)
            writer.write(f"{tag} {'OK' if good else 'NO'} {verb}\r\n".encode())
            await writer.drain()
        writer.close()

    def _answers(self, verb: str, rest: str) -> list[bytes]:
        match verb:
            case "CAPABILITY":
                return [b"* CAPABILITY IMAP4rev1\r\n"]
            case "LOGIN":
                self.signed_in.append(rest)
            case "SELECT":
                self.selected.append(rest)
                return [f"* {len(self.letters)} EXISTS\r\n".encode()]
            case "SEARCH":
                unread = [no for no in range(1, len(self.letters) + 1) if no not in self.read]
                return [f"* SEARCH {' '.join(map(str, unread))}\r\n".encode()]
            case "FETCH":
                return [self._fetched(int(rest.split(maxsplit=1)[0]), rest)]
            case "STORE":
                self.read.add(int(rest.split(maxsplit=1)[0]))
            case _:
                pass
        return []

    def _fetched(self, no: int, rest: str) -> bytes:
        letter = self.letters[no - 1]
        if "SIZE" in rest:
            return f"* {no} FETCH (UID {no} RFC822.SIZE {len(letter)})\r\n".encode()
        assert "PEEK" in rest, "looking at a letter does not mark it"
        return b"* %d FETCH (UID %d BODY[] {%d}\r\n%b)\r\n" % (no, no, len(letter), letter)


@asynccontextmanager
async def letterbox(folder: Path, *, tls: bool = True) -> AsyncIterator[Letterbox]:
    box = Letterbox(folder, tls=tls)
    await box.on()
    try:
        yield box
    finally:
        await box.off()


# -- Dovecot ---------------------------------------------------------------------------------------

_DOVECOT = shutil.which("dovecot", path="/usr/sbin:/usr/bin:/sbin")
_CONFIG = """
protocols = imap
base_dir = {folder}/run
log_path = {folder}/log
default_internal_user = {user}
default_login_user = {owner.pw_name}
first_valid_uid = 1
first_valid_gid = 1
ssl = required
ssl_cert = <{tls.certificate}
ssl_key = <{tls.key}
mail_location = maildir:{folder}/mail
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={owner.pw_uid} gid={owner.pw_gid} home={folder}/mail
}}
service imap-login {{
{chroot}  inet_listener imap {{
    address = 127.0.0.1
    port = {open_port}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {port}
    ssl = yes
  }}
}}
"""


class Dovecot:
    """The same of a server that others wrote; its letters lie in a Maildir. It serves nobody's mail
    as root: a machine where all is root's lends it `nobody`, and a folder that `nobody` may enter.
    """

    def __init__(self, folder: Path) -> None:
        tls = tls_in(folder)
        self.trust, self._folder, self._count = tls.certificate, folder, 0
        with socket.socket() as free, socket.socket() as also:
            free.bind(("127.0.0.1", 0))
            also.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
            self._open_port: int = also.getsockname()[1]
        folder.chmod(0o755)
        as_root = os.getuid() == 0
        owner = pwd.getpwnam("nobody") if as_root else pwd.getpwuid(os.getuid())
        for each in ("mail", "mail/new", "mail/cur", "mail/tmp"):
            (folder / each).mkdir()
            os.chown(folder / each, owner.pw_uid, owner.pw_gid)
        text = _CONFIG.format(
            folder=folder,
            tls=tls,
            user=pwd.getpwuid(os.getuid()).pw_name,
            owner=owner,
            password=PASSWORD,
            port=self.port,
            open_port=self._open_port,
            chroot="" if as_root else "  chroot =\n",
        )
        (folder / "dovecot.conf").write_text(text, encoding="utf-8")

    def url(self) -> str:
        return f"imaps://{USER}:{PASSWORD}@127.0.0.1:{self.port}"

    @property
    def starttls(self) -> str:
        """Where it speaks in the open until it is asked for TLS."""
        return f"imap://{USER}:{PASSWORD}@127.0.0.1:{self._open_port}"

    def put(self, letter: bytes) -> None:
        self._count += 1
        (
            self._folder / "mail" / "new" / f"{1713000000 + self._count}.{self._count}.test"
        ).write_bytes(letter)

    @property
    def read(self) -> set[int]:
        """By the order in which they were put; `S` is the flag of what is read."""
        kept = (self._folder / "mail" / "cur").glob("*:2,*S*")
        return {int(each.name.split(".")[1]) for each in kept}


@asynccontextmanager
async def dovecot() -> AsyncIterator[Dovecot]:
    if _DOVECOT is None:
        pytest.skip("no Dovecot on this machine: apt install dovecot-imapd")
    with TemporaryDirectory(prefix="dovecot-") as name:
        folder = Path(name)
        box = Dovecot(folder)
        run = ("-F", "-c", str(folder / "dovecot.conf"))
        process = await asyncio.create_subprocess_exec(_DOVECOT, *run)
        try:
            async with asyncio.timeout(PATIENCE):
                await _answers(ImapMailbox(box.url(), box.trust))
            yield box
        finally:
            process.terminate()
            await process.wait()


async def _answers(mailbox: ImapMailbox) -> None:
    while True:
        try:
            return await mailbox.greet()
        except Unavailable:
            await asyncio.sleep(0.1)
