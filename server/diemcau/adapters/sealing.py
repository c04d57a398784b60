"""Small secrets sealed with AES-256-GCM (NIST SP 800-38D), by a key that all nodes share."""

import hashlib
import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from diemcau.app.ports.factors import SealedBroken
from diemcau.app.ports.security import Secrets

_NAME: Final = "factors"
_KEY: Final = 32
_NONCE: Final = 12
"""Bytes; at random, which is safe for billions of secrets a key (SP 800-38D §8.3)."""


class AesSealing:
    """Nonce ‖ what is sealed ‖ tag. The key lies in the store, apart from what it seals."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets
        self._known: AESGCM | None = None

    async def seal(self, secret: bytes, about: str) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + (await self._cipher()).encrypt(nonce, secret, about.encode())

    async def open(self, sealed: bytes, about: str) -> bytes:
        try:
            return (await self._cipher()).decrypt(sealed[:_NONCE], sealed[_NONCE:], about.encode())
        except (InvalidTag, ValueError) as broken:
            raise SealedBroken from broken

    async def _cipher(self) -> AESGCM:
        if self._known is None:
            kept = await self._secrets.kept(_NAME, os.urandom(_KEY))
            self._known = AESGCM(hashlib.sha256(kept).digest())
        return self._known
