"""Identities and secrets from the machine."""

import secrets
import time
from uuid import UUID

_TICKS_PER_MS = 1 << 12
_VERSION = 0x7 << 76
_VARIANT = 0b10 << 62


class SystemChance:
    """Ids are UUIDs of version 7 (RFC 9562 §5.7, the clock's fraction as in §6.2 method 3).

    The first 60 bits count 1/4096 of a millisecond and never stand still within a process,
    so that ids sort in the order in which they were given, even when the clock is set back.
    """

    def __init__(self) -> None:
        self._last = 0

    def new_id(self) -> str:
        self._last = max(self._last + 1, time.time_ns() * _TICKS_PER_MS // 1_000_000)
        millisecond, fraction = divmod(self._last, _TICKS_PER_MS)
        stamp = millisecond << 80 | _VERSION | fraction << 64
        return str(UUID(int=stamp | _VARIANT | secrets.randbits(62)))

    def new_token(self) -> str:
        return secrets.token_urlsafe(32)

    def new_pin(self, digits: int) -> str:
        return f"{secrets.randbelow(10**digits):0{digits}}"
