"""The keys under which petitioners are sealed: AES-256-GCM (NIST SP 800-38D), in a file of ours.

How this works. A line is a key, 32 bytes in Base64; the last one seals, all of them open. What is
sealed names its key by the first bytes of a digest, so an older key is found without being tried.
The file is no part of the store and of no back-up of it. It is read anew every time, so that a key
that was added counts without a start.
"""

import asyncio
import binascii
import hashlib
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from diemcau.app.ports.petitioners import PersonsUnreadable, Sealable
from diemcau.app.ports.world import Unavailable

_KEY: Final = 32
_NONCE: Final = 12
_NAMED: Final = 4
"""Bytes; a handful of keys is told apart by them."""


class PetitionerKeys:
    """Name of the key ‖ nonce ‖ what is sealed ‖ tag. The first to seal makes the first key."""

    def __init__(self, file: Path) -> None:
        self._file = file

    async def seal(self, *secrets: Sealable) -> Sequence[bytes]:
        return await asyncio.to_thread(self._sealed, secrets)

    async def open(self, *sealed: Sealable) -> Sequence[bytes]:
        return await asyncio.to_thread(self._opened, sealed)

    def _sealed(self, secrets: Iterable[Sealable]) -> Sequence[bytes]:
        name, cipher = list((self._keys() or self._begun()).items())[-1]
        return [name + _closed(cipher, each) for each in secrets]

    def _opened(self, sealed: Iterable[Sealable]) -> Sequence[bytes]:
        keys = self._keys()
        try:
            return [_opened(keys[each.what[:_NAMED]], each) for each in sealed]
        except (KeyError, InvalidTag, ValueError) as broken:
            raise PersonsUnreadable from broken

    def _keys(self) -> Mapping[bytes, AESGCM]:
        try:
            return _read(self._file.read_text(encoding="ascii").split())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as away:
            raise Unavailable(f"{self._file}: the keys of petitioners") from away

    def _begun(self) -> Mapping[bytes, AESGCM]:
        """Written whole before it bears its name; of two that begin the first one's counts."""
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            half = self._file.with_name(f"{self._file.name}.{os.urandom(4).hex()}")
            with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as new:
                new.write(b64encode(os.urandom(_KEY)) + b"\n")
                new.flush()
                os.fsync(new.fileno())
            with suppress(FileExistsError):
                self._file.hardlink_to(half)
            half.unlink()
        except OSError as away:
            raise Unavailable(f"{self._file}: the keys of petitioners") from away
        return self._keys()


def _closed(cipher: AESGCM, secret: Sealable) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + cipher.encrypt(nonce, secret.what, secret.about.encode())


def _opened(cipher: AESGCM, sealed: Sealable) -> bytes:
    nonce, closed = sealed.what[_NAMED:][:_NONCE], sealed.what[_NAMED + _NONCE :]
    return cipher.decrypt(nonce, closed, sealed.about.encode())


def _read(lines: Iterable[str]) -> Mapping[bytes, AESGCM]:
    """By name, in the order of the file. Raises `ValueError`."""
    keys = {}
    for line in lines:
        try:
            raw = b64decode(line, validate=True)
        except binascii.Error as wrong:
            raise ValueError(line[:4]) from wrong
        if len(raw) != _KEY:
            raise ValueError(len(raw))
        keys[hashlib.sha256(raw).digest()[:_NAMED]] = AESGCM(raw)
    return keys
