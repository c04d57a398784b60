"""Slow hashes for passwords and PINs: argon2id with the costs of RFC 9106 §4 (second choice).

Each takes 64 MiB while it runs, so only a few run at once; so many others queue as are served
within seconds, and who comes then is told to come again (`Busy`). A hash says what it cost, so
hashes of other costs go on matching when these are changed.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from diemcau.app.ports.world import Busy


class Argon2Passwords:
    def __init__(
        self, *, passes: int = 3, kibibytes: int = 64 * 1024, at_once: int = 2, waiting: int = 64
    ) -> None:
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=kibibytes)
        self._places = asyncio.Semaphore(at_once)
        self._room = at_once + waiting

    async def hashed(self, password: str) -> str:
        async with self._place():
            return await asyncio.to_thread(self._hasher.hash, password)

    async def matches(self, password: str, hashed: str) -> bool:
        try:
            async with self._place():
                return await asyncio.to_thread(self._hasher.verify, hashed, password)
        except (InvalidHashError, VerificationError):
            return False

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        if not self._room:
            raise Busy
        self._room -= 1
        try:
            async with self._places:
                yield
        finally:
            self._room += 1
