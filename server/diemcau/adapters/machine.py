"""What this machine lacks to run the product, said in words a technician can act on."""

import shutil
import socket
import sqlite3
import stat
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import make_url

from diemcau.adapters.back_ups import BackUpSettings, newest
from diemcau.adapters.mail import ImapMailbox, SmtpMail, open_mail
from diemcau.adapters.signalling import answers
from diemcau.adapters.signatures import BadSeal, PadesSignatures
from diemcau.adapters.store import is_current
from diemcau.app.ports.world import Unavailable

LEAST_PYTHON = (3, 11)
LEAST_SQLITE = (3, 35, 0)
"""`RETURNING` and upserts as we use them."""
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
LEAST_FREE = 1024**3


def missing(url: str) -> Iterator[str]:
    """One sentence for each thing that is wrong; nothing when all is well."""
    if sys.version_info < LEAST_PYTHON:
        yield f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}."
    if sqlite3.sqlite_version_info < LEAST_SQLITE:
        yield f"SQLite 3.35 or newer is needed; this is {sqlite3.sqlite_version}."
    try:
        ZoneInfo("Asia/Ho_Chi_Minh")
    except ZoneInfoNotFoundError:
        yield "The time zones are missing: install the package tzdata."
    yield from _about_the_folder(url)


def unsealed(pkcs12: str, password: str, trust: Sequence[str]) -> Iterator[str]:
    """What keeps the server from reading the key and the certificates that it was given."""
    try:
        PadesSignatures(pkcs12, password, trust)
    except BadSeal as wrong:
        yield f"A file named in [signature] cannot be used: {wrong}."


async def silent(
    store: str, signals: str, mail: str, mailbox: ImapMailbox | None = None
) -> AsyncIterator[str]:
    """Those we are told to work with who do not answer, or are not ready for us."""
    try:
        if not await is_current(store):
            yield "The tables are not up to date: run `diemcau migrate`."
    except Unavailable as why:
        yield f"The store does not answer: {why}."
    if signals and not await answers(signals):
        yield "Nobody answers at [signals] url: nodes hear of each other a second late."
    if isinstance(server := open_mail(mail, ""), SmtpMail):
        try:
            await server.greet()
        except Unavailable as why:
            yield f"The mail server at [mail] url takes nothing from us: {why}. Letters wait."
    if mailbox:
        try:
            await mailbox.greet()
        except Unavailable as why:
            yield f"The mailbox at [mailbox] url is not read: {why}. Answers wait there."


def outdated(back_ups: BackUpSettings, now: datetime) -> Iterator[str]:
    """Where a folder of them is named."""
    if not back_ups.folder:
        return
    last = newest(back_ups.folder)
    if last is None:
        yield f"No back-up lies in {back_ups.folder}, named by [backups] folder."
    elif now - last.at > timedelta(hours=back_ups.hours):
        yield f"The last back-up in {back_ups.folder} is of {last.at:%Y-%m-%d %H:%M} UTC."


def _about_the_folder(url: str) -> Iterator[str]:
    database = make_url(url).database
    if not url.startswith("sqlite") or not database:
        return
    yield from _read_by_others(Path(database))
    folder = Path(database).resolve().parent
    if not folder.is_dir():
        yield f"The folder {folder} does not exist; it is made by `diemcau migrate`."
    elif shutil.disk_usage(folder).free < LEAST_FREE:
        yield f"Less than 1 GB is free in {folder}; a long conference may not fit."


def _read_by_others(database: Path) -> Iterator[str]:
    """The file, what SQLite keeps beside it, and the keys of secret votes."""
    for beside in ("", "-wal", "-shm", ".ballot-keys"):
        file = Path(f"{database}{beside}")
        if file.exists() and file.stat().st_mode & _OTHERS:
            yield f"Others on this machine may read {file}: chmod go-rwx {file}."


def taken(host: str, port: int) -> Iterator[str]:
    """Of a server that does not run yet."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as why:
            yield f"Port {port} on {host} cannot be used: {why.strerror}."
