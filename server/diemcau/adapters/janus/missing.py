"""What this machine lacks for picture and sound."""

import os
import pwd
import shutil
import socket
import stat
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from diemcau.adapters.janus.folder import LONGEST_PATH, NOBODY, JanusFolder, library
from diemcau.adapters.janus.settings import CHILD, MediaSettings, OneJanus
from diemcau.app.ports.installation import Lack, Lacking

NAMED = ("ws://", "wss://")
PROBED = 32
"""Ports tried: whoever takes some of them mostly takes the first."""


def lacking(settings: MediaSettings) -> Iterator[Lack]:
    """Nothing where no media server is set."""
    servers = settings.servers
    if any(each.janus == CHILD for each in servers):
        yield from _program(settings.program[-1])
    for each in servers:
        yield from _lacking(each)
    if len({Path(each.folder).absolute() for each in servers}) < len(servers):
        yield Lack.of(Lacking.JANUS_FOLDER)
    if servers and {name for _, name in socket.if_nameindex()} <= {"lo"}:
        yield Lack.of(Lacking.NETWORK)


def _lacking(one: OneJanus) -> Iterator[Lack]:
    folder = JanusFolder(Path(one.folder))
    if one.janus == CHILD:
        yield from _shut_out(folder.path.absolute())
    elif not one.janus.startswith(NAMED) and not Path(one.janus).exists():
        yield Lack.of(Lacking.JANUS, at=one.janus)
    if len(str(folder.socket.absolute()).encode()) > LONGEST_PATH:
        yield Lack.of(Lacking.JANUS_PATH, folder=folder.path)


def _shut_out(folder: Path) -> Iterator[Lack]:
    """Where we are root it runs as nobody, and has to get to its folder all the same."""
    if os.geteuid() == 0:
        for parent in folder.parents:
            if parent.exists() and not _lets_in(parent.stat()):
                yield Lack.of(Lacking.JANUS_ENTRY, user=NOBODY, folder=parent)


def _lets_in(folder: os.stat_result) -> bool:
    own = folder.st_uid == pwd.getpwnam(NOBODY).pw_uid
    return bool(folder.st_mode & (stat.S_IXUSR if own else stat.S_IXOTH))


def _program(program: str) -> Iterator[Lack]:
    if shutil.which(program) is None:
        yield Lack.of(Lacking.JANUS_PROGRAM, program=program)
    for kind, name in JanusFolder(Path()).loaded.items():
        if library(kind, name) is None:
            yield Lack.of(Lacking.JANUS_PART, name=name)


def ports_taken(settings: MediaSettings) -> Iterator[Lack]:
    """Of each Janus, before it runs."""
    for each in settings.servers:
        yield from _taken(each.first_port, each.last_port)


def _taken(first: int, last: int) -> Iterator[Lack]:
    with ExitStack() as held:
        for port in range(first, min(last + 1, first + PROBED)):
            probe = held.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
            try:
                probe.bind(("", port))
            except OSError as why:
                yield Lack.of(Lacking.JANUS_PORT, port=port, why=why.strerror)
                return
