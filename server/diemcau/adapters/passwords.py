"""Slow hashes for passwords and PINs: argon2id with the costs of RFC 9106 §4 (second choice).

Each takes 64 MiB while it runs, so only a few run at once; the others queue. A hash says what
it cost, so hashes of other costs go on matching when these are changed.
"""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


class Argon2Passwords:
    def __init__(self, *, passes: int = 3, kibibytes: int = 64 * 1024, at_once: int = 2) -> None:
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=kibibytes)
        self._places = asyncio.Semaphore(at_once)

    async def hashed(self, password: str) -> str:
        async with self._places:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def matches(self, password: str, hashed: str) -> bool:
        try:
            async with self._places:
                return await asyncio.to_thread(self._hasher.verify, hashed, password)
        except (InvalidHashError, VerificationError):
            return False
