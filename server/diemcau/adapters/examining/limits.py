"""What a process that reads a stranger's file may use: set by itself before it reads anything."""

import resource
from typing import Final

MEGABYTE: Final = 1024 * 1024
OPEN_FILES: Final = 64
"""Of its own programs and of the certificates that it is told to trust."""


def apply(cpu_seconds: int, megabytes: int) -> None:
    """No further process, nothing written to the disk, no memory image left behind (setrlimit(2));
    after `cpu_seconds` the system ends it.
    """
    for what, most in (
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_AS, megabytes * MEGABYTE),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hardest = resource.getrlimit(what)
        least = most if hardest == resource.RLIM_INFINITY else min(most, hardest)
        resource.setrlimit(what, (least, least))
