"""What a process of ours for one piece of work may use: set by itself before it begins."""

import resource
from typing import Final

MEGABYTE: Final = 1024 * 1024
OPEN_FILES: Final = 64
"""Of its own programs, its fonts, and the certificates that it is told to trust."""


def apply(cpu_seconds: int, megabytes: int, *, threads: bool = False) -> None:
    """No further process, nothing written to the disk, no memory image left behind (setrlimit(2));
    after `cpu_seconds` the system ends it. A thread counts as a process.
    """
    limits = [
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_AS, megabytes * MEGABYTE),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ]
    for what, most in limits if threads else [*limits, (resource.RLIMIT_NPROC, 0)]:
        _, hardest = resource.getrlimit(what)
        least = most if hardest == resource.RLIM_INFINITY else min(most, hardest)
        resource.setrlimit(what, (least, least))
