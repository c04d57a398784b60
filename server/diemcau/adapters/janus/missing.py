"""What this machine lacks for picture and sound, in words a technician can act on."""

import shutil
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from diemcau.adapters.janus.folder import LOADED, LONGEST_PATH, JanusFolder, library
from diemcau.adapters.janus.settings import CHILD, MediaSettings

PROBED = 32
"""Ports tried: whoever takes some of them mostly takes the first."""


def lacking(settings: MediaSettings) -> Iterator[str]:
    """Nothing where no media server is set."""
    if not settings.janus:
        return
    folder = JanusFolder(Path(settings.folder))
    if settings.janus == CHILD:
        yield from _program(settings.program[-1])
    elif not Path(settings.janus).exists():
        yield f"No Janus listens at {settings.janus}, named by [media] janus."
    if len(str(folder.socket.absolute()).encode()) > LONGEST_PATH:
        yield f"The path of [media] folder is too long for a socket: {folder.path}."
    yield from _ports(settings)


def _program(program: str) -> Iterator[str]:
    if shutil.which(program) is None:
        yield f"{program}, named by [media] program, is not there: apt-get install janus."
    for kind, names in LOADED.items():
        for name in names:
            if library(kind, name) is None:
                yield f"Janus lacks {name}: install the janus of Debian whole."


def _ports(settings: MediaSettings) -> Iterator[str]:
    first, last = settings.first_port, settings.last_port
    with ExitStack() as held:
        for port in range(first, min(last + 1, first + PROBED)):
            probe = held.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
            try:
                probe.bind(("", port))
            except OSError as why:
                yield f"UDP port {port} of [media] cannot be used: {why.strerror}."
                return
