"""One digest after another: what was written cannot be changed without changing all that follows.

    chained(before, a, b …) = SHA-256( before ‖ len(a):a ‖ len(b):b … )

Each part stands with its length before it, so that no two lists of parts read the same.
"""

import hashlib
from typing import Final

from msgspec import Struct

GENESIS: Final = bytes(32)
"""The digest before the first."""


class Head(Struct, frozen=True):
    """Where a chain ends, or ended once: its last number, and the digest that stands there."""

    seq: int
    digest: bytes


def chained(before: bytes, *parts: bytes) -> bytes:
    digest = hashlib.sha256(before)
    for part in parts:
        digest.update(b"%d:" % len(part))
        digest.update(part)
    return digest.digest()
